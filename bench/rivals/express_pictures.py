"""Rival (b): five pictures built by plotly express from DuckDB on every run, as a first dashboard does."""

import os

import duckdb
import plotly.express as px
import streamlit as st

territory = st.query_params.get("territorio", "luque")
connection = duckdb.connect(os.environ["RIVAL_EDITION"], read_only=True)
st.title(territory)
for indicator in ("vif", "paz_publica", "robo", "estupefacientes", "actividades"):
    series = connection.execute(
        "SELECT month, institution, sum(value) AS value FROM indicator_value WHERE indicator = ? AND territory = ? "
        "GROUP BY month, institution ORDER BY month",
        [indicator, territory],
    ).df()
    st.subheader(indicator)
    st.plotly_chart(px.line(series, x="month", y="value", color="institution"), key=indicator)
connection.close()

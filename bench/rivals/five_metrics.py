"""Rival (a): the smallest page worth the name, five figures and nothing else."""

import streamlit as st

st.title("Cinco cifras")
for number, value in enumerate((86, 38, 120, 97, 12), start=1):
    st.metric(f"Indicador {number}", value)

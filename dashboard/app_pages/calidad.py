"""«Calidad de los datos»: up to when there are data, what is missing, what became of each delivery, what was found."""

from collections.abc import Mapping

import streamlit as st

from dashboard import questions
from dashboard.address import chosen, keep
from dashboard.arrival_calendar import arrival_calendar
from dashboard.delivery_list import delivery_list
from dashboard.finding_table import finding_table
from dashboard.freshness import freshness
from dashboard.language import speaking, t
from dashboard.markup import Markup, el
from dashboard.masthead import band, edition_line
from dashboard.matrix import TERRITORY_PARAMETER
from dashboard.store import Edition, open_edition

INSTITUTION_PARAMETER, ALL = "institucion", ""


def page() -> None:
    """The whole page, for one institution and territory or for all."""
    edition, language = open_edition(), speaking()
    if strip := band(edition):
        st.html(strip)
    st.html(_head(edition))
    left, right = st.columns(2, gap="small")
    with left:
        names = {each: row["name"] or each for each, row in questions.institutions(edition).items()}
        institution = _choice(t("Institución"), INSTITUTION_PARAMETER, names, t("Todas las instituciones"))
    with right:
        places = {row["territory"]: row["name"] for row in questions.territories(edition)}
        territory = _choice(t("Territorio"), TERRITORY_PARAMETER, places, t("Todos los territorios"))
    st.html(freshness(edition, institution, territory))
    st.html(arrival_calendar(edition, institution, territory, language))
    st.html(delivery_list(edition, institution))
    st.html(finding_table(edition, institution))


def _head(edition: Edition) -> Markup:
    return el(
        "header",
        el("h1", t("Calidad de los datos")),
        el("p", t("Qué llegó, qué falta y qué se observó. Un mes sin dato no es un mes con cero casos.")),
        edition_line(questions.edition_mark(edition)),
        class_="sm sm-masthead",
    )


def _choice(label: str, parameter: str, names: Mapping[str, str], everything: str) -> str:
    options = [ALL, *names]
    picked = chosen(parameter, options)
    st.selectbox(
        label, options, key=parameter, on_change=keep(parameter), filter_mode="contains",
        format_func=lambda each: names.get(each, everything),
    )  # fmt: skip
    return picked


page()

"""«Calidad de los datos»: up to when there are data, what is missing, what became of each delivery, what was found."""

from collections.abc import Mapping

import streamlit as st

from dashboard import questions
from dashboard.address import TERRITORY_PARAMETER, chosen, keep
from dashboard.arrival_calendar import arrival_calendar
from dashboard.baseline_today import baseline_today
from dashboard.delivery_list import delivery_list
from dashboard.finding_table import finding_table
from dashboard.freshness import freshness
from dashboard.language import t
from dashboard.page_frame import View, page

INSTITUTION_PARAMETER, ALL = "institucion", ""


def draw() -> None:
    """The whole page, for one institution and territory or for all."""
    with page("internal", title=lambda _: t("Calidad de los datos"), lead=lambda _: _lead()) as view:
        _body(view)


def _body(view: View) -> None:
    edition = view.edition
    left, right = st.columns(2, gap="small")
    with left:
        names = {each: row["name"] or each for each, row in questions.institutions(edition).items()}
        institution = _choice(t("Institución"), INSTITUTION_PARAMETER, names, t("Todas las instituciones"))
    with right:
        places = {each: str(row["name"]) for each, row in view.territories.items()}
        territory = _choice(t("Territorio"), TERRITORY_PARAMETER, places, t("Todos los territorios"))
    st.html(freshness(edition, institution, territory))
    st.html(arrival_calendar(edition, institution, territory, view.language))
    st.html(delivery_list(edition, institution))
    st.html(finding_table(edition, institution))
    if section := baseline_today(edition, institution, territory, view.language):
        st.html(section)


def _lead() -> str:
    return t("Qué llegó, qué falta y qué se observó. Un mes sin dato no es un mes con cero casos.")


def _choice(label: str, parameter: str, names: Mapping[str, str], everything: str) -> str:
    options = [ALL, *names]
    picked = chosen(parameter, options)
    st.selectbox(
        label, options, key=parameter, on_change=keep(parameter), filter_mode="contains",
        format_func=lambda each: names.get(each, everything),
    )  # fmt: skip
    return picked


draw()

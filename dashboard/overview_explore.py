"""The one chart of «Panorama» that people explore: drawn when somebody asks for it."""

import streamlit as st

from dashboard import questions
from dashboard.charts import series_alt, series_figure
from dashboard.downloads import EXPLORED
from dashboard.language import t
from dashboard.overview_cell import indicator_row
from dashboard.overview_words import territory_name
from dashboard.page_frame import View
from dashboard.store import Edition
from dashboard.verdict_words import title


def explore(view: View, indicator: str, territory: str) -> None:
    """A switch where there is a series at all."""
    if questions.series(view.edition, indicator, territory):
        _explored(view.edition, indicator, territory, view.language)


@st.fragment
def _explored(edition: Edition, indicator: str, territory: str, language: str) -> None:
    """The series of all institutions; turning the switch draws this part alone again."""
    if not st.toggle(t("Explorar la serie de todas las instituciones"), key="explorar"):
        return
    name = title(indicator_row(edition, indicator), language)
    alt = series_alt(name, territory_name(edition, territory), questions.series(edition, indicator, territory))
    figure = series_figure(edition, indicator, territory, language, st.context.theme.type)
    st.plotly_chart(figure, config=EXPLORED, alt=alt, key="panorama-serie")

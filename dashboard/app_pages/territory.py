"""«Mi territorio»: one territory at a time, then all of them, then month by month, then where it all comes from."""

import streamlit as st

from dashboard import questions
from dashboard.address import chosen, keep
from dashboard.answers import answers
from dashboard.bad_states import no_territory
from dashboard.charts import CONFIG, series_alt, series_figure
from dashboard.language import speaking, t
from dashboard.markup import el
from dashboard.masthead import band, masthead, title_words
from dashboard.matrix import TERRITORY_PARAMETER, matrix
from dashboard.series_table import series_table
from dashboard.sources import sources
from dashboard.store import Edition, Row, open_edition
from dashboard.verdict_words import title

INDICATOR_PARAMETER = "indicador"


def page() -> None:
    """The whole page; everything heavy in it was made once for this edition."""
    edition, language = open_edition(), speaking()
    territories = {row["territory"]: row for row in questions.territories(edition)}
    if not territories:
        st.html(no_territory())
        return
    if strip := band(edition):
        st.html(strip)
    head, selector = st.columns([3, 1], gap="small")
    with selector:
        territory = _territory(territories)
    st.set_page_config(page_title=title_words(territories[territory]), layout="wide")
    head.html(masthead(edition, territory, language))
    st.html(answers(edition, territory, language))
    st.html(matrix(edition, territory, language))
    month_by_month(edition, territory, language)
    st.html(sources(edition, language))


def _territory(territories: dict[str, Row]) -> str:
    picked = chosen(TERRITORY_PARAMETER, list(territories))
    st.selectbox(
        t("Territorio"), list(territories), key=TERRITORY_PARAMETER, on_change=keep(TERRITORY_PARAMETER),
        format_func=lambda each: _label(territories[each]), filter_mode="contains",
    )  # fmt: skip
    return picked


def _label(territory: Row) -> str:
    if territory["role"] == "comparison":
        return t("{territory} (zona de comparación)", territory=territory["name"])
    return str(territory["name"])


@st.fragment
def month_by_month(edition: Edition, territory: str, language: str) -> None:
    """The series of one indicator; choosing another draws this part alone again."""
    counted = {
        row["indicator"]: row for row in questions.indicators(edition) if row["grain"] != "activity" and row["lead"]
    }
    if not counted:
        return
    st.html(el("div", el("h2", t("Mes a mes")), class_="sm sm-series-head"))
    picked = chosen(INDICATOR_PARAMETER, list(counted))
    st.pills(
        t("Indicador"), list(counted), key=INDICATOR_PARAMETER, on_change=keep(INDICATOR_PARAMETER), required=True,
        format_func=lambda each: title(counted[each], language), label_visibility="collapsed",
    )  # fmt: skip
    name = next(row["name"] for row in questions.territories(edition) if row["territory"] == territory)
    alt = series_alt(title(counted[picked], language), name, questions.series(edition, picked, territory))
    figure = series_figure(edition, picked, territory, language, st.context.theme.type)
    st.plotly_chart(figure, config=CONFIG, alt=alt, key="series")
    st.expander(t("Ver estos datos en una tabla"), key="tabla").html(series_table(edition, picked, territory))


page()

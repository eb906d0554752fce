"""One step further on a card: the interval and the band of chance, the series, its table, and the data to take away."""

from collections.abc import Callable

import streamlit as st

from dashboard import questions
from dashboard.address import INDICATOR_PARAMETER
from dashboard.answers import drawn, sayable
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.markup import el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.territory_questions import area_sentences, registered
from dashboard.territory_series import series_part, series_rows, series_table
from dashboard.verdict_words import title

PICTURE = "before_now"


@st.fragment
def detail(edition: Edition, indicator: Row, territory: Row, language: str) -> None:
    """A fold under a card; what it holds is made when somebody opens it, and `indicador` in the address opens it.

    Args:
        edition: the one that is shown.
        indicator: its row.
        territory: its row.
        language: of the page.
    """
    name, place = indicator["indicator"], territory["territory"]
    row = sayable(edition, indicator, place)
    if row is None or row["verdict"] == "withheld":
        return
    key = f"detalle-{name}"
    words = t("Ver el margen, la serie y los datos")
    if key not in st.session_state:
        # not through `expanded`: it is part of the fold's identity, and a fold made anew loses the keyboard's focus
        st.session_state[key] = st.query_params.get(INDICATOR_PARAMETER) == name
    folded = st.expander(words, key=key, on_change=_remember(key, name))
    if not folded.open:
        return
    with folded:
        st.html(interval_part(edition, name, place, language))
        st.html(series_part(edition, name, place, language))
        if table := series_table(edition, name, place):
            st.html(str(el("details", el("summary", t("Ver estos datos en una tabla")), table, class_="sm")))
        _take(edition, indicator, territory, language)


def _remember(key: str, indicator: str) -> Callable[[], None]:
    """The address says which indicator is open, so that the view can be sent."""

    def write() -> None:
        if st.session_state.get(key):
            st.query_params[INDICATOR_PARAMETER] = indicator
        elif st.query_params.get(INDICATOR_PARAMETER) == indicator:
            del st.query_params[INDICATOR_PARAMETER]

    return write


@once_per_edition
def interval_part(edition: Edition, indicator: str, territory: str, language: str) -> str:
    """Rates per month with their intervals, what chance alone could do, and the areas to compare with."""
    picture = questions.pictures(edition, PICTURE, territory, language).get(indicator)
    beside = area_sentences(edition, territory, language).get(indicator)
    key = t("La línea clara es el margen de cada período. La franja es lo que puede cambiar sólo por azar.")
    words = (
        el("h3", t("Por mes, con su margen")),
        el("p", key, class_="sm-source"),
        el("p", el("b", t("Frente a las zonas de comparación:")), " ", beside) if beside else None,
    )
    figure = el("figure", drawn(picture), class_="sm-picture")
    return el("div", el("div", *words), figure, class_="sm sm-interval")


def _take(edition: Edition, indicator: Row, territory: Row, language: str) -> None:
    name, place = indicator["indicator"], territory["territory"]
    picture = questions.pictures(edition, PICTURE, place, language).get(name)
    source = registered(edition).get((name, place))
    twin = Twin(
        f"{name}_{place}", f"{title(indicator, language)}, {territory['name']}",
        (t("Período"), t("Primer mes"), t("Número"), t("Estado")), series_rows(edition, name, place),
        source["name"] if source else "",
    )  # fmt: skip
    take_away(edition, twin, svg=picture["svg"] if picture else None)

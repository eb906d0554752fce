"""«Mapa»: where each answer is, or how many cases there were for those who live there; the public edition."""

from functools import partial

import streamlit as st

from dashboard import questions
from dashboard.address import INDICATOR_PARAMETER, chosen, keep
from dashboard.bad_states import nothing_here
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.map_questions import outlines
from dashboard.map_shown import VIEWS
from dashboard.map_table import chosen_card, map_table, twin
from dashboard.map_view import WHAT_PARAMETER, map_file, map_section
from dashboard.page_frame import View, page
from dashboard.store import Row
from dashboard.verdict_words import title


def draw() -> None:
    """The whole page; maps and tables were made once for this edition."""
    with page("public", title=lambda _view: t("Mapa"), lead=lead, choose_territory=True) as view:
        counted = {row["indicator"]: row for row in questions.indicators(view.edition) if is_counted(row)}
        if counted:
            body(view, counted)
        else:
            st.html(nothing_here(t("No hay nada para el mapa"), t("Nadie envía todavía un indicador que se cuente."),
                                 "not_comparable"))  # fmt: skip


def is_counted(indicator: Row) -> bool:
    """Whether an indicator has cases that a map can show."""
    return bool(indicator["grain"] != "activity" and indicator["lead"])


def lead(_view: View) -> str:
    """What to do here."""
    return t("Toque un territorio en el mapa o en la tabla: queda elegido también en las otras páginas.")


def body(view: View, counted: dict[str, Row]) -> None:
    """Which indicator and how; the map; the chosen territory; the same in a table."""
    indicator, what = choices(view, counted)
    edition, territory, language = view.edition, view.place["territory"], view.language
    with st.container(horizontal=True, gap="medium", key="sm-map-both"):
        with st.container(width="stretch", key="sm-map-left"):
            st.html(map_section(edition, indicator, what, territory, language))
        with st.container(width="stretch", key="sm-map-right"):
            st.html(chosen_card(edition, indicator, territory, language))
            st.html(map_table(edition, indicator, what, territory, language))
            drawn = partial(map_file, edition, indicator, what, territory, language) if outlines(edition) else None
            take_away(edition, twin(edition, indicator, language), svg=drawn, key="mapa")


def choices(view: View, counted: dict[str, Row]) -> tuple[str, str]:
    """The indicator and whether its result or its rate is shown; both stand in the address."""
    indicator = chosen(INDICATOR_PARAMETER, list(counted))
    what = chosen(WHAT_PARAMETER, VIEWS)
    words = {"resultado": t("Qué cambió"), "tasa": t("Casos cada 1.000 habitantes")}
    st.pills(
        t("Indicador"), list(counted), key=INDICATOR_PARAMETER, on_change=keep(INDICATOR_PARAMETER), required=True,
        format_func=lambda each: title(counted[each], view.language), label_visibility="collapsed",
    )  # fmt: skip
    st.segmented_control(
        t("Qué muestra el mapa"), VIEWS, key=WHAT_PARAMETER, on_change=keep(WHAT_PARAMETER), required=True,
        format_func=lambda each: words[each], label_visibility="collapsed", width="content",
    )  # fmt: skip
    return indicator, what


draw()

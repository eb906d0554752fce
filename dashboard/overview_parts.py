"""Under the matrix one part at a time: the choice stands in the address, and only the chosen part is computed."""

from collections.abc import Sequence

import streamlit as st

from dashboard.address import INDICATOR_PARAMETER, chosen, keep
from dashboard.bad_states import nothing_here
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.overview_areas import area_count, areas, areas_twin, drawn_areas
from dashboard.overview_changes import changes, changes_twin, told_changes
from dashboard.overview_institutions import institutions_beside, institutions_twin, shared_indicators
from dashboard.overview_late import late, late_twin
from dashboard.overview_trends import trends, trends_twin
from dashboard.overview_words import compared
from dashboard.page_frame import View
from dashboard.store import Row
from dashboard.verdict_words import title

PART_PARAMETER = "parte"


def part_names() -> dict[str, str]:
    """The parts in their order, with their names."""
    return {
        "tendencias": t("Tendencias"),
        "zonas": t("Frente a otras zonas"),
        "instituciones": t("Instituciones"),
        "falta": t("Qué falta"),
        "cambios": t("Qué cambió"),
    }


def chosen_part(view: View) -> None:
    """The control, and the part that it chooses."""
    names = part_names()
    picked = chosen(PART_PARAMETER, list(names))
    st.segmented_control(
        t("Parte"), list(names), key=PART_PARAMETER, on_change=keep(PART_PARAMETER), required=True,
        format_func=lambda each: names[each], label_visibility="collapsed",
    )  # fmt: skip
    drawn = {
        "tendencias": _trends, "zonas": _areas, "instituciones": _institutions, "falta": _late, "cambios": _changes,
    }  # fmt: skip
    drawn[picked](view)


def _trends(view: View) -> None:
    indicator = _indicator(view, [row for row in compared(view.edition) if row["lead"]])
    if indicator is None:
        _nothing(t("Ningún indicador tiene quien lo envíe."))
        return
    st.html(trends(view.edition, indicator, view.language, view.pinned))
    take_away(view.edition, trends_twin(view.edition, indicator, view.language))


def _areas(view: View) -> None:
    if not area_count(view.edition):
        _nothing(t("Este programa no declaró zonas de comparación: no se sabe qué pasó donde no hubo programa."))
        return
    indicator = _indicator(view, [row for row in compared(view.edition) if row["lead"]])
    if indicator is None:
        _nothing(t("Ningún indicador tiene quien lo envíe."))
        return
    st.html(areas(view.edition, indicator, view.language))
    picture, _ = drawn_areas(view.edition, indicator, view.language)
    take_away(view.edition, areas_twin(view.edition, indicator, view.language), svg=picture)


def _institutions(view: View) -> None:
    indicator = _indicator(view, shared_indicators(view.edition))
    if indicator is None:
        _nothing(t("De cada indicador informa una sola institución: no hay con quién compararla."))
        return
    st.html(institutions_beside(view.edition, indicator, view.language))
    take_away(view.edition, institutions_twin(view.edition, indicator, view.language))


def _late(view: View) -> None:
    st.html(late(view.edition, view.language, view.pinned))
    take_away(view.edition, late_twin(view.edition))


def _changes(view: View) -> None:
    st.html(changes(view.edition, view.language))
    if told_changes(view.edition, view.language):
        take_away(view.edition, changes_twin(view.edition, view.language))


def _indicator(view: View, rows: Sequence[Row]) -> str | None:
    """The indicator that the address asks for, or the first; None where there is none to choose from."""
    if not rows:
        return None
    names = {row["indicator"]: title(row, view.language) for row in rows}
    picked = chosen(INDICATOR_PARAMETER, list(names))
    st.pills(
        t("Indicador"), list(names), key=INDICATOR_PARAMETER, on_change=keep(INDICATOR_PARAMETER), required=True,
        format_func=lambda each: names[each], label_visibility="collapsed",
    )  # fmt: skip
    return picked


def _nothing(why: str) -> None:
    st.html(nothing_here(t("No hay qué mostrar"), why, "not_comparable"))

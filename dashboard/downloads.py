"""«Llevar los datos»: one button beside a picture, with its table as CSV and XLSX and the picture as SVG.

A chart that people explore saves itself as PNG from its own toolbar (`EXPLORED`). A small picture is given as SVG,
which every browser opens and prints: this server draws no PNG of it, since that would need a browser of its own.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.language import speaking, speaking_in, t
from dashboard.markup import el
from dashboard.store import Edition
from dashboard.table_files import Twin, csv_file, svg_file, xlsx_file

__all__ = ["EXPLORED", "Twin", "take_away"]

_MIME = {
    "CSV": "text/csv",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "SVG": "image/svg+xml",
}
EXPLORED = {
    "displayModeBar": True, "displaylogo": False, "scrollZoom": False, "doubleClick": False, "showTips": False,
    "modeBarButtons": [["toImage"]], "toImageButtonOptions": {"format": "png", "scale": 2},
}  # fmt: skip
"""Configuration of a chart that people explore: the one button of its toolbar saves the picture."""


def take_away(edition: Edition, twin: Twin, svg: str | Callable[[], str] | None = None, key: str | None = None) -> None:
    """One compact button «Llevar los datos»; a file is made when somebody asks for it.

    Args:
        edition: of which the figures are.
        twin: the table.
        svg: the small picture as published, or what makes it; None where there is none.
        key: of the button, where a page has several with tables of one name.
    """
    key = key or twin.name
    files: dict[str, Callable[[], bytes]] = {
        "CSV": lambda: csv_file(edition, twin),
        "XLSX": lambda: xlsx_file(edition, twin),
    }
    if svg:
        files["SVG"] = lambda: svg_file(edition, twin, svg if isinstance(svg, str) else svg())
    with st.popover(t("Llevar los datos"), key=f"llevar-{key}", icon=":material/download:"):
        st.html(el("p", t("Cada archivo dice de qué edición es y de dónde salen los datos."), class_="sm sm-source"))
        for kind, made in files.items():
            # a function as data: it runs when the file is asked for, not at every rerun
            st.download_button(
                kind, _in_language(speaking(), made), f"{twin.name}.{kind.lower()}", _MIME[kind],
                key=f"llevar-{key}-{kind}", on_click="ignore", width="stretch",
            )  # fmt: skip


def _in_language(language: str, made: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file is made outside the run of a page, where no address says the language."""

    def file() -> bytes:
        with speaking_in(language):
            return made()

    return file

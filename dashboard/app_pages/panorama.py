"""«Panorama»: a minute's sentence, the matrix, and one part at a time; behind each cell its months and deliveries."""

import streamlit as st

from dashboard import questions
from dashboard.address import INDICATOR_PARAMETER, TERRITORY_PARAMETER
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.overview_cell import cell_calendar, cell_detail, cell_title, cell_twin, indicator_row
from dashboard.overview_deliveries import cell_deliveries
from dashboard.overview_explore import explore
from dashboard.overview_head import cell_head, overview_head
from dashboard.overview_matrix import matrix_twin, overview_matrix
from dashboard.overview_parts import chosen_part
from dashboard.overview_pictures import WIDE, published_picture
from dashboard.overview_words import CELL, CELL_PARAMETER
from dashboard.page_frame import View, page

Cell = tuple[str, str]


def draw() -> None:
    """The whole page, or one cell of it."""
    with page("internal", title=_title, head=_head) as view:
        asked = asked_cell(view)
        if asked:
            one_cell(view, *asked)
        else:
            everything(view)


def asked_cell(view: View) -> Cell | None:
    """Indicator and territory of the cell that the address asks for, where the edition has both."""
    indicator, territory = st.query_params.get(INDICATOR_PARAMETER), st.query_params.get(TERRITORY_PARAMETER)
    if st.query_params.get(CELL_PARAMETER) != CELL or indicator is None or territory is None:
        return None
    known = any(row["indicator"] == indicator for row in questions.indicators(view.edition))
    return (indicator, territory) if known and territory in view.territories else None


def _title(view: View) -> str:
    asked = asked_cell(view)
    if asked is None:
        return t("Panorama")
    return cell_title(view.edition, indicator_row(view.edition, asked[0]), asked[1], view.language)


def _head(view: View) -> str:
    return cell_head(view.edition, _title(view)) if asked_cell(view) else overview_head(view.edition)


def everything(view: View) -> None:
    """The matrix, then the part that the reader chose."""
    st.html(overview_matrix(view.edition, view.language))
    take_away(view.edition, matrix_twin(view.edition, view.language))
    chosen_part(view)


def one_cell(view: View, indicator: str, territory: str) -> None:
    """First step behind the matrix: months with their statuses; the second opens the deliveries."""
    edition, language = view.edition, view.language
    st.html(cell_detail(edition, indicator, territory, language))
    st.html(cell_calendar(edition, indicator, territory))
    st.html(cell_deliveries(edition, indicator, territory, view.pinned))
    picture = published_picture(edition, WIDE, indicator, territory, language)
    with st.container(horizontal=True, gap="small"):
        twin = cell_twin(edition, indicator, territory, language)
        take_away(edition, twin, svg=picture["svg"] if picture else None)
    explore(view, indicator, territory)


draw()

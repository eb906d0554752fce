"""«Mi territorio»: one territory at a time, then all of them, then month by month, then where it all comes from."""

import streamlit as st

from dashboard import questions
from dashboard.address import INDICATOR_PARAMETER, chosen, keep
from dashboard.answers import answers
from dashboard.charts import CONFIG, series_alt, series_figure
from dashboard.editions import is_public_server
from dashboard.language import t
from dashboard.markup import el
from dashboard.masthead import masthead, title_words
from dashboard.matrix import matrix
from dashboard.page_frame import View, page
from dashboard.series_table import series_table
from dashboard.sources import sources
from dashboard.store import Edition
from dashboard.verdict_words import title


def draw() -> None:
    """The whole page; everything heavy in it was made once for this edition."""
    with page(
        "public" if is_public_server() else "internal",
        title=lambda view: title_words(view.place),
        head=lambda view: masthead(view.edition, view.place["territory"], view.language),
        choose_territory=True,
    ) as view:
        _body(view)


def _body(view: View) -> None:
    edition, territory, language = view.edition, view.place["territory"], view.language
    st.html(answers(edition, territory, language))
    st.html(matrix(edition, territory, language))
    month_by_month(edition, territory, language)
    st.html(sources(edition, language))


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


draw()

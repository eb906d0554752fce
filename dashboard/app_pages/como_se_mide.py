"""«Cómo se mide»: the ficha of each indicator, and each method as a question with its answer and an example."""

import streamlit as st

from dashboard import measure_questions, questions
from dashboard.address import chosen, keep
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.measure_ficha import ficha
from dashboard.measure_figures import example_figures
from dashboard.measure_methods import SECTION_PARAMETER, methods, section_id
from dashboard.page_frame import View, page
from dashboard.verdict_words import title


def draw() -> None:
    """The whole page; a method that the address asks for stands before the fichas."""
    with page("public", title=lambda _view: t("Cómo se mide"), lead=lead) as view:
        if not measure_questions.explains_itself(view.edition):
            words = t("Esta edición es anterior a esta página y no trae estos textos. La próxima edición los tendrá.")
            st.html(el("p", words, class_="sm"))
            return
        known = {section_id(row) for row in measure_questions.sections(view.edition, view.language)}
        asked = st.query_params.get(SECTION_PARAMETER, "")
        opened = asked if asked in known else None
        st.html(short_start())
        parts = (fichas, how_it_is_done) if opened is None else (how_it_is_done, fichas)
        for part in parts:
            part(view, opened)


def lead(view: View) -> str:
    """How much there is to read."""
    if not measure_questions.explains_itself(view.edition):
        return ""
    rows = measure_questions.sections(view.edition, view.language)
    return t(
        "{indicators} indicadores y {methods} métodos, explicados con números de esta edición.",
        indicators=count(len(questions.indicators(view.edition))),
        methods=count(sum(row["kind"] == "method" for row in rows)),
    )


def short_start() -> Markup:
    """The whole in three sentences."""
    said = (
        t("Contamos lo que cada institución registró. Un mes que nadie informó no es un mes con cero casos."),
        t("Comparamos los mismos meses del año, antes y ahora, de la misma institución."),
        t("Decimos «bajó» o «subió» sólo cuando es más de lo que suele cambiar por azar. Nunca decimos por qué."),
    )
    return el("ol", *(el("li", words) for words in said), class_="sm sm-start")


def fichas(view: View, _opened: str | None) -> None:
    """One indicator at a time."""
    found = {row["indicator"]: row for row in questions.indicators(view.edition)}
    st.html(el("div", el("h2", t("Qué se cuenta")), class_="sm sm-series-head"))
    picked = chosen(SECTION_PARAMETER, list(found))
    st.pills(
        t("Indicador"), list(found), key=SECTION_PARAMETER, on_change=keep(SECTION_PARAMETER), required=True,
        format_func=lambda each: title(found[each], view.language), label_visibility="collapsed",
    )  # fmt: skip
    st.html(ficha(view.edition, picked, view.language))


def how_it_is_done(view: View, opened: str | None) -> None:
    """Every question, folded; the figures of the example below."""
    words = t("Toque una pregunta para ver la respuesta, un ejemplo y la cuenta.")
    st.html(el("div", el("h2", t("Cómo se calcula")), el("p", words, class_="sm-source"), class_="sm sm-series-head"))
    st.html(methods(view.edition, view.language, opened))
    if told := example_figures(view.edition, view.language):
        st.html(told)


draw()

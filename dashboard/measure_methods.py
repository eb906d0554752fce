"""The methods as a list of questions: each opens to its answer, its example and, folded once more, how it is done."""

from collections.abc import Sequence

from dashboard import measure_questions
from dashboard.address import link
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition

PAGE, SECTION_PARAMETER = "como-se-mide", "seccion"


def section_id(section: Row) -> str:
    """The name of a section in the address: `m04`."""
    return str(section["method"]).lower()


@once_per_edition
def methods(edition: Edition, language: str, opened: str | None) -> str:
    """All questions; the one that the address asks for comes first and is open.

    Args:
        edition: which holds the texts.
        language: es, gn or en.
        opened: of `section_id`; None for none.
    """
    rows = measure_questions.sections(edition, language)
    ordered = sorted(rows, key=lambda row: section_id(row) != opened)
    return el(
        "section", *(_method(row, edition.pinned, section_id(row) == opened) for row in ordered),
        class_="sm sm-methods", aria_label=t("Los métodos"),
    )  # fmt: skip


def _method(section: Row, pinned: int | None, is_open: bool) -> Markup:
    address = link(PAGE, pinned, **{SECTION_PARAMETER: section_id(section)})
    return el(
        "details",
        el("summary", el("span", section["question"], class_="sm-question"), " ",
           el("span", section["title"], class_="sm-method-title")),
        el("div",
           el("div", *(el("p", line) for line in _lines(section["answer"])), class_="sm-explained"),
           _example(section),
           _how(section),
           el("p", el("a", t("Enlace a esta pregunta"), href=address, target="_self"), class_="sm-source"),
           class_="sm-method-body"),
        open=is_open, data_method=section["method"], class_="sm-method",
    )  # fmt: skip


def _example(section: Row) -> Markup | None:
    lines = _lines(section["example"])
    heading = t("Ejemplo de esta edición")
    if section["invented"]:
        heading, *lines = (lines[0].rstrip(":"), *lines[1:])
    elif section["indicator"] is None:
        heading = t("En este programa")
    return el("div", el("h3", heading), *(el("p", line) for line in lines), class_="sm-worked") if lines else None


def _how(section: Row) -> Markup:
    steps = el("ul", *(el("li", line) for line in _lines(section["how"])))
    return el("details", el("summary", t("Cómo se calcula")), steps, _parameters(section),
              el("p", t("De dónde viene: {source}", source=section["source"]), class_="sm-source"))  # fmt: skip


def _parameters(section: Row) -> Markup | None:
    lines = _lines(section["parameters"])
    if not lines:
        return None
    shown = (el("li", el("code", line)) for line in lines)
    return el("div", el("p", t("Parámetros de este programa:")), el("ul", *shown))


def _lines(text: str | None) -> Sequence[str]:
    return (text or "").splitlines()

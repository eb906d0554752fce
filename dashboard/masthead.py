"""The head of a page: the mark of generated data, the question, the windows, and which edition answers."""

from datetime import date

from dashboard import questions
from dashboard.calendar_words import day, span
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from schemas.words import months_between


def synthetic_words() -> str:
    """The mark that everything made of generated data bears."""
    return t("datos generados para demostración")


def title_words(territory: Row) -> str:
    """The question of the page."""
    return t("{territory}: qué cambió y qué no se puede decir", territory=territory["name"])


@once_per_edition
def band(edition: Edition) -> str:
    """The strip above everything where the data were generated; empty for real data."""
    if not questions.edition_mark(edition)["synthetic"]:
        return ""
    words = t("Datos generados para demostración: no describen a ninguna comunidad real.")
    return el("p", words, class_="sm sm-band", role="note")


@once_per_edition
def masthead(edition: Edition, territory_id: str, language: str) -> str:
    """Title and what is compared with what; edition and sources stand in the foot of the page."""
    territory = next(row for row in questions.territories(edition) if row["territory"] == territory_id)
    aside = el("p", _comparison_words(), class_="sm-aside") if territory["role"] == "comparison" else None
    return el(
        "header",
        el("h1", title_words(territory)),
        aside,
        _windows(edition, language),
        class_="sm sm-masthead",
    )


def _comparison_words() -> str:
    return t("Zona de comparación: no es una comunidad del programa y por eso no lleva veredicto.")


def _windows(edition: Edition, language: str) -> Markup | None:
    evaluation = questions.evaluation(edition)
    if evaluation is None:
        return None
    before = span(evaluation["baseline_from"], evaluation["baseline_to"])
    now = span(evaluation["current_from"], evaluation["current_to"])
    parts = [el("dt", t("Antes")), el("dd", before, _provisional(edition)), el("dt", t("Ahora")), el("dd", now)]
    apart = [_apart_words(shock, evaluation, language) for shock in questions.shocks(edition) if shock["stands_apart"]]
    told = [words for words in apart if words]
    if told:
        apart_row = {"class_": "sm-apart-row"}
        parts += [el("dt", t("Aparte"), **apart_row), el("dd", "; ".join(told), **apart_row)]
    return el("dl", *parts, class_="sm-windows")


def _provisional(edition: Edition) -> Markup | None:
    frozen = questions.edition_mark(edition)["baseline_frozen"]
    return None if frozen else el("span", t("línea de base provisional"), class_="sm-tag")


def _apart_words(shock: Row, evaluation: Row, language: str) -> str | None:
    """The months of the current window that a shock takes out of the comparison."""
    first, last = evaluation["current_from"], evaluation["current_to"]
    touched = [month for month in months_between(_month(shock["starts"]), shock["ends"]) if first <= month <= last]
    if not touched:
        return None
    return t("{months} ({shock})", months=span(touched[0], touched[-1]), shock=shock[f"name_{language}"])


def _month(when: date) -> date:
    return when.replace(day=1)


@once_per_edition
def edition_line(edition: Edition) -> Markup:
    """How far the data go, and which edition says so."""
    mark = questions.edition_mark(edition)
    parts = [t("Edición {number}, {day}", number=count(mark["edition"]), day=day(mark["published_at"]))]
    if mark["data_until"]:
        parts.insert(0, t("Datos hasta el {day}", day=day(mark["data_until"])))
    return el("p", " · ".join(parts), class_="sm-edition")

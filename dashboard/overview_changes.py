"""What changed since the last edition: figures already published that are others now, and by which deliveries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import overview_questions, questions
from dashboard.calendar_words import month_year
from dashboard.language import count, t, tn
from dashboard.markup import el
from dashboard.overview_tables import listed_table
from dashboard.overview_words import institution_name, territory_name
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.verdict_words import title, verdict_words
from dashboard.visible_text import visible

SHOWN_ROWS = 60
"""Rows on the screen; the file to take away has all of them."""
_FIGURES = re.compile(r"(?P<counts>.*) \((?P<verdict>[a-z_]+|–)\)")
_LED = ("headline", "lead")
_NO_DELIVERY = "cambio en el programa o en la línea de base"
"""What the run writes where no delivery made the difference."""


@dataclass(frozen=True)
class Change:
    """One erratum as people read it.

    Attributes:
        what: the figure: indicator, territory, and of a monthly value institution and month.
        before: as it was published.
        now: as it is.
        why: the deliveries that made the difference.
        turned: whether the verdict is another one.
    """

    what: str
    before: str
    now: str
    why: str
    turned: bool


@once_per_edition
def changes(edition: Edition, language: str) -> str:
    """First what turned a verdict, then the headline figures, then the monthly values."""
    mark, found = questions.edition_mark(edition), told_changes(edition, language)
    name = t("Qué cambió desde la edición anterior")
    if not found:
        return el("section", el("p", _nothing_words(int(mark["edition"]))), class_="sm sm-ov-part", aria_label=name)
    heads = (t("Cifra"), t("Antes decía"), t("Ahora dice"), t("Por qué entregas"))
    table = listed_table(heads, [_line(each) for each in found[:SHOWN_ROWS]], "sm-ov-errata")
    more = None
    if len(found) > SHOWN_ROWS:
        words = t("Se muestran {shown} de {all}; el archivo las trae todas.", shown=count(SHOWN_ROWS),
                  all=count(len(found)))  # fmt: skip
        more = el("p", words, class_="sm-source")
    return el("section", el("p", _lead(found)), table, more, class_="sm sm-ov-part", aria_label=name)


def _nothing_words(number: int) -> str:
    if number == 1:
        return t("Es la primera edición: todavía no hay con qué comparar.")
    return t("Ninguna cifra ya publicada cambió en esta edición.")


def _lead(found: list[Change]) -> str:
    turned = sum(each.turned for each in found)
    words = tn("Cambió {number} cifra ya publicada", "Cambiaron {number} cifras ya publicadas", len(found))
    if not turned:
        return t("{words}; ningún resultado se dio vuelta.", words=words)
    return t("{words}; {turned}.", words=words,
             turned=tn("{number} resultado es otro", "{number} resultados son otros", turned))  # fmt: skip


def _line(change: Change) -> list[object]:
    tag = el("span", t("resultado distinto"), class_="sm-tag") if change.turned else None
    return [el("span", change.what, tag), change.before, el("b", change.now), change.why]


@once_per_edition
def told_changes(edition: Edition, language: str) -> list[Change]:
    """The errata of this edition; of the comparisons the headline alone, which is the one that the pages say."""
    return told(edition, overview_questions.errata(edition), language)


def told(edition: Edition, rows: Sequence[Row], language: str) -> list[Change]:
    """Rows of table `erratum` as people read them, those of the other scenarios left out."""
    fichas = {row["indicator"]: row for row in questions.indicators(edition)}
    found = [_comparison(edition, row, fichas, language) if row["table"] == "comparison"
             else _value(edition, row, fichas, language) for row in rows]  # fmt: skip
    return [each for each in found if each]


def _comparison(edition: Edition, row: Row, fichas: dict[str, Row], language: str) -> Change | None:
    parts = str(row["key"]).split("/")
    if len(parts) != 5 or tuple(parts[3:]) != _LED:
        return None
    ficha = fichas.get(parts[1])
    what = f"{_name(ficha, parts[1], language)} · {territory_name(edition, parts[2])}"
    before, now = (_figures(row[name], ficha, language) for name in ("before", "now"))
    return Change(what, before, now, _why(row), bool(row["verdict_turned"]))


def _value(edition: Edition, row: Row, fichas: dict[str, Row], language: str) -> Change | None:
    parts = str(row["key"]).split("/")
    if len(parts) != 4:
        return None
    indicator, territory, institution, month = parts
    place = f"{_name(fichas.get(indicator), indicator, language)} · {territory_name(edition, territory)}"
    what = f"{place} · {institution_name(edition, institution, short=True)} · {month_year(_month(month))}"
    return Change(what, _number(row["before"]), _number(row["now"]), _why(row), turned=False)


def _why(row: Row) -> str:
    if row["why"] == _NO_DELIVERY:
        return t("ninguna: cambió el programa o la línea de base")
    return visible(row["why"] or t("no se sabe"), 300)


def _name(ficha: Row | None, indicator: str, language: str) -> str:
    return title(ficha, language) if ficha else indicator


def _month(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), 1)


def _figures(text: str | None, ficha: Row | None, language: str) -> str:
    """«68 → 41 (decreased)» with its verdict in words."""
    found = _FIGURES.fullmatch(text or "")
    if not found or ficha is None:
        return visible(text or "–")
    counts = " → ".join(_number(each) for each in found["counts"].split(" → "))
    return f"{counts} ({verdict_words(found['verdict'], ficha, language).lower()})"


def _number(text: str | None) -> str:
    if text is None or text == "sin dato":
        return t("sin dato")
    return count(int(text)) if text.isascii() and text.isdigit() else visible(text)


@once_per_edition
def changes_twin(edition: Edition, language: str) -> Twin:
    """A row an erratum."""
    heads = (t("Cifra"), t("Antes decía"), t("Ahora dice"), t("Por qué entregas"), t("Resultado distinto"))
    rows = [
        [each.what, each.before, each.now, each.why, t("sí") if each.turned else t("no")]
        for each in told_changes(edition, language)
    ]
    return Twin("panorama_cambios", t("Qué cambió desde la edición anterior"), heads, rows)

"""What several parts of «Panorama» say: places, why nothing can be said, signals, a sentence without its note."""

from collections.abc import Sequence
from datetime import date

from dashboard import questions
from dashboard.calendar_words import month_year, span
from dashboard.language import forms, t, tn
from dashboard.store import Edition, Row
from schemas.words import add_months

CELL_PARAMETER, CELL, PAGE = "ver", "celda", "panorama"
"""`ver=celda` with a territory and an indicator: the detail of that cell in place of the matrix."""


def ours(edition: Edition) -> list[Row]:
    """The territories of the programme, in its order."""
    return [row for row in questions.territories(edition) if row["role"] == "intervention"]


def compared(edition: Edition) -> list[Row]:
    """The indicators that are compared: all but activities, which have a plan instead."""
    return [row for row in questions.indicators(edition) if row["grain"] != "activity"]


def territory_name(edition: Edition, territory: str) -> str:
    """The name of a territory, or its id where the edition no longer has it."""
    found = (row["name"] for row in questions.territories(edition) if row["territory"] == territory)
    return str(next(found, territory))


def institution_name(edition: Edition, institution: str | None, short: bool = False) -> str:
    """How an institution is called, or its id."""
    row = questions.institutions(edition).get(institution or "")
    return str((row["short"] if short else row["name"]) or institution) if row else str(institution or "")


def reason_counted(reason: str | None, number: int) -> str:
    """Why so many comparisons say nothing: «2 por meses sin dato»."""
    pairs = {
        "missing_months": forms("{number} por meses sin dato", "{number} por meses sin dato"),
        "few_cases": forms("{number} por tener muy pocos casos", "{number} por tener muy pocos casos"),
        "zeros_unconfirmed": forms("{number} porque falta confirmar ceros", "{number} porque falta confirmar ceros"),
        "recording_changed": forms(
            "{number} porque cambió la forma de registrar", "{number} porque cambió la forma de registrar"
        ),
        "no_feed": forms("{number} porque nadie envía el dato", "{number} porque nadie envía el dato"),
    }
    other = forms("{number} por otro motivo", "{number} por otro motivo")
    return tn(*pairs.get(reason or "", other), number)


def signal_words(rows: Sequence[Row]) -> list[str]:
    """What a run chart has out of the ordinary, one line a kind; empty where there is nothing."""
    months: dict[str, list[date]] = {}
    for row in rows:
        if row["kind"]:
            months.setdefault(row["kind"], []).append(row["month"])
    return [_signal(kind, months[kind]) for kind in ("above", "below", "run", "crossings") if kind in months]


def _signal(kind: str, months: list[date]) -> str:
    named = runs_named(months)
    words = {
        "above": t("Por encima de lo habitual: {months}", months=named),
        "below": t("Por debajo de lo habitual: {months}", months=named),
        "run": t("Muchos meses seguidos del mismo lado: {months}", months=named),
        "crossings": t("Cambia de nivel: cruza su línea media menos veces que por azar"),
    }
    return words[kind]


def signal_word(kind: str | None) -> str:
    """A month's signal in one word or two, for a table."""
    words = {
        "above": t("por encima"),
        "below": t("por debajo"),
        "run": t("seguidos de un lado"),
        "crossings": t("cambia de nivel"),
    }
    return words.get(kind or "", "")


def runs_named(months: Sequence[date]) -> str:
    """«marzo de 2019; mayo a julio de 2019»."""
    runs: list[tuple[date, date]] = []
    for month in sorted(months):
        if runs and add_months(runs[-1][1], 1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return "; ".join(month_year(first) if first == last else span(first, last) for first, last in runs)


def without_note(sentence: str | None, note: str | None) -> str:
    """A published sentence without the permanent note at its end, where the note is said once for all of them."""
    said, always = sentence or "", note or ""
    if always and _plain(said).endswith(_plain(always)):
        return said[: len(said) - len(always)].rstrip()
    return said


def _plain(text: str) -> str:
    return text.casefold().replace(":", ".")

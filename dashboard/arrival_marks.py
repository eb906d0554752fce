"""What a month of a series is, in one mark and in words: a month that never came is hatched and never a zero."""

from collections.abc import Mapping

from dashboard.language import forms, t, tn

MARKS: Mapping[str, str] = {
    "reported": "●", "zero": "0", "provisional": "○", "partial": "◐", "missing": "–", "suppressed": "▪",
    "not_expected": "",
}  # fmt: skip
"""One mark a status; the terminal's calendar has the same for what both know."""
SHOWN = ("reported", "zero", "provisional", "partial", "missing", "not_expected")
_WHOLE = frozenset({"reported", "zero"})


def status_words(status: str) -> str:
    """A status as people read it."""
    words = {
        "reported": t("recibido"),
        "zero": t("recibido: cero casos"),
        "provisional": t("provisorio: todavía puede cambiar"),
        "partial": t("incompleto"),
        "missing": t("sin dato: no llegó"),
        "suppressed": t("reservado"),
        "not_expected": t("no se espera"),
    }
    return words.get(status, status)


def together(cells: Mapping[str, int]) -> str:
    """One status for the cells of a month: whole only where all are, missing only where all are.

    Args:
        cells: how many cells have which status; at least one.
    """
    found = set(cells)
    if len(found) == 1:
        return next(iter(found))
    if found <= _WHOLE:
        return "reported"
    return "provisional" if found <= _WHOLE | {"provisional"} else "partial"


def month_told(cells: Mapping[str, int]) -> str:
    """«recibido», or, where territories differ, «12 recibidos, 1 incompleto, 1 sin dato»."""
    if len(cells) == 1:
        return status_words(next(iter(cells)))
    words = {
        "reported": forms("{number} recibido", "{number} recibidos"),
        "zero": forms("{number} con cero casos", "{number} con cero casos"),
        "provisional": forms("{number} provisorio", "{number} provisorios"),
        "partial": forms("{number} incompleto", "{number} incompletos"),
        "missing": forms("{number} sin dato", "{number} sin dato"),
        "suppressed": forms("{number} reservado", "{number} reservados"),
    }
    told = [tn(*words[status], cells[status]) for status in words if status in cells]
    return t("territorios: {list}", list=", ".join(told))

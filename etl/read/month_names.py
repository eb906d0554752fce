"""Months and weekdays as people write them in Spanish, and as English spreadsheets abbreviate them."""

from functools import lru_cache

from schemas.fold import fold

MONTH_NAMES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_OTHER_SPELLINGS = (
    "jan", "", "", "apr", "", "", "", "aug", "setiembre set sept", "", "", "dec",
)  # fmt: skip
_MONTHS = {
    word: number
    for number, (name, others) in enumerate(zip(MONTH_NAMES, _OTHER_SPELLINGS, strict=True), start=1)
    for word in (name, name[:3], *others.split(), str(number), f"{number:02d}")
}
_DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
WEEKDAYS = frozenset(word for day in _DAYS for word in (day, day[:3], day[:2])) | {"mie", "sabados", "domingos"}
"""Folded weekday words, whole and abbreviated."""


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """The number of a month written as a number, a Spanish name or an abbreviation; None where it is no month."""
    return _MONTHS.get(fold(word))

"""Headings for months as columns, written the way that the feed's pattern understands."""

from collections.abc import Callable
from datetime import date

from etl.read.door import MONTH_PREFIX, admit
from etl.words.dates import MONTHS
from schemas.errors import UsageError
from schemas.feed import Feed
from schemas.words import months_between


def _name(month: date) -> str:
    return MONTHS["es"][month.month - 1]


_WAYS: tuple[Callable[[date], str], ...] = (
    lambda m: f"{_name(m).upper()} {m.year}",
    lambda m: f"{_name(m).capitalize()} {m.year}",
    lambda m: f"{_name(m)} {m.year}",
    lambda m: f"{_name(m)} de {m.year}",
    lambda m: f"{_name(m)[:3]}-{m.year}",
    lambda m: f"{_name(m)[:3]} {m.year}",
    lambda m: f"{_name(m)[:3]}-{m:%y}",
    lambda m: f"{m:%Y-%m}",
    lambda m: f"{m:%m/%Y}",
    lambda m: f"{m:%m-%Y}",
    lambda m: f"{m:%Y%m}",
    lambda m: _name(m).upper(),
    lambda m: _name(m).capitalize(),
    lambda m: _name(m)[:3].upper(),
    lambda m: f"{m:%m}",
    lambda m: f"{m.month}",
)


def month_headings(feed: Feed, first: date, last: date) -> list[str]:
    """Headings for the months, in the first way of writing that the feed's pattern takes for the right month.

    Raises:
        UsageError: the pattern takes none of the usual ways.
    """
    months = months_between(first, last)
    wanted = [(f"{MONTH_PREFIX}{m:%Y-%m}", f"{MONTH_PREFIX}*-{m:%m}") for m in months]
    for write in _WAYS:
        headings = [write(month) for month in months]
        taken = admit([[heading] for heading in headings], feed).columns
        if len(taken) == len(months) and all(taken[i] in names for i, names in enumerate(wanted)):
            return headings
    raise UsageError(
        f"feeds/{feed.id}.toml: no se puede deducir de «wide_months.pattern» cómo se escriben los meses; "
        "use como plantilla una copia vacía de un archivo ya enviado",
        f"feeds/{feed.id}.toml: “wide_months.pattern” does not tell how months are written; "
        "use an emptied copy of a file already sent as the template",
    )

"""The door: only the columns of the contract get past it, so nothing personal can be stored further on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.fold import fold

MONTH_PREFIX = "month:"
"""Name given to a months-as-columns column: `month:2019-05`, or `month:*-05` where a year column says the year."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene jan 1 01",
            "febrero feb 2 02",
            "marzo mar 3 03",
            "abril abr apr 4 04",
            "mayo may 5 05",
            "junio jun 6 06",
            "julio jul 7 07",
            "agosto ago aug 8 08",
            "septiembre setiembre sep set sept 9 09",
            "octubre oct 10",
            "noviembre nov 11",
            "diciembre dic dec 12",
        ),
        start=1,
    )
    for name in names.split()
}


def month_number(word: str) -> int | None:
    """The number of a month written as a number or as a Spanish name or abbreviation; None where it is no month."""
    return _MONTHS.get(fold(word))


@dataclass(frozen=True)
class Admission:
    """Which columns of a table get through the door.

    Attributes:
        columns: position -> standard name (or `month:…`), in the order of the table.
        headings: standard name -> heading as sent.
        missing: standard columns that the feed names, that are not optional, and that are not there.
    """

    columns: dict[int, str]
    headings: dict[str, str]
    undeclared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    width: int = 0
    spellings: dict[str, str] = field(default_factory=dict)


def admit(headings: Sequence[Sequence[str]], feed: Feed) -> Admission:
    """Decide which columns of a table get through.

    Args:
        headings: for each position the spellings under which its heading may be known (a merged heading has several),
            the first one being the heading as it is shown to the sender.
        feed: the layout.
    """
    wanted = {fold(text): name for name, texts in feed.columns.items() for text in texts}
    to_drop = {fold(text) for text in feed.drop}
    columns: dict[int, str] = {}
    shown: dict[str, str] = {}
    undeclared: list[str] = []
    dropped: list[str] = []
    for position, spellings in enumerate(headings):
        name = _standard_name(spellings, wanted, feed, set(columns.values()))
        if name is not None:
            columns[position] = name
            shown[name] = spellings[0]
        elif any(fold(s) in to_drop for s in spellings):
            dropped.append(spellings[0])
        elif spellings and spellings[0].strip():
            undeclared.append(spellings[0])
    missing = tuple(n for n in feed.columns if n not in shown and n not in feed.optional)
    if feed.wide_months is not None and not any(n.startswith(MONTH_PREFIX) for n in shown):
        missing = (*missing, "month")
    return Admission(columns, shown, tuple(undeclared), tuple(dropped), missing, len(headings))


def _standard_name(spellings: Sequence[str], wanted: dict[str, str], feed: Feed, taken: set[str]) -> str | None:
    for text in spellings:
        name = wanted.get(fold(text))
        if name is not None and name not in taken:
            return name
        month = _month_heading(text, feed)
        if month is not None and month not in taken:
            return month
    return None


def _month_heading(text: str, feed: Feed) -> str | None:
    if feed.wide_months is None:
        return None
    match = re.fullmatch(feed.wide_months.pattern, text.strip(), re.IGNORECASE)
    if match is None:
        return None
    groups = match.groupdict()
    number = month_number(groups.get("month") or "")
    if number is None:
        return None
    year = groups.get("year")
    if not year:
        return f"{MONTH_PREFIX}*-{number:02d}"
    return f"{MONTH_PREFIX}{int(year) + (2000 if len(year) == 2 else 0):04d}-{number:02d}"


def require_all(admission: Admission, feed: Feed) -> None:
    """Refuse a table that lacks columns which the feed file names.

    Raises:
        Refusal: kind `missing_column`, naming the headings to add.
    """
    if not admission.missing:
        return
    expected = [feed.columns[n][0] if n in feed.columns else "los meses" for n in admission.missing]
    listed = ", ".join(f"«{text}»" for text in expected)
    raise Refusal(
        "missing_column",
        f"faltan las columnas {listed}; agréguelas al encabezado con ese nombre y vuelva a enviar el archivo",
        f"columns {listed} are missing; add them to the heading under that name and send the file again",
        ", ".join(expected),
    )

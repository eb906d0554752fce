"""The door: only the columns of the contract get past it, so nothing personal can be stored further on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.read.month_names import month_number
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.fold import fold

__all__ = [
    "EXTRACTED",
    "MONTH_PREFIX",
    "TOTAL_PREFIX",
    "Admission",
    "admit",
    "extraction_heading",
    "month_number",
    "require_all",
    "require_once",
]

MONTH_PREFIX = "month:"
"""Name given to a months-as-columns column: `month:2019-05`, or `month:*-05` where a year column says the year."""
EXTRACTED = "extracted:"
"""Name given to a column of its own that says when the data were taken out."""
TOTAL_PREFIX = "total:"
"""Name given to a column of totals beside months as columns: `total:2019`, or `total:*` for all its months."""
_DROPPED = "dropped:"


@dataclass(frozen=True)
class Admission:
    """Which columns of a table get through the door.

    Attributes:
        columns: position -> standard name (or `month:…`), in the order of the table.
        headings: standard name -> heading as sent.
        missing: standard columns that the feed names, that are not optional, and that are not there.
        repeated: headings that name a column which another heading names already.
        width: columns up to the last one that has a heading.
    """

    columns: dict[int, str]
    headings: dict[str, str]
    undeclared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    width: int = 0


def admit(headings: Sequence[Sequence[str]], feed: Feed) -> Admission:
    """Decide which columns of a table get through.

    Args:
        headings: for each position the spellings under which its heading may be known (a merged heading has several),
            the first one being the heading as it is shown to the sender.
        feed: the layout.
    """
    wanted = {fold(text): name for name, texts in feed.columns.items() for text in texts}
    wanted |= {fold(text): _DROPPED for text in feed.drop}
    extracted = extraction_heading(feed)
    if extracted is not None:
        wanted.setdefault(fold(extracted), EXTRACTED)
    columns: dict[int, str] = {}
    shown: dict[str, str] = {}
    others: dict[str, list[str]] = {"undeclared": [], "dropped": [], "repeated": []}
    for position, spellings in enumerate(headings):
        name = _standard_name(spellings, wanted, feed)
        if name == _DROPPED:
            others["dropped"].append(spellings[0])
        elif name is not None and name not in shown:
            columns[position] = name
            shown[name] = spellings[0]
        elif name is not None and not name.startswith(TOTAL_PREFIX):
            others["repeated"].append(spellings[0])
        elif name is None and spellings and spellings[0].strip():
            others["undeclared"].append(spellings[0])
    missing = tuple(n for n in feed.columns if n not in shown and n not in feed.optional)
    if feed.wide_months is not None and not any(n.startswith(MONTH_PREFIX) for n in shown):
        missing = (*missing, "month")
    if extracted is not None and wanted[fold(extracted)] not in shown:
        missing = (*missing, EXTRACTED)
    width = max((i + 1 for i, spellings in enumerate(headings) if any(s.strip() for s in spellings)), default=0)
    return Admission(columns, shown, missing=missing, width=width, **{k: tuple(v) for k, v in others.items()})


def extraction_heading(feed: Feed) -> str | None:
    """The heading of the column that says when the data were taken out; None where no column does."""
    return feed.extraction.column if feed.extraction is not None and feed.extraction.source == "column" else None


def _standard_name(spellings: Sequence[str], wanted: dict[str, str], feed: Feed) -> str | None:
    """What the first known spelling names: a standard column, a month, or that it is to be dropped."""
    for text in spellings:
        name = wanted.get(fold(text)) or _month_heading(text, feed) or _total_heading(text, feed)
        if name is not None:
            return name
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


def _total_heading(text: str, feed: Feed) -> str | None:
    """A column that sums up months; it is looked at and never handed on as a count."""
    if feed.wide_months is None:
        return None
    words = [word for word in fold(text).split() if not re.fullmatch(r"(?:19|20)\d\d", word)]
    if " ".join(words) not in {fold(word) for word in feed.totals}:
        return None
    years = re.findall(r"(?:19|20)\d\d", text)
    return f"{TOTAL_PREFIX}{years[0] if len(years) == 1 else '*'}"


def require_all(admission: Admission, feed: Feed) -> None:
    """Refuse a table that lacks columns which the feed file names.

    Raises:
        Refusal: kind `missing_column`, naming the headings to add.
    """
    if not admission.missing:
        return
    others = {"month": "los meses", EXTRACTED: extraction_heading(feed) or ""}
    expected = [feed.columns[n][0] if n in feed.columns else others[n] for n in admission.missing]
    listed = ", ".join(f"«{text}»" for text in expected)
    raise Refusal(
        "missing_column",
        f"faltan las columnas {listed}; agréguelas al encabezado con ese nombre y vuelva a enviar el archivo",
        f"columns {listed} are missing; add them to the heading under that name and send the file again",
        ", ".join(expected),
    )


def require_once(admission: Admission) -> None:
    """Refuse a table in which two headings name the same column: nobody can tell which one is meant.

    Raises:
        Refusal: kind `repeated_column`, naming the headings.
    """
    if not admission.repeated:
        return
    listed = ", ".join(f"«{text}»" for text in admission.repeated)
    raise Refusal(
        "repeated_column",
        f"las columnas {listed} están dos veces; deje una sola de cada una y vuelva a enviar el archivo",
        f"columns {listed} are there twice; leave one of each and send the file again",
        ", ".join(admission.repeated),
    )

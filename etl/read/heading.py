"""Finds the heading of a table among title rows, one or several rows high."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.read.door import Admission, admit, require_all, require_once
from etl.read.month_names import MONTH_NAMES
from schemas.feed import Feed

SEARCHED_ROWS = 60
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00(?:\.0+)?)?")


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: index of the first row below it, rows above it, and what it admits."""

    first_data_row: int
    admission: Admission
    rows_above: int = 0


def find_heading(rows: Sequence[Sequence[str | None]], feed: Feed) -> Heading:
    """Look for the heading in the first rows of a table.

    Args:
        rows: the first rows as text.
        feed: the layout; `sheets.header_at` fixes the row, otherwise the row that knows most columns is taken.

    Returns:
        The heading that lacks fewest columns, the first of equals.
    """
    height = feed.sheets.header_rows
    if feed.sheets.header_at is not None:
        candidates: Sequence[int] = [feed.sheets.header_at - 1]
    else:
        candidates = range(max(1, min(SEARCHED_ROWS, len(rows) - height + 1)))
    best: Heading | None = None
    for start in candidates:
        heading = Heading(start + height, admit(_spellings(rows[start : start + height]), feed), start)
        if best is None or _worth(heading) > _worth(best):
            best = heading
        if not heading.admission.missing:
            break
    return best or Heading(0, admit([], feed))


def require_heading(heading: Heading, feed: Feed) -> None:
    """Refuse a table whose heading lacks a column of the contract or has one twice.

    Raises:
        Refusal: `missing_column`, `repeated_column`.
    """
    require_all(heading.admission, feed)
    require_once(heading.admission)


def _worth(heading: Heading) -> tuple[int, int]:
    return -len(heading.admission.missing), len(heading.admission.columns)


def _spellings(rows: Sequence[Sequence[str | None]]) -> list[list[str]]:
    """For each position the ways its heading may be read, the joined one first."""
    width = max((len(row) for row in rows), default=0)
    padded = [[_clean(row[i]) if i < len(row) else "" for i in range(width)] for row in rows]
    spread = [_spread(row) for row in padded[:-1]] + padded[-1:]
    result = []
    for position in range(width):
        plain = [row[position] for row in padded if row[position]]
        merged = [row[position] for row in spread if row[position]]
        ways = [" ".join(dict.fromkeys(merged)), " ".join(dict.fromkeys(plain))]
        if padded and padded[-1][position]:
            ways.append(padded[-1][position])
        result.append(list(dict.fromkeys(way for way in (*ways, *_months(ways)) if way)) or [""])
    return result


def _months(ways: Sequence[str]) -> list[str]:
    """A heading that the spreadsheet holds as a date («2019-05-01 00:00:00») as people write its month."""
    match = next((found for way in ways if (found := _DAY.fullmatch(way))), None)
    if match is None or not 1 <= int(match[2]) <= 12:
        return []
    year, month = match[1], match[2]
    name = MONTH_NAMES[int(month) - 1]
    return [f"{name} {year}", f"{month}/{year}", f"{year}-{month}", f"{name[:3]}-{year[2:]}"]


def _clean(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _spread(row: list[str]) -> list[str]:
    """A merged heading stands in its first cell only: carry it to the right."""
    result, last = [], ""
    for cell in row:
        last = cell or last
        result.append(last)
    return result

"""Reads from a template which months were declared to be without cases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import fastexcel

from etl.answers.own_workbook import ZERO_SHEET, has_sheet
from etl.read.door import month_number
from etl.template.book import FEED_LABEL, LISTS_SHEET
from etl.template.instructions import ZERO_HEADING
from schemas.fold import fold

_NOT_TICKED = {"", "no", "0", "false", "falso"}
Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class TemplateZero:
    """What the sheet «Sin casos» of a template says.

    Attributes:
        feed: id of the feed whose template it is.
        months: first days of the months that are ticked as without cases, in order.
        unreadable: texts beside a tick that are no month; a person must be asked.
    """

    feed: str
    months: tuple[date, ...]
    unreadable: tuple[str, ...] = ()


def read_template_zero(path: Path) -> TemplateZero | None:
    """The months that a template declares to be without cases.

    A month that is ticked and has rows all the same contradicts itself: that is for the caller to see, who reads both.

    Returns:
        None where the file is no template of ours. A template in which nothing is ticked has no months.
    """
    if not has_sheet(path, LISTS_SHEET):
        return None
    try:
        reader = fastexcel.read_excel(path)
        names = {fold(name): name for name in reader.sheet_names}
        feed = _feed(_rows(reader, LISTS_SHEET))
        rows = _rows(reader, names[fold(ZERO_SHEET)]) if fold(ZERO_SHEET) in names else []
    except fastexcel.FastExcelError:
        return None
    if feed is None:
        return None
    ticked = [text for text, tick in _boxes(rows) if (fold(tick) or tick) not in _NOT_TICKED]
    months = {text: _month(text) for text in ticked}
    good = sorted({month for month in months.values() if month is not None})
    return TemplateZero(feed, tuple(good), tuple(text for text, month in months.items() if month is None))


def _rows(reader: fastexcel.ExcelReader, name: str) -> list[tuple[str | None, ...]]:
    return reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars().rows()


def _feed(rows: Rows) -> str | None:
    first = rows[0] if rows else ()
    return first[1] if len(first) > 1 and first[0] == FEED_LABEL else None


def _boxes(rows: Rows) -> list[tuple[str, str]]:
    """(month as written, tick) of the rows below the sheet's heading."""
    wanted = [fold(text) for text in ZERO_HEADING]
    for number, row in enumerate(rows):
        folded = [fold(cell or "") for cell in row]
        if all(text in folded for text in wanted):
            box, month = (folded.index(text) for text in wanted)
            return [((below[month] or "").strip(), (below[box] or "").strip()) for below in rows[number + 1 :]]
    return []


def _month(text: str) -> date | None:
    numeric = re.match(r"(\d{4})[-/](\d{1,2})(?!\d)", text) or re.fullmatch(r"(?P<m>\d{1,2})[-/](?P<y>\d{4})", text)
    if numeric:
        year, number = (numeric["y"], numeric["m"]) if "y" in numeric.groupdict() else (numeric[1], numeric[2])
        return date(int(year), int(number), 1) if 1 <= int(number) <= 12 else None
    worded = re.fullmatch(r"([^\W\d]+)\.?[-/ ]+(?:de +|del +)?(\d{4})", text)
    month = month_number(worded[1]) if worded else None
    return date(int(worded[2]), month, 1) if worded and month else None

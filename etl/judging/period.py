"""The reporting period and the extraction date of a delivery."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import fastexcel
import polars as pl

from etl.read.door import month_number
from etl.refusal import Refusal
from etl.standardise import parse_dates
from schemas.feed import Feed
from schemas.words import add_months


@dataclass(frozen=True)
class Span:
    """A run of whole months, both ends included (first days)."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """Number of months."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


def declared_period(path: Path, feed: Feed, sheets: list[str]) -> Span | None:
    """The period that the name of the file or of its sheets declares; None where the records say it.

    Raises:
        Refusal: kind `bad_period` where the name does not say it.
    """
    period = feed.period
    if period.source == "records" or period.pattern is None:
        return None
    texts = [path.name] if period.source == "name" else sheets
    found = [first for text in texts if (first := _first_month(text, period.pattern)) is not None]
    if not found:
        where_es = "el nombre del archivo" if period.source == "name" else "el nombre de la hoja"
        raise Refusal(
            "bad_period",
            f"{where_es} no dice el mes ({feed.file_pattern}); cámbielo y vuelva a enviarlo",
            f"the name does not say the month ({feed.file_pattern}); change it and send it again",
            path.name,
        )
    return Span(min(found), add_months(max(found), period.months - 1))


def _first_month(text: str, pattern: str) -> date | None:
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return None
    groups = {k: v for k, v in match.groupdict().items() if v}
    if "year" not in groups:
        return None
    year = int(groups["year"]) + (2000 if len(groups["year"]) == 2 else 0)
    if "quarter" in groups:
        month: int | None = 3 * int(groups["quarter"]) - 2
    elif "half" in groups:
        month = 6 * int(groups["half"]) - 5
    else:
        month = month_number(groups["month"]) if "month" in groups else 1
    if month is None or not 1 <= month <= 12 or not 1990 <= year < 2100:
        return None
    return date(year, month, 1)


def extraction_date(path: Path, feed: Feed) -> date | None:
    """The extraction date that the name or a cell states; None where the feed declares none or it is not there."""
    extraction = feed.extraction
    if extraction is None or extraction.source == "column":
        return None
    if extraction.source == "name" and extraction.pattern is not None:
        match = re.search(extraction.pattern, path.name, re.IGNORECASE)
        return _whole_date(match.groupdict()) if match else None
    if extraction.cell is not None:
        return _from_cell(path, extraction.cell, feed)
    return None


def latest_date(texts: Iterable[str], feed: Feed) -> date | None:
    """The latest of the dates that a column says; None where none of them is a date."""
    return parse_dates(pl.Series(list(texts), dtype=pl.String), feed).max()  # type: ignore[return-value]


def _whole_date(groups: dict[str, str | None]) -> date | None:
    try:
        return date(int(groups["year"] or ""), int(groups["month"] or ""), int(groups.get("day") or "1"))
    except (KeyError, ValueError):
        return None


def _from_cell(path: Path, cell: str, feed: Feed) -> date | None:
    column, row = re.sub(r"\d", "", cell), int(re.sub(r"\D", "", cell))
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, n_rows=row, dtypes="string")
    frame = sheet.to_polars()
    # The used range of a sheet may begin to the right of column A: a stated cell is looked for from both edges.
    for position in (number - 1, number - 1 - _empty_columns_before(sheet)):
        if 0 <= position < frame.width and frame.height >= row and frame[row - 1, position] is not None:
            text = frame[:, position].slice(row - 1, 1).str.strip_chars()
            value = parse_dates(text, feed)[0]
            return value if isinstance(value, date) else None
    return None


def _empty_columns_before(sheet: fastexcel.ExcelSheet) -> int:
    first = sheet.available_columns()
    return int(first[0].index) if first else 0

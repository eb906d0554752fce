"""Text to typed values: dates, months and whole numbers. What cannot be read becomes null, for the contract to report."""

import re
from datetime import date

import polars as pl

from etl.read.door import month_number
from schemas.feed import Feed

_TIME_TAIL = r"[ T]+\d{1,2}:\d{2}.*$"
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000


def parse_dates(column: pl.Series, feed: Feed) -> pl.Series:
    """Dates of a text column (String -> Date), by the feed's formats, then ISO, then Excel's day numbers.

    A time after the date is cut off; «24:00» stays on the day it was written with. Distinct texts are read once.
    """
    day = column.str.head(10)
    if column.len() and day.n_unique() * 20 < column.len():
        parsed = _by_distinct(day, feed)
        rest = parsed.is_null() & column.is_not_null()
        if rest.any():
            slow = _by_distinct(column.filter(rest).str.replace(_TIME_TAIL, ""), feed)
            parsed = parsed.scatter(rest.arg_true(), slow)
        return parsed
    return _by_distinct(column.str.replace(_TIME_TAIL, ""), feed)


def _by_distinct(column: pl.Series, feed: Feed) -> pl.Series:
    distinct = column.unique().drop_nulls()
    return column.replace_strict(distinct, _read_dates(distinct, feed), default=None, return_dtype=pl.Date)


def _read_dates(texts: pl.Series, feed: Feed) -> pl.Series:
    stripped = texts.str.strip_chars()
    result = pl.Series(texts.name, [None] * texts.len(), dtype=pl.Date)
    for date_format in (*feed.date_formats, "%Y-%m-%d"):
        day_format = re.split(r"[ T]%H", date_format)[0]
        result = result.fill_null(stripped.str.to_date(day_format, strict=False))
    if feed.format in ("xlsx", "ods"):
        result = result.fill_null(_from_serial(stripped))
    return result


def _from_serial(texts: pl.Series) -> pl.Series:
    days = texts.str.extract(r"^(\d{5})(?:\.\d+)?$").cast(pl.Int64, strict=False)
    days = days.set(~days.is_between(_FIRST_SERIAL, _LAST_SERIAL).fill_null(False), None)
    frame = pl.DataFrame({"days": days})
    return frame.select(pl.lit(_EXCEL_EPOCH) + pl.duration(days=pl.col("days")))["literal"].cast(pl.Date)


def parse_months(column: pl.Series, years: pl.Series | None, feed: Feed) -> pl.Series:
    """First days of months (String -> Date) from a date, «2019-05», «mayo 2019», «05/2019», or a name and a year column."""
    if years is None:
        distinct = column.unique().drop_nulls()
        found = pl.Series([_one_month(text, None, feed) for text in distinct.to_list()], dtype=pl.Date)
        return column.replace_strict(distinct, found, default=None, return_dtype=pl.Date)
    pairs = pl.DataFrame({"m": column, "y": years})
    distinct_pairs = pairs.unique()
    months = [_one_month(m, y, feed) if m is not None else None for m, y in distinct_pairs.iter_rows()]
    lookup = distinct_pairs.with_columns(month=pl.Series(months, dtype=pl.Date))
    return pairs.join(lookup, on=["m", "y"], how="left", nulls_equal=True, maintain_order="left")["month"]


def _one_month(text: str, year: str | None, feed: Feed) -> date | None:
    if year is not None:
        number = month_number(text)
        digits = re.fullmatch(r"(\d{4})(?:\.0+)?", year.strip())
        return date(int(digits.group(1)), number, 1) if number and digits else None
    day = _read_dates(pl.Series([re.sub(_TIME_TAIL, "", text)]), feed)[0]
    if isinstance(day, date):
        return day.replace(day=1)
    return _written_month(text)


def _written_month(text: str) -> date | None:
    numeric = re.fullmatch(r"\s*(?:(\d{4})[-/. ](\d{1,2})|(\d{1,2})[-/. ](\d{4}))\s*", text)
    if numeric:
        year, month = (numeric[1], numeric[2]) if numeric[1] else (numeric[4], numeric[3])
        return date(int(year), int(month), 1) if 1 <= int(month) <= 12 else None
    worded = re.fullmatch(r"\s*([^\W\d]+)\.?[-/ ]+(?:de +|del +)?(\d{4}|\d{2})\s*", text)
    number = month_number(worded[1]) if worded else None
    if worded is None or number is None:
        return None
    year_number = int(worded[2]) + (2000 if len(worded[2]) == 2 else 0)
    return date(year_number, number, 1)


def parse_counts(column: pl.Series) -> pl.Series:
    """Whole numbers (String -> Int64): «1.234», «1 234», «12,0» and «12.0» are understood; anything else is null."""
    plain = column.str.strip_chars().str.replace("−", "-", literal=True).str.replace(r"[.,]0{1,2}$", "")
    grouped = plain.str.contains(r"^-?\d{1,3}([. ]\d{3})+$")
    frame = pl.DataFrame({"plain": plain, "grouped": grouped})
    return frame.select(
        pl.when("grouped")
        .then(pl.col("plain").str.replace_all(r"[. ]", ""))
        .otherwise("plain")
        .cast(pl.Int64, strict=False)
    )["plain"]

"""Text to typed values: dates, months and whole numbers. What cannot be read becomes null; the contract reports it."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import polars as pl

from etl.read.month_names import WEEKDAYS, month_number
from schemas.feed import Feed
from schemas.fold import fold
from schemas.text_shapes import DAY_FRACTION, TIME_TAIL, day_part

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST_DAY = 10
_TWO_FIGURES = 70
"""Years of two figures from 70 on are of the last century."""
_NUMERIC = re.compile(r"([0-9]{1,4})\s?([/.\- ])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{1,2})")
_WORDED = re.compile(r"(?:([a-z]+) )?([0-9]{1,2})(?:a|ro|o)?(?: de)? ([a-z]+)(?: del?)? ([0-9]{4}|[0-9]{2})")
_MONTH_FIRST = re.compile(r"([a-z]+) ([0-9]{1,2}) ([0-9]{4})")
_ORDERS = {"%d": "d", "%m": "m", "%Y": "y", "%y": "y"}


def without_time(column: pl.Series) -> pl.Series:
    """Cut the time of day off the text of dates (String -> String), in all the ways it is written."""
    return column.str.replace(TIME_TAIL, "").str.replace(DAY_FRACTION, "${1}")


def parse_dates(column: pl.Series, feed: Feed) -> pl.Series:
    """Dates of a text column (String -> Date).

    Read by the feed's formats, as ISO, by day, month and year in the feed's order with any separator, with the month
    in words, and in workbooks as day numbers. A time after the date is cut off; «24:00» stays on the day it was
    written with. Distinct texts are read once.
    """
    day = column.str.head(_LONGEST_DAY)
    distinct = day.unique()
    if distinct.len() * 20 < column.len():
        distinct = distinct.drop_nulls()
        parsed = day.replace_strict(distinct, _by_formats(distinct, feed), default=None, return_dtype=pl.Date)
        rest = (parsed.is_null() & column.is_not_null()).arg_true()
        return parsed.scatter(rest, _any_dates(column.gather(rest), feed)) if rest.len() else parsed
    return _any_dates(column, feed)


def _any_dates(column: pl.Series, feed: Feed) -> pl.Series:
    return _by_distinct(without_time(column.str.strip_chars()), lambda texts: _read_dates(texts, feed))


def _by_distinct(column: pl.Series, read: Callable[[pl.Series], pl.Series]) -> pl.Series:
    distinct = column.unique().drop_nulls()
    return column.replace_strict(distinct, read(distinct), default=None, return_dtype=pl.Date)


def _read_dates(texts: pl.Series, feed: Feed) -> pl.Series:
    result = _by_formats(texts, feed)
    rest = result.is_null().arg_true()
    if not rest.len():
        return result
    orders = _orders(feed)
    serial = feed.format in ("xlsx", "ods")
    found = [one_date(text, orders, serial=serial) for text in texts.gather(rest).to_list()]
    return result.scatter(rest, pl.Series(found, dtype=pl.Date))


def _by_formats(texts: pl.Series, feed: Feed) -> pl.Series:
    """By polars' own parser: the feed's formats in figures, and ISO."""
    stripped = texts.str.strip_chars()
    result = pl.Series(texts.name, [None] * texts.len(), dtype=pl.Date)
    for date_format in dict.fromkeys((*map(day_part, feed.date_formats), "%Y-%m-%d")):
        if set(re.findall("%.", date_format)) == {"%d", "%m", "%Y"}:
            parsed = stripped.str.to_date(date_format, strict=False)
            sane = parsed.dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)
            result = result.fill_null(parsed.set(~sane.fill_null(value=False), None))
    return result


def _orders(feed: Feed) -> tuple[str, ...]:
    """The first order of day, month and year that the feed declares; two would contradict each other."""
    found = ["".join(_ORDERS.get(part, "") for part in re.findall("%.", day_part(f))) for f in feed.date_formats]
    return tuple(order for order in found if order in ("dmy", "mdy"))[:1]


@lru_cache(maxsize=100_000)
def one_date(text: str, orders: tuple[str, ...], *, serial: bool = False) -> date | None:
    """The date that a text without a time says, or None.

    Args:
        text: such as «3/6/19», «2019.06.03», «lunes 3 de junio de 2019», «3-jun-2019».
        orders: of the figures, as the feed declares them; a year of four figures in front is always understood.
        serial: whether a number of five figures is a spreadsheet's day number.
    """
    numeric = _NUMERIC.fullmatch(text.strip())
    if numeric:
        return _from_figures((numeric[1], numeric[3], numeric[4]), orders)
    if serial and re.fullmatch("[0-9]{5}", text) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return date.fromordinal(_EXCEL_EPOCH.toordinal() + int(text))
    folded = fold(text)
    worded = _WORDED.fullmatch(folded)
    if worded and (worded[1] is None or worded[1] in WEEKDAYS):
        return _date(worded[4], month_number(worded[3]) if worded[3].isalpha() else None, worded[2])
    first = _MONTH_FIRST.fullmatch(folded)
    return _date(first[3], month_number(first[1]), first[2]) if first else None


def _from_figures(figures: tuple[str, str, str], orders: tuple[str, ...]) -> date | None:
    if len(figures[0]) == len("2019"):
        return _date(figures[0], int(figures[1]), figures[2])
    for order in orders:
        parts = dict(zip(order, figures, strict=True))
        found = _date(parts["y"], int(parts["m"]), parts["d"])
        if found is not None:
            return found
    return None


def _date(year: str, month: int | None, day: str) -> date | None:
    if month is None or len(year) not in (2, 4):
        return None
    number = int(year)
    if len(year) == len("19"):
        number += 1900 if number >= _TWO_FIGURES else 2000
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def contradicted_weekdays(column: pl.Series, dates: pl.Series) -> pl.Series:
    """Rows whose text begins with a weekday that the date was not (Boolean by row)."""
    nowhere = pl.Series([False]).new_from_index(0, column.len())
    worded = column.str.contains(r"^\s*\p{L}").fill_null(value=False).arg_true()
    if not worded.len():
        return nowhere
    first = column.gather(worded).str.extract(r"^\s*(\p{L}+)")
    pairs = zip(first.to_list(), dates.gather(worded).to_list(), strict=True)
    wrong = [day is not None and _is_other_weekday(word, day) for word, day in pairs]
    return nowhere.scatter(worded.filter(pl.Series(wrong, dtype=pl.Boolean)), True)


def _is_other_weekday(word: str, day: date) -> bool:
    said = fold(word)
    return said in WEEKDAYS and _weekday_number(said) != day.weekday()


@lru_cache(maxsize=256)
def _weekday_number(folded: str) -> int:
    days = ("lu", "ma", "mi", "ju", "vi", "sa", "do")
    return days.index(folded[:2])


def parse_months(column: pl.Series, years: pl.Series | None, feed: Feed) -> pl.Series:
    """First days of months (String -> Date): a date, «2019-05», «mayo 2019», «05/2019», or a name and a year column."""
    if years is None:
        distinct = column.unique().drop_nulls()
        days = _read_dates(without_time(distinct), feed).to_list()
        months = [_one_month(text, None, day) for text, day in zip(distinct.to_list(), days, strict=True)]
        found = pl.Series(months, dtype=pl.Date)
        return column.replace_strict(distinct, found, default=None, return_dtype=pl.Date)
    pairs = pl.DataFrame({"m": column, "y": years})
    distinct_pairs = pairs.unique()
    read = _read_dates(without_time(distinct_pairs["m"]), feed)
    rows = zip(distinct_pairs.iter_rows(), read.to_list(), strict=True)
    months = [_one_month(m, y, day) if m is not None else None for (m, y), day in rows]
    lookup = distinct_pairs.with_columns(month=pl.Series(months, dtype=pl.Date))
    return pairs.join(lookup, on=["m", "y"], how="left", nulls_equal=True, maintain_order="left")["month"]


def _one_month(text: str, year: str | None, day: date | None) -> date | None:
    """The month that a text says, `day` being what it says as a date."""
    if year is not None:
        number = month_number(text)
        digits = re.fullmatch(r"([0-9]{4}|[0-9]{2})(?:\.0+)?", year.strip())
        if number and digits:
            return _date(digits[1], number, "1")
    found = day.replace(day=1) if day is not None else _written_month(text)
    return found if year is None or found is None or str(found.year).endswith(year.strip()[:4]) else None


def _written_month(text: str) -> date | None:
    numeric = re.fullmatch(r"\s*(?:([0-9]{4})\s?[-/. ]\s?([0-9]{1,2})|([0-9]{1,2})\s?[-/. ]\s?([0-9]{4}))\s*", text)
    if numeric:
        year, month = (numeric[1], numeric[2]) if numeric[1] else (numeric[4], numeric[3])
        return _date(year, int(month), "1")
    worded = re.fullmatch(r"([a-z]+)(?: del?)? ([0-9]{4}|[0-9]{2})", fold(text))
    if worded:
        return _date(worded[2], month_number(worded[1]), "1")
    reversed_words = re.fullmatch(r"([0-9]{4}) ([a-z]+)", fold(text))
    return _date(reversed_words[1], month_number(reversed_words[2]), "1") if reversed_words else None


def parse_counts(column: pl.Series) -> pl.Series:
    """Whole numbers (String -> Int64): «1.234», «1 234», «12,0» and «12.0» are understood; anything else is null.

    Which mark parts thousands in a feed's files, the text contract has checked before (schemas/text_shapes.py).
    """
    plain = column.str.strip_chars().str.replace("−", "-", literal=True).str.replace(r"[.,]0{1,2}$", "")
    grouped = plain.str.contains(r"^-?[0-9]{1,3}([., \x{a0}][0-9]{3})+$")
    ungrouped = plain.str.replace_all(r"[., \x{a0}]", "")
    return plain.zip_with(~grouped.fill_null(value=False), ungrouped).cast(pl.Int64, strict=False)

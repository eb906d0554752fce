"""What dates, times and whole numbers look like as text, in the ways that agencies write them.

A shape is wider than what can be read: it lets text through to the parser, which has the last word.
"""

import re

from schemas.feed import Feed

_HOURS = r"(?:hs?|hrs?|horas?)\.?"
TIME_TAIL = (
    rf"(?:[\sT,;]*(?:a las? )?[0-9]{{1,2}}\s?[:hH]\s?[0-9]{{2}}.*"
    rf"|\s+(?:a las? )?[0-9]{{1,2}}(?:\.[0-9]{{2}})?\s*{_HOURS}|\s+[0-9]{{1,2}}\.[0-9]{{2}}(?:\.[0-9]{{2}})?)$"
)
"""A time of day after a date, with or without a space before it: « 14:30», «T14:30:00Z», « 14.30 hs», « 24:00»."""
DAY_FRACTION = r"^([0-9]{5})[.,][0-9]+$"
"""A spreadsheet's day number with the time of day as its fraction."""
_SEPARATOR = r"\s?[/.\- ]\s?"
_DAY, _YEAR, _WORD = "[0-9]{1,2}", "(?:[0-9]{4}|[0-9]{2})", r"\p{L}{3,10}\.?"
_ISO = rf"[0-9]{{4}}{_SEPARATOR}{_DAY}{_SEPARATOR}{_DAY}"
_SERIAL = r"[2-7][0-9]{4}(?:[.,][0-9]+)?"
_WORDED = rf"(?:{_WORD},?\s+)?{_DAY}(?:º|°|ro\.?)?[\s/.\-]+(?:de\s+)?{_WORD},?[\s/.\-]+(?:del?\s+)?{_YEAR}"
_MONTH_FIRST = rf"{_WORD}\s+{_DAY},?\s+[0-9]{{4}}"
_DIRECTIVES = {"%d": _DAY, "%m": _DAY, "%Y": _YEAR, "%y": _YEAR}
_OTHER_TYPES = r"\p{L}+\.?"


def date_pattern(feed: Feed) -> str:
    """Regular expression for a date as this feed writes it, with an optional time after it.

    ISO dates, dates with the month in words and, in workbooks, day numbers are always understood. A declared order of
    day, month and year stands for all separators and for years of two figures.
    """
    shapes = [_shape(day_part(text)) for text in feed.date_formats]
    shapes += [_ISO, _WORDED, _MONTH_FIRST]
    if feed.format in ("xlsx", "ods"):
        shapes.append(_SERIAL)
    return f"^(?:{'|'.join(dict.fromkeys(shapes))})(?:{TIME_TAIL})?$"


def day_part(date_format: str) -> str:
    """A date format without its time."""
    return re.split(r"[ T]*%H", date_format)[0]


def _shape(date_format: str) -> str:
    parts = [part for part in re.split(r"(%[a-zA-Z])", date_format) if part]
    return "".join(
        _DIRECTIVES.get(part, _OTHER_TYPES) if part.startswith("%") else _between(part) for part in parts
    )  # fmt: skip


def _between(text: str) -> str:
    return _SEPARATOR if text in ("/", "-", ".", " ") else re.escape(text)


def number_pattern(feed: Feed) -> str:
    """Regular expression for a whole number: «1234», «1.234», «1 234», «12,0».

    In a workbook «1.234» may be the number 1.234 or the text of one thousand and more: it is let through only where
    one reading is possible («1.230», «1.234.567»).
    """
    thousands, decimal = (r"\.", ",") if feed.decimal_comma else (",", r"\.")
    groups = rf"[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+"
    if feed.format in ("xlsx", "ods") and feed.decimal_comma:
        groups = r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|\.[0-9]{2}0)"
    spaced = r"[0-9]{1,3}(?:[ \x{a0}][0-9]{3})+"
    return rf"^[-−]?(?:(?:{groups}|{spaced}|[0-9]+)(?:{decimal}0{{1,2}})?|[0-9]+[.,]0{{1,2}})$"

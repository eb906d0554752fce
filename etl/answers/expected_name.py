"""The name that a file of a feed is expected to have, made from the patterns of the feed file."""

import fnmatch
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from etl.judging.period import Span, declared_period, extraction_date
from etl.refusal import Refusal
from etl.words.dates import MONTHS
from schemas.feed import Feed
from schemas.words import add_months

_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()\\]|\\.|\([^()]*\))*)\)")
_ODD_IN_A_NAME = re.compile(r"[*?\[\]()|+<>:\"/\\{}]")


def delivery_span(feed: Feed, month: date) -> Span:
    """The whole months of the delivery that holds `month`: calendar quarters or halves, where they fit a year."""
    size = feed.due.every_months if feed.period.source == "records" else feed.period.months
    return aligned_span(month, size, feed.covers.first or date(month.year, 1, 1))


def aligned_span(month: date, size: int, origin: date) -> Span:
    """The span of `size` months that holds `month`, counted from January or, where 12 is no multiple, from `origin`."""
    start = date(month.year, 1, 1) if 12 % size == 0 else origin
    distance = (month.year - start.year) * 12 + month.month - start.month
    first = add_months(start, distance - distance % size)
    return Span(first, add_months(first, size - 1))


def expected_name(feed: Feed, span: Span, extracted: date) -> str | None:
    """A name that fits the feed for a delivery of this span, or None where its patterns are too free to tell.

    Args:
        feed: the layout.
        span: months of the delivery.
        extracted: day on which the data are taken out, for layouts whose names say it.
    """
    body = ""
    if feed.period.source == "name":
        body += filled(feed.period.pattern or "", _written(span.first))
    if feed.extraction is not None and feed.extraction.source == "name":
        when = filled(feed.extraction.pattern or "", _written(extracted))
        body += when.removeprefix("_") if body.endswith("_") else when
    name = _joined(feed.file_pattern, body or f"{span.first:%Y-%m}", span)
    return name if _fits(name, feed, span, extracted) else None


def expected_sheet(feed: Feed, span: Span) -> str | None:
    """A name for the sheet, where the sheet's name says the period; None where it does not, or cannot be told."""
    if feed.period.source != "sheet" or feed.period.pattern is None:
        return None
    name = filled(feed.period.pattern, _written(span.first))
    return name if name and not _ODD_IN_A_NAME.search(name) else None


def filled(pattern: str, values: Mapping[str, Sequence[str]]) -> str:
    """A text that a regular expression describes, its named groups filled with the first value that fits each."""

    def value(match: re.Match[str]) -> str:
        fitting = (text for text in values.get(match[1], ()) if re.fullmatch(match[2], text, re.IGNORECASE))
        return next(fitting, "")

    plain = _GROUP.sub(value, pattern.removeprefix("^").removesuffix("$"))
    plain = re.sub(r"\\s[+*]?", " ", plain)
    text = re.sub(r"\\(.)", r"\1", plain)
    return text if re.search(pattern, text, re.IGNORECASE) else ""


def _written(day: date) -> dict[str, list[str]]:
    name = MONTHS["es"][day.month - 1]
    return {
        "year": [f"{day.year}", f"{day.year % 100:02d}"],
        "month": [f"{day.month:02d}", f"{day.month}", name.capitalize(), name[:3].capitalize()],
        "day": [f"{day.day:02d}", f"{day.day}"],
        "quarter": [f"{(day.month + 2) // 3}"],
        "half": [f"{(day.month + 5) // 6}"],
    }


def _joined(file_pattern: str, body: str, span: Span) -> str:
    before, star, after = file_pattern.partition("*")
    if not star:
        return file_pattern
    if body.lower().startswith(before.lower()):
        name = body
    else:
        name = before + (body.removeprefix("_") if before.endswith("_") else body)
    if name.endswith(("_a_", "_al_", "-a-")):
        name += f"{span.last:%Y-%m}"
    return name + after.replace("*", "")


def _fits(name: str, feed: Feed, span: Span, extracted: date) -> bool:
    if _ODD_IN_A_NAME.search(name) or not fnmatch.fnmatchcase(name.lower(), feed.file_pattern.lower()):
        return False
    path = Path(name)
    try:
        period = declared_period(path, feed, []) if feed.period.source == "name" else span
    except Refusal:
        return False
    says_when = feed.extraction is not None and feed.extraction.source == "name"
    return period == span and (not says_when or extraction_date(path, feed) == extracted)

"""The name that a file is expected to have, from the patterns of its feed."""

from datetime import date
from pathlib import Path

import pytest

from etl.answers.expected_name import aligned_span, delivery_span, expected_name, expected_sheet, filled
from etl.judging.period import Span
from schemas.feed import Feed
from schemas.load import load_programme

PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"
DAY = date(2019, 7, 10)


def feed(file_pattern: str, pattern: str | None, months: int = 1, source: str = "name", **more: object) -> Feed:
    content = {
        "id": "prueba", "title": "Prueba", "institution": "policia", "grain": "incident", "file_pattern": file_pattern,
        "format": "csv", "delivery": "whole_period",
        "columns": {"event_date": ["F"], "offence": ["H"], "barrio": ["B"]},
        "period": {"from": source, "pattern": pattern, "months": months}, "covers": {"indicators": ["robo"]}, **more,
    }  # fmt: skip
    return Feed.model_validate(content)


@pytest.mark.parametrize(
    ("file_pattern", "pattern", "months", "expected"),
    [
        ("a_*.csv", r"a_(?P<year>\d{4})-(?P<month>\d{2})", 1, "a_2019-05.csv"),
        ("a_*.csv", r"a_(?P<year>\d{4})(?P<month>\d{2})_", 1, "a_201905_.csv"),
        ("a_*.csv", r"(?P<month>\d{1,2})-(?P<year>\d{2})", 1, "a_05-19.csv"),
        ("*.csv", r"^(?P<month>[a-z]+)_(?P<year>\d{4})", 1, "Mayo_2019.csv"),
        ("a_*.csv", r"_(?P<year>\d{4})-T(?P<quarter>[1-4])", 3, "a_2019-T2.csv"),
        ("a_*.csv", r"(?P<year>\d{4})S(?P<half>[12])", 6, "a_2019S1.csv"),
        ("a_*.csv", r"a_(?P<year>\d{4})-(?P<month>\d{2})_a_", 6, "a_2019-01_a_2019-06.csv"),
    ],
)
def test_a_name_is_made_from_the_pattern(file_pattern: str, pattern: str, months: int, expected: str) -> None:
    layout = feed(file_pattern, pattern, months)
    assert expected_name(layout, delivery_span(layout, date(2019, 5, 1)), DAY) == expected


@pytest.mark.parametrize("pattern", [r".*(?P<year>\d{4}).(?P<month>\d+)", r"(?:x|y)_(?P<year>\d{4})-(?P<month>\d{2})"])
def test_a_pattern_too_free_gives_no_name(pattern: str) -> None:
    layout = feed("a_*.csv", pattern)
    assert expected_name(layout, delivery_span(layout, date(2019, 5, 1)), DAY) is None


def test_a_day_of_extraction_stands_in_the_name() -> None:
    more = {"extraction": {"from": "name", "pattern": r"_al(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"}}
    layout = feed("a_*.csv", r"a_(?P<year>\d{4})-(?P<month>\d{2})_", **more)
    assert expected_name(layout, delivery_span(layout, date(2019, 5, 1)), DAY) == "a_2019-05_al20190710.csv"


def test_where_the_records_say_the_period_the_name_is_free() -> None:
    layout = feed("a_*.csv", None, source="records")
    assert expected_name(layout, delivery_span(layout, date(2019, 5, 1)), DAY) == "a_2019-05.csv"


def test_a_sheet_is_named_where_it_says_the_period() -> None:
    layout = feed("a_*.csv", r"(?P<month>[A-Za-z]+)\s+(?P<year>\d{4})", source="sheet")
    assert expected_sheet(layout, Span(date(2019, 5, 1), date(2019, 5, 1))) == "Mayo 2019"
    assert expected_sheet(feed("a_*.csv", None, source="records"), Span(DAY, DAY)) is None
    assert filled("(?P<year>[a-z]+)", {"year": ["2019"]}) == ""


@pytest.mark.parametrize(
    ("size", "month", "expected"),
    [(1, 5, (5, 5)), (3, 5, (4, 6)), (6, 7, (7, 12)), (12, 5, (1, 12)), (5, 7, (3, 7))],
)
def test_spans_follow_the_calendar_or_the_first_month(size: int, month: int, expected: tuple[int, int]) -> None:
    span = aligned_span(date(2019, month, 1), size, date(2018, 10, 1))
    assert (span.first.month, span.last.month, span.months) == (*expected, size)


@pytest.mark.parametrize("programme", ["paraguay", "chile"])
def test_every_shipped_feed_has_a_name(programme: str) -> None:
    for layout in load_programme(PROGRAMMES / programme).feeds.values():
        assert expected_name(layout, delivery_span(layout, date(2019, 5, 1)), DAY)

"""What headers ask for."""

import pytest

from dashboard.server.negotiation import language, media_type, takes_gzip, wishes

LANGUAGES = ("es", "gn", "en")
TYPES = ("application/json", "text/csv")


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", "es"), ("gn", "gn"), ("de,fr", "es"), ("en-US,en;q=0.9,es;q=0.8", "en"), ("es;q=0.1,gn;q=0.2", "gn"),
     ("en;q=0", "es"), ("en;q=abc", "es"), (";;;,,,q=", "es"), ("EN", "en"), ("en;q=٣", "es")],
)  # fmt: skip
def test_language(header: str, expected: str) -> None:
    assert language(header, LANGUAGES) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", "application/json"), ("*/*", "application/json"), ("text/csv", "text/csv"), ("text/*", "text/csv"),
     ("application/json;q=0.2, text/csv;q=0.9", "text/csv"), ("text/csv;q=0, */*", "application/json"),
     ("application/json;q=0,*/*;q=0.1", "text/csv"), ("text/html", None), ("*/*;q=0", None)],
)  # fmt: skip
def test_media_type(header: str, expected: str | None) -> None:
    assert media_type(header, TYPES) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", False), ("gzip", True), ("br", False), ("*", True), ("gzip;q=0", False), ("*;q=1, gzip;q=0", False)],
)
def test_gzip(header: str, expected: bool) -> None:
    assert takes_gzip(header) is expected


def test_a_header_that_comes_twice_counts_as_one() -> None:
    assert wishes([(b"accept", b"text/csv"), (b"accept", b"*/*;q=0.1"), (b"x", b"y")]).formats == "text/csv,*/*;q=0.1"

"""Dates, months and whole numbers in all the ways agencies write them; what cannot be read is null and not guessed."""

from datetime import date

import polars as pl
import pytest

from etl.standardise import contradicted_weekdays, parse_counts, parse_dates, parse_months, without_time
from schemas.feed import Feed
from schemas.records import text_contract
from schemas.text_shapes import date_pattern, number_pattern

JUNE_3 = date(2019, 6, 3)


def feed(grain: str = "incident", **more: object) -> Feed:
    columns = {"incident": {"event_date": ("F",)}, "monthly_count": {"month": ("M",), "count": ("N",)}}[grain]
    return Feed.model_validate(
        {
            "id": "prueba",
            "title": "Prueba",
            "institution": "policia",
            "grain": grain,
            "file_pattern": "*.csv",
            "format": "csv",
            "delivery": "whole_period",
            "indicator": "robo",
            "columns": columns | {"district": ("D",)},
            "period": {"from": "records"},
            "covers": {"indicators": ("robo",)},
        }
        | more
    )


DAY_FIRST = feed()
WORKBOOK = feed(format="xlsx")
MONTH_FIRST = feed(date_formats=("%m/%d/%Y",))


def read(text: str, layout: Feed = DAY_FIRST) -> date | None:
    """What the production path makes of a cell: the text contract first, then the parser."""
    cell = pl.Series([text])
    if not cell.str.contains(date_pattern(layout))[0]:
        return None
    return parse_dates(cell, layout)[0]


@pytest.mark.parametrize(
    "text",
    [
        "03/06/2019",
        "3/6/2019",
        "3/6/19",
        "03/06/19",
        "3-6-2019",
        "03.06.2019",
        "3 / 6 / 2019",
        "2019-06-03",
        "2019/6/3",
        "2019.06.03",
        "03/06/2019 14:30",
        "3/6/2019 4:30",
        "03/06/201914:30",
        "3/6/1914:30",
        "03/06/2019 24:00",
        "03/06/2019 24:00:00",
        "03/06/2019 14:30:15.123",
        "2019-06-03T14:30:00",
        "2019-06-03T14:30:00Z",
        "2019-06-03T14:30:00-04:00",
        "2019-06-03 00:00:00",
        "03/06/2019 14.30",
        "03/06/2019 14:30 hs.",
        "03/06/2019 14 hs",
        "03/06/2019 a las 14:30",
        "03/06/2019, 14:30",
        "3/6/2019 2:30 p. m.",
        "3 de junio de 2019",
        "3 de junio del 2019",
        "lunes 3 de junio de 2019",
        "Lunes, 3 de junio de 2019",
        "LUN 3 JUN 2019",
        "3-jun-2019",
        "3/JUN/19",
        "03-Jun-2019",
        "3 junio 2019",
        "Jun 3, 2019",
        "lunes 3 de junio de 2019 14:30",
    ],
)
def test_dates_as_people_write_them(text: str) -> None:
    assert read(text) == JUNE_3
    assert parse_dates(pl.Series([text] * 40), DAY_FIRST).to_list() == [JUNE_3] * 40, "and many of them"


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2019",
        "32/01/2019",
        "13/13/2019",
        "31/06/19",
        "0/6/2019",
        "03/06",
        "2019",
        "06/2019",
        "3/6/9",
        "3/6/119",
        "ayer",
        "lunes",
        "3 de brumario de 2019",
        "Juan 3 de junio de 2019",
        "43619",
        "03/06/2019 Asunción",
        "3//6/2019",
        "-",
        "12345678901234567890/1/2019",
        "03/06/20199",
    ],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("43619", JUNE_3), ("43619.604", JUNE_3), ("2019-06-03 00:00:00", JUNE_3), ("03/06/2019", JUNE_3), ("123", None)],
)
def test_day_numbers_are_dates_in_a_workbook_alone(text: str, expected: date | None) -> None:
    assert read(text, WORKBOOK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("06/03/2019", JUNE_3), ("6-3-19", JUNE_3), ("13/06/2019", None), ("2019-06-03", JUNE_3), ("3 jun 2019", JUNE_3)],
)
def test_the_feed_says_the_order_of_the_figures(text: str, expected: date | None) -> None:
    assert read(text, MONTH_FIRST) == expected


@pytest.mark.parametrize(("years", "century"), [("69", 2069), ("70", 1970), ("99", 1999), ("00", 2000)])
def test_years_of_two_figures(years: str, century: int) -> None:
    assert read(f"3/6/{years}") == date(century, 6, 3)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("03/06/2019 14:30", "03/06/2019"),
        ("03/06/201914:30", "03/06/2019"),
        ("31/02/2019T23:15:00", "31/02/2019"),
        ("2019-06-03 23h15", "2019-06-03"),
        ("03/06/2019 23.15 hs", "03/06/2019"),
        ("03/06/2019 a las 23:15", "03/06/2019"),
        ("43619.96875", "43619"),
        ("43619,96875", "43619"),
        ("03.06.2019", "03.06.2019"),
        ("3 de junio de 2019", "3 de junio de 2019"),
    ],
)
def test_the_hour_is_cut_off_however_it_is_written(text: str, kept: str) -> None:
    assert without_time(pl.Series([text]))[0] == kept


def test_a_weekday_that_the_date_was_not_is_noticed() -> None:
    texts = pl.Series(["lunes 3 de junio de 2019", "martes 3 de junio de 2019", "3/6/2019", None, "dom. 2 jun 2019"])
    dates = parse_dates(texts, DAY_FIRST)
    assert dates.to_list() == [JUNE_3, JUNE_3, JUNE_3, None, date(2019, 6, 2)]
    assert contradicted_weekdays(texts, dates).to_list() == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2019-05", None, date(2019, 5, 1)),
        ("05/2019", None, date(2019, 5, 1)),
        ("mayo 2019", None, date(2019, 5, 1)),
        ("Mayo de 2019", None, date(2019, 5, 1)),
        ("MAYO DEL 2019", None, date(2019, 5, 1)),
        ("may-19", None, date(2019, 5, 1)),
        ("2019 mayo", None, date(2019, 5, 1)),
        ("15/05/2019", None, date(2019, 5, 1)),
        ("2019-05-01 00:00:00", None, date(2019, 5, 1)),
        ("setiembre 2019", None, date(2019, 9, 1)),
        ("Enero", "2019", date(2019, 1, 1)),
        ("1", "2019.0", date(2019, 1, 1)),
        ("01", "19", date(2019, 1, 1)),
        ("enero 2019", "2019", date(2019, 1, 1)),
        ("enero 2018", "2019", None),
        ("13/2019", None, None),
        ("mayo", None, None),
        ("brumario 2019", None, None),
        ("Enero", "dos mil", None),
    ],
)
def test_months(text: str, year: str | None, expected: date | None) -> None:
    years = None if year is None else pl.Series([year])
    assert parse_months(pl.Series([text]), years, feed("monthly_count"))[0] == expected


COMMA, POINT = feed("monthly_count"), feed("monthly_count", decimal_comma=False)
BOOK = feed("monthly_count", format="xlsx")


@pytest.mark.parametrize(
    ("text", "layout", "expected"),
    [
        ("1234", COMMA, 1234),
        ("1.234", COMMA, 1234),
        ("1 234", COMMA, 1234),
        ("1.234.567", COMMA, 1234567),
        ("12,0", COMMA, 12),
        ("12.0", COMMA, 12),
        ("1.234,00", COMMA, 1234),
        ("-3", COMMA, -3),
        ("−3", COMMA, -3),
        ("1,234", COMMA, None),
        ("12,5", COMMA, None),
        ("1.23", COMMA, None),
        ("1.2345", COMMA, None),
        ("siete", COMMA, None),
        ("1e3", COMMA, None),
        ("99999999999999999999", COMMA, None),
        ("1,234", POINT, 1234),
        ("1,234.00", POINT, 1234),
        ("1.234", POINT, None),
        ("12.0", POINT, 12),
        # in a workbook 1.234 may be a number with decimals: only text that can be nothing else is taken
        ("1.234", BOOK, None),
        ("1.230", BOOK, 1230),
        ("1.234.567", BOOK, 1234567),
        ("12.0", BOOK, 12),
    ],
)
def test_whole_numbers(text: str, layout: Feed, expected: int | None) -> None:
    cell = pl.Series([text])
    number = parse_counts(cell)[0] if cell.str.contains(number_pattern(layout))[0] else None
    assert number == expected


def test_the_contract_uses_these_shapes() -> None:
    contract = text_contract(COMMA, ["month", "count"])
    assert contract.columns["count"].checks[0].name == "bad_number"
    assert not text_contract(DAY_FIRST, ["event_date"]).columns["event_date"].nullable

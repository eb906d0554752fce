"""Numbers and dates of each language, written and aloud."""

from datetime import date

import pytest

from etl.words.aloud import cardinal, decimal_words
from etl.words.dates import MONTHS, month_list, month_span, month_year
from etl.words.numbers import number, rate, rounded, share, signed_percent


@pytest.mark.parametrize(
    ("value", "places", "es", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (2.5, 0, "3", "3"),
        (0.125, 2, "0,13", "0.13"),
        (-1234567, 0, "−1.234.567", "−1,234,567"),
        (-0.4, 0, "0", "0"),
    ],
)
def test_separators_and_half_up(value: float, places: int, es: str, en: str) -> None:
    assert number(value, "es", places) == number(value, "gn", places) == es
    assert number(value, "en", places) == en


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (0.44041, "−56\u00a0%"),
        (2.0951, "+110\u00a0%"),
        (1.0, "0\u00a0%"),
        (0.0, "−100\u00a0%"),
        (0.998, "−0,2\u00a0%"),
        (1.0004, "+0,04\u00a0%"),
        (0.003, "−99,7\u00a0%"),
        (21.5, "+2.050\u00a0%"),
        (0.565, "−44\u00a0%"),
    ],
)
def test_a_change_is_never_rounded_into_none_or_all(ratio: float, shown: str) -> None:
    assert signed_percent(ratio, "es") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(8.61, "8,6"), (0.04, "0,04"), (0.0, "0"), (120.4, "120"), (99.95, "100,0"), (0.0004, "0,000")]
)
def test_rates(value: float, shown: str) -> None:
    assert rate(value, "es") == shown


def test_shares_and_rounding() -> None:
    assert share(0.9, "es") == "90\u00a0%"
    assert share(0.125, "en") == "13%"
    assert str(rounded(2.675, 2)) == "2.68"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (100, "cien"),
        (101, "ciento uno"),
        (555, "quinientos cincuenta y cinco"),
        (1000, "mil"),
        (9_999, "nueve mil novecientos noventa y nueve"),
        (2_021, "dos mil veintiuno"),
        (10_000, "10.000"),
    ],
)
def test_spanish_cardinals(value: int, words: str) -> None:
    assert cardinal(value, "es") == words


def test_spanish_cardinals_agree() -> None:
    assert cardinal(31, "es", before_noun=True) == "treinta y un"
    assert cardinal(21, "es", before_noun=True) == "veintiún"
    assert cardinal(1, "es", "f", before_noun=True) == "una"
    assert cardinal(11, "es", "f") == "once"
    assert cardinal(521, "es", "f") == "quinientas veintiuna"
    assert cardinal(2_001, "es", "f") == "dos mil una"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (1_005, "one thousand and five"),
        (3_456, "three thousand four hundred and fifty-six"),
        (2_000, "two thousand"),
    ],
)
def test_english_cardinals(value: int, words: str) -> None:
    assert cardinal(value, "en") == words


def test_guarani_says_the_spanish_number_above_five() -> None:
    assert [cardinal(value, "gn") for value in (0, 1, 5, 6)] == ["mbaʼeve", "peteĩ", "po", "seis"]


def test_decimals_aloud() -> None:
    assert decimal_words(rounded(8.61, 1), "es") == "ocho coma seis"
    assert decimal_words(rounded(0.04, 2), "en") == "zero point zero four"
    assert decimal_words(rounded(-56.2), "gn") == "cincuenta y seis"
    assert decimal_words(rounded(37.0, 1), "es") == "treinta y siete", "nobody says «coma cero»"


def test_months_of_each_language() -> None:
    may = date(2019, 5, 1)
    assert month_year(may, "es") == "mayo de 2019"
    assert month_year(may, "gn") == "mayo (jasypo) 2019"
    assert month_year(may, "en") == "May 2019"
    assert month_year(may, "gn", aloud=True) == "jasypo 2019"
    assert [len(set(names)) for names in MONTHS.values()] == [12, 12, 12]


def test_spans_of_months() -> None:
    assert month_span(date(2020, 3, 1), date(2020, 5, 31), "es") == "marzo a mayo de 2020"
    assert month_span(date(2017, 7, 1), date(2018, 6, 1), "es") == "julio de 2017 a junio de 2018"
    assert month_span(date(2017, 7, 1), date(2017, 7, 31), "en") == "July 2017"


def test_lists_of_months_draw_neighbours_together() -> None:
    months = [date(2019, 1, 1), date(2018, 12, 1), date(2018, 3, 1), date(2018, 11, 1), date(2019, 9, 1)]
    assert month_list(months, "es") == "marzo de 2018, noviembre de 2018 a enero de 2019 y septiembre de 2019"
    assert month_list([], "es") == ""

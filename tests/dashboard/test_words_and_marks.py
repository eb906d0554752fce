"""Numbers, dates, verdicts and markup: each small rule, and where it says no."""

import re
from datetime import date
from html import unescape
from itertools import product

import pytest

from dashboard.calendar_words import day, span
from dashboard.language import count, percent, t, tn
from dashboard.markup import Markup, el
from dashboard.month_words import month_words
from dashboard.svg_image import svg_image
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import direction_words, title, verdict_words
from schemas.published import STATUSES, VERDICTS

JUDGED = {"polarity": "lower_better", "name_es": "Robos", "ficha": {"subject": {"es": "los robos denunciados"}}}
NEUTRAL = {"polarity": "neutral", "name_es": "VIF", "ficha": {"subject": {"es": "las denuncias de violencia"}}}


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (999, "999"), (1975, "1.975"), (1234567, "1.234.567")])
def test_thousands_have_a_point(number: int, words: str) -> None:
    assert count(number) == words


def test_what_is_not_known_is_no_zero() -> None:
    assert count(None) == "–"


@pytest.mark.parametrize(
    ("share", "words"), [(0.9, "90 %"), (0.665, "67 %"), (0.999, "99 %"), (1.0, "100 %"), (1.001, "101 %")]
)
def test_nothing_short_of_all_is_a_hundred_percent(share: float, words: str) -> None:
    assert percent(share).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2017, 7, 1), date(2018, 6, 1), "julio de 2017 a junio de 2018"),
        (date(2020, 3, 1), date(2020, 5, 31), "marzo a mayo de 2020"),
        (date(2020, 5, 1), date(2020, 5, 31), "mayo de 2020"),
    ],
)
def test_a_span_says_its_year_once(first: date, last: date, words: str) -> None:
    assert span(first, last) == words


def test_a_day_is_written_out() -> None:
    assert day(date(2020, 5, 31)) == "31 de mayo de 2020"


def test_one_and_many() -> None:
    assert tn("{number} mes", "{number} meses", 1) == "1 mes"
    assert tn("{number} mes", "{number} meses", 1200) == "1.200 meses"


def test_braces_of_a_value_are_text() -> None:
    assert t("{name}: hola", name="{0} {x}") == "{0} {x}: hola"


def test_what_is_not_markup_is_escaped_wherever_it_stands() -> None:
    made = el("p", "<script>", 3, None, el("b", "a & b"), title='"><img src=x>', hidden=True, lang=None, data_x="y")
    assert made == ('<p title="&quot;&gt;&lt;img src=x&gt;" hidden data-x="y">&lt;script&gt;3<b>a &amp; b</b></p>')
    assert isinstance(made, Markup)


def test_an_element_without_content_is_not_closed() -> None:
    assert el("img", src="x", alt="") == '<img src="x" alt="">'


def test_a_picture_in_an_address_closes_no_tag() -> None:
    image = svg_image("<svg><title>a \"b\" 'c' #1 100%</title></svg>", "words")
    address = re.search(r'src="([^"]*)"', image)
    assert address is not None
    assert not re.search(r"[<>#]", unescape(address.group(1)))


@pytest.mark.parametrize("verdict", ["decreased", "increased"])
def test_an_indicator_that_may_not_be_judged_never_gets_the_bare_verb(verdict: str) -> None:
    assert verdict_words(verdict, NEUTRAL, "es").endswith(" las denuncias")
    assert verdict_words(verdict, JUDGED, "es") in ("Bajaron", "Subieron")
    assert direction_words(verdict, NEUTRAL) is None
    assert direction_words(verdict, JUDGED) is not None


def test_each_verdict_has_words_of_its_own() -> None:
    words = [verdict_words(verdict, JUDGED, "es") for verdict in (*VERDICTS, None)]
    assert len(set(words)) == len(words)


def test_each_verdict_has_a_shape_of_its_own_and_judgement_another_form() -> None:
    assert len({verdict_mark(verdict, "lower_better") for verdict in (*VERDICTS, None)}) == len(VERDICTS) + 1
    for verdict in ("decreased", "increased"):
        assert verdict_mark(verdict, "neutral") != verdict_mark(verdict, "lower_better")


def test_no_two_marks_differ_by_colour_alone() -> None:
    shapes = {
        re.sub("%23[0-9a-f]{6}", "", verdict_mark(verdict, polarity))
        for verdict, polarity in product(("decreased", "increased"), ("lower_better", "neutral"))
    }
    assert len(shapes) == 4


def test_a_column_is_headed_by_what_is_counted() -> None:
    assert title(NEUTRAL, "es") == "Denuncias de violencia"
    assert title({"name_es": "Sin ficha", "ficha": {}}, "es") == "Sin ficha"


def test_no_status_but_a_reported_zero_reads_as_zero() -> None:
    words = {status: month_words({"status": status, "value": None}) for status in STATUSES}
    assert [status for status, said in words.items() if said.startswith("0")] == ["zero"]
    assert words["missing"] == "sin dato"
    assert month_words({"status": "partial", "value": 1200}) == "1.200 (incompleto)"

"""The picture before and now: nothing clipped, nothing hostile, and an alternative text that equals the data."""

import re
from itertools import product
from typing import Any

import pytest

from etl.pictures import before_now
from etl.pictures.before_now_rows import chance_band
from etl.words.numbers import rate
from schemas.design_tokens import TONES
from schemas.words import LANGUAGES
from tests.pictures.drawings import SVG, faults, parsed, size_of, texts, words
from tests.words.rows import EDGES, TESTED, UNTESTED, by_id, row, shipped_indicators

ROBO, VIF = by_id("robo"), by_id("vif")
KINDS = {**TESTED, **UNTESTED, "no verdict": {"verdict": None}}
LONG = "Carabineros de Chile y Policía de Investigaciones, casos policiales reunidos por el CEAD"


def drawn(values: dict[str, Any], language: str = "es", *, synthetic: bool = True, detail: bool = True) -> Any:
    """The picture of a row of robberies in Luque."""
    return before_now(values, ROBO, language, synthetic, "Policía Nacional", territory_name="Luque", detail=detail)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("edge", EDGES)
def test_no_text_is_clipped_small_or_in_the_way_of_another(kind: str, edge: str) -> None:
    values = row(**EDGES[edge] | KINDS[kind])
    for language, institution, detail in product(LANGUAGES, ("", "Policía Nacional", LONG), (True, False)):
        picture = before_now(values, ROBO, language, True, institution, territory_name="Luque", detail=detail)
        assert faults(picture.svg) == []


def test_every_shipped_indicator_can_be_drawn() -> None:
    for indicator in (indicator for found in shipped_indicators().values() for indicator in found):
        for kind, language in product(KINDS.values(), LANGUAGES):
            assert faults(before_now(row(**kind), indicator, language, True, LONG).svg) == []


def test_the_alternative_text_has_the_data() -> None:
    values = row()
    alt = drawn(values).alt
    for column in ("baseline_rate", "baseline_low", "baseline_high", "current_rate", "current_low", "current_high"):
        assert rate(values[column], "es") in alt, column
    assert alt.startswith("Los robos denunciados en Luque (fuente: Policía Nacional). 8,6 por mes antes (")
    assert "Bajaron los robos denunciados." in alt
    assert "No sería azar: 6,1 o menos, 11,5 o más." in alt
    assert alt.endswith("Datos generados para demostración.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_alternative_text_is_longer_than_a_reader_bears(language: str) -> None:
    for values in (row(), *(row(**changed) for changed in UNTESTED.values())):
        assert len(drawn(values, language).alt.split()) <= 42


def test_a_limit_near_zero_is_said_with_one_decimal() -> None:
    few = drawn(row(current_low=0.0031, current_high=0.55, current_rate=0.1))
    assert "0,1 ahora (0,0 a 0,6)" in few.alt
    assert "0,003" not in few.alt


def test_the_picture_shows_the_figures_of_its_alternative_text() -> None:
    picture = drawn(row())
    assert {"8,6", "por mes antes", "3,8", "por mes ahora"} <= set(words(picture.svg))
    dots = drawn(row(), detail=False)
    assert {"86", "casos antes", "38", "casos ahora"} <= set(words(dots.svg))
    assert "86 casos antes, 38 ahora." in dots.alt
    assert {"1", "caso ahora"} <= set(words(drawn(row(current_count=1), detail=False).svg))


def test_a_picture_names_itself_and_carries_nothing_else() -> None:
    picture = drawn(row())
    root = parsed(picture.svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == picture.alt == root.findtext(f"{SVG}title")
    assert not re.search(r"\bid=|<script|href|url\(|@import|@font-face|<image|on\w+=", picture.svg)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"onload="x', "Ana & José\x00\x1b", "]]>", "&#60;b&#62;"]
)
def test_a_hostile_name_stays_text(name: str) -> None:
    picture = before_now(row(), ROBO, "es", False, name, territory_name=name)
    root = parsed(picture.svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "style",
        "text",
        "path",
        "rect",
        "circle",
    }
    assert set(root.attrib) == set(parsed(drawn(row()).svg).attrib)
    shown = re.sub(r"[\x00-\x1f]", "", name)
    assert shown in root.attrib["aria-label"]
    assert shown.replace(" ", "") in "".join(words(picture.svg)).replace(" ", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_generated_data_say_so_inside_every_picture(kind: str, language: str) -> None:
    mark = {
        "es": "datos generados para demostración",
        "gn": "marandu ojejapóva techaukarãnte",
        "en": "data generated for demonstration",
    }[language]
    for detail in (True, False):
        assert mark in words(drawn(row(**KINDS[kind]), language, detail=detail).svg)
        real = drawn(row(**KINDS[kind]), language, synthetic=False, detail=detail)
        assert mark not in words(real.svg)
        assert mark not in real.alt.lower()


def test_the_mark_lies_below_all_that_is_drawn() -> None:
    picture = drawn(row())
    mark = texts(picture.svg)[-1]
    assert mark.words == "datos generados para demostración"
    assert all(other.bottom <= mark.top for other in texts(picture.svg)[:-1])


def test_colour_follows_the_direction_and_blue_is_no_judgement() -> None:
    assert TONES["sought"].mark in drawn(row()).svg
    assert TONES["contrary"].mark in drawn(row(**TESTED["rise"])).svg
    neutral = before_now(row(**TESTED["rise"]), VIF, "es", True, "")
    assert TONES["changed"].mark in neutral.svg
    assert not any(TONES[tone].mark in neutral.svg for tone in ("sought", "contrary"))
    unclear = drawn(row(**TESTED["unclear"])).svg
    assert not any(TONES[tone].mark in unclear for tone in ("sought", "contrary", "changed"))
    assert 'stroke-dasharray="0.1 5"' in unclear, "without colour too: what is not clear is dotted"


def test_a_dot_on_a_limit_of_detection_lies_outside_the_band() -> None:
    values = row(detect_low=38)
    band = chance_band(values)
    assert band is not None
    assert band[1] is not None
    assert values["current_rate"] < band[0] < (values["detect_low"] + 1) / 305 * 30.4375
    assert (values["detect_high"] - 1) / 305 * 30.4375 < band[1] < values["detect_high"] / 305 * 30.4375


@pytest.mark.parametrize("kind", ["missing_months", "recording_changed", "no_feed", "withheld"])
def test_what_may_not_be_compared_shows_no_figure(kind: str) -> None:
    picture = drawn(row(**UNTESTED[kind]))
    assert not re.search(r"\d,\d", f"{words(picture.svg)} {picture.alt}")
    assert "<circle" not in picture.svg
    assert size_of(picture.svg)[1] > 80, "a state with its own drawing, no empty box"


def test_missing_months_are_boxes_hatched() -> None:
    picture = drawn(row(**UNTESTED["missing_months"]))
    assert "5 de 10 meses" in words(picture.svg)
    assert picture.svg.count('stroke-dasharray="3 2"') == 5 + 1, "five hatched boxes, and the mark"
    assert "Sólo 5 de 10 meses están informados en los dos períodos." in picture.alt


def test_few_cases_are_hollow_and_unjoined() -> None:
    picture = drawn(row(**UNTESTED["few_cases"]))
    assert picture.svg.count('stroke-dasharray="3 2.5"') == 2
    assert "Hubo muy pocos casos para comparar." in words(picture.svg)


def test_a_withheld_picture_gives_nothing_away() -> None:
    first = drawn(row(**UNTESTED["withheld"]))
    second = drawn(row(**UNTESTED["withheld"] | {"months_matched": 3, "detect_low": 2, "current_rate": 0.2}))
    assert first == second
    assert not re.search(r"\d", first.alt)

"""All pictures of an edition, the marks of a matrix, and the tokens that they draw from."""

import re
from datetime import date
from itertools import product
from typing import Any

import polars as pl
import pytest

from etl.pictures import before_now, build_pictures, verdict_mark
from etl.pictures.measure import text_width, wrap
from etl.pictures.scale import round_scale
from schemas import design_tokens
from schemas.design_tokens import AUTO_STYLE, DARK, LIGHT, TONES, themed, tone
from schemas.programme import Polarity
from schemas.published import PICTURE, STATUSES, VERDICTS
from tests.pictures.drawings import months, parsed
from tests.words.rows import EVALUATION, QUARANTINE, by_id, row

ROBO, VIF = by_id("robo"), by_id("vif")
FIRST, LAST = date(2017, 7, 1), date(2020, 5, 1)


def values(territories: list[str], institution: str = "policia") -> pl.DataFrame:
    """The series of both indicators."""
    return pl.DataFrame(
        [
            {"indicator": indicator, "territory": territory, "institution": institution} | month
            for indicator, territory in product(("robo", "vif"), territories)
            for month in months(FIRST, LAST)
        ]
    )


def built(rows: list[dict[str, Any]], series: pl.DataFrame, territories: list[str]) -> pl.DataFrame:
    """The pictures of a comparison."""
    return build_pictures(
        pl.DataFrame(rows, infer_schema_length=None),
        series,
        indicators=[ROBO, VIF],
        territory_names={territory: territory.title() for territory in territories},
        institution_names={"policia": "Policía Nacional"},
        evaluation=EVALUATION,
        shocks=[QUARANTINE],
        synthetic=True,
    )


def test_the_table_has_its_columns_and_only_the_headline_of_the_lead() -> None:
    others = [row(scenario="whole"), row(basis="sum"), row(evaluation="older"), row(territory="nowhere")]
    pictures = built([row(), *others], values(["luque", "nowhere"]), ["luque"])
    assert tuple(pictures.columns) == PICTURE.names
    kinds = ("before_now", "series", "series_wide", "two_dots")
    assert pictures.rows()[0][:2] == ("before_now/robo/luque", "en")
    assert pictures["picture"].unique().sort().to_list() == [f"{kind}/robo/luque" for kind in kinds]
    assert pictures["language"].value_counts()["count"].to_list() == [4, 4, 4]


def test_the_pictures_are_of_the_lead_institution_alone() -> None:
    pictures = built([row()], values(["luque"], institution="senad"), ["luque"])
    assert pictures.filter(pl.col("picture").str.starts_with("series")).is_empty()
    assert "Policía Nacional" in pictures.filter(language="es")["alt"][0]


def test_every_cell_has_its_pictures_in_three_languages() -> None:
    territories = [f"barrio_{index}" for index in range(9)]
    rows = [row(indicator=i, territory=t) for i, t in product(("robo", "vif"), territories)]
    pictures = built(rows, values(territories), territories)
    assert pictures.height == 9 * 2 * 4 * 3


def test_no_picture_is_heavy() -> None:
    pictures = built([row()], values(["luque"]), ["luque"])
    assert pictures["svg"].str.len_bytes().max() < 16_000


@pytest.mark.parametrize("polarity", ["lower_better", "higher_better", "neutral"])
def test_every_verdict_has_a_mark_of_its_own_shape(polarity: Polarity) -> None:
    marks = [verdict_mark(verdict, polarity) for verdict in (*VERDICTS, None)]
    shapes = [re.sub(r'"#[0-9a-f]{6}"', '""', mark) for mark in marks]
    assert len(set(shapes)) == len(VERDICTS) + 1, "told apart without colour"
    assert all(parsed(mark).attrib["aria-hidden"] == "true" for mark in marks)


def test_a_change_that_may_not_be_judged_is_hollow_and_blue() -> None:
    judged, neutral = verdict_mark("increased", "lower_better"), verdict_mark("increased", "neutral")
    assert f'fill="{TONES["contrary"].mark}"' in judged
    assert 'fill="none"' in neutral
    assert TONES["changed"].mark in neutral


def test_every_verdict_and_status_has_its_mark() -> None:
    assert set(design_tokens.VERDICT_SHAPES) == set(design_tokens.SYMBOLS) == set(VERDICTS)
    assert set(design_tokens.STATUS_MARKS) == set(STATUSES)
    assert len(set(design_tokens.VERDICT_SHAPES.values())) == len(VERDICTS)


def test_tones() -> None:
    assert tone("decreased", "lower_better") == tone("increased", "higher_better") == "sought"
    assert tone("increased", "lower_better") == tone("decreased", "higher_better") == "contrary"
    assert tone("decreased", "neutral") == "changed"
    assert tone("no_clear_change", "lower_better") == tone(None, "neutral") == "unclear"


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(TONES))
def test_colours_are_legible_on_both_grounds(name: design_tokens.Tone) -> None:
    colour = TONES[name]
    for ground, words in ((LIGHT, colour.light), (DARK, colour.dark)):
        for under in (ground.page, ground.raised):
            assert contrast(colour.mark, under) >= 3
            assert contrast(words, under) >= 4.5
            assert contrast(ground.ink, under) >= 7
            assert contrast(ground.muted, under) >= 4.5


def test_a_picture_can_be_fixed_to_a_theme() -> None:
    svg = before_now(row(), ROBO, "es", True, "").svg
    assert svg.count(AUTO_STYLE) == 1
    assert themed(svg, "auto") == svg
    assert parsed(themed(svg, "dark")).attrib["color"] == DARK.ink
    assert parsed(themed(svg, "light")).attrib["color"] == LIGHT.ink
    assert "color" not in parsed(themed(svg, "inherit")).attrib
    assert all("<style>" not in themed(svg, theme) for theme in ("dark", "light", "inherit"))


@pytest.mark.parametrize(
    ("largest", "top", "step"),
    [(0, 0.2, 0.05), (0.73, 0.8, 0.2), (11.4, 15, 5), (16, 20, 5), (20, 20, 5), (6472, 8000, 2000)],
)
def test_scales_are_round_and_hold_everything(largest: float, top: float, step: float) -> None:
    scale = round_scale(largest, 100, 340)
    assert scale.top == pytest.approx(top if largest else step)
    assert scale.step == pytest.approx(step)
    assert scale.at(0) == 100
    assert scale.at(scale.top) == 340
    assert scale.at(10 * scale.top) == 340
    assert len(scale.ticks) <= 5


def test_counts_have_whole_steps() -> None:
    assert round_scale(1, 0, 1, whole=True).ticks == [0, 1]
    assert round_scale(0, 0, 1, whole=True).ticks == [0, 1]


def test_widths_are_upper_bounds_and_lines_fit() -> None:
    assert text_width("m", 10) > text_width("i", 10) > 0
    assert text_width("g̃", 10) == text_width("g", 10), "a combining tilde takes no room"
    assert text_width("日", 10) == 10
    lines = wrap("una línea que no entra y unapalabralarguísimaquenoentraenningunalínea", 12, 100)
    assert "".join(lines).replace(" ", "") == "unalíneaquenoentrayunapalabralarguísimaquenoentraenningunalínea"
    assert max(text_width(line, 12) for line in lines) <= 100

"""The signature picture: before and now, how sure each is, and what chance alone could do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.alt import before_now_alt
from etl.pictures.caption import LINE, SIZE, foot, paragraph
from etl.pictures.measure import text_width, wrap
from etl.pictures.scale import Scale, round_scale
from etl.pictures.svg import INK, Picture, document, dot, line, rect, ring, text
from etl.pictures.unsaid import unsaid
from etl.words.figures import equal_windows
from etl.words.nouns import NOUNS
from etl.words.numbers import number, rate
from etl.words.reasons import reason_sentences
from etl.words.voice import Voice
from schemas.design_tokens import PICTURE_TYPE, TONES, tone
from schemas.programme import Indicator

WIDTH = 340.0
ROWS = (22.0, 68.0)
BOTTOM = 88.0
AXIS = 102.0
RADIUS = 7.0
COLUMN = (92.0, 128.0)
GAP = 10.0
TESTED = ("decreased", "increased", "no_clear_change")
PLAIN_REASONS = ("few_cases", "zeros_unconfirmed")


@dataclass(frozen=True)
class Row:
    """One of the two rows: its value with its interval, and what is written beside it."""

    value: float
    low: float | None
    high: float | None
    figure: str
    unit: str


def before_now(
    row: Mapping[str, Any],
    indicator: Indicator,
    language: str,
    synthetic: bool,
    institution_name: str,
    *,
    territory_name: str = "",
    detail: bool = True,
) -> Picture:
    """Before and now of one row of `comparison`.

    Args:
        row: by column name.
        indicator: its ficha.
        language: es, gn or en.
        synthetic: the data were generated; the mark says so inside the picture.
        institution_name: who registered; empty for none.
        territory_name: for the alternative text.
        detail: rates per month with intervals and the band of chance; without it two dots and the counts.
    """
    alt = before_now_alt(row, indicator, language, synthetic, institution_name, territory_name, detail)
    body, y = _body(row, indicator, language, detail)
    end, height = foot(y, WIDTH, language, institution_name, synthetic)
    return Picture(document(WIDTH, height, alt, [*body, *end]), alt)


def _body(row: Mapping[str, Any], indicator: Indicator, language: str, detail: bool) -> tuple[list[str], float]:
    if not drawable(row):
        return unsaid(row, indicator, language, WIDTH)
    counts = not detail and equal_windows(row)
    rows = _count_rows(row, indicator, language) if counts else _rate_rows(row, language, detail)
    band = chance_band(row) if detail and row["verdict"] in TESTED else None
    scale = _scale(rows, band, whole=counts)
    parts = [*_axis(scale, language), *_band(band, scale), *_labels(rows), *_marks(row, rows, indicator, scale)]
    legend, y = _legend(rows, band, language)
    return _with_reason([*parts, *legend], y, row, indicator, language)


def drawable(row: Mapping[str, Any]) -> bool:
    """Both values are known and may stand on one axis."""
    if row["baseline_rate"] is None or row["current_rate"] is None:
        return False
    return row["verdict"] is None or row["verdict"] in TESTED or row["reason"] in PLAIN_REASONS


def chance_band(row: Mapping[str, Any]) -> tuple[float, float | None] | None:
    """What the current rate could be by chance alone, as rates per mean month.

    The counts from `detect_low` down and from `detect_high` up would stand out: the band ends half a case inside
    them, so that a dot on a limit lies outside. An end that no count reaches is zero, or None (open).
    """
    low, high = row["detect_low"], row["detect_high"]
    if (low is None and high is None) or not row["baseline_rate"]:
        return None
    per_case = _rate_of_one_case(row)
    start = 0.0 if low is None else (low + 0.5) * per_case
    return start, None if high is None else (high - 0.5) * per_case


def _rate_of_one_case(row: Mapping[str, Any]) -> float:
    """One case of the current window as a rate, with the run's own length of a month."""
    month: float = row["baseline_rate"] * row["baseline_days"] / row["baseline_count"]
    return month / float(row["current_days"])


def _rate_rows(row: Mapping[str, Any], language: str, detail: bool) -> tuple[Row, Row]:
    units = (texts.PER_MONTH_BEFORE[language], texts.PER_MONTH_NOW[language])
    sides = zip(("baseline", "current"), units, strict=True)
    before, now = (
        Row(
            row[f"{side}_rate"],
            row[f"{side}_low"] if detail else None,
            row[f"{side}_high"] if detail else None,
            rate(row[f"{side}_rate"], language),
            unit,
        )
        for side, unit in sides
    )
    return before, now


def _count_rows(row: Mapping[str, Any], indicator: Indicator, language: str) -> tuple[Row, Row]:
    noun = NOUNS[indicator.unit]
    before, now = (
        Row(count, None, None, number(count, language), words[language].format(noun=name[language]))
        for count, words in ((row["baseline_count"], texts.COUNT_BEFORE), (row["current_count"], texts.COUNT_NOW))
        for name in (noun.one if count == 1 else noun.many,)
    )
    return before, now


def _scale(rows: tuple[Row, Row], band: tuple[float, float | None] | None, whole: bool) -> Scale:
    largest = max(value for row in rows for value in (row.value, row.high or 0.0))
    if band is not None and band[1] is not None:
        largest = max(largest, band[1])
    left = min(max(_label_width(row) for row in rows), COLUMN[1])
    return round_scale(largest, max(left, COLUMN[0]) + GAP, WIDTH - 14, whole=whole)


def _label_width(row: Row) -> float:
    figure = text_width(row.figure, PICTURE_TYPE["number"], bold=True)
    return max(figure, text_width(row.unit, PICTURE_TYPE["label"]))


def _axis(scale: Scale, language: str) -> list[str]:
    parts = []
    for tick in scale.ticks:
        x = scale.at(tick)
        words = number(tick, language, scale.places)
        half = text_width(words, SIZE) / 2
        parts.append(line(x, 4, x, BOTTOM, INK, 1, 0.3 if tick == 0 else 0.12))
        parts.append(text(min(x, WIDTH - half), AXIS, words, SIZE, anchor="middle", muted=True))
    return parts


def _band(band: tuple[float, float | None] | None, scale: Scale) -> list[str]:
    if band is None:
        return []
    start, end = scale.at(band[0]), scale.end if band[1] is None else scale.at(band[1])
    return [rect(start, ROWS[1] - 14, end - start, 28, INK, 0.13)]


def _labels(rows: tuple[Row, Row]) -> list[str]:
    return [
        part
        for row, y in zip(rows, ROWS, strict=True)
        for part in (
            text(0, y + 2, row.figure, PICTURE_TYPE["number"], bold=True),
            text(0, y + 17, row.unit, PICTURE_TYPE["label"], muted=True),
        )
    ]


def _marks(row: Mapping[str, Any], rows: tuple[Row, Row], indicator: Indicator, scale: Scale) -> list[str]:
    """The intervals, what joins the dots, the dots: hollow and unjoined where they may not be compared."""
    grey, colour = TONES["unclear"].mark, TONES[tone(row["verdict"], indicator.polarity)].mark
    colours = (grey, colour)
    parts = [part for side, y, c in zip(rows, ROWS, colours, strict=True) for part in _interval(side, y, c, scale)]
    places = [(scale.at(side.value), y) for side, y in zip(rows, ROWS, strict=True)]
    if row["verdict"] in TESTED:
        parts.append(_join(places[0], places[1], row["verdict"], colour))
        return parts + [dot(x, y, RADIUS, c) for (x, y), c in zip(places, colours, strict=True)]
    dash = "3 2.5" if row["verdict"] else ""
    return parts + [ring(x, y, RADIUS - 1, grey, 2, dash) for x, y in places]


def _interval(side: Row, y: float, colour: str, scale: Scale) -> list[str]:
    if side.low is None or side.high is None:
        return []
    return [line(scale.at(side.low), y, scale.at(side.high), y, colour, 4, 0.55, cap="round")]


def _join(before: tuple[float, float], now: tuple[float, float], verdict: str, colour: str) -> str:
    clear = verdict in ("decreased", "increased")
    ends = (before[0], before[1] + RADIUS + 2, now[0], now[1] - RADIUS - 2)
    return line(*ends, colour, 2, 1, cap="round") if clear else line(*ends, colour, 2, 1, dash="0.1 5", cap="round")


def _legend(rows: tuple[Row, Row], band: tuple[float, float | None] | None, language: str) -> tuple[list[str], float]:
    """What the line and the band mean, under the axis; it ends where the foot begins."""
    x, y, parts = 0.0, AXIS + 18, []
    if any(row.high is not None for row in rows):
        parts += [line(x + 2, y - 4, x + 16, y - 4, INK, 4, 0.4, cap="round")]
        parts += [text(x + 24, y, texts.INTERVAL[language], SIZE, muted=True)]
        x += 24 + text_width(texts.INTERVAL[language], SIZE) + 14
    if band is not None:
        parts += [rect(x, y - 11, 18, 14, INK, 0.16), text(x + 24, y, texts.BAND[language], SIZE, muted=True)]
    return parts, y + 5 if parts else AXIS + 4


def _with_reason(
    parts: list[str], y: float, row: Mapping[str, Any], indicator: Indicator, language: str
) -> tuple[list[str], float]:
    """The reason why dots that are drawn may not be compared."""
    if row["verdict"] != "insufficient":
        return parts, y
    reason = reason_sentences(row, indicator, Voice(language))[0]
    lines = wrap(reason, SIZE, WIDTH - 2)
    return [*parts, *paragraph(0, y + LINE, lines)], y + LINE * len(lines) + 4

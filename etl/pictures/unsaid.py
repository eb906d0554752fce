"""What the picture shows where nothing may be compared: a state with its own drawing and its reason, no empty box."""

from collections.abc import Mapping
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.caption import LINE, SIZE, paragraph
from etl.pictures.measure import wrap
from etl.pictures.svg import EDGE, INK, dots, frame, hatch, path, rect, text
from etl.words.reasons import reason_sentences
from etl.words.voice import Voice
from schemas.design_tokens import PICTURE_TYPE
from schemas.programme import Indicator

ROWS = (4.0, 38.0)
TALL = 22.0
COLUMN = 92.0


def unsaid(row: Mapping[str, Any], indicator: Indicator, language: str, width: float) -> tuple[list[str], float]:
    """The drawing for a row without a comparison.

    Returns:
        The elements, and where the foot of the picture begins.
    """
    if row["reason"] == "missing_months" and row["months_expected"]:
        drawing, y = _months(row["months_matched"] or 0, row["months_expected"], language, width)
    else:
        drawing, y = _two_strips(row, language, width)
    lines = wrap(_reason(row, indicator, language), SIZE, width - 2 * EDGE)
    return [*drawing, *paragraph(EDGE, y + LINE, lines)], y + LINE * len(lines) + 4


def _reason(row: Mapping[str, Any], indicator: Indicator, language: str) -> str:
    if row["verdict"] == "withheld":
        return texts.WITHHELD[language]
    return " ".join(reason_sentences(row, indicator, Voice(language))) or texts.NO_DATA[language]


def _months(matched: int, expected: int, language: str, width: float) -> tuple[list[str], float]:
    """A box for each month that was to be compared: full where both periods have it, hatched where one lacks it."""
    words = texts.MONTHS_OF[language].format(months=matched, expected=expected)
    size = PICTURE_TYPE["number"]
    head = [text(EDGE, 18, words, size, bold=True)]
    side = min(24.0, (width - 4.0 * (expected - 1)) / expected)
    for index in range(expected):
        x = 0.5 + index * (side + 4)
        head += _box(x, 30, side - 1, full=index < matched)
    return head, 30 + side + 2


def _box(x: float, y: float, side: float, *, full: bool) -> list[str]:
    if full:
        return [rect(x, y, side, side, INK, 0.55, ' rx="3"')]
    return [hatch(x, y, side, side), frame(x, y, side, side, dash="3 2")]


def _two_strips(row: Mapping[str, Any], language: str, width: float) -> tuple[list[str], float]:
    """Before and now as two strips: hatched (nobody sends), dotted (withheld) or broken (recorded in another way)."""
    parts = []
    for y, words in zip(ROWS, (texts.BEFORE[language], texts.NOW[language]), strict=True):
        parts.append(text(EDGE, y + 16, words, PICTURE_TYPE["label"], muted=True))
        parts += _strip(row, y, words == texts.NOW[language], width - COLUMN)
    if row["reason"] == "recording_changed":
        parts.append(_break(width))
    return parts, ROWS[1] + TALL + 2


def _strip(row: Mapping[str, Any], y: float, now: bool, width: float) -> list[str]:
    x, across = COLUMN, width - 1
    if row["reason"] == "recording_changed":
        return [rect(x, y, across, TALL, INK, 0.13 if now else 0.28, ' rx="3"')]
    if row["verdict"] == "withheld":
        return [dots(x, y, across, TALL, 6), frame(x, y, across, TALL)]
    return [hatch(x, y, across, TALL, 6), frame(x, y, across, TALL, dash="3 2")]


def _break(width: float) -> str:
    """A torn edge between the two strips."""
    y = (ROWS[0] + TALL + ROWS[1]) / 2
    teeth = range(int(width - COLUMN) // 10)
    d = f"M{COLUMN} {y}" + "".join(f"l5 {'-4' if index % 2 else '4'}l5 {'4' if index % 2 else '-4'}" for index in teeth)
    return path(d, INK, 1.5, 0.75)

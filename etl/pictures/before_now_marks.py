"""The marks of the picture before and now: axis, band of chance, words, intervals and dots."""

from collections.abc import Mapping
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.before_now_rows import TESTED, Band, Row
from etl.pictures.caption import SIZE
from etl.pictures.measure import text_width
from etl.pictures.scale import Scale, round_scale
from etl.pictures.svg import EDGE, INK, dot, line, rect, ring, text
from etl.words.numbers import number
from schemas.design_tokens import PICTURE_TYPE, TONES, tone
from schemas.programme import Polarity

WIDTH = 340.0
ROWS = (22.0, 68.0)
BOTTOM = 88.0
AXIS = 102.0
RADIUS = 7.0
COLUMN = (92.0, 128.0)
GAP = 10.0


def row_scale(rows: tuple[Row, Row], band: Band | None, whole: bool) -> Scale:
    """From zero to a round number beyond everything that is drawn, to the right of the words."""
    largest = max(value for row in rows for value in (row.value, row.high or 0.0))
    if band is not None and band[1] is not None:
        largest = max(largest, band[1])
    left = min(max(_label_width(row) for row in rows), COLUMN[1])
    return round_scale(largest, max(left, COLUMN[0]) + GAP, WIDTH - 14, whole=whole)


def _label_width(row: Row) -> float:
    figure = text_width(row.figure, PICTURE_TYPE["number"], bold=True)
    return EDGE + max(figure, text_width(row.unit, PICTURE_TYPE["label"]))


def axis(scale: Scale, language: str) -> list[str]:
    """Faint lines at round values and their numbers; zero is heavier."""
    parts = []
    for tick in scale.ticks:
        x = scale.at(tick)
        words = number(tick, language, scale.places if tick else 0)
        half = text_width(words, SIZE) / 2
        parts.append(line(x, 4, x, BOTTOM, INK, 1, 0.3 if tick == 0 else 0.12))
        parts.append(text(min(x, WIDTH - half - 0.5), AXIS, words, SIZE, anchor="middle", muted=True))
    return parts


def band_mark(band: Band | None, scale: Scale) -> list[str]:
    """The grey band behind the current row."""
    if band is None:
        return []
    start, end = scale.at(band[0]), scale.end if band[1] is None else scale.at(band[1])
    return [rect(start, ROWS[1] - 14, end - start, 28, INK, 0.13)]


def words(rows: tuple[Row, Row]) -> list[str]:
    """Figure and unit of each row, in the column on the left."""
    return [
        part
        for row, y in zip(rows, ROWS, strict=True)
        for part in (
            text(EDGE, y + 2, row.figure, PICTURE_TYPE["number"], bold=True),
            text(EDGE, y + 17, row.unit, PICTURE_TYPE["label"], muted=True),
        )
    ]


def marks(row: Mapping[str, Any], rows: tuple[Row, Row], polarity: Polarity, scale: Scale) -> list[str]:
    """The intervals, what joins the dots, the dots: hollow and unjoined where they may not be compared."""
    grey, colour = TONES["unclear"].mark, TONES[tone(row["verdict"], polarity)].mark
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
    """A full line where the change is clear, a dotted one where it may be chance."""
    ends = (before[0], before[1] + RADIUS + 2, now[0], now[1] - RADIUS - 2)
    dash = "0.1 5" if verdict == "no_clear_change" else ""
    return line(*ends, colour, 2, 1, dash=dash, cap="round")


def legend(rows: tuple[Row, Row], band: Band | None, language: str) -> tuple[list[str], float]:
    """What the line and the band mean, under the axis.

    Returns:
        The elements, and where the foot of the picture begins.
    """
    x, y = 0.0, AXIS + 18
    parts: list[str] = []
    if any(row.high is not None for row in rows):
        parts += [line(x + 2, y - 4, x + 16, y - 4, INK, 4, 0.4, cap="round")]
        parts += [text(x + 24, y, texts.INTERVAL[language], SIZE, muted=True)]
        x += 24 + text_width(texts.INTERVAL[language], SIZE) + 14
    if band is not None:
        parts += [rect(x, y - 11, 18, 14, INK, 0.16), text(x + 24, y, texts.BAND[language], SIZE, muted=True)]
    return parts, y + 5 if parts else AXIS + 4

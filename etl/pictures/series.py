"""A small monthly series: windows shaded, shocks named, gaps hatched, a small form (320 wide) and a wide one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.caption import foot
from etl.pictures.measure import text_width
from etl.pictures.series_alt import series_alt
from etl.pictures.series_data import Point, RunChart, of_status, points, windows
from etl.pictures.series_frame import LINE, SIZE, Frame, ShockLabel, plot_frame, shock_labels
from etl.pictures.series_marks import gaps, joined, limits, marked, run_bars, shaded, shock_marks, square
from etl.pictures.svg import INK, Picture, document, dots, hatch, line, moved, ring, text
from etl.words.numbers import number
from schemas.programme import Evaluation, Indicator, Shock

KEYED = ("missing", "provisional", "partial", "suppressed")
LIMIT_SAMPLE = line(0, -8, 14, -8, INK, 1, 0.6, dash="1 3") + line(0, -1, 14, -1, INK, 1, 0.6, dash="1 3")
WINDOW_NAMES = {"baseline": texts.BASELINE_WINDOW, "current": texts.CURRENT_WINDOW}


def series(
    values_rows: Iterable[Mapping[str, Any]],
    indicator: Indicator,
    evaluation: Evaluation,
    shocks: Sequence[Shock],
    language: str,
    synthetic: bool,
    institution_name: str = "",
    *,
    territory_name: str = "",
    signals: Iterable[Mapping[str, Any]] = (),
    wide: bool = False,
) -> Picture:
    """The monthly series of one indicator, territory and institution.

    Args:
        values_rows: rows of `indicator_value` (month, value, status), in any order; at least one.
        indicator: its ficha.
        evaluation: its two windows are shaded.
        shocks: drawn in with their names.
        language: es, gn or en.
        synthetic: the data were generated; the mark says so inside the picture.
        institution_name: who registered; named under the wide form and in the alternative text.
        territory_name: for the alternative text.
        signals: rows of `signal` (month, centre, low, high, kind): limits and unusual months of the run chart.
        wide: 680 units instead of 320.

    Raises:
        ValueError: there is no row at all; a series that is all missing has its rows.
    """
    months, run = points(values_rows), RunChart(tuple(signals))
    if not months:
        raise ValueError("a series needs at least one month")
    seen = [shock for shock in shocks if shock.months[0] <= months[-1].month and shock.months[-1] >= months[0].month]
    alt = series_alt(months, indicator, evaluation, seen, language, synthetic, institution_name, territory_name, run)
    frame, labels = _frame(months, seen, run, language, wide)
    body = [
        *shaded(frame, windows(evaluation), {name: words[language] for name, words in WINDOW_NAMES.items()}),
        *shock_marks(frame, labels),
        *gaps(frame, months),
        *limits(frame, run),
        *run_bars(frame, run),
        *joined(frame, months),
        *marked(frame, months, evaluation.current, run.outside),
        *_axes(frame, language, any(point.value is not None for point in months)),
    ]
    key, y = _key(frame, months, run, language)
    end, height = foot(y, frame.width, language, institution_name if wide else "", synthetic)
    return Picture(document(frame.width, height, alt, [*body, *key, *end]), alt)


def _frame(
    months: Sequence[Point], shocks: Sequence[Shock], run: RunChart, language: str, wide: bool
) -> tuple[Frame, list[ShockLabel]]:
    """The labels' lines depend on the months' places and the plot's top on the labels: laid out twice."""
    largest = max([point.value or 0 for point in months] + [row["high"] or 0 for row in run.rows])
    first, count = months[0].month, len(months)
    ticks = plot_frame(first, count, largest, 0, 0, wide).values.ticks
    room = max(text_width(number(tick, language), SIZE) for tick in ticks)
    labels = shock_labels(plot_frame(first, count, largest, room, 0, wide), shocks, language)
    rows = sum(len(label.lines) for label in labels)
    return plot_frame(first, count, largest, room, rows, wide), labels


def _axes(frame: Frame, language: str, values: bool) -> list[str]:
    """The axis of months, and where there is any value at all the lines of round values."""
    parts = []
    for tick in frame.values.ticks if values else [0.0]:
        y = frame.values.at(tick)
        parts.append(line(frame.left, y, frame.right, y, INK, 1, 0.6 if tick == 0 else 0.13))
        if values:
            parts.append(text(frame.left - 4, y + 4, number(tick, language), SIZE, anchor="end", muted=True))
    return [*parts, *_years(frame)]


def _years(frame: Frame) -> list[str]:
    """Each year where it begins, as long as its number has room."""
    parts, free = [], 0.0
    last = date(frame.first.year + (frame.first.month - 1 + frame.months - 1) // 12, 1, 1)
    for year in range(frame.first.year, last.year + 1):
        x = frame.edge(date(year, 1, 1))
        taken = text_width(str(year), SIZE)
        parts.append(line(x, frame.bottom, x, frame.bottom + 4, INK, 1, 0.6))
        next_year = frame.edge(date(year + 1, 1, 1))
        if x >= free and x + taken <= frame.width and (next_year - x >= taken or year == last.year):
            parts.append(text(x + 2, frame.bottom + LINE, str(year), SIZE, muted=True))
            free = x + taken + 4
    return parts


def _key(frame: Frame, months: Sequence[Point], run: RunChart, language: str) -> tuple[list[str], float]:
    """What the marks mean, for those that occur; it ends where the foot begins."""
    samples = [(_sample(status), texts.STATUS[status]) for status in KEYED if of_status(months, status)]
    samples += [(LIMIT_SAMPLE, texts.LIMITS)] if run.drawn else []
    samples += [(ring(7, -4, 5, INK, 1.4), texts.SIGNAL)] if run.outside else []
    samples += [(line(0, -4, 14, -4, INK, 3, 0.7), texts.RUN)] if run.runs else []
    x, y, parts = 0.0, frame.bottom + 2 * LINE, []
    for sample, name in samples:
        taken = 18 + text_width(name[language], SIZE) + 12
        if x and x + taken > frame.width:
            x, y = 0.0, y + LINE
        parts += [moved(x, y, sample), text(x + 18, y, name[language], SIZE, muted=True)]
        x += taken
    return parts, y + 4 if samples else frame.bottom + LINE + 4


def _sample(status: str) -> str:
    if status == "missing":
        return hatch(0, -11, 14, 13, 4)
    if status == "suppressed":
        return dots(0, -11, 14, 13, 5)
    return ring(7, -4, 3, INK, 1.4) if status == "provisional" else square(7, -4, 3, INK)

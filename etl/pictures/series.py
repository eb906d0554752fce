"""A small monthly series: windows shaded, shocks named, gaps hatched, a small form (320 wide) and a wide one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.caption import foot
from etl.pictures.measure import text_width
from etl.pictures.series_alt import series_alt
from etl.pictures.series_data import Point, of_status, points, windows
from etl.pictures.series_frame import LINE, NARROW, SIZE, WIDE, Frame, Label, plot_frame, stack
from etl.pictures.series_marks import gaps, joined, limits, marked, shaded, shock_mark, square
from etl.pictures.svg import INK, Picture, document, dots, hatch, line, ring, text
from etl.words.numbers import number
from schemas.programme import Evaluation, Indicator, Shock

KEYED = ("missing", "provisional", "partial", "suppressed")
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
    months, run = points(values_rows), list(signals)
    if not months:
        raise ValueError("a series needs at least one month")
    seen = [shock for shock in shocks if shock.months[0] <= months[-1].month and shock.months[-1] >= months[0].month]
    unusual = frozenset(row["month"] for row in run if row["kind"])
    noted = [point for point in months if point.month in unusual]
    alt = series_alt(months, indicator, evaluation, seen, language, synthetic, institution_name, territory_name, noted)
    frame, labels = _frame(months, evaluation, seen, run, language, wide)
    body = [
        *_backdrop(frame, labels, evaluation, seen),
        *gaps(frame, months),
        *limits(frame, run),
        *joined(frame, months),
        *marked(frame, months, evaluation.current, unusual),
        *_axes(frame, language),
    ]
    key, y = _key(frame, months, language)
    end, height = foot(y, frame.width, language, institution_name if wide else "", synthetic)
    return Picture(document(frame.width, height, alt, [*body, *key, *end]), alt)


def _frame(
    months: Sequence[Point],
    evaluation: Evaluation,
    shocks: Sequence[Shock],
    run: Sequence[Mapping[str, Any]],
    language: str,
    wide: bool,
) -> tuple[Frame, list[Label]]:
    """The labels' places depend on the months' and the plot's top on the labels': laid out twice."""
    largest = max([point.value or 0 for point in months] + [row["high"] or 0 for row in run])
    first, count = months[0].month, len(months)
    loose = plot_frame(first, count, largest, 0, 0, wide)
    ticks = max(text_width(number(tick, language), SIZE) for tick in loose.values.ticks)
    loose = plot_frame(first, count, largest, ticks, 0, wide)
    labels = _labels(loose, evaluation, shocks, language)
    top = LINE * (1 + max((label.row for label in labels), default=0)) + 6
    return plot_frame(first, count, largest, ticks, top, wide), labels


def _labels(frame: Frame, evaluation: Evaluation, shocks: Sequence[Shock], language: str) -> list[Label]:
    wanted = [
        (WINDOW_NAMES[name][language], (frame.middle(window.first) + frame.middle(window.last)) / 2, True)
        for name, window in windows(evaluation).items()
        if frame.edge(window.first) < frame.edge(window.last)
    ]
    wanted += [(shock.name[language], frame.edge(shock.months[0]), False) for shock in shocks]
    return stack(wanted, (WIDE if frame.width > NARROW[0] else NARROW)[0])


def _backdrop(frame: Frame, labels: Sequence[Label], evaluation: Evaluation, shocks: Sequence[Shock]) -> list[str]:
    parts = [part for name, window in windows(evaluation).items() for part in shaded(frame, name, window)]
    own = labels[len(labels) - len(shocks) :]
    for shock, label in zip(shocks, own, strict=True):
        parts += shock_mark(frame, shock, _baseline(frame, label) + 3)
    return parts + [text(label.left, _baseline(frame, label), label.words, SIZE, muted=True) for label in labels]


def _baseline(frame: Frame, label: Label) -> float:
    """Row 0 (the windows) stands next to the plot, the others above it."""
    return frame.top - 6 - LINE * label.row


def _axes(frame: Frame, language: str) -> list[str]:
    parts = []
    for tick in frame.values.ticks:
        y = frame.values.at(tick)
        parts.append(line(frame.left, y, frame.right, y, INK, 1, 0.6 if tick == 0 else 0.13))
        words = number(tick, language)
        parts.append(text(frame.left - 4, y + 4, words, SIZE, anchor="end", muted=True))
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


def _key(frame: Frame, months: Sequence[Point], language: str) -> tuple[list[str], float]:
    """What the marks mean, for those that occur; it ends where the foot begins."""
    x, y, parts = 0.0, frame.bottom + 2 * LINE, []
    found = [status for status in KEYED if of_status(months, status)]
    for status in found:
        words = texts.STATUS[status][language]
        taken = 18 + text_width(words, SIZE) + 12
        if x and x + taken > frame.width:
            x, y = 0.0, y + LINE
        parts += [_sample(status, x, y), text(x + 18, y, words, SIZE, muted=True)]
        x += taken
    return parts, y + 4 if found else frame.bottom + LINE + 4


def _sample(status: str, x: float, y: float) -> str:
    if status == "missing":
        return hatch(x, y - 11, 14, 13, 4)
    if status == "suppressed":
        return dots(x, y - 11, 14, 13, 5)
    return ring(x + 7, y - 4, 3, INK, 1.4) if status == "provisional" else square(x + 7, y - 4, 3, INK)

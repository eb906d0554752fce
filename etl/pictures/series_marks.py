"""The marks of a small series: shaded windows, shocks, gaps, the line and its points."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from etl.pictures.measure import text_width
from etl.pictures.series_data import DRAWN, Point, RunChart
from etl.pictures.series_frame import BAR, CLEAR, HEAD, LINE, SIZE, Frame, ShockLabel, side_by_side
from etl.pictures.svg import INK, dot, dots, hatch, line, n, path, rect, ring, text
from schemas.design_tokens import ACCENT
from schemas.programme import Window
from schemas.words import add_months

FILLS = {"baseline": (INK, 0.09), "current": (ACCENT.mark, 0.16)}


def shaded(frame: Frame, of: Mapping[str, Window], names: Mapping[str, str]) -> list[str]:
    """The windows: name, bar, and the months shaded from the bar down to the axis; none where it has no month."""
    spans = {name: (frame.edge(window.first), frame.edge(add_months(window.last, 1))) for name, window in of.items()}
    middles = [(start + end) / 2 for start, end in spans.values()]
    middles = side_by_side(middles, [text_width(names[name], SIZE) for name in spans], frame.width)
    parts = []
    for (name, (start, end)), middle in zip(spans.items(), middles, strict=True):
        if end > start:
            parts += [text(middle, BAR - 6, names[name], SIZE, anchor="middle", muted=True)]
            parts += _shade(frame, name, start, end)
    return parts


def _shade(frame: Frame, name: str, start: float, end: float) -> list[str]:
    colour, opacity = FILLS[name]
    return [
        rect(start, BAR - 2, end - start, 2.5, colour, 0.55 if name == "baseline" else 1),
        rect(start, BAR, end - start, frame.bottom - BAR, colour, opacity),
    ]


def shock_marks(frame: Frame, labels: Sequence[ShockLabel]) -> list[str]:
    """Each shock: its name, a dashed line where it begins, and a darker strip as long as it lasts."""
    parts, y = [], frame.top - HEAD
    for label in labels:
        y -= LINE * len(label.lines)
        end = frame.edge(add_months(label.shock.months[-1], 1))
        parts += [
            rect(label.at, frame.top, end - label.at, frame.bottom - frame.top, INK, 0.09),
            line(label.at, y + 3, label.at, frame.bottom, INK, 1.2, 0.8, dash="3 2"),
            *_shock_name(label, y),
        ]
    return parts


def _shock_name(label: ShockLabel, y: float) -> list[str]:
    x = label.at - CLEAR if label.before else label.at + CLEAR
    anchor = "end" if label.before else "start"
    places = enumerate(label.lines, 1)
    return [text(x, y + LINE * place - 3, words, SIZE, anchor=anchor, muted=True) for place, words in places]


def gaps(frame: Frame, series: Iterable[Point]) -> list[str]:
    """Months that say nothing: hatched where nothing came, dotted where it is withheld; never a point at zero."""
    fills = {"missing": hatch, "suppressed": dots}
    tall = frame.bottom - frame.top
    parts = []
    for status, run in groupby(series, key=lambda point: point.status):
        months = [point.month for point in run]
        if status in fills:
            parts.append(fills[status](frame.edge(months[0]), frame.top, frame.step * len(months), tall, 4.5))
    return parts


def limits(frame: Frame, run: RunChart) -> list[str]:
    """The centre line of the run chart and its limits, as steps."""
    rows = [row for row in run.rows if row["centre"] is not None]
    centre = "".join(_step(frame, row["month"], row["centre"]) for row in rows)
    around = "".join(_step(frame, row["month"], row[side]) for row in rows for side in ("low", "high"))
    lines = [path(centre, INK, 1, 0.65, dash="5 3")] if centre else []
    return [*lines, path(around, INK, 1, 0.6, dash="1 3")] if around else lines


def run_bars(frame: Frame, run: RunChart) -> list[str]:
    """A heavy stroke on the axis under the months of a long run."""
    strokes = (f"M{n(frame.edge(month))} {n(frame.bottom - 2)}h{n(frame.step)}" for month in run.runs)
    d = "".join(strokes)
    return [path(d, INK, 3, 0.7)] if d else []


def _step(frame: Frame, month: date, value: float | None) -> str:
    if value is None:
        return ""
    return f"M{n(frame.edge(month))} {n(frame.values.at(value))}h{n(frame.step)}"


def joined(frame: Frame, series: Sequence[Point]) -> list[str]:
    """The line between neighbouring months that both count: it never crosses a gap."""
    strokes = [f"M{_place(frame, a)}L{_place(frame, b)}" for a, b in pairwise(series) if a.counts and b.counts]
    return [path("".join(strokes), INK, 1.4, 0.85, cap="round")] if strokes else []


def marked(frame: Frame, series: Iterable[Point], current: Window, outside: Collection[date]) -> list[str]:
    """The points: full where the month counts, a hollow dot while it is provisional, a hollow square while partial."""
    radius = 2.1 if frame.width < 400 else 3.2
    parts = []
    for point in series:
        if point.status not in DRAWN or point.value is None:
            continue
        x, y = frame.middle(point.month), frame.values.at(point.value)
        colour = ACCENT.mark if current.first <= point.month <= current.last else INK
        parts.append(_mark(point, x, y, radius, colour))
        if point.month in outside:
            parts.append(ring(x, y, radius + 3, INK, 1.4))
    return parts


def _mark(point: Point, x: float, y: float, radius: float, colour: str) -> str:
    if point.status == "provisional":
        return ring(x, y, radius + 0.3, colour, 1.4)
    if point.status == "partial":
        return square(x, y, radius, colour)
    return dot(x, y, radius, colour)


def square(x: float, y: float, radius: float, colour: str) -> str:
    """A hollow square."""
    side = 2 * radius
    return path(f"M{n(x - radius)} {n(y - radius)}h{n(side)}v{n(side)}h{n(-side)}z", colour, 1.4)


def _place(frame: Frame, point: Point) -> str:
    return f"{n(frame.middle(point.month))} {n(frame.values.at(point.value or 0))}"

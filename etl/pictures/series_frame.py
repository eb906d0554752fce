"""Where everything of a small series stands: from the top the windows' names, the shocks' names, the plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from etl.pictures.measure import text_width, wrap
from etl.pictures.scale import Scale, round_scale
from schemas.programme import Shock

SIZE = 12.0
LINE = 15.0
GUTTER = 6.0
BAR = 18.0
"""Where the shade of the windows begins, below their names."""
HEAD = 7.0
"""Between the names and the plot: a point on the top line must not touch them."""
NARROW = (320.0, 56.0)
WIDE = (680.0, 140.0)
CLEAR = 4.0
"""Between a shock's line and its name."""


@dataclass(frozen=True)
class ShockLabel:
    """A shock's name beside its line, on one side of it, in lines of its own."""

    shock: Shock
    at: float
    lines: tuple[str, ...]
    before: bool


@dataclass(frozen=True)
class Frame:
    """The plot of a series: its edges, its months and its values."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    months: int
    values: Scale

    def edge(self, month: date) -> float:
        """The left edge of a month; months outside the series lie on its edges."""
        index = (month.year - self.first.year) * 12 + month.month - self.first.month
        return self.left + (self.right - self.left) * min(max(index, 0), self.months) / self.months

    def middle(self, month: date) -> float:
        """The middle of a month."""
        return self.edge(month) + self.step / 2

    @property
    def step(self) -> float:
        """The width of a month."""
        return (self.right - self.left) / self.months


def plot_frame(first: date, months: int, largest: float, tick_width: float, rows: int, wide: bool) -> Frame:
    """A frame below `rows` lines of shocks' names, with room for the widest tick on its left."""
    width, tall = WIDE if wide else NARROW
    top = BAR + LINE * rows + HEAD
    scale = round_scale(largest, top + tall, top, ticks=4 if wide else 3, whole=True)
    return Frame(width, tick_width + GUTTER, width - 4, top, top + tall, first, months, scale)


def shock_labels(frame: Frame, shocks: Sequence[Shock], language: str) -> list[ShockLabel]:
    """The shocks' names in order of time, each on the side of its line that has more room.

    A later shock stands higher up, and its name ends at its own line, so that no line crosses another's name.
    """
    labels = []
    for shock in sorted(shocks, key=lambda shock: shock.first):
        at = frame.edge(shock.months[0])
        name = shock.name[language]
        room_before, room_after = at - CLEAR, frame.width - at - CLEAR
        before = text_width(name, SIZE) <= room_before or room_before >= room_after
        lines = wrap(name, SIZE, room_before if before else room_after)
        labels.append(ShockLabel(shock, at, tuple(lines), before))
    return labels


def side_by_side(middles: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Middles of two names that keep clear of each other and of the picture's edges, as near as can be to the given."""
    first, second = middles
    half, other = widths[0] / 2, widths[1] / 2
    overlap = max(half + other + 2 * CLEAR - (second - first), 0)
    first = min(max(first - overlap / 2, half), width - 2 * other - 2 * CLEAR - half)
    second = min(max(second + overlap / 2, first + half + 2 * CLEAR + other), width - other)
    return [first, second]

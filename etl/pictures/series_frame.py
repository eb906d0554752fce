"""Where everything of a small series stands: its plot, its months on the axis, its labels above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from etl.pictures.measure import text_width
from etl.pictures.scale import Scale, round_scale

SIZE = 12.0
LINE = 15.0
GUTTER = 6.0
NARROW = (320.0, 58.0)
WIDE = (680.0, 140.0)


@dataclass(frozen=True)
class Label:
    """A label above the plot, in one of the rows, with the place that it belongs to."""

    words: str
    at: float
    left: float
    row: int


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


def plot_frame(first: date, months: int, largest: float, tick_width: float, top: float, wide: bool) -> Frame:
    """A frame below the labels that end at `top`, with room for the greatest tick on its left."""
    width, tall = WIDE if wide else NARROW
    bottom = top + tall
    scale = round_scale(largest, bottom, top, ticks=4 if wide else 2, whole=True)
    return Frame(width, tick_width + GUTTER, width - 4, top, bottom, first, months, scale)


def stack(labels: Sequence[tuple[str, float, bool]], width: float) -> list[Label]:
    """Put labels into as few rows as do not let them meet.

    Args:
        labels: words, place, and whether the words are centred on it (else they begin there); in order of weight.
        width: of the picture; no label leaves it.
    """
    placed: list[Label] = []
    for words, at, centred in labels:
        taken = text_width(words, SIZE)
        left = min(max(at - taken / 2 if centred else at + 3, 0), width - taken)
        row = 0
        while any(label.row == row and _meet(label, left, taken) for label in placed):
            row += 1
        placed.append(Label(words, at, left, row))
    return placed


def _meet(label: Label, left: float, taken: float) -> bool:
    margin = 6.0
    return left < label.left + text_width(label.words, SIZE) + margin and label.left < left + taken + margin

"""Where the name of each territory stands, so that none covers another or leaves the drawing, on a phone as well."""

from dataclasses import dataclass

from dashboard.map_geometry import WIDTH

LETTER, MARK, LINE = 6.3, 17.0, 17.0
"""Units: mean width of a letter of 12 px, room of the mark before it, height of a line."""
EDGE = 2.0


@dataclass(frozen=True)
class Label:
    """A name's middle in units, its size, and the point that it names."""

    territory: str
    x: float
    y: float
    width: float
    point: tuple[float, float]

    @property
    def moved(self) -> bool:
        """Whether it stands so far from its point that a line must say whose it is."""
        return abs(self.y - self.point[1]) > LINE or abs(self.x - self.point[0]) > self.width / 2

    def covers(self, other: "Label") -> bool:
        """Whether the two overlap."""
        return abs(self.x - other.x) < (self.width + other.width) / 2 and abs(self.y - other.y) < LINE


def placed(points: dict[str, tuple[float, float]], words: dict[str, str], height: float) -> list[Label]:
    """A label each, the first ones nearest to their points.

    Args:
        points: what each label names, in units, those that matter most first.
        words: its text.
        height: of the drawing, in units.
    """
    labels: list[Label] = []
    for territory, point in points.items():
        width = LETTER * len(words[territory]) + MARK
        tried = [_inside(territory, point, width, step, height) for step in _steps(width)]
        free = [label for label in tried if not any(label.covers(other) for other in labels)]
        labels.append((free or tried)[0])
    return labels


def _steps(width: float) -> list[tuple[float, float]]:
    side = width / 2 + 10
    rows = range(-8, 9)
    steps = [(across, row * LINE) for row in rows for across in (0.0, side, -side)]
    return sorted(steps, key=lambda step: abs(step[0]) * 0.7 + abs(step[1]))


def _inside(
    territory: str, point: tuple[float, float], width: float, step: tuple[float, float], height: float
) -> Label:
    x = min(max(point[0] + step[0], EDGE + width / 2), WIDTH - EDGE - width / 2)
    y = min(max(point[1] + step[1], EDGE + LINE / 2), height - EDGE - LINE / 2)
    return Label(territory, x, y, width, point)

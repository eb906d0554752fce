"""From degrees to the units of a drawing: panels, and the outlines inside them.

A district and a neighbourhood of the same map differ in size by twenty: where the territories of one `parent` lie close
together, they get a panel of their own beside the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

WIDTH = 340.0
"""Units of a panel; about the pixels that it has on a phone."""
PAD = 16.0
CLOSE = 0.5
"""Share of the whole's diagonal under which a group of territories gets its own panel."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Box:
    """West, south, east and north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def diagonal(self) -> float:
        """In degrees of latitude."""
        return hypot((self.east - self.west) * _squeeze(self), self.north - self.south)

    def meets(self, other: "Box") -> bool:
        """Whether the two have a part in common."""
        return (
            self.west < other.east and other.west < self.east and self.south < other.north and other.south < self.north
        )


@dataclass(frozen=True)
class Panel:
    """One drawing: its name (empty for the whole), its territories by id, its box, what lies close together in it."""

    name: str
    territories: tuple[str, ...]
    box: Box
    insets: tuple[Box, ...] = ()

    @property
    def height(self) -> float:
        """Units."""
        return (self.box.north - self.box.south) * self._scale + 2 * PAD

    @property
    def _scale(self) -> float:
        across = max((self.box.east - self.box.west) * _squeeze(self.box), (self.box.north - self.box.south) * 0.8)
        return (WIDTH - 2 * PAD) / across

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A point of the earth in units from the top left; equirectangular, true at the panel's middle."""
        middle = (self.box.west + self.box.east) / 2
        x = WIDTH / 2 + (longitude - middle) * _squeeze(self.box) * self._scale
        return x, PAD + (self.box.north - latitude) * self._scale

    def rings(self, geometry: Mapping[str, Any], finest: float = 0.6) -> list[Ring]:
        """The outlines of a geometry in units; points closer than `finest` to the one before are left out."""
        drawn = [_thinned([self.place(*point[:2]) for point in ring], finest) for ring in _rings(geometry)]
        return [ring for ring in drawn if len(ring) > 2]


def panels(outlines: Mapping[str, Mapping[str, Any]], parents: Mapping[str, str | None]) -> list[Panel]:
    """The whole, then one panel for each group of territories that lie close together in it.

    Args:
        outlines: GeoJSON geometry by territory; at least one.
        parents: department or district of each.
    """
    whole = box_of(outlines.values())
    groups: dict[str, list[str]] = {}
    for territory in outlines:
        groups.setdefault(parents.get(territory) or "", []).append(territory)
    close = {
        name: members for name, members in groups.items()
        if name and 1 < len(members) < len(outlines) and _box(outlines, members).diagonal < CLOSE * whole.diagonal
    }  # fmt: skip
    apart = [Panel(name, tuple(members), _box(outlines, members)) for name, members in close.items()]
    near = {territory for members in close.values() for territory in members}
    rest = tuple(territory for territory in outlines if territory not in near)
    return [Panel("", rest, whole, tuple(panel.box for panel in apart)), *apart]


def _box(outlines: Mapping[str, Mapping[str, Any]], members: Iterable[str]) -> Box:
    return box_of(outlines[each] for each in members)


def box_of(geometries: Iterable[Mapping[str, Any]]) -> Box:
    """The box around geometries."""
    points = [point for geometry in geometries for ring in _rings(geometry) for point in ring]
    across, along = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(along), max(across), max(along))


def middle(ring: Ring) -> tuple[float, float]:
    """The centre of a ring's area; of its points where it has none."""
    area, x, y = 0.0, 0.0, 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(area) < 1e-9:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)


def largest(rings: list[Ring]) -> Ring:
    """The ring of the largest area."""
    return max(rings, key=lambda ring: abs(_area(ring)))


def _area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _thinned(points: Ring, finest: float) -> Ring:
    kept: Ring = []
    for x, y in points:
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= finest:
            kept.append((x, y))
    return kept


def _squeeze(box: Box) -> float:
    """How much shorter a degree of longitude is than one of latitude, there."""
    return cos(radians((box.south + box.north) / 2))

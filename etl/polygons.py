"""Which territory's polygon holds a point, and the H3 cell of a point."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
import polars as pl
import shapely
from shapely.geometry import shape

H3_RESOLUTION = 9
AROUND = 10.0
"""Degrees around all territories: a point further off has its two numbers exchanged, or is in the sea."""


class Polygons:
    """The outlines of a programme's territories, prepared once."""

    def __init__(self, outlines: Mapping[str, dict[str, Any]]) -> None:
        self._ids = sorted(outlines)
        self._shapes = [shape(outlines[identity]) for identity in self._ids]
        for geometry in self._shapes:
            shapely.prepare(geometry)
        self._one_at_a_time = Lock()  # a prepared geometry finishes its index at its first question, and guards it not
        self._box = shapely.total_bounds(self._shapes) if self._shapes else None

    def around(self, longitude: pl.Series, latitude: pl.Series) -> pl.Series:
        """Whether each point (degrees, WGS84) lies in or around the territories, as a place of the country may."""
        if self._box is None:
            return pl.Series([False]).new_from_index(0, longitude.len())
        west, south, east, north = (float(each) for each in self._box)
        near = longitude.is_between(west - AROUND, east + AROUND) & latitude.is_between(south - AROUND, north + AROUND)
        return near.fill_null(value=False)

    def territory_of(self, longitude: npt.NDArray[np.float64], latitude: npt.NDArray[np.float64]) -> pl.Series:
        """The territory that holds each point (degrees, WGS84); null outside. On a border the first id wins.

        Only points inside a polygon's box are tested against it: a tree over all polygons is far slower here.
        """
        found = np.full(longitude.shape, -1, dtype=np.int64)
        for number, geometry in enumerate(self._shapes):
            west, south, east, north = geometry.bounds
            near = np.flatnonzero(
                (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north) & (found < 0)
            )
            with self._one_at_a_time:
                inside = shapely.intersects_xy(geometry, longitude[near], latitude[near])
            found[near[inside]] = number
        names = pl.Series([*self._ids, None], dtype=pl.String)
        return names.gather(np.where(found < 0, len(self._ids), found))


def h3_cells(longitude: npt.NDArray[np.float64], latitude: npt.NDArray[np.float64]) -> list[int]:
    """The H3 cell of resolution 9 of each point (degrees, WGS84)."""
    pairs = zip(latitude.tolist(), longitude.tolist(), strict=True)
    return [h3.latlng_to_cell(lat, lng, H3_RESOLUTION) for lat, lng in pairs]

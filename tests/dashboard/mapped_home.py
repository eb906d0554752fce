"""The real counts of five comunas as a harder case for a meeting and a map, released: outlines, gaps, figures withheld.

Renca's robberies of 2019 were never sent, so that nothing can be said of them; reports of disturbances are told from a
count of 100,000 on, so that all are withheld; Quilpué is an area to compare with and lies far from the others.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.home import Home
from etl.releasing import release_newest
from etl.run import run
from schemas.load import load_programme
from tests.dashboard.conftest import CHILE, CHILE_FEEDS, NOW, change, silent

PLACES = {
    "conchali": (-70.68, -33.38), "estacion_central": (-70.70, -33.46), "quilicura": (-70.74, -33.36),
    "renca": (-70.72, -33.40), "quilpue": (-71.44, -33.05),
}  # fmt: skip
"""South-western corner of a square for each; none is the comuna's true outline."""


@dataclass(frozen=True)
class Mapped:
    """A home with a released edition."""

    root: Path

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of the public edition, asked without the dashboard."""
        path = self.root / "published" / "public.duckdb"
        with duckdb.connect(str(path.resolve()), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()


def square(west: float, south: float, size: float) -> dict[str, Any]:
    """A GeoJSON polygon."""
    corners = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    return {"type": "Polygon", "coordinates": [[[west + x, south + y] for x, y in corners]]}


def features(*found: tuple[dict[str, str], dict[str, Any]]) -> str:
    """A GeoJSON collection."""
    told = [{"type": "Feature", "properties": said, "geometry": geometry} for said, geometry in found]
    return json.dumps({"type": "FeatureCollection", "features": told})


def build(folder: Path, *, outlined: bool = True) -> Mapped:
    """Run and release it.

    Args:
        folder: empty, of the test's own.
        outlined: whether the programme has outlines and a base map.
    """
    programme, feeds = folder / "programme", folder / "feeds"
    shutil.copytree(CHILE, programme)
    shutil.copytree(CHILE_FEEDS, feeds)
    change(programme / "territories.csv", "Quilpué,intervention", "Quilpué,comparison")
    change(programme / "indicators" / "paz_publica.toml", "k = 5", "k = 100000")
    _take_out(feeds / "cead_casos_2019_copia_2026-06-10.csv")
    if outlined:
        squares = [({"territory": each}, square(*corner, 0.03)) for each, corner in PLACES.items()]
        (programme / "territories.geojson").write_text(features(*squares), encoding="utf-8")
        quiet = [({"name": "Norte", "level": "district"}, square(-71, -33.5, 0.5)),
                 ({"name": "Centro", "level": "neighbourhood"}, square(-70.7, -33.45, 0.1))]  # fmt: skip
        (programme / "base_map.geojson").write_text(features(*quiet), encoding="utf-8")
    home = Home(folder / "home")
    run(load_programme(programme), feeds, home, now=NOW, progress=silent)
    assert release_newest(home, "Oficina de prueba", NOW) == ()
    return Mapped(folder / "home")


def _take_out(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not (line.startswith("Renca,") and "Robo" in line)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")

"""`base_map.geojson` of a programme (optional): quiet outlines under its map, so that people know where they are."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import ProgrammeError
from schemas.programme_tables import check_polygon

FILE = "base_map.geojson"
LEVELS = ("district", "neighbourhood")
LARGEST = 150_000
"""Bytes: every edition carries it, and an office may have a slow line."""


@dataclass(frozen=True)
class BaseShape:
    """One outline: its name, how fine it is, and its GeoJSON geometry in degrees."""

    name: str
    level: str
    geometry: dict[str, Any]


def read_base_map(directory: Path) -> tuple[BaseShape, ...]:
    """The outlines in the order of the file; none where there is no file.

    Raises:
        ProgrammeError: no GeoJSON, too large, a level that is none of `LEVELS`, or no valid polygon in degrees.
    """
    path = directory / FILE
    if not path.exists():
        return ()
    if path.stat().st_size > LARGEST:
        raise ProgrammeError(
            FILE, f"{path.stat().st_size} bytes", f"pasa de {LARGEST} bytes; simplifique los límites",
            f"is over {LARGEST} bytes; simplify the outlines",
        )  # fmt: skip
    try:
        features = list(json.loads(path.read_text(encoding="utf-8"))["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise ProgrammeError(
            FILE, "features", "no es un GeoJSON con «features»; expórtelo otra vez",
            "is not GeoJSON with “features”; export it again",
        ) from error  # fmt: skip
    return tuple(_shape(number, feature) for number, feature in enumerate(features, start=1))


def _shape(number: int, feature: object) -> BaseShape:
    content: dict[str, Any] = feature if isinstance(feature, dict) else {}
    said, geometry = content.get("properties") or {}, content.get("geometry") or {}
    key = f"features[{number}]"
    if said.get("level") not in LEVELS or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ProgrammeError(
            FILE, key, f"la propiedad level «{said.get('level')}» debe ser {' o '.join(LEVELS)}, con un polígono",
            f"property level “{said.get('level')}” must be {' or '.join(LEVELS)}, with a polygon",
        )  # fmt: skip
    check_polygon(FILE, key, geometry)
    return BaseShape(str(said.get("name") or ""), said["level"], geometry)

"""The CSV files and outlines of a programme directory, each checked by itself."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import shapely
from shapely.geometry import shape

from schemas.errors import ProgrammeError
from schemas.fold import fold
from schemas.small_csv import read_small_csv

NO_TERRITORY = "none"
AMBIGUOUS = "ambiguous"
PLACE_KINDS = ("departamento", "distrito", "barrio", "localidad", "comisaria")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_QUARTER = re.compile(r"\d{4}-[TQ][1-4]")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YES = {"si", "sí", "yes", "true", "1"}


def read_territories(directory: Path) -> pl.DataFrame:
    """`territories.csv`: id, name, role, parent, note, line; at least one row."""
    file = "territories.csv"
    frame = read_small_csv(directory / file, ("id", "name", "role", "parent", "note"))
    for row in frame.iter_rows(named=True):
        if row["id"] is None or not _ID.fullmatch(row["id"]) or row["id"] in (NO_TERRITORY, AMBIGUOUS):
            raise _bad(
                file, row["line"], "id", row["id"], "use minúsculas, números y _", "use lower case, digits and _"
            )
        if row["role"] not in ("intervention", "comparison"):
            raise _bad(
                file,
                row["line"],
                "role",
                row["role"],
                "ponga intervention o comparison",
                "write intervention or comparison",
            )
        if row["name"] is None:
            raise _bad(file, row["line"], "name", "", "falta el nombre; escríbalo", "the name is missing; write it")
    if frame.height == 0:
        raise ProgrammeError(
            file, "id", "no tiene territorios; agregue al menos uno", "has no territory; add at least one"
        )
    _once(file, frame, ("id",))
    return frame


def read_population(directory: Path, ids: set[str]) -> pl.DataFrame:
    """`population.csv`: territory, year, population (Int64), source, estimated (Boolean), line; every territory."""
    file = "population.csv"
    frame = read_small_csv(directory / file, ("territory", "year", "population", "source"), ("estimated",))
    frame = _whole_numbers(file, frame, ("year", "population"))
    _known(file, frame, "territory", ids)
    _once(file, frame, ("territory", "year"))
    for line, year, people in frame.select("line", "year", "population").iter_rows():
        if not 1900 <= year <= 2100:
            raise _bad(
                file, line, "year", year, "no es un año; escríbalo con cuatro cifras", "is no year; write four digits"
            )
        if people == 0:
            raise _bad(file, line, "population", people, "debe ser mayor que cero", "must be greater than zero")
    for territory in sorted(ids - set(frame["territory"])):
        raise ProgrammeError(
            file,
            territory,
            f"el territorio «{territory}» no tiene población; agregue una fila con año, población y fuente",
            f"territory “{territory}” has no population; add a row with year, population and source",
        )
    said = pl.col("estimated").str.to_lowercase().is_in(list(_YES))
    by_source = pl.col("source").str.to_lowercase().str.contains("estima").fill_null(value=False)
    return frame.with_columns(estimated=said.fill_null(by_source))


def read_plan(directory: Path, ids: set[str]) -> pl.DataFrame:
    """`plan.csv` (optional): territory, kind, quarter, planned (Int64), source, line."""
    file, columns = "plan.csv", ("territory", "kind", "quarter", "planned", "source")
    if not (directory / file).exists():
        return pl.DataFrame(schema={c: pl.Int64 if c in ("planned", "line") else pl.String for c in (*columns, "line")})
    frame = _whole_numbers(file, read_small_csv(directory / file, columns), ("planned",))
    _known(file, frame, "territory", ids)
    for line, quarter in frame.select("line", "quarter").iter_rows():
        if quarter is None or not _QUARTER.fullmatch(quarter):
            raise _bad(file, line, "quarter", quarter, "escriba el trimestre así: 2019-T3", "write it as 2019-T3")
    return frame


def read_zeros(directory: Path) -> pl.DataFrame:
    """`zeros.csv` (optional): institution, indicator, territory, month (text), confirmed_by, reference, line."""
    file, columns = "zeros.csv", ("institution", "indicator", "territory", "month", "confirmed_by", "reference")
    if not (directory / file).exists():
        return pl.DataFrame(schema=dict.fromkeys((*columns,), pl.String) | {"line": pl.Int64})
    frame = read_small_csv(directory / file, columns)
    for line, month in frame.select("line", "month").iter_rows():
        if month is None or not _MONTH.fullmatch(month):
            raise _bad(file, line, "month", month, "escriba el mes así: 2019-05", "write the month as 2019-05")
    return frame


def read_gazetteer(directory: Path, ids: set[str]) -> pl.DataFrame:
    """`gazetteer.csv`: kind, name, district, territory, aliases, note, line."""
    file = "gazetteer.csv"
    frame = read_small_csv(directory / file, ("kind", "name", "district", "territory"), ("aliases", "note"))
    _known(file, frame, "territory", ids | {NO_TERRITORY, AMBIGUOUS})
    _known(file, frame, "kind", set(PLACE_KINDS))
    districts = {fold(name or "") for kind, name in frame.select("kind", "name").iter_rows() if kind == "distrito"}
    for line, kind, name, district in frame.select("line", "kind", "name", "district").iter_rows():
        if name is None:
            raise _bad(
                file, line, "name", "", "falta el nombre del lugar; escríbalo", "the place's name is missing; write it"
            )
        if kind in ("barrio", "localidad") and fold(district or "") not in districts:
            raise _bad(
                file,
                line,
                "district",
                district or "",
                "no figura como distrito; agregue una fila kind=distrito con ese nombre",
                "does not stand as a district; add a row kind=distrito with that name",
            )
    return frame


def read_offences(directory: Path, feeds: set[str], indicators: set[str]) -> pl.DataFrame:
    """`offences.csv`: feed (or `*`), offence, indicator (or `none`), version, line."""
    file = "offences.csv"
    frame = read_small_csv(directory / file, ("feed", "offence", "indicator", "version"))
    _known(file, frame, "feed", feeds | {"*"})
    _known(file, frame, "indicator", indicators | {NO_TERRITORY})
    seen: dict[tuple[str, str], str] = {}
    for row in frame.iter_rows(named=True):
        key = (row["feed"], fold(row["offence"] or ""))
        if not key[1]:
            raise _bad(
                file,
                row["line"],
                "offence",
                "",
                "falta el nombre del hecho; escríbalo",
                "the offence is missing; write it",
            )
        if seen.setdefault(key, row["indicator"]) != row["indicator"]:
            raise _bad(
                file,
                row["line"],
                "offence",
                row["offence"],
                "figura dos veces con indicadores distintos; deje una",
                "stands twice with different indicators; leave one",
            )
    return frame


def read_outlines(directory: Path, ids: set[str]) -> dict[str, dict[str, Any]]:
    """`territories.geojson` (optional): territory -> geometry, longitude and latitude in degrees."""
    path = directory / "territories.geojson"
    if not path.exists():
        return {}
    try:
        features = list(json.loads(path.read_text(encoding="utf-8"))["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise ProgrammeError(
            path.name,
            "features",
            "no es un GeoJSON con «features»; expórtelo otra vez",
            "is not GeoJSON with “features”; export it again",
        ) from error
    outlines: dict[str, dict[str, Any]] = {}
    for number, feature in enumerate(features, start=1):
        key = f"features[{number}]"
        content = feature if isinstance(feature, dict) else {}
        territory = (content.get("properties") or {}).get("territory")
        geometry = content.get("geometry") or {}
        if territory not in ids or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            raise ProgrammeError(
                path.name,
                key,
                f"la propiedad territory «{territory}» debe ser un id de territories.csv, con un polígono",
                f"property territory “{territory}” must be an id of territories.csv, with a polygon",
            )
        if territory in outlines:
            raise ProgrammeError(
                path.name,
                key,
                f"«{territory}» tiene dos polígonos; únalos en un MultiPolygon",
                f"“{territory}” has two polygons; join them into one MultiPolygon",
            )
        check_polygon(path.name, key, geometry)
        outlines[territory] = geometry
    return outlines


def check_polygon(file: str, key: str, geometry: dict[str, Any]) -> None:
    """Refuse a geometry that is no valid polygon in degrees."""
    try:
        drawn = shape(geometry)
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError):
        drawn = shapely.Polygon()
    if drawn.is_empty or not drawn.is_valid:
        raise ProgrammeError(
            file,
            key,
            "el polígono está vacío o se cruza consigo mismo; corríjalo en el programa de mapas",
            "the polygon is empty or crosses itself; correct it in the mapping program",
        )
    west, south, east, north = drawn.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ProgrammeError(
            file,
            key,
            "las coordenadas no son grados; exporte en WGS 84 (EPSG:4326), longitud y latitud",
            "the coordinates are not degrees; export in WGS 84 (EPSG:4326), longitude and latitude",
        )


def _bad(file: str, line: int, column: str, value: object, es: str, en: str) -> ProgrammeError:
    return ProgrammeError(file, f"línea {line}, {column}", f"«{value}»: {es}", f"“{value}”: {en}")


def _once(file: str, frame: pl.DataFrame, columns: tuple[str, ...]) -> None:
    again = frame.filter(~pl.struct(columns).is_first_distinct())
    for row in again.iter_rows(named=True):
        value = ", ".join(str(row[c]) for c in columns)
        raise _bad(file, row["line"], columns[0], value, "está repetido; deje uno", "is repeated; leave one")


def _whole_numbers(file: str, frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    for column in columns:
        for line, value in frame.select("line", column).iter_rows():
            if value is None or not re.fullmatch(r"[0-9]{1,15}", value):
                raise _bad(
                    file, line, column, value, "debe ser un número entero sin puntos", "must be a plain whole number"
                )
        frame = frame.with_columns(pl.col(column).cast(pl.Int64))
    return frame


def _known(file: str, frame: pl.DataFrame, column: str, known: set[str]) -> None:
    for line, value in frame.select("line", column).iter_rows():
        if value not in known:
            short = ", ".join(sorted(known)[:20])
            raise _bad(
                file,
                line,
                column,
                value or "",
                f"no se conoce; use uno de: {short}",
                f"is not known; use one of: {short}",
            )

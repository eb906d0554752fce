"""Reads a programme directory and refuses, in one clear line, whatever does not fit together."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
from pydantic import BaseModel, ValidationError

from schemas.errors import ProgrammeError
from schemas.feed import Feed
from schemas.file_errors import explain
from schemas.fold import fold
from schemas.programme import Declaration, Indicator
from schemas.small_csv import read_small_csv

NO_TERRITORY = "none"
AMBIGUOUS = "ambiguous"
PLACE_KINDS = ("departamento", "distrito", "barrio", "localidad", "comisaria")
_ID = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_QUARTER = re.compile(r"^\d{4}-[TQ][1-4]$")
_YES = {"si", "sí", "yes", "true", "1"}
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Programme:
    """One programme, read whole and checked.

    The frames hold text as in the design's section 5.1; `population` has year and population as Int64 and
    `estimated` as Boolean, `plan` has planned as Int64.
    """

    directory: Path
    declaration: Declaration
    indicators: Mapping[str, Indicator]
    territories: pl.DataFrame
    population: pl.DataFrame
    plan: pl.DataFrame
    zeros: pl.DataFrame
    gazetteer: pl.DataFrame
    offences: pl.DataFrame
    feeds: Mapping[str, Feed]
    outlines: Mapping[str, dict[str, Any]]
    fingerprint: str

    @property
    def id(self) -> str:
        """The programme's id."""
        return self.declaration.id

    @property
    def roles(self) -> dict[str, str]:
        """Role of each territory."""
        return dict(self.territories.select("id", "role").iter_rows())

    @property
    def territory_names(self) -> dict[str, str]:
        """Name of each territory."""
        return dict(self.territories.select("id", "name").iter_rows())

    @property
    def institution_names(self) -> dict[str, str]:
        """Name of each institution."""
        return {institution.id: institution.name for institution in self.declaration.institutions}

    def contract_version(self, feed: Feed) -> str:
        """Hash of all that judging a delivery of this feed depends on."""
        own = self.offences.filter(pl.col("feed").is_in([feed.id, "*"])).drop("line")
        parts = (
            feed.model_dump_json(),
            own.write_csv(),
            self.gazetteer.drop("line").write_csv(),
            self.territories.drop("line").write_csv(),
            json.dumps(self.outlines, sort_keys=True),
            "".join(f"{i.id}:{i.sensitive};" for i in self.indicators.values()),
        )
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]


def load_programme(directory: Path) -> Programme:
    """Read and check a programme directory.

    Raises:
        ProgrammeError: with file, key, what is wrong and the cure.
    """
    if not directory.is_dir():
        raise ProgrammeError(
            str(directory), "", "no es una carpeta de programa; indique otra con --programme",
            "is not a programme directory; give another with --programme",
        )
    declaration = _read_toml(directory / "programme.toml", Declaration)
    indicators = _read_folder(directory / "indicators", Indicator)
    feeds = _read_folder(directory / "feeds", Feed)
    territories = _territories(directory)
    ids = set(territories["id"])
    programme = Programme(
        directory=directory,
        declaration=declaration,
        indicators=dict(sorted(indicators.items(), key=lambda item: item[1].letter)),
        territories=territories,
        population=_population(directory, ids),
        plan=_plan(directory, ids),
        zeros=_zeros(directory),
        gazetteer=_gazetteer(directory, ids),
        offences=_offences(directory, set(feeds), set(indicators)),
        feeds=feeds,
        outlines=_outlines(directory, ids),
        fingerprint=_fingerprint(directory),
    )
    _check_references(programme)
    return programme


def _read_toml(path: Path, model: type[Model]) -> Model:
    name = f"{path.parent.name}/{path.name}" if path.parent.name in ("indicators", "feeds") else path.name
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return model.model_validate(content)
    except FileNotFoundError as error:
        raise ProgrammeError(name, "", "falta el archivo; créelo", "the file is missing; create it") from error
    except UnicodeDecodeError as error:
        raise ProgrammeError(
            name, "", "no está en UTF-8; guárdelo otra vez como UTF-8", "is not UTF-8; save it again as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(
            name, "", f"no es TOML válido ({error}); corrija esa línea", f"is not valid TOML ({error}); correct that line"
        ) from error
    except ValidationError as error:
        raise explain(name, error, model) from error


def _read_folder(folder: Path, model: type[Model]) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for path in sorted(folder.glob("*.toml")):
        item = _read_toml(path, model)
        identity = str(getattr(item, "id", ""))
        if identity != path.stem:
            raise ProgrammeError(
                f"{folder.name}/{path.name}", "id",
                f"«{identity}» no es el nombre del archivo; ponga id = \"{path.stem}\"",
                f"“{identity}” is not the file's name; write id = \"{path.stem}\"",
            )
        found[identity] = item
    return found


def _bad(file: str, line: int, column: str, value: object, es: str, en: str) -> ProgrammeError:
    return ProgrammeError(file, f"línea {line}, {column}", f"«{value}»: {es}", f"“{value}”: {en}")


def _territories(directory: Path) -> pl.DataFrame:
    file = "territories.csv"
    frame = read_small_csv(directory / file, ("id", "name", "role", "parent", "note"))
    seen: set[str] = set()
    for row in frame.iter_rows(named=True):
        if row["id"] is None or not _ID.match(row["id"]) or row["id"] in (NO_TERRITORY, AMBIGUOUS):
            raise _bad(file, row["line"], "id", row["id"], "use minúsculas, números y _", "use lower case, digits and _")
        if row["id"] in seen:
            raise _bad(file, row["line"], "id", row["id"], "está repetido; deje uno", "is repeated; leave one")
        if row["role"] not in ("intervention", "comparison"):
            raise _bad(
                file, row["line"], "role", row["role"],
                "ponga intervention o comparison", "write intervention or comparison",
            )
        if row["name"] is None:
            raise _bad(file, row["line"], "name", "", "falta el nombre; escríbalo", "the name is missing; write it")
        seen.add(row["id"])
    if not seen:
        raise ProgrammeError(file, "", "no tiene territorios; agregue al menos uno", "has no territory; add at least one")
    return frame


def _population(directory: Path, ids: set[str]) -> pl.DataFrame:
    file = "population.csv"
    frame = read_small_csv(directory / file, ("territory", "year", "population", "source"), ("estimated",))
    frame = _whole_numbers(file, frame, ("year", "population"))
    _known(file, frame, "territory", ids)
    for territory in sorted(ids - set(frame["territory"])):
        raise ProgrammeError(
            file, territory,
            f"el territorio «{territory}» no tiene población; agregue una fila con año, población y fuente",
            f"territory “{territory}” has no population; add a row with year, population and source",
        )
    estimated = pl.col("estimated").str.to_lowercase().is_in(list(_YES)).fill_null(
        pl.col("source").str.to_lowercase().str.contains("estima").fill_null(False)
    )
    return frame.with_columns(estimated=estimated)


def _plan(directory: Path, ids: set[str]) -> pl.DataFrame:
    file, columns = "plan.csv", ("territory", "kind", "quarter", "planned", "source")
    if not (directory / file).exists():
        return pl.DataFrame(schema={c: pl.Int64 if c in ("planned", "line") else pl.String for c in (*columns, "line")})
    frame = _whole_numbers(file, read_small_csv(directory / file, columns), ("planned",))
    _known(file, frame, "territory", ids)
    for line, quarter in frame.select("line", "quarter").iter_rows():
        if quarter is None or not _QUARTER.match(quarter):
            raise _bad(file, line, "quarter", quarter, "escriba el trimestre así: 2019-T3", "write it as 2019-T3")
    return frame


def _zeros(directory: Path) -> pl.DataFrame:
    file, columns = "zeros.csv", ("institution", "indicator", "territory", "month", "confirmed_by", "reference")
    if not (directory / file).exists():
        return pl.DataFrame(schema=dict.fromkeys((*columns,), pl.String) | {"line": pl.Int64})
    frame = read_small_csv(directory / file, columns)
    for line, month in frame.select("line", "month").iter_rows():
        if month is None or not re.match(r"^\d{4}-(0[1-9]|1[0-2])$", month):
            raise _bad(file, line, "month", month, "escriba el mes así: 2019-05", "write the month as 2019-05")
    return frame


def _gazetteer(directory: Path, ids: set[str]) -> pl.DataFrame:
    file = "gazetteer.csv"
    frame = read_small_csv(directory / file, ("kind", "name", "district", "territory"), ("aliases", "note"))
    _known(file, frame, "territory", ids | {NO_TERRITORY, AMBIGUOUS})
    _known(file, frame, "kind", set(PLACE_KINDS))
    return frame


def _offences(directory: Path, feeds: set[str], indicators: set[str]) -> pl.DataFrame:
    file = "offences.csv"
    frame = read_small_csv(directory / file, ("feed", "offence", "indicator", "version"))
    _known(file, frame, "feed", feeds | {"*"})
    _known(file, frame, "indicator", indicators | {"none"})
    seen: dict[tuple[str, str], str] = {}
    for row in frame.iter_rows(named=True):
        key = (row["feed"], fold(row["offence"] or ""))
        if seen.setdefault(key, row["indicator"]) != row["indicator"]:
            raise _bad(
                file, row["line"], "offence", row["offence"],
                "figura dos veces con indicadores distintos; deje una", "stands twice with different indicators; leave one",
            )
    return frame


def _outlines(directory: Path, ids: set[str]) -> dict[str, dict[str, Any]]:
    path = directory / "territories.geojson"
    if not path.exists():
        return {}
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise ProgrammeError(
            path.name, "features", "no es un GeoJSON con «features»; expórtelo otra vez",
            "is not GeoJSON with “features”; export it again",
        ) from error
    outlines: dict[str, dict[str, Any]] = {}
    for number, feature in enumerate(features, start=1):
        territory = feature.get("properties", {}).get("territory")
        geometry = feature.get("geometry") or {}
        if territory not in ids or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            raise ProgrammeError(
                path.name, f"features[{number}]",
                f"la propiedad territory «{territory}» debe ser un id de territories.csv, con un polígono",
                f"property territory “{territory}” must be an id of territories.csv, with a polygon",
            )
        outlines[territory] = geometry
    return outlines


def _whole_numbers(file: str, frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    for column in columns:
        for line, value in frame.select("line", column).iter_rows():
            if value is None or not value.isdigit():
                raise _bad(file, line, column, value, "debe ser un número entero sin puntos", "must be a plain whole number")
        frame = frame.with_columns(pl.col(column).cast(pl.Int64))
    return frame


def _known(file: str, frame: pl.DataFrame, column: str, known: set[str]) -> None:
    for line, value in frame.select("line", column).iter_rows():
        if value not in known:
            short = ", ".join(sorted(known)[:20])
            raise _bad(file, line, column, value, f"no se conoce; use uno de: {short}", f"is not known; use one of: {short}")


def _check_references(programme: Programme) -> None:
    institutions = set(programme.institution_names)
    ids = set(programme.roles)
    for indicator in programme.indicators.values():
        for name in indicator.institutions:
            _refer(f"indicators/{indicator.id}.toml", "institutions", name, institutions, "programme.toml [[institutions]]")
    for feed in programme.feeds.values():
        file = f"feeds/{feed.id}.toml"
        _refer(file, "institution", feed.institution, institutions, "programme.toml [[institutions]]")
        for name in feed.covers.indicators:
            _refer(file, "covers.indicators", name, set(programme.indicators), "indicators/")
        for name in () if feed.covers.territories == "all" else feed.covers.territories:
            _refer(file, "covers.territories", name, ids, "territories.csv")
        if feed.indicator is not None:
            _refer(file, "indicator", feed.indicator, set(programme.indicators), "indicators/")
        _check_patterns(file, feed)
    for row in programme.zeros.iter_rows(named=True):
        _refer("zeros.csv", f"línea {row['line']}, institution", row["institution"], institutions, "programme.toml")
        _refer("zeros.csv", f"línea {row['line']}, indicator", row["indicator"], set(programme.indicators), "indicators/")
        _refer("zeros.csv", f"línea {row['line']}, territory", row["territory"], ids, "territories.csv")


def _refer(file: str, key: str, value: str, known: set[str], where: str) -> None:
    if value not in known:
        raise ProgrammeError(
            file, key, f"«{value}» no está en {where}; agréguelo allí o corrija el nombre",
            f"“{value}” is not in {where}; add it there or correct the name",
        )


def _check_patterns(file: str, feed: Feed) -> None:
    patterns = {"period.pattern": feed.period.pattern}
    if feed.extraction is not None:
        patterns["extraction.pattern"] = feed.extraction.pattern
    if feed.wide_months is not None:
        patterns["wide_months.pattern"] = feed.wide_months.pattern
    for key, pattern in patterns.items():
        if pattern is None:
            continue
        try:
            groups = set(re.compile(pattern).groupindex)
        except re.error as error:
            raise ProgrammeError(
                file, key, f"no es una expresión regular válida ({error}); corríjala",
                f"is not a valid regular expression ({error}); correct it",
            ) from error
        if not groups & {"year", "month", "day", "quarter", "half", "date"}:
            raise ProgrammeError(
                file, key, "no nombra lo que busca; use (?P<year>…) y (?P<month>…)",
                "does not name what it looks for; use (?P<year>…) and (?P<month>…)",
            )


def _fingerprint(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(directory)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

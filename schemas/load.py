"""Reads a programme directory and refuses, in one clear line, whatever does not fit together."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
from pydantic import BaseModel, ValidationError

from schemas import programme_tables as tables
from schemas.base_map import BaseShape, read_base_map
from schemas.cross_checks import check_references
from schemas.errors import ProgrammeError
from schemas.feed import Feed
from schemas.file_errors import explain
from schemas.programme import Declaration, Indicator
from schemas.programme_tables import AMBIGUOUS, NO_TERRITORY

__all__ = ["AMBIGUOUS", "NO_TERRITORY", "Programme", "load_programme"]
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
    base_map: tuple[BaseShape, ...] = ()

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
        parts = (feed.model_dump_json(), own.write_csv(), self._rules_of_all_feeds)
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]

    @cached_property
    def _rules_of_all_feeds(self) -> str:
        """What judging depends on whatever the feed, as text; outlines are long, so it is written out once."""
        parts = (
            self.gazetteer.drop("line").write_csv(),
            self.territories.drop("line").write_csv(),
            json.dumps(self.outlines, sort_keys=True),
            "".join(f"{i.id}:{i.sensitive};" for i in self.indicators.values()),
        )
        return "\x1e".join(parts)


def load_programme(directory: Path) -> Programme:
    """Read and check a programme directory.

    Raises:
        ProgrammeError: with file, key, what is wrong and the cure.
    """
    if not directory.is_dir():
        raise ProgrammeError(
            str(directory),
            "--programme",
            "no es una carpeta de programa; indique otra con --programme",
            "is not a programme directory; give another with --programme",
        )
    declaration = _read_toml(directory / "programme.toml", Declaration)
    indicators = _read_folder(directory / "indicators", Indicator)
    feeds = _read_folder(directory / "feeds", Feed)
    territories = tables.read_territories(directory)
    ids = set(territories["id"])
    programme = Programme(
        directory=directory,
        declaration=declaration,
        indicators=dict(sorted(indicators.items(), key=lambda item: item[1].letter)),
        territories=territories,
        population=tables.read_population(directory, ids),
        plan=tables.read_plan(directory, ids),
        zeros=tables.read_zeros(directory),
        gazetteer=tables.read_gazetteer(directory, ids),
        offences=tables.read_offences(directory, set(feeds), set(indicators)),
        feeds=feeds,
        outlines=tables.read_outlines(directory, ids),
        fingerprint=_fingerprint(directory),
        base_map=read_base_map(directory),
    )
    check_references(declaration, indicators, feeds, ids, programme.zeros)
    return programme


def _read_toml(path: Path, model: type[Model]) -> Model:
    name = f"{path.parent.name}/{path.name}" if path.parent.name in ("indicators", "feeds") else path.name
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return model.model_validate(content)
    except FileNotFoundError as error:
        raise ProgrammeError(name, "", "falta el archivo; créelo", "the file is missing; create it") from error
    except OSError as error:
        raise ProgrammeError(
            name,
            "",
            f"no se puede leer ({error.strerror}); revise sus permisos",
            f"cannot be read ({error.strerror}); check its permissions",
        ) from error
    except UnicodeDecodeError as error:
        raise ProgrammeError(
            name,
            f"byte {error.start}",
            "no está en UTF-8; guárdelo otra vez como UTF-8",
            "is not UTF-8; save it again as UTF-8",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(
            name,
            _line_of(error),
            "no es TOML válido; corrija esa línea (¿comillas, corchetes, un = de más?)",
            f"is not valid TOML ({error}); correct that line",
        ) from error
    except ValidationError as error:
        raise explain(name, error, model) from error


def _line_of(error: tomllib.TOMLDecodeError) -> str:
    _, _, where = str(error).partition("at line ")
    number = where.split(",")[0].strip(")")
    return f"línea {number}" if number.isdigit() else ""


def _read_folder(folder: Path, model: type[Model]) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for path in sorted(folder.glob("*.toml")):
        item = _read_toml(path, model)
        identity = str(getattr(item, "id", ""))
        if identity != path.stem:
            raise ProgrammeError(
                f"{folder.name}/{path.name}",
                "id",
                f'«{identity}» no es el nombre del archivo; ponga id = "{path.stem}"',
                f'“{identity}” is not the file\'s name; write id = "{path.stem}"',
            )
        found[identity] = item
    return found


def _fingerprint(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(directory)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

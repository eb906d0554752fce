"""Which file an edition stands in: the two doors, the server that has only one of them, and older editions.

An internal server keeps a home: `$SEAMOS_HOME/published/`. A public server (`SEAMOS_PUBLIC=1`) is given a folder or a
file, `SEAMOS_PUBLISHED`, that holds the public edition and nothing else: for it there is no internal door at all.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

Door = Literal["public", "internal"]

HOME_VARIABLE = "SEAMOS_HOME"
DEFAULT_HOME = ".seamos"
PUBLIC_VARIABLE = "SEAMOS_PUBLIC"
PUBLISHED_VARIABLE = "SEAMOS_PUBLISHED"
HISTORY_FILE = "public_history.json"


class InternalDoorError(Exception):
    """A public server was asked for an internal edition: it has none, and never looks for one."""

    def __init__(self) -> None:
        super().__init__(f"{PUBLIC_VARIABLE} is set: this server shows the public edition alone")


class NotPublicError(Exception):
    """An edition that was never released, or was taken back, asked for by its number."""

    def __init__(self, number: int, withdrawn: "Withdrawal | None" = None) -> None:
        super().__init__(f"edition {number} is not public")
        self.number = number
        self.withdrawn = withdrawn


@dataclass(frozen=True)
class Withdrawal:
    """That an edition was taken back: when, and why."""

    number: int
    day: date | None
    reason: str


@dataclass(frozen=True)
class Release:
    """That an edition was made public: when, by whom, and whether it was taken back since."""

    number: int
    day: date | None
    office: str
    withdrawn: Withdrawal | None


def is_public_server(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this server shows the public edition alone."""
    return environment.get(PUBLIC_VARIABLE, "") not in ("", "0")


def edition_path(door: Door, number: int | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """Where an edition is to be found: a link that a run or a release swaps, or the file of an older edition.

    Args:
        door: `public` (what was released) or `internal`.
        number: of an older edition; None for the one that leads.
        environment: of the server.

    Raises:
        InternalDoorError: the internal door on a public server.
        NotPublicError: an older edition that was never released, or was withdrawn.
    """
    if door == "internal":
        if is_public_server(environment):
            raise InternalDoorError
        published = _home(environment)
        return published / "internal.duckdb" if number is None else _numbered(published, number) / "internal.duckdb"
    if number is not None:
        _must_be_released(number, environment)
        return _older_public(number, environment)
    return _public_file(environment)


def withdrawal(environment: Mapping[str, str] = os.environ) -> Withdrawal | None:
    """The notice of the last withdrawal, where after it nothing was released any more."""
    told = _history(environment)
    if not told or any(_withdrawn(entry) is None for entry in told):
        return None
    return max((w for entry in told if (w := _withdrawn(entry))), key=lambda each: (each.day or date.min, each.number))


def releases(environment: Mapping[str, str] = os.environ) -> list[Release]:
    """Every edition that ever was public, the newest first."""
    told = [each for each in _history(environment) if isinstance(each.get("edition"), int)]
    found = [
        Release(each["edition"], _day(each.get("released_at")), str(each.get("office") or ""), _withdrawn(each))
        for each in told
    ]
    return sorted(found, key=lambda each: -each.number)


def _public_file(environment: Mapping[str, str]) -> Path:
    if not is_public_server(environment):
        return _home(environment) / "public.duckdb"
    said = Path(environment.get(PUBLISHED_VARIABLE) or ".")
    return said if said.suffix == ".duckdb" else said / "public.duckdb"


def _older_public(number: int, environment: Mapping[str, str]) -> Path:
    if not is_public_server(environment):
        return _numbered(_home(environment), number) / "public" / "public.duckdb"
    # the folder of the leading edition is `<editions>/<n>/public`; links are followed first
    return _public_file(environment).resolve().parents[2] / str(number) / "public" / "public.duckdb"


def _must_be_released(number: int, environment: Mapping[str, str]) -> None:
    entry = next((each for each in _history(environment) if each.get("edition") == number), None)
    if entry is None:
        raise NotPublicError(number)
    if taken := _withdrawn(entry):
        raise NotPublicError(number, taken)


def _history(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was ever released, as the release wrote it down; empty where that cannot be read."""
    places = [_public_file(environment).parent, *_public_file(environment).resolve().parents[:4]]
    found = next((path for place in places if (path := place / HISTORY_FILE).is_file()), None)
    try:
        told = json.loads(found.read_text(encoding="utf-8")) if found else []
    except (OSError, ValueError):
        return []
    listed = told.get("editions", []) if isinstance(told, dict) else told
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _withdrawn(entry: Mapping[str, Any]) -> Withdrawal | None:
    when = entry.get("withdrawn_at")
    return Withdrawal(int(entry.get("edition") or 0), _day(when), str(entry.get("reason") or "")) if when else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _home(environment: Mapping[str, str]) -> Path:
    return Path(environment.get(HOME_VARIABLE) or DEFAULT_HOME) / "published"


def _numbered(published: Path, number: int) -> Path:
    return published / "editions" / str(number)

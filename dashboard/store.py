"""The one door to an edition: no other module of the dashboard knows how its tables are kept.

An edition is attached read-only to a fresh in-memory connection. Connecting to its path would give the old data after
a swap for as long as an old connection lives; this does not. The path is resolved first, and what is resolved is both
identified and attached, so that a swap in between cannot make the one edition pass for the other.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb

from dashboard.editions import Door, edition_path, is_public_server
from dashboard.language import speaking
from schemas.published import SCHEMA_VERSION, TABLES

EDITIONS_KEPT = 6
"""Connections kept: public and internal of the edition shown and of the one before, and older ones asked for."""

RESULTS_KEPT = 512
"""Of each function: fourteen territories with five indicators each, in three languages, for two editions and more."""

P = ParamSpec("P")
R = TypeVar("R")
Row = dict[str, Any]
Identity = tuple[str, int, int]


class NoEditionError(Exception):
    """There is no edition behind that door: no run made one, nothing was released, or an older one is not here."""

    def __init__(self, path: Path, door: Door = "internal", number: int | None = None) -> None:
        super().__init__(f"there is no edition at {path}")
        self.path = path
        self.door = door
        self.number = number


class EditionUnreadableError(Exception):
    """There is a file, but it is not an edition that this program can read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"the edition at {path} cannot be read: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True)
class Edition:
    """One immutable edition, told from every other by its file's path, inode and time of change in nanoseconds.

    Attributes:
        identity: of its file.
        door: whether it is the public or the internal file.
        pinned: the number by which the address asked for it; None for the edition that leads.
    """

    identity: Identity
    door: Door = "internal"
    pinned: int | None = None

    @property
    def path(self) -> Path:
        """The resolved file."""
        return Path(self.identity[0])

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """Ask the edition; one cursor a call, since a connection must not be shared between threads.

        Args:
            sql: a query of ours, tables written as `published.<name>`, values as `$name`. Never a text from a file.
            values: of its parameters.

        Raises:
            EditionUnreadableError: the file cannot be read, or lacks what is asked for.
        """
        try:
            cursor = _attached(self.identity).cursor()
            found = cursor.execute(sql, values).fetchall()
            names = [column[0] for column in cursor.description or ()]
        except duckdb.Error as error:
            raise EditionUnreadableError(self.path, str(error)) from error
        return [dict(zip(names, row, strict=True)) for row in found]

    def has(self, table: str) -> bool:
        """Whether the edition has a table at all; one made by an older version may lack those that came later."""
        return table in _tables(self.identity)

    def row(self, sql: str, **values: Any) -> Row | None:
        """The first row of `rows`, or None."""
        return next(iter(self.rows(sql, **values)), None)


def open_edition(door: Door, number: int | None = None, environment: Mapping[str, str] = os.environ) -> Edition:
    """The edition behind a door; asked for at each rerun, so that a swapped one is seen at once.

    Args:
        door: `public` for what was released (citizens, meetings), `internal` for everything.
        number: of an older edition, as the address asks for it; None for the one that leads.
        environment: of the server.

    Raises:
        InternalDoorError: the internal door on a public server.
        NotPublicError: an older edition that was never released, or was withdrawn.
        NoEditionError: there is none.
        EditionUnreadableError: it is not an edition, or of a newer version than this program.
    """
    return edition_at(edition_path(door, number, environment), door, number)


def edition_at(link: Path, door: Door = "internal", pinned: int | None = None) -> Edition:
    """The edition in a file, links followed; raises as `open_edition`."""
    try:
        resolved = link.resolve(strict=True)
        about = resolved.stat()
    except (OSError, RuntimeError) as error:
        raise NoEditionError(link, door, pinned) from error
    edition = Edition((str(resolved), about.st_ino, about.st_mtime_ns), door, pinned)
    _attached(edition.identity)
    return edition


def shows_paths() -> bool:
    """Whether a page may name a file of the server: only where those who look are those who run it."""
    return not is_public_server()


@lru_cache(maxsize=EDITIONS_KEPT)
def _attached(identity: Identity) -> duckdb.DuckDBPyConnection:
    path = identity[0]
    try:
        connection = duckdb.connect(":memory:", config={"threads": 2, "autoload_known_extensions": False})
        # a statement that takes no parameter; the path is the operator's, and its quotes are doubled
        connection.execute("ATTACH '" + path.replace("'", "''") + "' AS published (READ_ONLY)")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        _check(connection)
    except (duckdb.Error, ValueError) as error:
        raise EditionUnreadableError(Path(path), str(error)) from error
    return connection


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """An edition has every table, one row that says what it is, and a version that this program knows."""
    found = _names(connection)
    if "edition" not in found:
        raise ValueError("table edition is missing")
    marks = connection.execute("SELECT schema_version FROM published.edition").fetchall()
    if len(marks) != 1 or marks[0][0] is None or marks[0][0] > SCHEMA_VERSION:
        raise ValueError(f"its table `edition` says {marks}, this program reads versions up to {SCHEMA_VERSION}")
    version = marks[0][0]
    missing = [each.name for each in TABLES if each.public and each.since <= version and each.name not in found]
    if missing:
        raise ValueError(f"tables {', '.join(missing)} are missing")


def _names(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    query = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'published'"
    return frozenset(name for (name,) in connection.cursor().execute(query).fetchall())


@lru_cache(maxsize=EDITIONS_KEPT)
def _tables(identity: Identity) -> frozenset[str]:
    return _names(_attached(identity))


def once_per_edition(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of an edition, for all readers, until another edition takes its place.

    The language of the page belongs to the key without being asked for: a text kept in one language is never shown in
    another. What the function is given must be hashable (ids, numbers, tuples), and what it gives back is handed to
    everybody as it is: nobody changes it. A framework's cache would copy it at every call, a third of a page's time.
    """

    @lru_cache(maxsize=RESULTS_KEPT)
    def kept(
        language: str,  # noqa: ARG001  (it is part of the key)
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        return function(*args, **kwargs)

    @wraps(function)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(speaking(), *args, **kwargs)  # type: ignore[arg-type]  # hashable, as said above

    return once

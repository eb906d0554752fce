"""The one door to an edition: no other module of the dashboard knows how its tables are kept.

An edition is attached read-only to a fresh in-memory connection. Connecting to its path would give the old data after
a swap for as long as an old connection lives; this does not. The path is resolved first, and what is resolved is both
identified and attached, so that a swap in between cannot make the one edition pass for the other.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb
import streamlit as st

from schemas.published import SCHEMA_VERSION, TABLES

HOME_VARIABLE = "SEAMOS_HOME"
DEFAULT_HOME = ".seamos"
EDITIONS_KEPT = 3
"""Connections kept: the edition shown, the one before (pages that are still being drawn), and one to spare."""

RESULTS_KEPT = 256
"""Of each function: fourteen territories with five indicators each, for three editions and more."""

P = ParamSpec("P")
R = TypeVar("R")
Row = dict[str, Any]
Identity = tuple[str, int, int]


class NoEditionError(Exception):
    """No run has made an edition yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no edition at {path}")
        self.path = path


class EditionUnreadableError(Exception):
    """There is a file, but it is not an edition that this program can read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"the edition at {path} cannot be read: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True)
class Edition:
    """One immutable edition, told from every other by its file's path, inode and time of change in nanoseconds."""

    identity: Identity

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

    def row(self, sql: str, **values: Any) -> Row | None:
        """The first row of `rows`, or None."""
        return next(iter(self.rows(sql, **values)), None)


def edition_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the edition that leads is to be found: a link that a run swaps."""
    return Path(environment.get(HOME_VARIABLE) or DEFAULT_HOME) / "published" / "internal.duckdb"


def open_edition(path: Path | None = None) -> Edition:
    """The edition that stands now; asked for at each rerun, so that a swapped one is seen at once.

    Raises:
        NoEditionError: there is none yet.
        EditionUnreadableError: it is not an edition, or of a newer version than this program.
    """
    link = path or edition_path()
    try:
        resolved = link.resolve(strict=True)
        about = resolved.stat()
    except (OSError, RuntimeError) as error:
        raise NoEditionError(link) from error
    edition = Edition((str(resolved), about.st_ino, about.st_mtime_ns))
    _attached(edition.identity)
    return edition


@st.cache_resource(max_entries=EDITIONS_KEPT, show_spinner=False)
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
    query = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'published'"
    found = {name for (name,) in connection.execute(query).fetchall()}
    missing = [table.name for table in TABLES if table.public and table.name not in found]
    if missing:
        raise ValueError(f"tables {', '.join(missing)} are missing")
    marks = connection.execute("SELECT schema_version FROM published.edition").fetchall()
    if len(marks) != 1 or marks[0][0] is None or marks[0][0] > SCHEMA_VERSION:
        raise ValueError(f"its table `edition` says {marks}, this program reads versions up to {SCHEMA_VERSION}")


def _by_identity(edition: Edition) -> Identity:
    return edition.identity


def once_per_edition(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of an edition, for all readers, until another edition takes its place."""
    kept = st.cache_data(hash_funcs={Edition: _by_identity}, show_spinner=False, max_entries=RESULTS_KEPT)
    return kept(function)

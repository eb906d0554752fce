"""The public tables as frames, in the columns of their declaration: what open data are made of, and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.public_edition import NotPublicError
from schemas.published import TABLES
from schemas.table import Column, Table

LEFT_OUT = frozenset(("picture",))
"""Ready pictures are drawn from the other tables and weigh more than all of them together."""
_POLARS: Mapping[str, Any] = {
    "VARCHAR": pl.String, "DATE": pl.Date, "BIGINT": pl.Int64, "DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean,
    "TIMESTAMP": pl.Datetime("us"),
}  # fmt: skip


@dataclass(frozen=True)
class PublicTable:
    """One table of the edition: its declaration, those of its columns that the edition has, and its rows in order."""

    declared: Table
    columns: tuple[Column, ...]
    frame: pl.DataFrame

    @property
    def name(self) -> str:
        """Of the table; a name of ours, safe as a file name."""
        return self.declared.name


@dataclass(frozen=True)
class PublicTables:
    """The tables of one public edition, in the order of their declaration."""

    tables: tuple[PublicTable, ...]

    @cached_property
    def by_name(self) -> Mapping[str, PublicTable]:
        """The tables by name."""
        return {table.name: table for table in self.tables}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table; none where the edition lacks it."""
        return self.by_name[name].frame.to_dicts() if name in self.by_name else []

    @cached_property
    def mark(self) -> Mapping[str, Any]:
        """What this edition is; columns that an older edition lacks are absent."""
        return self.rows("edition")[0]

    @cached_property
    def responsible(self) -> Mapping[str, Any]:
        """The office that answers for the figures; empty where the edition names none."""
        return next((row for row in self.rows("office") if row["role"] == "responsible"), {})


def read_public_tables(file: Path, only: Collection[str] | None = None) -> PublicTables:
    """Read a public edition.

    Args:
        file: a `public.duckdb`, opened for reading only.
        only: names of the tables to read; all that open data hold by default.

    Raises:
        NotPublicError: the file holds a table that is never public.
    """
    with duckdb.connect(str(file), read_only=True) as connection:
        present = _present(connection)
        stray = next((table.name for table in TABLES if not table.public and table.name in present), None)
        if stray:
            raise NotPublicError(file, stray)
        wanted = [table for table in TABLES if table.public and table.name in present and table.name not in LEFT_OUT]
        return PublicTables(
            tuple(
                _read(connection, table, present[table.name])
                for table in wanted
                if only is None or table.name in only
            )
        )  # fmt: skip


def _present(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    query = "SELECT table_name, column_name FROM information_schema.columns"
    for table, column in connection.execute(query).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def _read(connection: duckdb.DuckDBPyConnection, table: Table, present: Collection[str]) -> PublicTable:
    columns = tuple(column for column in table.columns if column.name in present)
    names = ", ".join(f'"{column.name}"' for column in columns)
    rows: Sequence[tuple[Any, ...]] = connection.execute(
        f'SELECT {names} FROM "{table.name}" ORDER BY rowid'  # noqa: S608  (declared names)
    ).fetchall()
    schema = {column.name: _POLARS[column.type] for column in columns}
    return PublicTable(table, columns, pl.DataFrame(rows, schema=schema, orient="row"))

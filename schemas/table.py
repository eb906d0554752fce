"""How a published table is declared: its columns, their DuckDB types and what they hold."""

from dataclasses import dataclass
from typing import Literal

DuckType = Literal["VARCHAR", "DATE", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP"]


@dataclass(frozen=True)
class Column:
    """One column: its name, its DuckDB type and what it holds."""

    name: str
    type: DuckType
    what: str


@dataclass(frozen=True)
class Table:
    """One published table and whether the public edition holds it."""

    name: str
    public: bool
    what: str
    columns: tuple[Column, ...]
    since: int = 1
    """version of the published tables that brought it: an edition of an earlier version lacks it"""

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def ddl(self) -> str:
        """The CREATE TABLE statement; names are ours, never a sender's."""
        body = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({body})'


def columns_of(type_: DuckType, **what: str) -> tuple[Column, ...]:
    """Columns of one type, in the order they are named."""
    return tuple(Column(name, type_, text) for name, text in what.items())

"""Everything that was ever released, withdrawn editions included: a reader may have kept a copy of all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import polars as pl

from etl.disclosure.cells import lead_values
from etl.disclosure.leaks import Values
from etl.disclosure.statements import Key, Told, told_by
from etl.home import Home
from etl.publish import released_edition

_NEEDED = ("disclosure", "indicator_value", "comparison")


@dataclass(frozen=True)
class ReleasedEdition:
    """One edition that was public.

    Attributes:
        number: of the edition.
        public: the tables that were public.
        internal: its internal tables, while they are kept.
        standing: it is the one that is public now.
    """

    number: int
    public: Path
    internal: Path | None = None
    standing: bool = False

    @cached_property
    def told(self) -> Mapping[Key, Told]:
        """What it said of every cell; nothing where it held no figures."""
        tables = read_tables(self.public)
        return told_by(tables, self.number) if all(name in tables for name in _NEEDED) else {}

    @cached_property
    def values(self) -> Mapping[Key, Values] | None:
        """The true counts of its cells; None where the internal tables are gone."""
        if self.internal is None or not self.internal.exists():
            return None
        tables = read_tables(self.internal, "indicator_value", "indicator")
        return lead_values(tables["indicator_value"], tables["indicator"])

    @cached_property
    def sensitive(self) -> Mapping[str, bool]:
        """Which of its indicators are sensitive."""
        return dict(read_tables(self.public, "indicator")["indicator"].select("indicator", "sensitive").iter_rows())

    @classmethod
    def at(cls, public: Path, *, standing: bool = False) -> "ReleasedEdition":
        """The edition behind a public file: `editions/<n>/public/public.duckdb`, or a kept copy `<n>.duckdb`."""
        if public.stem.isdigit():
            internal = Home(public.parent.parent).editions / public.stem / "internal.duckdb"
            return cls(int(public.stem), public, internal, standing)
        folder = public.parent.parent
        return cls(int(folder.name), public, folder / "internal.duckdb", standing)


def released_history(home: Home) -> list[ReleasedEdition]:
    """All editions that ever were public, in the order of their numbers."""
    now = released_edition(home)
    kept = {int(path.stem): path for path in (home.root / "released_history").glob("*.duckdb") if path.stem.isdigit()}
    standing = home.editions / str(now) / "public" / "public.duckdb"
    if now is not None and now not in kept and standing.exists():
        kept[now] = standing
    return [ReleasedEdition.at(path, standing=number == now) for number, path in sorted(kept.items())]


def read_tables(path: Path, *names: str) -> dict[str, pl.DataFrame]:
    """Tables of an edition's file by name: those named, or all."""
    with duckdb.connect(str(path), read_only=True) as connection:
        there = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            name: connection.sql(f'SELECT * FROM "{name}"').pl()  # noqa: S608
            for name in there
            if not names or name in names
        }

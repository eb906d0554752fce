"""What an outsider holds: the public folders of released editions, read with nothing but duckdb and text tools.

Nothing of the product is imported by the attacks: they know only what anybody may know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb
import polars as pl


@dataclass(frozen=True)
class Claim:
    """What an attack says of a count that was not told.

    Attributes:
        indicator: id.
        territory: id.
        months: whose cases the count adds up.
        low: it is this or more.
        high: it is this or less.
        edition: the edition whose count is meant.
        way: how it was had, for whoever has to close the door.
    """

    indicator: str
    territory: str
    months: frozenset[date]
    low: float
    high: float
    edition: int
    way: str


@dataclass(frozen=True)
class PublicFolder:
    """The `public/` folder of one released edition."""

    folder: Path

    @property
    def file(self) -> Path:
        """The public database."""
        return self.folder / "public.duckdb"

    @cached_property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Every table of the public database."""
        with duckdb.connect(str(self.file), read_only=True) as connection:
            names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return {name: connection.sql(f'SELECT * FROM "{name}"').pl() for name in names}  # noqa: S608

    @cached_property
    def edition(self) -> int:
        """Its number."""
        return int(self.tables["edition"]["edition"][0])

    @cached_property
    def k(self) -> Mapping[str, int]:
        """The threshold of each indicator, a public fact; that of a sensitive one is 10 at least."""
        told = {name: int(k) for name, k in self.tables["disclosure"].select("indicator", "k").iter_rows()}
        rows = self.tables["indicator"].select("indicator", "sensitive", "grain").iter_rows()
        return {name: told.get(name, 10 if sensitive else 5) for name, sensitive, grain in rows if grain != "activity"}

    @cached_property
    def sensitive(self) -> Mapping[str, bool]:
        """Which indicators are sensitive."""
        return dict(self.tables["indicator"].select("indicator", "sensitive").iter_rows())

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """The institution whose counts an indicator gives."""
        return dict(self.tables["indicator"].select("indicator", "lead").iter_rows())

    @cached_property
    def repeated(self) -> set[tuple[str, str]]:
        """Cells that only repeat what an older edition said."""
        rows = self.tables["disclosure"].filter(pl.col("as_of") != self.edition)
        return set(rows.select("indicator", "territory").iter_rows())

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Territory -> its name."""
        return dict(self.tables["territory"].select("territory", "name").iter_rows())

    @cached_property
    def documents(self) -> Mapping[str, bytes]:
        """Every other file that stands in the folder."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file() and path != self.file)
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}

    def series(self, period: str = "month") -> pl.DataFrame:
        """Rows of the lead institutions' series in one period, without what is repeated from an older edition."""
        lead = pl.col("indicator").replace_strict(self.leads, default=None, return_dtype=pl.String)
        rows = self.tables["indicator_value"].filter(
            pl.col("institution") == lead, pl.col("period").fill_null("month") == period
        )
        return self._new(rows)

    def compared(self, scenario: str = "headline", basis: str = "lead") -> pl.DataFrame:
        """Rows of `comparison` of one scenario and basis, without activities and what is repeated."""
        rows = self.tables["comparison"].filter(pl.col("indicator").is_in(list(self.k)), scenario=scenario, basis=basis)
        return self._new(rows)

    def _new(self, rows: pl.DataFrame) -> pl.DataFrame:
        old = [f"{indicator}/{territory}" for indicator, territory in self.repeated]
        return rows.filter(~pl.concat_str("indicator", "territory", separator="/").is_in(old))

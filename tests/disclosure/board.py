"""A small programme whose counts a test chooses, delivered, run and released through the production path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.disclosure.history import read_tables
from etl.releasing import propose, release
from etl.run import run
from schemas.words import months_between
from tests.small_programme import SmallProgramme, police_csv, silent

FIRST, LAST = date(2018, 1, 1), date(2019, 12, 1)
MONTHS = months_between(FIRST, LAST)
OFFENCES = {"robo": "Robo", "vif": "Violencia familiar"}
BARRIOS = {"centro": "Centro", "norte": "Norte", "sur": "Ñu Guasú"}
Counts = dict[tuple[str, str, date], int]
"""(indicator, territory, month) -> cases."""


def even(robo: int = 12, vif: int = 6) -> Counts:
    """The same count in every month of every territory."""
    levels = {"robo": robo, "vif": vif}
    return {(name, place, month): levels[name] for name in levels for place in BARRIOS for month in MONTHS}


@dataclass
class Board:
    """Deliveries of the police, a run after each change of the counts, and what became public."""

    root: Path
    programme: SmallProgramme = field(init=False)
    day: date = date(2020, 3, 1)

    def __post_init__(self) -> None:
        self.programme = SmallProgramme(self.root).lay_out()

    def edition(
        self,
        counts: Mapping[tuple[str, str, date], int],
        *,
        months: int = len(MONTHS),
        span: Sequence[date] = MONTHS,
    ) -> int:
        """Send what the counts say in a later extraction, and run; the number of the edition that stands.

        Args:
            counts: of every month that is sent.
            months: how many of the span are sent.
            span: all months of the programme.
        """
        self.day += timedelta(days=30)
        for month in span[:months]:
            name = f"policia_denuncias_{month:%Y-%m}_ext{self.day:%Y%m%d}.csv"
            self.programme.send(name, police_csv(*_rows(counts, month)))
        now = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        result = run(self.programme.load(), self.programme.feeds, self.programme.home, now=now, progress=silent)
        assert result.edition is not None
        return result.edition

    def release(self) -> list[str]:
        """Release the newest edition; what forbids it."""
        proposal = propose(self.programme.home)
        if not proposal.forbids:
            release(self.programme.home, proposal, "Oficina de prueba", datetime(2020, 7, 1, tzinfo=UTC))
        return [f"{each.indicator}/{each.territory}: {each.what}" for each in proposal.forbids]

    def public(self, edition: int) -> dict[str, pl.DataFrame]:
        """The public tables of an edition."""
        return read_tables(self.public_file(edition))

    def public_file(self, edition: int) -> Path:
        """The public file of an edition, released or not."""
        return self.programme.home.editions / str(edition) / "public" / "public.duckdb"

    def form(self, edition: int, indicator: str, territory: str) -> str:
        """How one cell is published."""
        rows = self.public(edition)["disclosure"].filter(indicator=indicator, territory=territory)
        return str(rows["form"][0])

    def headline(self, edition: int, indicator: str, territory: str) -> dict[str, Any]:
        """One public comparison."""
        return self.public(edition)["comparison"].filter(indicator=indicator, territory=territory).row(0, named=True)

    def query(self, edition: int, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the public file, by plain duckdb, as any reader would."""
        with duckdb.connect(str(self.public_file(edition)), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def _rows(counts: Mapping[tuple[str, str, date], int], month: date) -> list[str]:
    rows = []
    for (indicator, territory, of), count in sorted(counts.items()):
        for number in range(count if of == month else 0):
            reference = f"{indicator}-{territory}-{month:%Y%m}-{number}"
            day = 28 - number % 28
            rows.append(f"{reference};{day:02}/{month:%m/%Y};{OFFENCES[indicator]};{BARRIOS[territory]}")
    return rows

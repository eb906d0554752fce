"""The warehouse: what deliveries come to, and the ledger, in one DuckDB file that a run alone opens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import duckdb
import polars as pl

from etl.home import Home
from etl.incident_parts import find_repeated_cases, lay_out, lay_out_incidents
from etl.parts import LedgerLine, part_files
from etl.standing import Standing
from schemas.load import Programme

FORM = 3
"""Of the tables; a warehouse of another form is made again from the parts."""
_TABLES = ("incident_count", "monthly_count", "activity", "quarantine", "finding", "delivery")
_FORMER_TABLES = ("incident", "source", "word")
_MEMORY = "300MB"
"""What DuckDB may take."""
_ENDS_EARLY = 0.001
"""Chance below which the emptiness of a month's last days is taken as data that end early."""


def sql(name: str) -> str:
    """The text of one of our own SQL files."""
    return (files("etl") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Warehouse:
    """One open connection; values go in as parameters, never as text."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, home: Home) -> None:
        self._connection = connection
        self._home = home

    def stored(self) -> dict[str, str]:
        """Delivery -> contract version of all whose rows the warehouse holds."""
        return dict(self._connection.execute("SELECT delivery, contract_version FROM delivery").fetchall())

    def set_standings(self, standings: Mapping[str, Standing]) -> None:
        """Say which deliveries count, in one transaction."""
        rows = [(s.status, s.why, s.root, s.depth, delivery) for delivery, s in standings.items()]
        self._connection.execute("BEGIN")
        if rows:
            self._connection.executemany(
                "UPDATE delivery SET status = ?, why = ?, root = ?, depth = ? WHERE delivery = ?", rows
            )
        self._connection.execute("COMMIT")

    def load(self, line: LedgerLine, grain: str | None) -> None:
        """Put one delivery in, in one transaction; what it held before under the same id goes out in the same one."""
        self._connection.execute("BEGIN")
        try:
            for table in _TABLES:
                self._connection.execute(f'DELETE FROM "{table}" WHERE delivery = ?', [line.delivery])  # noqa: S608
            if grain is not None and line.judgement.outcome == "acceptable":
                self._add_records(line.delivery, grain)
                self._add("quarantine", line.delivery, "quarantine", "* EXCLUDE (cells, reason)")
            self._add("finding", line.delivery, "findings")
            self._insert_delivery(line)
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def _add_records(self, delivery: str, grain: str) -> None:
        """The accepted rows or, of cases, what they come to."""
        files = self._files(delivery, "records")
        if grain != "incident":
            self._add(grain, delivery, "records")
        elif files:
            self._connection.execute(sql("count_incidents"), {"delivery": delivery, "files": files})

    def _add(self, table: str, delivery: str, part: str, columns: str = "*") -> None:
        """Put one part (`records`, `quarantine`, `findings`) of a delivery into a table."""
        files = self._files(delivery, part)
        if files:
            self._connection.execute(
                f'INSERT INTO "{table}" BY NAME SELECT ? AS delivery, {columns} FROM read_parquet(?)',  # noqa: S608
                [delivery, files],
            )

    def _files(self, delivery: str, part: str) -> list[str]:
        return [str(path) for path in part_files(self._home, delivery, part)]

    def _insert_delivery(self, line: LedgerLine) -> None:
        j = line.judgement
        self._connection.execute(
            "INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            [
                line.delivery, j.file, j.sha256, j.feed, j.institution, j.outcome, line.received.replace(tzinfo=None),
                j.size, j.rows_read, j.rows_skipped, j.accepted, j.quarantined, j.duplicates,
                j.period.first if j.period else None, j.period.last if j.period else None, j.extracted,
                j.contract_version, j.why, j.corrects, line.delivery, j.declares_zero,
            ],
        )  # fmt: skip

    def prepare(self, programme: Programme) -> None:
        """Lay out the programme's rules beside the records, and the views that say which records count."""
        for name, frame in _rules(programme).items():
            lay_out(self._connection, name, frame)
        self._connection.execute(sql("counted"))
        lay_out_incidents(self._connection, self._home)
        self._connection.execute(sql("active"))
        find_repeated_cases(self._connection)
        self._connection.execute(sql("incident_cells"))

    def values(self, programme: Programme) -> pl.DataFrame:
        """Monthly values with status (columns of `indicator_value`, and `delivery`)."""
        m = programme.declaration.methods
        return self.frame(
            sql("values"), {"partial_share": m.partial_share, "maturity_days": m.maturity_days, "early": _ENDS_EARLY}
        ).with_columns(pl.col("value").cast(pl.Int64))

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """The rows of a query."""
        return self._connection.execute(query, dict(parameters or {})).pl()


@contextmanager
def open_warehouse(home: Home) -> Iterator[Warehouse]:
    """Open the warehouse of a home, made when it is not there."""
    home.root.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        str(home.warehouse), config={"memory_limit": _MEMORY, "temp_directory": str(home.root / ".duckdb")}
    )
    try:
        # Rows are found by their keys, never by their place: free order lets both cores insert.
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET enable_external_file_cache = false")  # the system keeps what is read of the parts
        _lay_out_tables(connection)
        yield Warehouse(connection, home)
    finally:
        connection.close()


def _lay_out_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables, empty where they are of another form: the run that opened it loads every delivery again."""
    connection.execute("CREATE TABLE IF NOT EXISTS form (form INTEGER)")
    if connection.execute("SELECT form FROM form").fetchall() != [(FORM,)]:
        for table in (*_TABLES, *_FORMER_TABLES):
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
        connection.execute("DELETE FROM form")
        connection.execute("INSERT INTO form VALUES (?)", [FORM])
    connection.execute(sql("warehouse"))


def _rules(programme: Programme) -> dict[str, pl.DataFrame]:
    months = pl.DataFrame({"month": programme.declaration.months}, schema={"month": pl.Date})
    return {
        "feed_rule": _feed_rules(programme),
        "indicator_rule": _indicator_rules(programme),
        "coverage": _coverage(programme),
        "month": months,
        "grid": _grid(programme).join(months, how="cross"),
        "confirmed_zero": programme.zeros.select(
            "institution", "indicator", "territory", (pl.col("month") + "-01").str.to_date("%Y-%m-%d")
        ),
    }


def _feed_rules(programme: Programme) -> pl.DataFrame:
    rows = [(f.id, f.institution, f.grain, f.delivery, f.case_ref_shared) for f in programme.feeds.values()]
    names = ("feed", "institution", "grain", "mode")
    schema = dict.fromkeys(names, pl.String) | {"case_ref_shared": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _indicator_rules(programme: Programme) -> pl.DataFrame:
    rows = [(i.id, i.date_that_counts, i.unit in ("case", "complaint")) for i in programme.indicators.values()]
    schema = {"indicator": pl.String, "date_that_counts": pl.String, "by_unit": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _coverage(programme: Programme) -> pl.DataFrame:
    first, last = programme.declaration.first_month, programme.declaration.last_month
    rows = [
        (feed.id, feed.institution, indicator, territory, feed.covers.first or first, feed.covers.last or last)
        for feed in programme.feeds.values()
        for indicator in feed.covers.indicators
        for territory in (programme.roles if feed.covers.territories == "all" else feed.covers.territories)
    ]
    schema = dict.fromkeys(("feed", "institution", "indicator", "territory"), pl.String) | dict.fromkeys(
        ("first", "last"), pl.Date
    )
    return pl.DataFrame(rows, schema=schema, orient="row")


def _grid(programme: Programme) -> pl.DataFrame:
    rows = [
        (indicator.id, territory, institution)
        for indicator in programme.indicators.values()
        for territory in programme.roles
        for institution in indicator.institutions
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(("indicator", "territory", "institution"), pl.String), orient="row")

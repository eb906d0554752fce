"""The warehouse: accepted records, quarantine and ledger in one DuckDB file that a run alone opens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.home import Home
from etl.parts import LedgerLine, part_files
from etl.standing import Standing
from schemas.load import Programme

FORM = 2
"""Of the tables; a warehouse of another form is made again from the parts."""
_GRAIN_TABLES = ("incident", "monthly_count", "activity")
_BESIDE = ("quarantine", "finding", "source", "delivery")
_DICTIONARY = "word"
_TABLES = {"quarantine": "quarantine", "findings": "finding"}
MEMORY, MEMORY_BESIDE_JUDGING = "450MB", "200MB"
"""What DuckDB may take: beside the judging of a large file less, so that a run needs no more for a larger file."""
_ENDS_EARLY = 0.001
"""Chance below which the emptiness of a month's last days is taken as data that end early."""


def sql(name: str) -> str:
    """The text of one of our own SQL files."""
    return (files("etl") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Warehouse:
    """One open connection; values go in as parameters, never as text."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

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

    def load(self, line: LedgerLine, home: Home, grain: str | None) -> None:
        """Put one delivery in, in one transaction; what it held before under the same id goes out in the same one."""
        self.begin(line.delivery)
        try:
            if grain is not None and line.judgement.outcome == "acceptable":
                for name in ("records", "quarantine"):
                    self.add(line.delivery, grain, name, part_files(home, line.delivery, name))
            self.add(line.delivery, grain or "", "findings", part_files(home, line.delivery, "findings"))
        except BaseException:
            self.roll_back()
            raise
        self.commit(line)

    def begin(self, delivery: str) -> None:
        """Begin the transaction of a delivery, by taking out what is held under its id."""
        self._connection.execute("BEGIN")
        self._remove(delivery)

    def add(self, delivery: str, grain: str, name: str, paths: list[Path]) -> None:
        """Put in files of one part (`records`, `quarantine`, `findings`) of the delivery under way."""
        files = [str(path) for path in paths]
        if files and name == "records":
            self._copy_records(grain, delivery, files)
        elif files:
            self._connection.execute(
                f'INSERT INTO "{_TABLES[name]}" BY NAME SELECT ? AS delivery, * FROM read_parquet(?)',  # noqa: S608
                [delivery, files],
            )

    def commit(self, line: LedgerLine) -> None:
        """End the transaction with the delivery's own row, all or nothing."""
        try:
            self._insert_delivery(line)
            self._connection.execute("COMMIT")
        except BaseException:
            self.roll_back()
            raise

    def roll_back(self) -> None:
        """Leave all as it was before `begin`."""
        self._connection.execute("ROLLBACK")

    def _remove(self, delivery: str) -> None:
        for table in _GRAIN_TABLES:
            self._connection.execute(
                f'DELETE FROM "{table}" WHERE source IN (SELECT source FROM source WHERE delivery = ?)',  # noqa: S608
                [delivery],
            )
        for table in _BESIDE:
            self._connection.execute(f'DELETE FROM "{table}" WHERE delivery = ?', [delivery])  # noqa: S608

    def _copy_records(self, grain: str, delivery: str, files: list[str]) -> None:
        """Records go in under the number of their sheet; of cases, under those of indicator and territory too."""
        self._connection.execute(
            """INSERT INTO source
                   SELECT (SELECT coalesce(max(source), 0) FROM source) + row_number() OVER (ORDER BY sheet), ?, sheet
                   FROM (SELECT DISTINCT sheet FROM read_parquet(?)
                         EXCEPT SELECT sheet FROM source WHERE delivery = ?)""",
            [delivery, files, delivery],
        )
        numbers = self._connection.execute("SELECT source FROM source WHERE delivery = ?", [delivery]).fetchall()
        columns, joins = ("r.* EXCLUDE (sheet)", "")
        if grain == "incident":
            self._learn_words(files)
            columns = "r.* EXCLUDE (sheet, offence, indicator, territory), n.code AS indicator, t.code AS territory"
            joins = "LEFT JOIN word n ON n.word = r.indicator LEFT JOIN word t ON t.word = r.territory"
        if len(numbers) == 1:  # as nearly always: no sheet's name need be looked at
            self._connection.execute(
                f"INSERT INTO {grain} BY NAME "  # noqa: S608
                f"SELECT ?::UINTEGER AS source, {columns} FROM read_parquet(?) r {joins}",
                [*numbers[0], files],
            )
        else:
            self._connection.execute(
                f"INSERT INTO {grain} BY NAME "  # noqa: S608
                f"SELECT s.source, {columns} FROM read_parquet(?) r {joins} "
                "JOIN source s ON s.delivery = ? AND s.sheet IS NOT DISTINCT FROM r.sheet",
                [files, delivery],
            )

    def _learn_words(self, files: list[str]) -> None:
        """Give a number to each indicator and territory that has none."""
        self._connection.execute(
            """INSERT INTO word
                   SELECT (SELECT coalesce(max(code), 0) FROM word) + row_number() OVER (ORDER BY word), word
                   FROM (SELECT indicator AS word FROM read_parquet(?) UNION SELECT territory FROM read_parquet(?)
                         EXCEPT SELECT word FROM word)
                   WHERE word IS NOT NULL""",
            [files, files],
        )

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
            self._connection.register("incoming", frame)
            self._connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608
            self._connection.unregister("incoming")
        self._connection.execute(sql("active"))

    def values(self, programme: Programme) -> pl.DataFrame:
        """Monthly values with status (columns of `indicator_value`, and `delivery`)."""
        m = programme.declaration.methods
        return self.frame(
            sql("values"), {"partial_share": m.partial_share, "maturity_days": m.maturity_days, "early": _ENDS_EARLY}
        ).with_columns(pl.col("value").cast(pl.Int64))

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """The rows of a query."""
        return self._connection.sql(query, params=dict(parameters or {})).pl()


@contextmanager
def open_warehouse(home: Home, memory: str = MEMORY) -> Iterator[Warehouse]:
    """Open the warehouse of a home, made when it is not there; `memory` is the most that DuckDB may take."""
    home.root.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        str(home.warehouse), config={"memory_limit": memory, "temp_directory": str(home.root / ".duckdb")}
    )
    try:
        # Rows are found by their keys, never by their place: free order lets both cores insert.
        connection.execute("SET preserve_insertion_order = false")
        _lay_out(connection)
        yield Warehouse(connection)
    finally:
        connection.close()


def _lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables, empty where they are of another form: the run that opened it loads every delivery again."""
    connection.execute("CREATE TABLE IF NOT EXISTS form (form INTEGER)")
    if connection.execute("SELECT form FROM form").fetchall() != [(FORM,)]:
        for table in (*_GRAIN_TABLES, *_BESIDE, _DICTIONARY):
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
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("number")


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

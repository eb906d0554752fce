"""The cases of all deliveries, read where they stand: in their parts. There may be millions, and a second copy costs.

What a delivery's cases come to is counted once, when it is loaded. One by one they are looked at only where a case may
stand twice: among corrections, deliveries that add, and references that come again.
"""

from collections.abc import Iterable
from math import ceil

import duckdb
import polars as pl

from etl.home import Home
from etl.parts import part_files

_COLUMNS = (
    'sheet, "row", case_key, row_key, event_date, report_date, indicator, territory, placed, period_month, file_index'
)
_NOTHING = """SELECT NULL::VARCHAR AS sheet, NULL::BIGINT AS "row", NULL::UBIGINT AS case_key, NULL::UBIGINT AS row_key,
    NULL::DATE AS event_date, NULL::DATE AS report_date, NULL::VARCHAR AS indicator, NULL::VARCHAR AS territory,
    NULL::BOOLEAN AS placed, NULL::DATE AS period_month, NULL::UBIGINT AS file_index WHERE false"""
"""The same columns where there is no file to read them from."""
_KEYS_AT_A_TIME = 3_000_000
_KEYS = 1 << 64


def lay_out_incidents(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Make the views `incident`, of whole periods as first sent, and `late_incident`, of corrections and additions.

    `incident_file` and `late_incident_file` tell the delivery of a row by its `file_index`.
    """
    rows = connection.execute(
        """SELECT delivery, depth > 0 OR mode = 'additions' FROM counted_delivery WHERE grain = 'incident'
               ORDER BY delivery"""
    ).fetchall()
    _view(connection, home, "incident", [delivery for delivery, late in rows if not late])
    _view(connection, home, "late_incident", [delivery for delivery, late in rows if late])


def _view(connection: duckdb.DuckDBPyConnection, home: Home, name: str, deliveries: Iterable[str]) -> None:
    """A view over the records of some deliveries, and the table `<name>_file`: file -> delivery."""
    files = [(delivery, path) for delivery in deliveries for path in part_files(home, delivery, "records")]
    table = pl.DataFrame(
        {"file_index": range(len(files)), "delivery": [delivery for delivery, _ in files]},
        schema={"file_index": pl.UInt64, "delivery": pl.String},
    )
    lay_out(connection, f"{name}_file", table)
    connection.execute(f"SET VARIABLE {name}_paths = ?", [[str(path) for _, path in files]])
    source = f"SELECT {_COLUMNS} FROM read_parquet(getvariable('{name}_paths'))" if files else _NOTHING  # noqa: S608
    connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {source}')


def find_repeated_cases(connection: duckdb.DuckDBPyConnection, at_a_time: int = _KEYS_AT_A_TIME) -> None:
    """Make the table `repeated_case` of the case references that stand in more than one counted row.

    Sorted they stand side by side. References are hashes, spread evenly: however many there are, a stretch of their
    range holds about `at_a_time` of them.
    """
    (keyed,) = connection.execute("SELECT coalesce(sum(keyed), 0) FROM incident_group").fetchone() or (0,)
    stretches = ceil(keyed / at_a_time)
    found = [pl.Series("case_key", [], pl.UInt64)]
    for number in range(stretches):
        first, after = _KEYS * number // stretches, _KEYS * (number + 1) // stretches
        keys = (
            connection.execute(
                "SELECT case_key FROM active_incident WHERE territory IS NOT NULL AND case_key BETWEEN ? AND ?",
                [first, after - 1],
            )
            .pl()["case_key"]
            .sort()
        )
        found.append(keys.filter(keys == keys.shift(1)).unique())
    lay_out(connection, "repeated_case", pl.concat(found).to_frame())


def lay_out(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """A temporary table of this name (one of ours) with the rows of a frame."""
    connection.register("incoming", frame)
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM incoming')  # noqa: S608
    connection.unregister("incoming")

"""Takes the senders' texts out of quarantined rows and of findings; row, kind and all that a figure needs stay."""

import os
from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl

from etl.home import Home
from etl.parts import part_files, read_part
from etl.publish import editions
from schemas.finding_kinds import KINDS

_GONE = "…"


def texts_kept(home: Home, delivery: str) -> int:
    """How many texts of the sender a delivery still has: cells of quarantined rows, and values of findings."""
    quarantine, findings = (read_part(home, delivery, name) for name in ("quarantine", "findings"))
    columns = [frame[name] for frame, name in ((quarantine, "cells"), (findings, "value")) if name in frame.columns]
    return sum(column.len() - column.null_count() for column in columns)


def forget_texts(home: Home, delivery: str) -> None:
    """Write the parts of a delivery again without them, each file whole."""
    for path in part_files(home, delivery, "quarantine"):
        _write_again(path, pl.read_parquet(path).with_columns(pl.lit(None, pl.String).alias("cells")))
    for path in part_files(home, delivery, "findings"):
        _write_again(path, without_values(pl.read_parquet(path)))


def without_values(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings without the faulty cell: what is wrong and where stays, and the message no longer repeats the cell."""
    messages = [
        KINDS[kind].es.format(value=_GONE, column=column or _GONE) if kind in KINDS else _GONE
        for kind, column in findings.select("kind", "column").iter_rows()
    ]
    return findings.with_columns(
        pl.lit(None, pl.String).alias("value"), pl.Series("message", messages, dtype=pl.String)
    )  # fmt: skip


def forget_texts_in_editions(home: Home, deliveries: Collection[str]) -> None:
    """Write the internal file of every edition that repeats them again, beside and renamed over; no figure changes."""
    for number in editions(home):
        path = home.editions / str(number) / "internal.duckdb"
        if path.exists() and _repeats(path, deliveries):
            _without_texts(path, deliveries)


def _repeats(path: Path, deliveries: Collection[str]) -> bool:
    query = "SELECT count(*) FROM finding WHERE value IS NOT NULL AND list_contains(?, delivery)"
    with duckdb.connect(str(path), read_only=True) as connection:
        return bool(connection.execute(query, [sorted(deliveries)]).fetchall()[0][0])


def _without_texts(path: Path, deliveries: Collection[str]) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with duckdb.connect(str(beside)) as connection:
        # ATTACH takes no parameter; the path is ours, and quoted all the same
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)")
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'").fetchall()
        for (name,) in tables:
            _copy(connection, name, deliveries)
        connection.execute("DETACH old")
        connection.execute("CHECKPOINT")
    _to_disk(beside)
    beside.replace(path)


def _copy(connection: duckdb.DuckDBPyConnection, table: str, deliveries: Collection[str]) -> None:
    """A table as it was; never a row written and then changed, since its bytes would stay in the file."""
    connection.execute(f'CREATE TABLE "{table}" AS FROM old."{table}" LIMIT 0')
    if table != "finding":
        connection.execute(f'INSERT INTO "{table}" FROM old."{table}"')
        return
    findings = connection.sql('FROM old."finding"').pl()
    past = pl.col("delivery").is_in(sorted(deliveries))
    order = findings.with_row_index("position")
    kept = pl.concat([order.filter(~past), without_values(order.filter(past))]).sort("position").drop("position")
    connection.register("incoming", kept)
    connection.execute('INSERT INTO "finding" BY NAME FROM incoming')
    connection.unregister("incoming")


def _write_again(path: Path, frame: pl.DataFrame) -> None:
    beside = path.with_name(f".{path.name}.new")
    frame.write_parquet(beside, compression="lz4")
    _to_disk(beside)
    beside.replace(path)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

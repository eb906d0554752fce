"""Writes a public file from masked tables, in a process of its own: `python -m etl.public_writer`.

It is told on its input, as a list in JSON: the folder with the tables, and the file to write. Told nothing, it ends.

DuckDB leaves bytes of a file that it does not use as they lay in memory. A process that never saw anything but the
public tables has nothing else in its memory. It imports nothing that reads an edition.
"""

import json
import sys
from pathlib import Path

import duckdb

from schemas.published import TABLES


def write_public(folder: Path, out: Path) -> None:
    """Write every table of which `folder` holds a Parquet file, named like it, into a new DuckDB file.

    Args:
        folder: the masked tables alone.
        out: the file to write; it must not be there yet.
    """
    connection = duckdb.connect(str(out))
    try:
        connection.execute("SET threads = 1")  # blocks in one order, whatever else the machine does
        connection.execute("SET disabled_compression_methods = 'fsst'")  # chosen by a sample at random: sizes vary
        for table in TABLES:
            file = folder / f"{table.name}.parquet"
            if file.exists():
                connection.execute(table.ddl())
                # not as a parameter: with the first one DuckDB loads all of pandas, half a second of this process
                incoming = connection.read_parquet(str(file))  # noqa: F841  (named in the query)
                connection.execute(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM incoming')  # noqa: S608
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


if __name__ == "__main__":
    if order := sys.stdin.read():
        write_public(*(Path(each) for each in json.loads(order)))

"""Rival: DuckDB alone reads the file as text into a table and casts it into a second one, with no validation."""

import sys
import time
from pathlib import Path

import duckdb


def load(source: Path, database: Path) -> float:
    """Seconds for both tables on disk; a cell that cannot be cast becomes NULL without a word."""
    database.unlink(missing_ok=True)
    start = time.perf_counter()
    connection = duckdb.connect(str(database))
    connection.execute(
        "CREATE TABLE sent AS SELECT * FROM read_csv(?, delim=';', header=true, all_varchar=true, encoding='latin-1')",
        [str(source)],
    )
    connection.execute(
        """CREATE TABLE typed AS
               SELECT NRO_DENUNCIA, try_strptime(FECHA_DENUNCIA, '%d/%m/%Y %H:%M') AS reported,
                      try_strptime(FECHA_HECHO, '%d/%m/%Y %H:%M') AS happened, "HECHO PUNIBLE" AS offence, COMISARIA,
                      DEPARTAMENTO, DISTRITO, BARRIO, try_cast(LATITUD AS DOUBLE) AS lat,
                      try_cast(LONGITUD AS DOUBLE) AS lon
               FROM sent"""
    )
    connection.execute("CHECKPOINT")
    connection.close()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(f"{load(Path(sys.argv[1]), Path(sys.argv[2])):.2f}")

"""An edition with the control switched off, so that every attack can be seen to succeed. For tests alone.

It is not in the product, so that no option and no mistake can call it there.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from etl.disclosure.history import read_tables
from etl.publish import _write
from schemas.published import TABLES


def uncontrolled_tables(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The public tables of an edition with the content of the internal ones: every institution, month and scenario."""
    return {table.name: tables[table.name] for table in TABLES if table.public}


def write_uncontrolled(internal: Path, public: Path) -> Path:
    """Write a public file without disclosure control, in the public shape.

    Args:
        internal: `internal.duckdb` of an edition.
        public: the file to write; it must not be there yet.
    """
    public.parent.mkdir(parents=True, exist_ok=True)
    _write(public, uncontrolled_tables(read_tables(internal)))
    return public

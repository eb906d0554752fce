"""Makes an edition: its tables, its public part, its place among the editions.

Its libraries take half a second to load, so a run imports this module beside its reading (see `etl.run`).
"""

from collections.abc import Mapping
from contextlib import ExitStack

import polars as pl
import pyarrow.dataset  # noqa: F401  (DuckDB asks for it at the first frame it is handed)

from etl.disclosure import public_tables, released_history
from etl.edition_tables import EditionMark, build_tables
from etl.home import Home
from etl.public_file import PublicWriter
from etl.publish import Masked, publish
from etl.warehouse import open_warehouse
from schemas.load import Programme

__all__ = ["EditionMark", "make_edition"]


def make_edition(programme: Programme, home: Home, mark: EditionMark) -> None:
    """Compute an edition from the warehouse and publish it.

    Args:
        programme: the declared plan.
        home: whose warehouse agrees with the parts.
        mark: number, time, kind and fingerprint of the edition.
    """
    with ExitStack() as open_now:
        with open_warehouse(home) as warehouse:
            warehouse.prepare(programme)
            writer = open_now.enter_context(PublicWriter())  # it loads its libraries meanwhile
            tables = build_tables(programme, warehouse, home, mark)
        publish(home, mark.number, tables, lambda: _masked(tables, programme, home), mark.fingerprint, writer)


def _masked(tables: Mapping[str, pl.DataFrame], programme: Programme, home: Home) -> Masked:
    public = public_tables(tables, programme, released_history(home))
    return public.tables, public.audit.as_json()

"""Makes an edition: its tables, its public part, its place among the editions.

The libraries of statistics take a second to load, so a run imports this module beside its reading (see `etl.run`).
"""

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
    with open_warehouse(home) as warehouse:
        warehouse.prepare(programme)
        tables = build_tables(programme, warehouse, home, mark)

    def mask() -> Masked:
        public = public_tables(tables, programme, released_history(home))
        return public.tables, public.audit.as_json()

    with PublicWriter() as writer:  # it loads its libraries meanwhile; not before, when counting needs the memory
        publish(home, mark.number, tables, mask, mark.fingerprint, writer)

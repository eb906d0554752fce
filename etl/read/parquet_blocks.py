"""A Parquet file as blocks, read in batches and only in the admitted columns."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from etl.read.block import ROW, SHIFTED, Block
from etl.read.door import admit, require_all, require_once
from etl.read.file_kind import require_kind
from etl.read.records_only import only_records, stripped
from etl.read.repair import repaired
from etl.read.totals import Totals
from etl.refusal import Refusal
from schemas.feed import Feed

_ROWS = 500_000
_MOST_COLUMNS = 2000


def parquet_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read a Parquet file; every value becomes its text.

    Raises:
        Refusal: `empty_file`, `unreadable`, `missing_column`, `repeated_column`.
    """
    with path.open("rb") as file:
        require_kind(file.read(512), "parquet")
    try:
        names = list(pl.read_parquet_schema(path))
        if len(names) > _MOST_COLUMNS:
            raise _damaged()
        admission = admit([[name] for name in names], feed)
        require_all(admission, feed)
        require_once(admission)
        kept = {names[i]: name for i, name in admission.columns.items()}
        offset, height, totals = 0, _ROWS, Totals(feed)
        while height == _ROWS:
            frame = _batch(path, kept, offset)
            height = frame.height
            offset += height
            frame, skipped = only_records(stripped(frame), feed, totals)
            frame, notes = repaired(frame, [n for n in kept.values() if n in frame.columns])
            notes = pl.concat([notes, totals.notes()])
            yield Block(None, frame, admission.headings, admission.undeclared, admission.dropped, skipped, notes)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise _damaged() from error


def _batch(path: Path, kept: dict[str, str], offset: int) -> pl.DataFrame:
    """The next rows as text; the heading counts as row 1."""
    part = pl.scan_parquet(path).select(list(kept)).slice(offset, _ROWS).collect()
    first = offset + 2
    return part.select(
        pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(ROW),
        pl.lit(False).alias(SHIFTED),
        *(pl.col(column).cast(pl.String).alias(name) for column, name in kept.items()),
    )


def _damaged() -> Refusal:
    return Refusal(
        "unreadable",
        "el archivo Parquet está dañado; expórtelo otra vez",
        "the Parquet file is damaged; export it again",
    )

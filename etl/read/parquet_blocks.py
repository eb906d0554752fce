"""A Parquet file as blocks, read in batches and only in the admitted columns."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from etl.read.block import ROW, SHIFTED, Block
from etl.read.door import admit, require_all
from etl.refusal import Refusal
from schemas.feed import Feed

_ROWS = 500_000


def parquet_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read a Parquet file; every value becomes its text.

    Raises:
        Refusal: `unreadable`, `missing_column`.
    """
    try:
        names = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refusal(
            "unreadable",
            "el archivo Parquet está dañado; expórtelo otra vez",
            "the Parquet file is damaged; export it again",
        ) from error
    admission = admit([[name] for name in names], feed)
    require_all(admission, feed)
    kept = [list(names)[i] for i in admission.columns]
    offset = 0
    while True:
        part = pl.scan_parquet(path).select(kept).slice(offset, _ROWS).collect()
        if not part.height and offset:
            return
        frame = part.select(
            pl.int_range(offset + 2, offset + 2 + pl.len(), dtype=pl.Int64).alias(ROW),
            pl.lit(False).alias(SHIFTED),
            *(pl.col(c).cast(pl.String).alias(n) for c, n in zip(kept, admission.columns.values(), strict=True)),
        )
        yield Block(None, frame, admission.headings, admission.undeclared, admission.dropped)
        offset += _ROWS
        if part.height < _ROWS:
            return

"""One door for all formats: a delivery's file as blocks of text with blanks and totals left out."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from etl.read.block import ROW, SHIFTED, Block
from etl.read.csv_blocks import csv_blocks
from etl.read.parquet_blocks import parquet_blocks
from etl.read.workbook import workbook_blocks
from schemas.feed import Feed
from schemas.fold import fold_column

_READERS = {"csv": csv_blocks, "xlsx": workbook_blocks, "ods": workbook_blocks, "parquet": parquet_blocks}


def read_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """The records of a delivery as text, in blocks.

    Cells are stripped; empty ones are null. Blank and totals rows are left out and counted in `skipped`.

    Raises:
        Refusal: the file cannot be taken as a whole.
    """
    for block in _READERS[feed.format](path, feed):
        yield _without_non_records(block, feed)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_non_records(block: Block, feed: Feed) -> Block:
    text = [name for name in block.frame.columns if name not in (ROW, SHIFTED)]
    stripped = block.frame.with_columns(pl.col(text).str.strip_chars())
    frame = stripped.with_columns(pl.when(pl.col(text) != "").then(pl.col(text)))
    blank = ~pl.any_horizontal(pl.col(text).is_not_null())
    kept = frame.filter(~blank)
    total = _totals(kept, feed)
    kept = kept.filter(~total)
    return replace(block, frame=kept, skipped=block.skipped + block.frame.height - kept.height)


def _totals(frame: pl.DataFrame, feed: Feed) -> pl.Series:
    """Rows that sum up others: the first text cell of a place, offence or date column says «total»."""
    found = pl.Series([False]).new_from_index(0, frame.height)
    words = set(feed.totals)
    for name in ("territory", "barrio", "district", "comisaria", "offence", "event_date", "month", "kind"):
        if name in frame.columns:
            distinct = frame[name].unique().drop_nulls()
            folded = fold_column(distinct)
            totals = distinct.filter(folded.is_in(list(words)) | folded.str.contains(r"^(sub ?)?total(es)?( |$)"))
            if totals.len():
                found = found | frame[name].is_in(totals.implode()).fill_null(False)
    return found

"""One door for all formats: a delivery's file as blocks of text with blanks and totals left out."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from etl.read.block import Block
from etl.read.csv_blocks import csv_blocks
from etl.read.door import EXTRACTED, extraction_heading
from etl.read.parquet_blocks import parquet_blocks
from etl.read.workbook import workbook_blocks
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.fold import fold

_READERS = {"csv": csv_blocks, "xlsx": workbook_blocks, "ods": workbook_blocks, "parquet": parquet_blocks}
_ONE_AT_A_TIME = Lock()
_HASHED_AT_A_TIME = 4 << 20
"""Bytes: after each stretch Python must be waited for, which another thread may be using."""


class Identity(NamedTuple):
    """What changes when a file changes."""

    device: int
    inode: int
    size: int
    modified: int


def read_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """The records of a delivery as text, in blocks.

    Cells are stripped; empty ones are null. Blank and totals rows are left out and counted in `skipped`.

    Raises:
        Refusal: the file cannot be taken as a whole, or changed while it was read.
    """
    before = identity(path)
    try:
        for block in _READERS[feed.format](path, feed):
            yield _with_extraction(block, feed)
    except OSError as error:
        raise _cannot_read(error) from error
    must_be_the_same(path, before)


def must_be_the_same(path: Path, before: Identity) -> None:
    """Refuse a file that is no longer what it was.

    Raises:
        Refusal: `file_changed`.
    """
    if identity(path) != before:
        raise Refusal(
            "file_changed",
            "el archivo cambió mientras se leía; espere a que termine de copiarse y repita la orden",
            "the file changed while it was read; wait until it is copied and repeat the command",
        )


def _with_extraction(block: Block, feed: Feed) -> Block:
    """The block without the column that says when the data were taken out, and what stands there."""
    heading = extraction_heading(feed)
    if heading is None:
        return block
    named = [name for name, text in block.headings.items() if fold(text) == fold(heading)]
    column = EXTRACTED if EXTRACTED in block.frame.columns else next(iter(named), "")
    texts = block.frame[column].drop_nulls().unique().to_list() if column in block.frame.columns else []
    return replace(block, frame=block.frame.drop(EXTRACTED, strict=False), extracted=tuple(texts))


def identity(path: Path) -> Identity:
    """What tells a file from every other one, and from itself once it was changed.

    Raises:
        Refusal: `unreadable` where it is no plain file or cannot be read.
    """
    try:
        found = path.lstat()
    except OSError as error:
        raise _cannot_read(error) from error
    if not stat.S_ISREG(found.st_mode):
        raise Refusal(
            "unreadable",
            "no es un archivo (es una carpeta o un acceso directo); copie el archivo mismo",
            "is no file (it is a folder or a link); copy the file itself",
        )
    return Identity(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        Refusal: `unreadable` where it is no plain file or cannot be read.
    """
    try:
        with _ONE_AT_A_TIME:  # who asks while another one is reading waits for its answer
            return _digest(path, identity(path))
    except OSError as error:
        raise _cannot_read(error) from error


@lru_cache(maxsize=10_000)
def _digest(path: Path, _: Identity) -> str:
    """Read once as long as the file stays the same: who looks for a known delivery and who judges it both ask."""
    digest, buffer = hashlib.sha256(), memoryview(bytearray(_HASHED_AT_A_TIME))
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(buffer):
            digest.update(buffer[:read])
    return digest.hexdigest()


def _cannot_read(error: OSError) -> Refusal:
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Refusal(
        "unreadable",
        f"el archivo no se puede leer ({reason}); revise sus permisos y vuelva a copiarlo",
        f"the file cannot be read ({reason}); check its permissions and copy it again",
    )

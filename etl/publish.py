"""Makes an edition beside the published ones and swaps it in with one rename: no reader waits or sees a mixture."""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.home import Home, point_to
from etl.public_file import PublicWriter
from schemas.published import TABLES

Masked = tuple[Mapping[str, pl.DataFrame], Mapping[str, Any]]
"""Public tables after disclosure control, and what their audit found, kept beside them."""
_FIXED_LINKS = {"internal.duckdb": "current/internal.duckdb", "public.duckdb": "released/public/public.duckdb"}


def editions(home: Home) -> list[int]:
    """Numbers of the whole editions, rising."""
    if not home.editions.is_dir():
        return []
    return sorted(int(p.name) for p in home.editions.iterdir() if re.fullmatch(r"[1-9]\d*", p.name))


def current_edition(home: Home) -> int | None:
    """Number of the newest edition; None before the first run."""
    return _number(home.current)


def edition_file(home: Home, number: int | None) -> Path | None:
    """The internal tables of an edition; None where it is not there."""
    path = home.editions / str(number) / "internal.duckdb"
    return path if number is not None and path.exists() else None


def released_edition(home: Home) -> int | None:
    """Number of the released edition; None while nothing is released."""
    return _number(home.released)


def _number(link: Path) -> int | None:
    return int(link.readlink().name) if link.is_symlink() else None


def publish(
    home: Home,
    number: int,
    tables: Mapping[str, pl.DataFrame],
    mask: Callable[[], Masked],
    fingerprint: str,
    writer: PublicWriter | None = None,
) -> Path:
    """Write edition `number` whole, then make it the current one.

    Args:
        home: where editions stand.
        number: of the edition.
        tables: every published table, already in the columns of its declaration.
        mask: makes the public tables and what their audit found, while the internal tables are written; the public file
            is written from what it gives alone.
        fingerprint: of all that the figures depend on, so that the next run knows whether anything changed.
        writer: of the public file, started already; without one it is started now.

    Raises:
        PublicFileError: the public file could not be written.
    """
    home.editions.mkdir(parents=True, exist_ok=True)
    for left in home.editions.glob(".*"):
        shutil.rmtree(left)
    beside = home.editions / f".{number}"
    (beside / "public").mkdir(parents=True)
    out, folder = beside / "public" / "public.duckdb", home.editions / f".{number}.tables"
    with ThreadPoolExecutor(max_workers=1) as other, nullcontext(writer) if writer else PublicWriter() as process:
        internal = other.submit(_write, beside / "internal.duckdb", tables)
        public, audit = mask()
        with process.writing(out, public, folder):
            internal.result()
    (beside / "audit.json").write_text(json.dumps(audit, ensure_ascii=False, indent=1), encoding="utf-8")
    (beside / "fingerprint").write_text(fingerprint)
    _to_disk(beside)
    final = home.editions / str(number)
    beside.rename(final)
    point_to(home.current, final)
    fixed_links(home)
    return final


def fixed_links(home: Home) -> None:
    """Lay the links that never move: each leads through `current` or `released`, once there is something behind it."""
    published = home.editions.parent
    for name, target in _FIXED_LINKS.items():
        link = published / name
        if not link.is_symlink() and (published / target).exists():
            link.symlink_to(target)


def _write(path: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    connection = duckdb.connect(str(path))
    try:
        for table in TABLES:
            if table.name not in tables:
                continue
            connection.execute(table.ddl())
            connection.register("incoming", tables[table.name])
            connection.execute(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM incoming')  # noqa: S608
            connection.unregister("incoming")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _to_disk(folder: Path) -> None:
    """Force an edition to the disk before its name makes it visible."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

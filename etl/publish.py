"""Makes an edition beside the published ones and swaps it in with one rename: no reader waits or sees a mixture."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from etl.home import Home, point_to
from schemas.errors import UsageError
from schemas.published import PUBLIC_BEFORE_DISCLOSURE_CONTROL, TABLES

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


def publish(home: Home, number: int, tables: Mapping[str, pl.DataFrame], fingerprint: str) -> Path:
    """Write edition `number` whole, then make it the current one.

    Args:
        home: where editions stand.
        number: of the edition.
        tables: every published table, already in the columns of its declaration.
        fingerprint: of all that the figures depend on, so that the next run knows whether anything changed.
    """
    home.editions.mkdir(parents=True, exist_ok=True)
    for left in home.editions.glob(".*"):
        shutil.rmtree(left)
    beside = home.editions / f".{number}"
    (beside / "public").mkdir(parents=True)
    _write(beside / "internal.duckdb", tables)
    public = {
        t.name: tables[t.name] if t.name in PUBLIC_BEFORE_DISCLOSURE_CONTROL else tables[t.name].clear()
        for t in TABLES
        if t.public
    }
    _write(beside / "public" / "public.duckdb", public)
    (beside / "fingerprint").write_text(fingerprint)
    _to_disk(beside)
    final = home.editions / str(number)
    beside.rename(final)
    point_to(home.current, final)
    _fixed_links(home)
    return final


def release(home: Home, number: int | None = None) -> int:
    """Make an edition public: the `released` link points to it. Nothing else ever moves that link.

    Raises:
        UsageError: there is no such edition.
    """
    wanted = current_edition(home) if number is None else number
    if wanted is None or wanted not in editions(home):
        raise UsageError(
            f"no existe la edición {wanted or ''}; haga primero «seamos run»",
            f"there is no edition {wanted or ''}; do “seamos run” first",
        )
    point_to(home.released, home.editions / str(wanted))
    _fixed_links(home)
    return wanted


def _fixed_links(home: Home) -> None:
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

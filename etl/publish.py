"""Makes an edition beside the published ones and swaps it in with one rename: no reader waits or sees a mixture."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.home import Home, point_to
from schemas.errors import SeamosError
from schemas.published import TABLES


class PublicFileError(SeamosError):
    """The process that writes the public file failed."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(
            f"no se pudo escribir el archivo público (código {status}): {said}. "
            "La edición anterior sigue en su lugar; revise el espacio en disco y vuelva a correr",
            f"the public file could not be written (status {status}): {said}. "
            "The edition before stays in place; look at the disk space and run again",
        )


_ZEROED = {"MALLOC_PERTURB_": "255", "DUCKDB_JE_MALLOC_CONF": "zero:true"}
"""Memory comes as zeros, from glibc and from DuckDB's own allocator: so do the bytes of a file that are never set."""
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
    public: Mapping[str, pl.DataFrame],
    audit: Mapping[str, Any],
    fingerprint: str,
) -> Path:
    """Write edition `number` whole, then make it the current one.

    Args:
        home: where editions stand.
        number: of the edition.
        tables: every published table, already in the columns of its declaration.
        public: the public ones after disclosure control; the public file is written from them alone, by a process
            that has nothing else.
        audit: what the audit of the public tables found, kept beside them.
        fingerprint: of all that the figures depend on, so that the next run knows whether anything changed.

    Raises:
        PublicFileError: the public file could not be written.
    """
    home.editions.mkdir(parents=True, exist_ok=True)
    for left in home.editions.glob(".*"):
        shutil.rmtree(left)
    beside = home.editions / f".{number}"
    (beside / "public").mkdir(parents=True)
    with _public_written(home.editions / f".{number}.tables", beside / "public" / "public.duckdb", public):
        _write(beside / "internal.duckdb", tables)
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


@contextmanager
def _public_written(folder: Path, out: Path, public: Mapping[str, pl.DataFrame]) -> Iterator[None]:
    """Write the public file meanwhile, in a fresh process that sees nothing but its tables.

    What a DuckDB file leaves unused is whatever lay in the memory of the process that wrote it: this one has read
    every count.

    Args:
        folder: where the tables lie until they are written; it is taken away again.
        out: the public file.
        public: the public tables.

    Raises:
        PublicFileError: the file could not be written; the edition must not be published.
    """
    folder.mkdir()
    try:
        for name, frame in public.items():
            held = BytesIO()  # polars would not say that the disk is full as an OSError
            frame.write_parquet(held, compression="lz4", statistics=False)
            (folder / f"{name}.parquet").write_bytes(held.getvalue())
        with _public_writer(folder, out) as writer:
            try:
                yield
            except BaseException:
                writer.kill()
                raise
            _, said = writer.communicate()
    finally:
        shutil.rmtree(folder)
    if writer.returncode != 0:
        raise PublicFileError(writer.returncode, said.decode(errors="replace").strip())


def _public_writer(folder: Path, out: Path) -> "subprocess.Popen[bytes]":
    """`-I` keeps this folder and Python's own settings away; the environment is `_ZEROED` and what Windows needs."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return subprocess.Popen(  # noqa: S603  (our own module, paths of our own)
        [sys.executable, "-I", "-m", "etl.public_writer", str(folder.resolve()), str(out.resolve())],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=needed | _ZEROED,
    )  # fmt: skip


def _to_disk(folder: Path) -> None:
    """Force an edition to the disk before its name makes it visible."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

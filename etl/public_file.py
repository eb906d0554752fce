"""The public file of an edition, written by a process that sees nothing but the public tables."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import TracebackType

import polars as pl

from schemas.errors import SeamosError

_ZEROED = {"MALLOC_PERTURB_": "255", "DUCKDB_JE_MALLOC_CONF": "zero:true"}
"""Memory comes as zeros, from glibc and from DuckDB's own allocator: so do the bytes of a file that are never set."""


class PublicFileError(SeamosError):
    """The process that writes the public file failed."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(
            f"no se pudo escribir el archivo público (código {status}): {said}. "
            "La edición anterior sigue en su lugar; revise el espacio en disco y vuelva a correr",
            f"the public file could not be written (status {status}): {said}. "
            "The edition before stays in place; look at the disk space and run again",
        )


class PublicWriter:
    """A fresh process that writes one public file; its libraries load while the tables are still computed.

    What a DuckDB file leaves unused is whatever lay in the memory of the process that wrote it: the one that calls this
    has read every count. A process that is told no file, because the run ended before, ends as well.
    """

    def __enter__(self) -> "PublicWriter":
        """Start it. `-I` keeps this folder and Python's own settings away; its environment is `_ZEROED`."""
        needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows cannot do without
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "etl.public_writer"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=needed | _ZEROED,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever happened."""
        if self._process.poll() is None:
            if kind is not None:
                self._process.kill()
            self._process.communicate()

    @contextmanager
    def writing(self, out: Path, public: Mapping[str, pl.DataFrame], folder: Path) -> Iterator[None]:
        """Write the file meanwhile.

        Args:
            out: the public file.
            public: the public tables.
            folder: where they lie until they are written; it is taken away again.

        Raises:
            PublicFileError: the file could not be written; the edition must not be published.
        """
        folder.mkdir()
        try:
            for name, frame in public.items():
                held = BytesIO()  # polars would not say that the disk is full as an OSError
                frame.write_parquet(held, compression="lz4", statistics=False)
                (folder / f"{name}.parquet").write_bytes(held.getvalue())
            order = json.dumps([str(folder.resolve()), str(out.resolve())]).encode()
            with ThreadPoolExecutor(max_workers=1) as beside:
                told = beside.submit(self._process.communicate, order)
                try:
                    yield
                except BaseException:
                    self._process.kill()
                    raise
                _, said = told.result()
        finally:
            shutil.rmtree(folder)
        if self._process.returncode != 0:
            raise PublicFileError(self._process.returncode, said.decode(errors="replace").strip())

"""Writes the open data of one public edition into a folder; the same edition gives the same bytes."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from etl.data_package.catalogue import catalogue
from etl.data_package.checksums import File, sums
from etl.data_package.csv_file import csv_bytes
from etl.data_package.descriptor import descriptor
from etl.data_package.public_tables import PublicTables, read_public_tables
from etl.data_package.read_me import plain_text
from etl.data_package.workbook import workbook_bytes

FOLDER = "datos"
WORKBOOK, READ_ME, ALL = "seamos.xlsx", "LEAME.txt", "seamos-datos.zip"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: the time of writing must not change the bytes."""


def write_data_package(public_file: Path, out: Path, base_url: str | None = None) -> list[Path]:
    """Write CSV, XLSX, Parquet, `datapackage.json`, `catalog.jsonld`, checksums and a zip of all.

    Args:
        public_file: a released `public.duckdb`.
        out: folder that is filled; what else is in it stays.
        base_url: address under which people will reach the folder above `out`; without it the catalogue's addresses
            are relative.

    Returns:
        The files, in the order in which they were written.

    Raises:
        NotPublicError: `public_file` holds a table that is never public.
    """
    base = f"{base_url.rstrip('/')}/{FOLDER}" if base_url else None
    return [_write(out, file) for file in package_files(read_public_tables(public_file), base)]


def write_data_folder(public_file: Path, out: Path, base_url: str | None = None) -> list[Path]:
    """The same into `datos/` below a folder that holds the report too."""
    return write_data_package(public_file, out / FOLDER, base_url)


def package_files(tables: PublicTables, base_url: str | None = None) -> list[File]:
    """Every file of the package.

    Args:
        tables: of the edition.
        base_url: of the folder of the package itself, without a slash at its end.
    """
    data = list(_data_files(tables))
    described = [*data, descriptor(tables, data)]
    together = _zip([*described, sums(described)])
    last = [*described, together]
    useful_first = [together, *described[-2:], *data[:-1]]
    last.append(catalogue(tables, useful_first, base_url))
    return [*last, sums(last)]


def _data_files(tables: PublicTables) -> Iterator[File]:
    """CSV, Parquet, the text to read first, the workbook."""
    for table in tables.tables:
        yield File(f"csv/{table.name}.csv", csv_bytes(table))
    for table in tables.tables:
        yield File(f"parquet/{table.name}.parquet", _parquet(table.frame))
    yield File(READ_ME, plain_text(tables).encode())
    yield File(WORKBOOK, workbook_bytes(tables))


def _parquet(frame: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content, compression="zstd")
    return content.getvalue()


def _zip(files: Sequence[File]) -> File:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as together:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _ZIP_DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            together.writestr(entry, file.content)
    return File(ALL, content.getvalue())


def _write(out: Path, file: File) -> Path:
    path = out / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return path

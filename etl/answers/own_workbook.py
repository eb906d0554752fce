"""Workbooks that we make: put in their place whole, and told from others by the name of a hidden sheet."""

import os
import zipfile
from pathlib import Path

INSTRUCTIONS_SHEET, ZERO_SHEET = "Instrucciones", "Sin casos"
OWN_SHEETS = (INSTRUCTIONS_SHEET, ZERO_SHEET)
"""Sheets of our own templates that hold no data: nobody need be told that they were not read as such."""
_INDEX, _ODS = "xl/workbook.xml", "content.xml"
_LARGEST = {_INDEX: 1 << 20, _ODS: 1 << 26}
"""Bytes that are looked at: an XLSX names its sheets in a small index, an ODS among its content."""


def has_sheet(path: Path, name: str) -> bool:
    """Whether the file is a workbook (XLSX or ODS) that names such a sheet; false for anything else.

    Args:
        path: any file.
        name: plain ASCII, as our hidden sheets have.
    """
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            part = _INDEX if _INDEX in archive.namelist() else _ODS
            with archive.open(part) as index:
                return f'"{name}"'.encode() in index.read(_LARGEST[part])
    except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; one of the same name is replaced."""
    beside = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

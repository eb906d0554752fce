"""Tells a workbook that we made, by the name of a hidden sheet, without reading the workbook."""

import zipfile
from pathlib import Path

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

"""Looks into a workbook before it is opened: one that would fill the memory is refused by what it says it holds.

A workbook is a zip archive. Its sheets are laid out as dense tables when they are opened, so that two cells far apart
are enough to ask for terabytes. Hence the archive is read through once, in small pieces, before anything else.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

from etl.refusal import Refusal

MOST_BYTES = 1 << 30
MOST_CELLS = 20_000_000
_MOST_RATIO, _SMALL = 400, 64 << 20
_MOST_PARTS = 2000
_PIECE = 1 << 20
_LONGEST_REFERENCE = 12
_EMPTY_REPEATS_KEPT = 1 << 20


def require_small_enough(path: Path, file_format: str) -> None:
    """Refuse a damaged archive, a zip bomb, and sheets that are too large to lay out.

    Args:
        path: the workbook.
        file_format: `xlsx` or `ods`.

    Raises:
        Refusal: `unreadable`, `too_large`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            for part in parts:
                if part.flag_bits & 0x1:
                    raise _locked()
                _check_part(archive, part, file_format)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, expat.ExpatError) as error:
        raise Refusal(
            "unreadable",
            "la planilla está dañada o incompleta; ábrala, guárdela otra vez y vuelva a enviarla",
            "the workbook is damaged or incomplete; open it, save it again and send it again",
        ) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    whole = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    if whole > MOST_BYTES or swollen or len(parts) > _MOST_PARTS:
        raise _too_large(f"{whole >> 20} MB")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file_format: str) -> None:
    """Read a part through: its true size, its checksum, and how large a table it asks for."""
    name = part.filename.lower()
    with archive.open(part) as content:
        if file_format == "xlsx" and name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _check_cells(*_used_range(iter(lambda: content.read(_PIECE), b"")))
        elif file_format == "ods" and name == "content.xml":
            for rows, columns in _ods_tables(iter(lambda: content.read(_PIECE), b"")):
                _check_cells(rows, columns)
        else:
            while content.read(_PIECE):
                continue


def _check_cells(rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        raise _too_large(f"{rows} × {columns}")


def _used_range(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Last row and column that any reference in an XLSX sheet names."""
    rows = columns = 0
    before = b""
    for piece in pieces:
        data = before + piece
        row, column = _largest_reference(np.frombuffer(data, dtype=np.uint8))
        rows, columns = max(rows, row), max(columns, column)
        before = data[-_LONGEST_REFERENCE:]
    return rows, columns


def _largest_reference(text: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """Largest row and column among references such as `"AB12` (a quotation mark, letters, digits)."""
    is_mark = (text == ord('"')) | (text == ord("'"))
    is_letter = (text >= ord("A")) & (text <= ord("Z"))
    starts = np.flatnonzero(is_mark[:-1] & is_letter[1:]) + 1
    starts = starts[starts <= len(text) - _LONGEST_REFERENCE]
    column = np.zeros(len(starts), dtype=np.int64)
    row = np.zeros(len(starts), dtype=np.int64)
    in_letters = np.ones(len(starts), dtype=bool)
    in_digits = np.zeros(len(starts), dtype=bool)
    for step in range(_LONGEST_REFERENCE - 1):
        here = text[starts + step].astype(np.int64)
        letter = in_letters & (here >= ord("A")) & (here <= ord("Z"))
        digit = (in_letters | in_digits) & (here >= ord("0")) & (here <= ord("9"))
        column = np.where(letter, column * 26 + here - ord("A") + 1, column)
        row = np.where(digit, row * 10 + here - ord("0"), row)
        in_letters, in_digits = letter, digit
    seen = row > 0
    return int(row[seen].max(initial=0)), int(column[seen].max(initial=0))


def _ods_tables(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Rows and columns of every table of an ODS, up to its last filled cell."""
    measure = _OdsMeasure()
    for piece in pieces:
        measure.feed(piece)
        yield measure.rows, measure.columns
    measure.end()
    yield measure.rows, measure.columns


class _OdsMeasure:
    """Follows rows and cells of an ODS with their repeats; trailing empty ones do not count."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = self._row_repeat = self._cell_repeat = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start

    def feed(self, piece: bytes) -> None:
        """Read on."""
        self._parser.Parse(piece, False)

    def end(self) -> None:
        """Say that the document is whole."""
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.rows = self.columns = self._row = self._row_repeat = 0
        elif name == "table:table-row":
            self._row += self._row_repeat
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
            self._column = self._cell_repeat = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._cell_repeat
            self._cell_repeat = _repeat(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes or "calcext:value-type" in attributes:
                self._filled()
        elif name == "text:p":
            self._filled()

    def _filled(self) -> None:
        self.rows = max(self.rows, self._row + min(self._row_repeat, _EMPTY_REPEATS_KEPT))
        self.columns = max(self.columns, self._column + self._cell_repeat)


def _repeat(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 12 else 1


def _locked() -> Refusal:
    return Refusal(
        "unreadable",
        "la planilla tiene contraseña; guárdela sin contraseña y vuelva a enviarla",
        "the workbook has a password; save it without one and send it again",
    )


def _too_large(what: str) -> Refusal:
    return Refusal(
        "too_large",
        f"la planilla es demasiado grande ({what}); borre las filas y columnas de más, pártala o mándela como CSV",
        f"the workbook is too large ({what}); delete surplus rows and columns, split it or send it as CSV",
        what,
    )

"""The small CSV files of a programme, which somebody may have saved with Excel (`;`, Windows-1252)."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from schemas.errors import ProgrammeError


def read_small_csv(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> pl.DataFrame:
    """Read a programme's CSV as text, every cell stripped, empty cells as null, empty rows left out.

    Args:
        path: the file; UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252; comma, semicolon or tab.
        required: columns that must be there.
        optional: columns that may be there; added as nulls when absent.

    Returns:
        Frame of strings with the columns `required` + `optional` and `line` (Int64), the line in the file.

    Raises:
        ProgrammeError: missing or unreadable file, missing, repeated or unknown column, ragged row.
    """
    records = _records(path, _decode(path))
    _, heading = next(records, (1, []))
    names = [cell.lower() for cell in heading]
    while names and not names[-1]:
        names.pop()
    _check_columns(path, names, required, optional)
    wanted = [*required, *optional]
    columns: dict[str, list[str | None]] = {name: [] for name in wanted}
    lines: list[int] = []
    for line, cells in records:
        if not any(cells):
            continue
        _check_width(path, line, cells, len(names))
        row = dict(zip(names, cells, strict=False))
        for name in wanted:
            columns[name].append(row.get(name) or None)
        lines.append(line)
    return pl.DataFrame(columns, schema=dict.fromkeys(wanted, pl.String)).with_columns(
        pl.Series("line", lines, dtype=pl.Int64)
    )


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line at which a record begins, and its stripped cells."""
    declared = re.match(r"sep=(.)\n", text)
    body = text[declared.end() :] if declared else text
    delimiter = declared.group(1) if declared else max(";,\t", key=body.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(body), delimiter=delimiter, strict=True)
    line = 2 if declared else 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + (2 if declared else 1)
    except csv.Error as error:
        raise ProgrammeError(
            path.name,
            f"línea {line}",
            "no se puede leer como tabla; revise las comillas de esa línea",
            "cannot be read as a table; check the quotation marks of that line",
        ) from error


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ProgrammeError(
            path.name, "", "falta el archivo; créelo como dice docs/feeds.md", "the file is missing; see docs/feeds.md"
        ) from error
    except OSError as error:
        raise ProgrammeError(
            path.name,
            "",
            f"no se puede leer ({error.strerror}); revise sus permisos",
            f"cannot be read ({error.strerror}); check its permissions",
        ) from error
    return _text_of(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _text_of(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _check_width(path: Path, line: int, cells: Sequence[str], width: int) -> None:
    """Excel fills rows up with empty cells; a filled one beyond the heading is a delimiter inside a text."""
    if any(cells[width:]):
        raise ProgrammeError(
            path.name,
            f"línea {line}",
            f"tiene {len(cells)} celdas y el encabezado {width}; ponga entre comillas el texto que lleva el separador",
            f"has {len(cells)} cells and the heading {width}; put the text that holds the delimiter in quotation marks",
        )


def _check_columns(path: Path, found: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    for name in required:
        if name not in found:
            raise ProgrammeError(
                path.name,
                name,
                f"falta la columna «{name}»; el encabezado debe ser: {', '.join(required)}",
                f"column “{name}” is missing; the heading must be: {', '.join(required)}",
            )
    for name in found:
        if name not in (*required, *optional):
            raise ProgrammeError(
                path.name,
                name,
                f"columna desconocida «{name}»; bórrela o corrija su nombre ({', '.join((*required, *optional))})",
                f"unknown column “{name}”; delete it or correct its name ({', '.join((*required, *optional))})",
            )
        if found.count(name) > 1:
            raise ProgrammeError(
                path.name,
                name,
                f"la columna «{name}» está dos veces; deje una",
                f"column “{name}” is there twice; leave one",
            )

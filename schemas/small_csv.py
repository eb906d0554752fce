"""The small CSV files of a programme, which somebody may have saved with Excel (`;`, Windows-1252)."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from schemas.errors import ProgrammeError


def read_small_csv(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> pl.DataFrame:
    """Read a programme's CSV as text, every cell stripped, empty cells as null.

    Args:
        path: the file; UTF-8 with or without BOM, or Windows-1252; comma, semicolon or tab.
        required: columns that must be there.
        optional: columns that may be there; added as nulls when absent.

    Returns:
        Frame of strings with the columns `required` + `optional` and `line` (Int64), the line in the file.

    Raises:
        ProgrammeError: missing file, missing or unknown column, ragged row.
    """
    text = _decode(path)
    first_line = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first_line.count)
    try:
        frame = pl.read_csv(text.encode(), separator=delimiter, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise ProgrammeError(
            path.name,
            "",
            "no se puede leer como tabla; cada fila debe tener las mismas columnas que el encabezado",
            "cannot be read as a table; each row must have the columns of the heading",
        ) from error
    frame = frame.rename({name: name.strip().lower() for name in frame.columns})
    _check_columns(path, frame.columns, required, optional)
    frame = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in optional if name not in frame.columns)
    stripped = pl.col(pl.String).str.strip_chars()
    return (
        frame.with_columns(stripped)
        .with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))
        .with_row_index("line", offset=2)
        .with_columns(pl.col("line").cast(pl.Int64))
        .filter(pl.any_horizontal(pl.col(pl.String).is_not_null()))
        .select(*required, *optional, "line")
    )


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ProgrammeError(
            path.name, "", "falta el archivo; créelo como dice docs/feeds.md", "the file is missing; see docs/feeds.md"
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


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

"""A delimited text file as blocks; the fast parser where the text is clean, the patient one where it is not."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from etl.read.block import ROW, SHIFTED, Block
from etl.read.door import Admission, require_all
from etl.read.encoding import detect_encoding, utf8_pieces
from etl.read.heading import SEARCHED_ROWS, Heading, find_heading
from etl.refusal import Refusal
from schemas.feed import Feed

_DELIMITERS = (";", ",", "\t", "|")
_MOST_COLUMNS = 2000
_FIELD = "column_{}"


def csv_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read a delimited file of any encoding the feed allows.

    Raises:
        Refusal: `unreadable` (no text), `empty_file`, `missing_column`.
    """
    encoding = detect_encoding(path, feed.encoding)
    heading: Heading | None = None
    delimiter = feed.delimiter
    row = 0
    for piece in utf8_pieces(path, encoding):
        data = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in piece else piece
        if heading is None:
            top = _top_lines(data)
            delimiter = _delimiter(top, feed)
            heading = find_heading(_records(top, delimiter), feed)
            require_all(heading.admission, feed)
        frame = _parse(data, delimiter, heading.admission, row)
        row += frame.height
        yield _block(frame, heading)
    if heading is None:
        raise Refusal(
            "empty_file",
            "el archivo está vacío; revise que se haya guardado y vuelva a enviarlo",
            "the file is empty; check that it was saved and send it again",
        )


def _top_lines(data: bytes) -> str:
    lines = data.split(b"\n", SEARCHED_ROWS * 4)[: SEARCHED_ROWS * 4]
    return b"\n".join(lines)[: 1 << 20].decode("utf-8", errors="replace")


def _delimiter(top: str, feed: Feed) -> str:
    if feed.delimiter != "auto":
        return feed.delimiter
    found = [(len(find_heading(_records(top, d), feed).admission.columns), top.count(d), d) for d in _DELIMITERS]
    return max(found)[2]


def _records(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for record in reader:
            if len(record) > _MOST_COLUMNS:
                raise Refusal(
                    "unreadable",
                    f"una fila tiene {len(record)} columnas; revise el separador y guarde otra vez como CSV",
                    f"a row has {len(record)} columns; check the delimiter and save it again as CSV",
                )
            rows.append(record)
    except csv.Error as error:
        if not rows:
            raise Refusal(
                "unreadable",
                "el archivo no se puede leer como tabla; guárdelo otra vez como CSV",
                "the file cannot be read as a table; save it again as CSV",
            ) from error
    return rows


def _parse(data: bytes, delimiter: str, admission: Admission, rows_before: int) -> pl.DataFrame:
    """Text columns of the admitted positions, with `row` and `shifted`; blank lines stay as rows of nulls."""
    try:
        frame = _parse_fast(data, delimiter, admission)
    except pl.exceptions.PolarsError:
        frame = None
    if frame is None:
        frame = _parse_patiently(data, delimiter, admission)
    return frame.with_row_index(ROW, offset=rows_before + 1).with_columns(pl.col(ROW).cast(pl.Int64))


def _parse_fast(data: bytes, delimiter: str, admission: Admission) -> pl.DataFrame | None:
    """Polars' parser; None where the number of fields does not add up, so that shifted rows must be looked for."""
    width = admission.width
    schema = {_FIELD.format(i + 1): pl.String for i in range(width + 1)}
    kept = [*admission.columns, width]
    frame = pl.read_csv(
        data, separator=delimiter, has_header=False, schema=schema, truncate_ragged_lines=True,
        missing_columns="insert", columns=[_FIELD.format(i + 1) for i in kept],
    )  # fmt: skip
    too_many = frame[_FIELD.format(width + 1)].is_not_null()
    if b'"' not in data:
        if frame.height != _lines(data):
            return None
        shifted = too_many
        if too_many.any() or data.count(delimiter.encode()) != frame.height * (width - 1):
            shifted = _field_counts(data, delimiter) != width
    elif too_many.any() or _may_lack_fields(frame, admission):
        return None
    else:
        shifted = too_many
    return _named(frame, admission).with_columns(shifted.alias(SHIFTED))


def _lines(data: bytes) -> int:
    return data.count(b"\n") + (not data.endswith(b"\n"))


def _field_counts(data: bytes, delimiter: str) -> pl.Series:
    body = data[:-1] if data.endswith(b"\n") else data
    lines = pl.Series(body.decode("utf-8").split("\n"), dtype=pl.String)
    return (lines.str.count_matches(delimiter, literal=True) + 1).cast(pl.Int64)


def _may_lack_fields(frame: pl.DataFrame, admission: Admission) -> bool:
    last = max(admission.columns)
    return bool(frame[_FIELD.format(last + 1)].is_null().any())


def _named(frame: pl.DataFrame, admission: Admission) -> pl.DataFrame:
    return frame.select(pl.col(_FIELD.format(i + 1)).alias(name) for i, name in admission.columns.items())


def _parse_patiently(data: bytes, delimiter: str, admission: Admission) -> pl.DataFrame:
    """Python's csv reader, which tells the true number of fields of every record."""
    columns: dict[str, list[str | None]] = {name: [] for name in admission.columns.values()}
    shifted: list[bool] = []
    text = data.decode("utf-8", errors="replace").replace("\x00", "")
    for record in csv.reader(io.StringIO(text), delimiter=delimiter):
        shifted.append(bool(record) and len(record) != admission.width)
        for position, name in admission.columns.items():
            columns[name].append(record[position] if position < len(record) else None)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.Series(SHIFTED, shifted, dtype=pl.Boolean)
    )


def _block(frame: pl.DataFrame, heading: Heading) -> Block:
    admission = heading.admission
    below = frame.filter(pl.col(ROW) > heading.first_data_row)
    titles = heading.rows_above if frame.height > below.height else 0
    return Block(None, below, admission.headings, admission.undeclared, admission.dropped, titles)

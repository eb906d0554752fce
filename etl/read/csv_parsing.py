"""One piece of delimited text as text columns: the fast parser where fields are clear, the patient one elsewhere."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.read.block import ROW, SHIFTED
from etl.read.field_counts import Layout, even_records, layout, usual_surplus
from etl.read.text_pieces import LONGEST_RECORD

_FIELD = "column_{}"
_LONGEST_CELL_LINES = 200


@dataclass(frozen=True)
class Table:
    """What must be known of a delimited table to parse a piece of it.

    Attributes:
        columns: position -> name of the columns to keep.
        width: columns of the heading up to its last filled one.
    """

    delimiter: str
    columns: dict[int, str]
    width: int


def parse(data: bytes, table: Table, rows_before: int) -> pl.DataFrame:
    """The kept columns as text with `row` and `shifted`; a blank line stays as a row of nulls.

    Args:
        data: whole records in UTF-8.
        table: the layout.
        rows_before: records of the file before this piece.
    """
    frame = _even(data, table)
    if frame is None:
        found = layout(data, table.delimiter)
        frame = _fast(data, table, found) if found is not None else None
    if frame is None:
        frame = _patient(data, table)
    return frame.with_row_index(ROW, offset=rows_before + 1).with_columns(pl.col(ROW).cast(pl.Int64))


def _even(data: bytes, table: Table) -> pl.DataFrame | None:
    """Polars' parser where no field is quoted and every record has as many as the heading; None elsewhere."""
    if b'"' in data or max(table.columns) >= table.width:
        return None
    records = even_records(data, table.delimiter, table.width)
    frame = _parsed(data, table) if records is not None else None
    if frame is None or frame.height != records:
        return None
    return frame.with_columns(pl.lit(False).alias(SHIFTED))


def _fast(data: bytes, table: Table, found: Layout) -> pl.DataFrame | None:
    """Polars' parser; None where it does not see the same records."""
    frame = _parsed(data, table)
    if frame is None or frame.height != found.records:
        return None
    return frame.with_columns(pl.Series(SHIFTED, found.shifted(table.width), dtype=pl.Boolean))


def _parsed(data: bytes, table: Table) -> pl.DataFrame | None:
    """The kept columns by polars' parser; None where it cannot."""
    names = {position: _FIELD.format(position + 1) for position in table.columns}
    schema = {_FIELD.format(i + 1): pl.String for i in range(max(table.width, max(table.columns) + 1))}
    try:
        frame = pl.read_csv(
            data,
            separator=table.delimiter,
            has_header=False,
            schema=schema,
            columns=list(names.values()),
            truncate_ragged_lines=True,
            missing_columns="insert",
            quote_char='"' if b'"' in data else None,
        )
    except pl.exceptions.PolarsError:
        return None
    return frame.select(pl.col(names[position]).alias(name) for position, name in table.columns.items())


def _patient(data: bytes, table: Table) -> pl.DataFrame:
    """Python's csv reader, which tells the true number of fields of every record."""
    columns: dict[str, list[str | None]] = {name: [] for name in table.columns.values()}
    shifted: list[bool] = []
    surplus: list[int] = []
    for record in _records(data.decode("utf-8", errors="replace").replace("\x00", ""), table.delimiter):
        filled = any(cell.strip() for cell in record[table.width :])
        shifted.append(filled or (any(record) and len(record) < table.width))
        surplus.append(len(record) - table.width if record else -1)
        for position, name in table.columns.items():
            columns[name].append((record[position] if position < len(record) else None) or None)
    beyond = np.array(surplus, dtype=np.int64)
    moved = np.array(shifted, dtype=np.bool_) | ((beyond > 0) & (beyond != usual_surplus(beyond)))
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.Series(SHIFTED, moved, dtype=pl.Boolean)
    )


def _records(text: str, delimiter: str) -> Sequence[list[str]]:
    """The records of a text; where a quotation mark was left open, each line is a record and marks are only letters.

    Otherwise one stray mark would swallow the rows up to the next one, and they would be lost.
    """
    csv.field_size_limit(LONGEST_RECORD)
    try:
        return list(_not_swallowed(text, delimiter))
    except csv.Error:
        plain = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return [[cell.strip().removeprefix('"').removesuffix('"') for cell in record] for record in plain]


def _not_swallowed(text: str, delimiter: str) -> Iterator[list[str]]:
    reader, line = csv.reader(io.StringIO(text), delimiter=delimiter), 0
    for record in reader:
        if reader.line_num - line > _LONGEST_CELL_LINES:
            raise csv.Error("a cell of very many lines: a quotation mark was left open")
        line = reader.line_num
        yield record

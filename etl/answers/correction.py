"""A corrected answer that comes back: what it corrects, and its rows as the judge takes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from etl.answers.headings import KEYED_COLUMNS, MESSAGE_HEADING, ROW_HEADING, SHEET_HEADING
from etl.answers.own_workbook import has_sheet
from etl.answers.receipt import ID_LABEL
from etl.answers.safe_text import unguarded
from etl.answers.workbook import LAYOUT_SHEET
from etl.judging.keys import KEY_MARK, split_keys
from etl.read.block import ROW, SHIFTED, Block
from etl.refusal import Refusal
from schemas.fold import fold

__all__ = ["Correction", "read_correction", "split_keys"]

SHEET = "sheet"
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}-[0-9a-f]{12}")
_SEARCHED_ROWS = 60
Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Correction:
    """Corrected rows of an earlier delivery.

    Attributes:
        delivery: id of the delivery that is corrected.
        feed: id of its feed.
        frame: `row` (Int64) and `sheet` (String, null without sheets) of the ORIGINAL file, and one text column for
            each standard column, stripped, null where empty. A reference to a case that was hashed on arrival is
            `KEY_MARK` and its hash, and must not be hashed again (`split_keys`); any other was typed by a person. With
            months as columns there is one row a month, with `month` and `count`.
        headings: standard column -> heading of the sender.
        unnumbered: rows of the answer's sheet that hold data but no usable row number, and so correct nothing.
    """

    delivery: str
    feed: str
    frame: pl.DataFrame
    headings: Mapping[str, str]
    unnumbered: tuple[int, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """The rows as blocks, one for each sheet of the original file, as reading that file would give them."""
        for (sheet,), rows in self.frame.group_by([SHEET], maintain_order=True):
            text = rows.drop(SHEET).with_columns(pl.lit(False).alias(SHIFTED))
            yield Block(None if sheet is None else str(sheet), text, self.headings, (), ())


def read_correction(path: Path) -> Correction | None:
    """Read a workbook that may be an answer of ours.

    The file's name, the order of sheets and columns, blank and deleted rows do not matter.

    Returns:
        None where the file is no answer with observed rows.

    Raises:
        Refusal: `unreadable`, where it is one of ours but has lost the delivery's id or its columns.
    """
    if not has_sheet(path, LAYOUT_SHEET):
        return None
    try:
        reader = fastexcel.read_excel(path)
        sheets = {name: _rows(reader, name) for name in reader.sheet_names}
    except fastexcel.FastExcelError:
        return None
    layout = {h: n for h, n in (row[:2] for row in sheets.pop(LAYOUT_SHEET, []) if len(row) > 1) if h and n}
    delivery = next((identity for rows in sheets.values() if (identity := _delivery(rows))), None)
    table = next((table for rows in sheets.values() if (table := _heading(rows))), None)
    if not layout or delivery is None or table is None:
        raise _damaged()
    standard = {fold(unguarded(heading)): name for heading, name in layout.items()}
    frame, unnumbered = _frame(table.rows, table.positions, table.start, standard)
    headings = {name: unguarded(heading) for heading, name in layout.items()}
    return Correction(delivery, delivery.rpartition("-")[0], frame, headings, unnumbered)


def _rows(reader: fastexcel.ExcelReader, name: str) -> list[tuple[str | None, ...]]:
    return reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars().rows()


def _delivery(rows: Rows) -> str | None:
    for row in rows[:_SEARCHED_ROWS]:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        if len(cells) > 1 and fold(cells[0]) == fold(ID_LABEL) and _ID.fullmatch(cells[1]):
            return cells[1]
    return None


@dataclass(frozen=True)
class _Table:
    rows: Rows
    positions: Mapping[str, int]
    start: int


def _heading(rows: Rows) -> _Table | None:
    """The table of observed rows: below the row that has our own three headings."""
    own = {fold(heading) for heading in (ROW_HEADING, SHEET_HEADING, MESSAGE_HEADING)}
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        positions = {fold(unguarded(cell)): i for i, cell in reversed(list(enumerate(row))) if cell}
        if own <= positions.keys():
            return _Table(rows[number + 1 :], positions, number + 2)
    return None


def _frame(
    rows: Rows, positions: Mapping[str, int], start: int, standard: Mapping[str, str]
) -> tuple[pl.DataFrame, tuple[int, ...]]:
    where = {name: positions[heading] for heading, name in standard.items() if heading in positions}
    columns: dict[str, list[str | int | None]] = {name: [] for name in (ROW, SHEET, *where)}
    unnumbered = []
    for number, row in enumerate(rows, start=start):
        cells = {name: _cell(row, position) for name, position in where.items()}
        if not any(value for name, value in cells.items() if not _untouched(name, value)):
            continue
        original = _row_number(_cell(row, positions[fold(ROW_HEADING)]))
        if original is None:
            unnumbered.append(number)
            continue
        columns[ROW].append(original)
        columns[SHEET].append(_cell(row, positions[fold(SHEET_HEADING)]))
        for name, value in cells.items():
            columns[name].append(value)
    schema = {name: pl.Int64 if name == ROW else pl.String for name in columns}
    return pl.DataFrame(columns, schema=schema), tuple(unnumbered)


def _untouched(name: str, value: str | None) -> bool:
    """A key alone is no data: whoever emptied the other cells gave the row up."""
    return name in KEYED_COLUMNS and (value or "").startswith(KEY_MARK)


def _cell(row: Sequence[str | None], position: int) -> str | None:
    text = unguarded((row[position] or "").strip()) if position < len(row) else ""
    return text.strip() or None


def _row_number(text: str | None) -> int | None:
    match = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", text or "")
    return int(match[1]) if match else None


def _damaged() -> Refusal:
    return Refusal(
        "unreadable",
        "esta respuesta perdió el identificador de la entrega o los encabezados de «Filas observadas»; "
        "corrija sobre una copia nueva de la respuesta, sin borrar hojas ni encabezados",
        "this answer has lost the delivery's id or the headings of «Filas observadas»; "
        "correct a fresh copy of the answer, without deleting sheets or headings",
    )

"""The workbook that goes back: the receipt, the observed rows, and a hidden sheet that says which column is which."""

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from etl.answers.headings import KEYED_COLUMNS, MESSAGE_HEADING, POINT_COLUMNS, ROW_HEADING, SHEET_HEADING
from etl.answers.observed import Observed, ObservedRow
from etl.answers.own_workbook import put_in_place
from etl.answers.receipt import OBSERVED_SHEET, RECEIPT_SHEET, Receipt
from etl.answers.safe_text import guarded

LAYOUT_SHEET = "seamos_formato"
"""Hidden: heading -> standard column, so that a corrected answer is understood whatever the sender's headings are."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FEW_ROWS = 2000
"""Up to so many rows a workbook is made in memory: quicker, and nothing of it passes through temporary files."""
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "label": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "number": {"num_format": "#,##0", "align": "left"},
    "head": {"bold": True, "bottom": 2, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "top"},
    "text": {"num_format": "@", "valign": "top"},
    "fixed": {"num_format": "@", "valign": "top", "font_color": "#5A6470", "italic": True},
    "faulty": {"num_format": "@", "valign": "top", "bold": True, "bg_color": "#FFD9B3", "border": 5},
}  # fmt: skip
_KEPT_AWAY = "No cambiar: es la clave con la que se guardó la referencia del caso. El número original no se guarda."
_POINT_NOTE = "Las coordenadas no se guardan. Escríbalas sólo si el lugar de la fila está mal."


class _Book:
    """A workbook under way; every text goes in as text, never as formula, link or number."""

    def __init__(self, content: io.BytesIO, created: datetime, rows: int) -> None:
        how = {"in_memory": True} if rows <= _FEW_ROWS else {"constant_memory": True}
        self._book = xlsxwriter.Workbook(content, _OPTIONS | how)
        self._book.set_properties({"created": created.replace(tzinfo=None), "title": RECEIPT_SHEET})
        self._formats = {name: self._book.add_format(dict(look)) for name, look in _FORMATS.items()}

    def sheet(self, name: str, widths: Mapping[str, float]) -> Any:
        """Add a sheet with the given column widths."""
        sheet = self._book.add_worksheet(name)
        for columns, width in widths.items():
            sheet.set_column(columns, width)
        return sheet

    def look(self, name: str) -> Any:
        """A format, to be that of a whole column."""
        return self._formats[name]

    def put(self, sheet: Any, row: int, column: int, value: str | int, look: str) -> None:
        """Write a number as a number and a text as a guarded text."""
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._formats[look])
        elif value:
            sheet.write_string(row, column, guarded(value), self._formats[look])
        else:
            sheet.write_blank(row, column, None, self._formats[look])

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def write_workbook(path: Path, receipt: Receipt, observed: Observed | None, received: datetime) -> None:
    """Write the answer's workbook, whole or not at all.

    Args:
        path: the file; one of the same name is replaced.
        receipt: for the first sheet.
        observed: for the second; without it the workbook has the first alone.
        received: becomes the file's date, so that the same answer has the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    content = io.BytesIO()
    book = _Book(content, received, len(observed.rows) if observed else 0)
    _write_receipt(book, receipt)
    if observed is not None and observed.total:
        _write_observed(book, observed)
        _write_layout(book, observed)
    book.close()
    put_in_place(path, content.getvalue())


def _write_receipt(book: _Book, receipt: Receipt) -> None:
    sheet = book.sheet(RECEIPT_SHEET, {"A:A": 46, "B:B": 110})
    book.put(sheet, 0, 0, RECEIPT_SHEET, "title")
    row = 2
    for label, value in receipt.facts:
        book.put(sheet, row, 0, label, "label")
        book.put(sheet, row, 1, value, "wrapped")
        row += 1
    for label, count in receipt.counts:
        book.put(sheet, row, 0, label, "label")
        book.put(sheet, row, 1, count, "number")
        row += 1
    row = _write_list(book, sheet, row + 1, "Qué hacer", [f"{n}. {text}" for n, text in enumerate(receipt.to_do, 1)])
    row = _write_list(book, sheet, row, "Qué se encontró", [])
    for group in receipt.groups:
        book.put(sheet, row, 0, f"{'Error' if group.is_error else 'Aviso'} · {group.where()}", "wrapped")
        book.put(sheet, row, 1, ". ".join(text for text in (group.sentence(), group.example()) if text), "wrapped")
        row += 1
    if not receipt.groups:
        book.put(sheet, row, 1, "Nada: el archivo está bien.", "wrapped")
    _write_list(book, sheet, row + 2, "Otros datos", [*receipt.notes, f"Consultas: {receipt.office}"])


def _write_list(book: _Book, sheet: Any, row: int, title: str, lines: list[str]) -> int:
    book.put(sheet, row, 0, title, "head")
    book.put(sheet, row, 1, "", "head")
    for line in lines:
        row += 1
        book.put(sheet, row, 1, line, "wrapped")
    return row + (2 if lines else 1)


def _write_observed(book: _Book, observed: Observed) -> None:
    names, last = list(observed.columns), len(observed.columns) + 2
    sheet = book.sheet(OBSERVED_SHEET, {"A:A": 8, "B:B": 14})
    sheet.set_column(2, last - 1, 22, book.look("text"))  # an empty cell takes what is typed as text too
    sheet.set_column(last, last, 90)
    sheet.freeze_panes(1, 2)
    headings = (ROW_HEADING, SHEET_HEADING, *observed.columns.values(), MESSAGE_HEADING)
    for column, heading in enumerate(headings):
        book.put(sheet, 0, column, heading, "head")
    for column, name in enumerate(names, start=2):
        if name in KEYED_COLUMNS or name in POINT_COLUMNS:
            sheet.write_comment(0, column, _KEPT_AWAY if name in KEYED_COLUMNS else _POINT_NOTE)
    for position, row in enumerate(observed.rows, start=1):
        _write_row(book, sheet, position, row, names)
    sheet.autofilter(0, 0, len(observed.rows), last)


def _write_row(book: _Book, sheet: Any, position: int, row: ObservedRow, names: list[str]) -> None:
    book.put(sheet, position, 0, row.row, "fixed")
    book.put(sheet, position, 1, row.sheet or "", "fixed")
    for column, name in enumerate(names, start=2):
        look = "faulty" if name in row.faulty else "fixed" if name in KEYED_COLUMNS and name in row.cells else "text"
        value = row.cells.get(name, "")
        if value or look != "text":
            book.put(sheet, position, column, value, look)
    book.put(sheet, position, len(names) + 2, row.message, "wrapped")


def _write_layout(book: _Book, observed: Observed) -> None:
    sheet = book.sheet(LAYOUT_SHEET, {"A:B": 30})
    for row, (name, heading) in enumerate(observed.columns.items()):
        book.put(sheet, row, 0, heading, "text")
        book.put(sheet, row, 1, name, "text")
    sheet.hide()

"""Workbooks made by a test, as bytes."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """An XLSX with these sheets; dates become day numbers with a date format, texts stay texts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, date | datetime):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell not in ("", None):
                        sheet.write(r, c, cell)
    return buffer.getvalue()

"""All tables as one workbook: «Léame», then a sheet a table. Texts are texts, whatever they begin with."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter

from etl.answers.safe_text import kept_as_text
from etl.data_package.cell_text import timestamp
from etl.data_package.public_tables import PublicTable, PublicTables
from etl.data_package.read_me import GENERATED, Line, read_me

READ_ME_SHEET = "Léame"
NOT_IN_WORKBOOK = frozenset(("outline",))
"""Longer than a cell may be, and of no use in one."""
LONGEST_CELL = 32_767
_CUT = " … (entero en el CSV; whole in the CSV)"
_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
}  # fmt: skip
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "font_size": 12},
    "line": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "names": {"bold": True, "bottom": 2, "bg_color": "#E8ECF1"},
    "text": {"num_format": "@"},
    "day": {"num_format": "yyyy-mm-dd"},
}
_WIDTHS = {"VARCHAR": 22, "DATE": 12, "TIMESTAMP": 28}


def workbook_bytes(tables: PublicTables) -> bytes:
    """The whole workbook; its dates are those of the edition, so that the same edition gives the same bytes."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    mark = tables.mark
    title = str(mark["title_es"])
    book.set_properties(
        {"created": mark["published_at"].replace(microsecond=0), "title": title,
         "comments": GENERATED.es if mark["synthetic"] else ""}
    )  # fmt: skip
    looks = {name: book.add_format(dict(look)) for name, look in _LOOKS.items()}
    _write_read_me(book.add_worksheet(READ_ME_SHEET), tables, looks)
    for table in tables.tables:
        _write_table(book.add_worksheet(table.name), table, looks)
    book.close()
    return content.getvalue()


def _write_read_me(sheet: Any, tables: PublicTables, looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 70)
    for row, line in enumerate(read_me(tables)):
        _write_line(sheet, row, line, looks[line.kind])


def _write_line(sheet: Any, row: int, line: Line, look: Any) -> None:
    for column, text in enumerate((line.label, line.es, line.en)):
        if text:
            sheet.write_string(row, column, fitting(text), look)


def _write_table(sheet: Any, table: PublicTable, looks: Mapping[str, Any]) -> None:
    columns = [column for column in table.columns if column.name not in NOT_IN_WORKBOOK]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column.type, 14))
        sheet.write_string(0, place, column.name, looks["names"])
    sheet.freeze_panes(1, 0)
    rows = table.frame.select(column.name for column in columns).iter_rows()
    for number, values in enumerate(rows, start=1):
        for place, value in enumerate(values):
            _write(sheet, number, place, value, looks)


def _write(sheet: Any, row: int, column: int, value: Any, looks: Mapping[str, Any]) -> None:
    """One cell; a missing value leaves it empty."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, timestamp(value), looks["text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks["day"])
    elif value:
        sheet.write_string(row, column, fitting(value), looks["text"])


def fitting(text: str) -> str:
    """A text as it stands in a cell: never a formula, and where it is longer than a cell may be, cut and saying so."""
    cell = kept_as_text(text)
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - len(_CUT)] + _CUT

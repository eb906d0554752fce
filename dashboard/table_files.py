"""A table or a picture as a file: CSV, XLSX, SVG, each saying of which edition and from where it is.

Text in a cell is always text: what a spreadsheet would take for a formula gets an apostrophe before it, as in the
answers to senders. Files are made of an edition and nothing else: the same edition gives the same file.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter

from dashboard import questions
from dashboard.calendar_words import day
from dashboard.language import count, t
from dashboard.markup import el
from dashboard.store import Edition
from schemas.design_tokens import LIGHT, themed

Cell = str | int | float | date | None
_BEGINS_LIKE_A_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|[\t\r\n]")
_LONGEST_CELL, _LONGEST_SHEET_NAME = 32_767, 31
"""Characters that a workbook holds."""
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Twin:
    """The table beside a picture.

    Attributes:
        name: of the files, without ending: ASCII letters, digits and _.
        title: what the table holds, as people read it.
        heads: one a column.
        rows: as many cells each as there are heads; None is an empty cell, never a zero.
        source: who registered, beside the credit of the edition.
    """

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    source: str = ""


def about(edition: Edition, twin: Twin) -> list[tuple[str, str]]:
    """What every file says of itself: name and value."""
    mark = questions.edition_mark(edition)
    lines = [
        (t("Tabla"), twin.title),
        (t("Edición"), f"{count(mark['edition'])}, {day(mark['published_at'])}"),
        (t("Programa"), str(mark["programme"])),
        (t("Fuente"), " · ".join(each for each in (twin.source, mark["credit"]) if each)),
        (t("Método"), t("versión {version}", version=mark["method_version"])),
    ]
    if mark["data_until"]:
        lines.insert(2, (t("Datos hasta"), day(mark["data_until"])))
    if mark["synthetic"]:
        lines.append((t("Aviso"), t("Datos generados para demostración: no describen a ninguna comunidad real.")))
    return lines


def csv_file(edition: Edition, twin: Twin) -> bytes:
    """UTF-8 with its mark (Excel needs it), commas, points as decimals; what it is stands below the table.

    Below, so that a program that reads the first line as headings reads the table.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in twin.heads])
    writer.writerows([_csv_cell(cell) for cell in row] for row in twin.rows)
    writer.writerow([])
    writer.writerows([guarded(f"{name}: {value}")] for name, value in about(edition, twin))
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else cell


def guarded(text: str) -> str:
    """The text as it may stand in a cell: with an apostrophe before what would be read as a formula."""
    cell = f"'{text}" if _BEGINS_LIKE_A_FORMULA.match(text) else text
    return cell[:_LONGEST_CELL]


def xlsx_file(edition: Edition, twin: Twin) -> bytes:
    """Two sheets: the table with its heading frozen, and what it is. Text is written as text, never as a formula."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, _PLAIN) as book:
        # the day of the edition, not of a clock
        book.set_properties({"created": questions.edition_mark(edition)["published_at"], "title": twin.title})
        _table_sheet(book, twin)
        _about_sheet(book, about(edition, twin))
    return written.getvalue()


def _table_sheet(book: xlsxwriter.Workbook, twin: Twin) -> None:
    bold, dated = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(t("Datos")[:_LONGEST_SHEET_NAME])
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(twin.heads):
        sheet.write_string(0, column, guarded(head), bold)
    for number, row in enumerate(twin.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, dated)
    sheet.autofit()


def _about_sheet(book: xlsxwriter.Workbook, lines: Sequence[tuple[str, str]]) -> None:
    sheet, bold = book.add_worksheet(t("Sobre estos datos")[:_LONGEST_SHEET_NAME]), book.add_format({"bold": True})
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, guarded(value))
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, dated: xlsxwriter.format.Format
) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        sheet.write_datetime(row, column, moment, dated)
    elif isinstance(cell, str):
        sheet.write_string(row, column, guarded(cell))
    else:
        sheet.write_number(row, column, cell)


def svg_file(edition: Edition, twin: Twin, svg: str) -> bytes:
    """The small picture in its light colours on white, with what it is in its metadata and as its title."""
    told = "\n".join(f"{name}: {value}" for name, value in about(edition, twin))
    start = svg.index(">", svg.index("<svg")) + 1
    described = el("desc", told)
    ground = f'<rect width="100%" height="100%" fill="{LIGHT.page}"/>'
    return themed(svg[:start] + described + ground + svg[start:], "light").encode("utf-8")

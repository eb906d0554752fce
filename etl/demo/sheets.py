"""One sheet of a workbook as rows of cells, and XLSX and ODS files with nothing of the clock inside."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

from etl.demo.records import CellValue

_MADE = datetime(2018, 7, 1)  # noqa: DTZ001 (a property of the file, not a moment)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows from the first on, and heading cells that are merged.

    Attributes:
        merged: (first row, first column, last row, last column), from 0; the text stands in the first cell.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    merged: Sequence[tuple[int, int, int, int]] = field(default=())


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """An XLSX file; dates are written as day numbers with a date format, as Excel does."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _MADE, "title": "Datos generados para demostración"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for first_row, first_column, last_row, last_column in sheet.merged:
                page.merge_range(first_row, first_column, last_row, last_column, "")
            for row, cells in enumerate(sheet.rows):
                for column, value in enumerate(cells):
                    if isinstance(value, date):
                        page.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                    elif value not in (None, ""):
                        page.write(row, column, value)
    return buffer.getvalue()


def ods_bytes(sheets: Sequence[Sheet]) -> bytes:
    """An ODS file of the least that readers ask for: type, list of contents, content."""
    tables = "".join(_table(sheet) for sheet in sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        # the standard wants the type first and uncompressed
        book.writestr(zipfile.ZipInfo("mimetype", _ZIP_TIME), _ODS_TYPE, zipfile.ZIP_STORED)
        for name, text in (("META-INF/manifest.xml", manifest), ("content.xml", content)):
            book.writestr(zipfile.ZipInfo(name, _ZIP_TIME), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _table(sheet: Sheet) -> str:
    rows = "".join(f"<table:table-row>{''.join(_cell(value) for value in row)}</table:table-row>" for row in sheet.rows)
    return f'<table:table table:name="{escape(sheet.name)}">{rows}</table:table>'


def _cell(value: CellValue) -> str:
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind, shown = f'office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d/%m/%Y}"
    elif isinstance(value, int):
        kind, shown = f'office:value-type="float" office:value="{value}"', str(value)
    else:
        kind, shown = 'office:value-type="string"', escape(str(value))
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"

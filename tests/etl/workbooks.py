"""Workbooks made by a test, as bytes: sound ones, and ones that no program would write."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    touch: Callable[[xlsxwriter.Workbook, dict[str, Worksheet]], None] | None = None,
    **more: Sequence[Sequence[Any]],
) -> bytes:
    """An XLSX with these sheets; dates become day numbers with a date format, texts stay texts.

    Args:
        sheets: name -> rows; or given by keyword.
        touch: what else is to be done to the book and its sheets.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime.fromisoformat("2020-01-01")})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        made = {}
        for name, rows in ((sheets or {}) | more).items():
            sheet = made[name] = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, date | datetime):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell not in ("", None):
                        sheet.write(r, c, cell)
        if touch is not None:
            touch(book, made)
    return buffer.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def raw_xlsx(cells: Mapping[str, str], extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An XLSX of one sheet with texts at these references, written by hand: the cells may stand anywhere."""
    rows = "".join(
        f'<row><c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'
        for reference, text in cells.items()
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {_XMLNS} xmlns:r="{_RELATIONSHIPS}"><sheets>'
            '<sheet name="Hoja1" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {_XMLNS}><sheetData>{rows}</sheetData></worksheet>",
        }
        | dict(extra or {})
    )


def ods(rows: Sequence[Sequence[Any]], before: str = "", after: str = "", name: str = "Hoja1") -> bytes:
    """An ODS of one sheet; `before` and `after` are rows in its own XML."""
    body = (
        before + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows) + after
    )
    return zipped(
        {
            "mimetype": _ODS,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{_OASIS}:office:1.0" '
            f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="{name}">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def _ods_cell(cell: Any) -> str:
    if cell in ("", None):
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def ods_repeated(text: str, rows: int, columns: int) -> str:
    """A row of an ODS that repeats one cell, down and to the right."""
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"'
    filled = f'{cell} office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else f"{cell}/>"
    return f'<table:table-row table:number-rows-repeated="{rows}">{filled}</table:table-row>'

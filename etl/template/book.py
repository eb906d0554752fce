"""Writes the blank workbook."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from etl.answers.expected_name import aligned_span, delivery_span
from etl.answers.own_workbook import INSTRUCTIONS_SHEET, ZERO_SHEET, put_in_place
from etl.answers.receipt import GENERATED
from etl.judging.period import Span
from etl.template.columns import TEXT_FORMAT, TemplateColumn, template_columns
from etl.template.instructions import ZERO_HEADING, column_help, steps
from etl.template.layout import Layout, layout_of
from schemas.errors import UsageError
from schemas.feed import Feed
from schemas.load import Programme
from schemas.words import add_months, months_between

LISTS_SHEET = "seamos_plantilla"
"""Hidden: the feed's id in B1, and the drop-down lists below."""
FEED_LABEL = "formato"
TICK = "X"
_DATA_SHEET = "Datos"
_PREPARED_ROWS = 2000
_MOST_ZERO_MONTHS = 12
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "bottom": 2, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "top"},
    "example": {"italic": True, "font_color": "#5A6470", "bg_color": "#F0F0F0", "num_format": TEXT_FORMAT},
    "label": {"bold": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "box": {"border": 5, "align": "center", "bold": True, "num_format": TEXT_FORMAT},
    "month": {"border": 1, "num_format": TEXT_FORMAT},
}


def write_template(path: Path, feed: Feed, programme: Programme, today: date) -> None:
    """Write the blank workbook for the senders of a feed, whole or not at all.

    Filled in and saved under a name of the feed's pattern (the sheet «Instrucciones» says how) it is a valid delivery.

    Args:
        path: the file; one of the same name is replaced.
        feed: the layout.
        programme: whose lists fill the drop-down lists.
        today: the months proposed are those of the last whole period before it.

    Raises:
        OSError: the file cannot be written.
        UsageError: a layout that no person fills in (parquet), or whose months cannot be told from its pattern.
    """
    if feed.format == "parquet":
        raise UsageError(
            f"el formato «{feed.id}» es Parquet, que sale de un sistema; no lleva plantilla",
            f"feed “{feed.id}” is Parquet, which comes from a system; it has no template",
        )
    span = _last_whole_period(feed, today)
    columns = template_columns(feed, programme, span.first, span.last)
    content = io.BytesIO()
    book = _Book(content)
    names = feed.sheets.names or (_DATA_SHEET,)
    for number, name in enumerate(names):
        _write_data(book, name, feed, columns, first=number == 0)
    notes = [GENERATED] if programme.declaration.data == "generated" else []
    _write_instructions(book, feed, columns, steps(feed, span, today, names[0]), notes)
    _write_zero(book, span)
    _write_lists(book, feed, columns)
    book.close()
    put_in_place(path, content.getvalue())


class _Book:
    """A workbook under way; every text goes in as text."""

    def __init__(self, content: io.BytesIO) -> None:
        self.book = xlsxwriter.Workbook(content, _OPTIONS)
        self.formats = {name: self.book.add_format(dict(look)) for name, look in _FORMATS.items()}

    def put(self, sheet: Any, row: int, column: int, text: str, look: str) -> None:
        """Write one text: ours or the programme's, so that a heading or a choice is exactly what the reader knows."""
        sheet.write_string(row, column, text, self.formats[look])

    def close(self) -> None:
        """Write the file."""
        self.book.close()


def _last_whole_period(feed: Feed, today: date) -> Span:
    month = today.replace(day=1)
    if feed.covers.last is not None:
        month = min(month, add_months(feed.covers.last, 1))
    current = delivery_span(feed, month)
    return aligned_span(add_months(current.first, -1), current.months, feed.covers.first or current.first)


def _write_data(book: _Book, name: str, feed: Feed, columns: Sequence[TemplateColumn], *, first: bool) -> None:
    sheet, layout = book.book.add_worksheet(name), layout_of(feed)
    for position, column in enumerate(columns):
        look = book.book.add_format({"num_format": column.look})
        sheet.set_column(position, position, max(14, len(column.heading) + 4), look)
    _write_above(book, sheet, feed, layout, columns)
    for position, column in enumerate(columns):
        book.put(sheet, layout.heading, position, column.heading, "head")
        _add_list(sheet, position, column, layout)
    sheet.freeze_panes(layout.first_data_row, 0)
    if first:
        sheet.activate()


def _write_above(book: _Book, sheet: Any, feed: Feed, layout: Layout, columns: Sequence[TemplateColumn]) -> None:
    if layout.title is not None:
        book.put(sheet, layout.title, 0, f"Plantilla: {feed.title}. La fila gris es un ejemplo: no se lee.", "title")
    if layout.extraction is not None:
        row, at = layout.extraction
        if at > 0:
            book.put(sheet, row, at - 1, "Fecha de extracción:", "label")
        sheet.write_blank(row, at, None, book.formats["box"])
    if layout.example is not None:
        for position, column in enumerate(columns):
            book.put(sheet, layout.example, position, column.example, "example")


def _add_list(sheet: Any, position: int, column: TemplateColumn, layout: Layout) -> None:
    if not column.choices:
        return
    letter = xl_col_to_name(position)
    source = f"='{LISTS_SHEET}'!${letter}$3:${letter}${len(column.choices) + 2}"
    sheet.data_validation(
        layout.first_data_row, position, layout.first_data_row + _PREPARED_ROWS, position,
        {
            "validate": "list", "source": source, "error_type": "stop" if column.closed else "warning",
            "error_title": "No está en la lista",
            "error_message": "Elija de la lista." if column.closed else "No está en la lista. ¿Lo deja igual?",
        },
    )  # fmt: skip


def _write_instructions(
    book: _Book, feed: Feed, columns: Sequence[TemplateColumn], lines: Sequence[str], notes: Sequence[str]
) -> None:
    sheet = book.book.add_worksheet(INSTRUCTIONS_SHEET)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 30)
    book.put(sheet, 0, 0, ". ".join([feed.title, *notes]), "title")
    for row, line in enumerate(lines, start=2):
        book.put(sheet, row, 0, f"{row - 1}", "label")
        book.put(sheet, row, 1, line, "wrapped")
    row = len(lines) + 3
    for column, text in enumerate(("Columna", "Qué se escribe", "Ejemplo (no se lee)")):
        book.put(sheet, row, column, text, "head")
    for helped in column_help(columns):
        row += 1
        for column, text in enumerate(helped):
            book.put(sheet, row, column, text, "wrapped")


def _write_zero(book: _Book, span: Span) -> None:
    sheet = book.book.add_worksheet(ZERO_SHEET)
    sheet.set_column(0, 1, 36)
    book.put(sheet, 0, 0, "Marque con X sólo los meses en que no hubo ningún caso. Esto confirma un cero.", "title")
    for column, text in enumerate(ZERO_HEADING):
        book.put(sheet, 2, column, text, "head")
    months = months_between(span.first, span.last)[:_MOST_ZERO_MONTHS]
    for row, month in enumerate(months, start=3):
        sheet.write_blank(row, 0, None, book.formats["box"])
        book.put(sheet, row, 1, f"{month:%Y-%m}", "month")
    sheet.data_validation(3, 0, 2 + len(months), 0, {"validate": "list", "source": [TICK]})


def _write_lists(book: _Book, feed: Feed, columns: Sequence[TemplateColumn]) -> None:
    sheet = book.book.add_worksheet(LISTS_SHEET)
    book.put(sheet, 0, 0, FEED_LABEL, "label")
    book.put(sheet, 0, 1, feed.id, "wrapped")
    for position, column in enumerate(columns):
        for row, choice in enumerate(column.choices, start=2):
            book.put(sheet, row, position, choice, "wrapped")
    sheet.hide()

"""XLSX and ODS workbooks as blocks, one for each sheet that holds the table."""

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from etl.read.block import ROW, SHIFTED, Block
from etl.read.door import require_all
from etl.read.heading import SEARCHED_ROWS, Heading, find_heading
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.fold import fold


def workbook_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read every visible sheet that has the heading (or those the feed names).

    Raises:
        Refusal: `unreadable`, `missing_sheet`, `missing_column`, `empty_file`.
    """
    reader = _open(path)
    first_error: Refusal | None = None
    read = 0
    for name in _sheet_names(reader, feed):
        frame, visible = _load(reader, name)
        if not visible and not feed.sheets.names:
            continue
        heading = find_heading(frame.head(SEARCHED_ROWS + feed.sheets.header_rows).rows(), feed)
        try:
            require_all(heading.admission, feed)
        except Refusal as refusal:
            first_error = first_error or refusal
            continue
        read += 1
        yield _block(name, frame, heading)
    if not read:
        raise first_error or Refusal(
            "empty_file", "el libro no tiene hojas con datos; revise el archivo", "the workbook has no sheet with data"
        )


def _open(path: Path) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise Refusal(
            "unreadable",
            "la planilla no se puede abrir; puede estar dañada o tener contraseña: guárdela otra vez sin contraseña",
            "the workbook cannot be opened; it may be damaged or have a password: save it again without one",
        ) from error


def _sheet_names(reader: fastexcel.ExcelReader, feed: Feed) -> list[str]:
    if not feed.sheets.names:
        return list(reader.sheet_names)
    by_fold = {fold(name): name for name in reader.sheet_names}
    for wanted in feed.sheets.names:
        if fold(wanted) not in by_fold:
            raise Refusal(
                "missing_sheet",
                f"falta la hoja «{wanted}»; póngale ese nombre a la hoja con los datos",
                f"sheet “{wanted}” is missing; give that name to the sheet with the data",
                wanted,
            )
    return [by_fold[fold(wanted)] for wanted in feed.sheets.names]


def _load(reader: fastexcel.ExcelReader, name: str) -> tuple[pl.DataFrame, bool]:
    try:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        return sheet.to_polars(), sheet.visible == "visible"
    except fastexcel.FastExcelError as error:
        raise Refusal(
            "unreadable",
            f"la hoja «{name}» no se puede leer; guarde el libro otra vez",
            f"sheet “{name}” cannot be read; save the workbook again",
            name,
        ) from error


def _block(name: str, frame: pl.DataFrame, heading: Heading) -> Block:
    admission = heading.admission
    columns = frame.columns
    body = (
        frame.with_row_index(ROW, offset=1)
        .with_columns(pl.col(ROW).cast(pl.Int64))
        .slice(heading.first_data_row)
        .select(
            ROW,
            pl.lit(False).alias(SHIFTED),
            *(pl.col(columns[i]).alias(standard) for i, standard in admission.columns.items()),
        )
    )
    return Block(name, body, admission.headings, admission.undeclared, admission.dropped, heading.rows_above)

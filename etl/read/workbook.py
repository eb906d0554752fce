"""XLSX and ODS workbooks as blocks, one for each sheet that holds the table."""

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from etl.read.block import NOTE_SCHEMA, ROW, SHIFTED, Block
from etl.read.file_kind import require_kind
from etl.read.heading import SEARCHED_ROWS, Heading, find_heading, require_heading
from etl.read.records_only import LABEL_PREFIX, only_records, stripped
from etl.read.repair import repaired
from etl.read.totals import Totals
from etl.read.workbook_guard import require_small_enough
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.fold import fold


def workbook_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read every visible sheet that has the heading (or those the feed names).

    A sheet with other content is told and not read; one that has a part of the heading refuses the delivery, since
    its rows would be lost without a word.

    Raises:
        Refusal: `unreadable`, `too_large`, `missing_sheet`, `missing_column`, `repeated_column`, `empty_file`.
    """
    with path.open("rb") as file:
        require_kind(file.read(512), feed.format)
    require_small_enough(path, feed.format)
    reader = _open(path)
    refused: Refusal | None = None
    read = 0
    for name in _sheet_names(reader, feed):
        frame = _load(reader, name, wanted=bool(feed.sheets.names))
        if frame is None or frame.height == 0:
            continue
        heading = find_heading(frame.head(SEARCHED_ROWS + feed.sheets.header_rows).rows(), feed)
        try:
            require_heading(heading, feed)
        except Refusal as refusal:
            if len(heading.admission.columns) > 1:
                raise _on_sheet(refusal, name) from refusal
            refused = refused or refusal
            yield _not_read(name)
            continue
        read += 1
        yield _block(name, frame, heading, feed)
    if not read:
        raise refused or Refusal(
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


def _load(reader: fastexcel.ExcelReader, name: str, *, wanted: bool) -> pl.DataFrame | None:
    """A sheet's used range as text from its first row on; None for a hidden one that the feed does not name."""
    try:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        return sheet.to_polars() if wanted or sheet.visible == "visible" else None
    except fastexcel.FastExcelError as error:
        raise Refusal(
            "unreadable",
            f"la hoja «{name}» no se puede leer; guarde el libro otra vez",
            f"sheet “{name}” cannot be read; save the workbook again",
            name,
        ) from error


def _on_sheet(refusal: Refusal, name: str) -> Refusal:
    return Refusal(refusal.kind, f"hoja «{name}»: {refusal.es}", f"sheet “{name}”: {refusal.en}", refusal.value)


def _not_read(name: str) -> Block:
    notes = pl.DataFrame([(None, None, "sheet_not_read", name)], schema=NOTE_SCHEMA, orient="row")
    frame = pl.DataFrame(schema={ROW: pl.Int64, SHIFTED: pl.Boolean})
    return Block(name, frame, {}, notes=notes)


def _block(name: str, sheet: pl.DataFrame, heading: Heading, feed: Feed) -> Block:
    admission, columns = heading.admission, sheet.columns
    labels = {i: f"{LABEL_PREFIX}{i}" for i in range(admission.width) if i not in admission.columns}
    body = (
        sheet.with_row_index(ROW, offset=1)
        .with_columns(pl.col(ROW).cast(pl.Int64))
        .slice(heading.first_data_row)
        .select(
            ROW,
            pl.lit(False).alias(SHIFTED),
            *(pl.col(columns[i]).alias(standard) for i, standard in (admission.columns | labels).items()),
        )
    )
    totals = Totals(feed)
    frame, skipped = only_records(stripped(body), feed, totals)
    frame, notes = repaired(frame, [n for n in admission.columns.values() if n in frame.columns])
    notes = pl.concat([notes, totals.notes()])
    skipped += heading.rows_above
    return Block(name, frame, admission.headings, admission.undeclared, admission.dropped, skipped, notes)

"""What reading hands on: text cells with the row number they have in the sent file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

ROW = "row"
SHIFTED = "shifted"
NOTE_SCHEMA = {"row": pl.Int64, "column": pl.String, "kind": pl.String, "value": pl.String}


def no_notes() -> pl.DataFrame:
    """An empty frame of notes."""
    return pl.DataFrame(schema=NOTE_SCHEMA)


@dataclass(frozen=True)
class Block:
    """A run of rows of one sheet.

    Attributes:
        sheet: name of the sheet; None for a file without sheets.
        frame: `row` (Int64, row of the sent file, heading included), `shifted` (Boolean, the row has another number
            of fields than the heading), and one text column for each admitted column, null where empty.
        headings: heading as sent of each admitted column.
        undeclared: headings that the feed file does not know; their content was not read.
        dropped: headings that the feed file says are always dropped and that were there.
        skipped: rows that are no records (titles, blanks, totals) and were left out.
        notes: what reading noticed: `row` (null: the file or the sheet), `column` (standard name), `kind` of finding,
            `value`.
        extracted: distinct texts of the column that says when the data were taken out, where the feed names one.
    """

    sheet: str | None
    frame: pl.DataFrame
    headings: Mapping[str, str]
    undeclared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    skipped: int = 0
    notes: pl.DataFrame = field(default_factory=no_notes)
    extracted: tuple[str, ...] = ()

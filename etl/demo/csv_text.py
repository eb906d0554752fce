"""Delimited text as agencies' systems write it."""

import csv
import io
from collections.abc import Sequence

from etl.demo.records import Record


def csv_bytes(
    headings: Sequence[str], records: Sequence[Record], delimiter: str, encoding: str, blanks: Sequence[int] = ()
) -> bytes:
    """The file; each record gets its row number.

    Args:
        headings: in order; a record without a heading's cell leaves it empty.
        records: in order; one with `raw` is written as that line, unquoted, which shifts its fields.
        delimiter: one character.
        encoding: as Python names it.
        blanks: positions in `records` before which an empty row stands.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    row = 1
    for position, record in enumerate(records):
        if position in blanks:
            writer.writerow([""] * len(headings))
            row += 1
        row += 1
        record.row = row
        if record.raw is not None:
            text.write(record.raw + "\r\n")
        else:
            writer.writerow([record.cells.get(heading) or "" for heading in headings])
    return text.getvalue().encode(encoding)

"""One table as CSV after RFC 4180: UTF-8 without a mark, comma, lines end in CRLF, a missing value is empty."""

import csv
import io

from etl.data_package.cell_text import cell_text
from etl.data_package.public_tables import PublicTable


def csv_bytes(table: PublicTable) -> bytes:
    """The whole file, its heading first; the same table always gives the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.frame.columns)
    writer.writerows([cell_text(value) for value in row] for row in table.frame.iter_rows())
    return text.getvalue().encode()

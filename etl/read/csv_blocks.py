"""A delimited text file as blocks."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from etl.read.block import NOTE_SCHEMA, ROW, SHIFTED, Block, no_notes
from etl.read.csv_parsing import Table, parse
from etl.read.file_kind import require_kind
from etl.read.heading import SEARCHED_ROWS, Heading, find_heading, require_heading
from etl.read.records_only import LABEL_PREFIX, only_records, stripped
from etl.read.repair import may_need_repair, repaired
from etl.read.text_encoding import Utf8Text
from etl.read.text_pieces import utf8_pieces
from etl.read.totals import Totals
from etl.refusal import Refusal
from schemas.feed import Feed

_DELIMITERS = (";", ",", "\t", "|")
_MOST_COLUMNS = 2000
_TOP_BYTES = 1 << 20


def csv_blocks(path: Path, feed: Feed) -> Iterator[Block]:
    """Read a delimited file of any encoding and delimiter that agencies use.

    Raises:
        Refusal: `unreadable`, `empty_file`, `missing_column`, `repeated_column`.
    """
    with path.open("rb") as file:
        require_kind(file.read(512), "csv")
    text, reader = Utf8Text(feed.encoding), None
    for piece in utf8_pieces(path, text):
        if reader is None:
            reader = _Reader.of(piece, feed)
        yield reader.block(piece, text.unexpected)
    if reader is None:
        raise Refusal(
            "empty_file",
            "el archivo está vacío; revise que se haya guardado y vuelva a enviarlo",
            "the file is empty; check that it was saved and send it again",
        )


class _Reader:
    """Turns pieces of one file into blocks, one after the other."""

    def __init__(self, feed: Feed, delimiter: str, heading: Heading) -> None:
        self._feed = feed
        self._delimiter = delimiter
        self._heading = heading
        self._rows = 0
        self._told_encoding = False
        self._totals = Totals(feed)

    @classmethod
    def of(cls, piece: bytes, feed: Feed) -> "_Reader":
        """Find delimiter and heading in the first piece."""
        top = _top(piece)
        delimiter = _delimiter(top, feed)
        heading = find_heading(_records(top, delimiter), feed)
        require_heading(heading, feed)
        return cls(feed, delimiter, heading)

    def block(self, piece: bytes, encoding: str | None) -> Block:
        """Parse one piece; cells are stripped, blank and totals rows left out."""
        admission = self._heading.admission
        frame = parse(piece, Table(self._delimiter, admission.columns | self._labels(), admission.width), self._rows)
        self._rows += frame.height
        frame, titles = self._below_heading(frame)
        frame, skipped = only_records(stripped(frame), self._feed, self._totals)
        notes = no_notes()
        if may_need_repair(piece):
            frame, notes = repaired(frame, [name for name in frame.columns if name not in (ROW, SHIFTED)])
        notes = pl.concat([notes, self._totals.notes(), self._encoding_note(encoding)])
        return Block(
            None, frame, admission.headings, admission.undeclared, admission.dropped, titles + skipped, notes
        )  # fmt: skip

    def _labels(self) -> dict[int, str]:
        """Columns that the contract does not name but where «TOTAL» may stand; looked at and never handed on.

        Only totals of a month could be taken for a record; a case has a date.
        """
        known = self._heading.admission.columns
        if self._feed.grain != "monthly_count":
            return {}
        return {i: f"{LABEL_PREFIX}{i}" for i in range(self._heading.admission.width) if i not in known}

    def _below_heading(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
        first = self._heading.first_data_row
        if self._rows - frame.height >= first:
            return frame, 0
        below = frame.filter(pl.col(ROW) > first)
        return below, self._heading.rows_above if self._rows - frame.height == 0 else 0

    def _encoding_note(self, encoding: str | None) -> pl.DataFrame:
        if encoding is None or self._told_encoding:
            return no_notes()
        self._told_encoding = True
        return pl.DataFrame([(None, None, "other_encoding", encoding)], schema=NOTE_SCHEMA, orient="row")


def _top(piece: bytes) -> str:
    lines = piece.split(b"\n", SEARCHED_ROWS * 4)[: SEARCHED_ROWS * 4]
    return b"\n".join(lines)[:_TOP_BYTES].decode("utf-8", errors="replace")


def _delimiter(top: str, feed: Feed) -> str:
    """The declared delimiter, unless the heading is whole with another one alone."""
    found = {}
    for delimiter in _DELIMITERS if feed.delimiter == "auto" else dict.fromkeys((feed.delimiter, *_DELIMITERS)):
        admission = find_heading(_records(top, delimiter), feed).admission
        if not admission.missing and delimiter == feed.delimiter:
            return delimiter
        found[delimiter] = (-len(admission.missing), len(admission.columns), top.count(delimiter))
    best = max(found, key=lambda delimiter: found[delimiter])
    return best if feed.delimiter == "auto" or found[best][0] == 0 else feed.delimiter


def _records(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    csv.field_size_limit(2 * _TOP_BYTES)
    try:
        for record in csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter):
            if len(record) > _MOST_COLUMNS:
                raise Refusal(
                    "unreadable",
                    f"una fila tiene más de {_MOST_COLUMNS} columnas; revise el separador y guarde otra vez como CSV",
                    f"a row has more than {_MOST_COLUMNS} columns; check the delimiter and save it again as CSV",
                )
            rows.append(record)
    except csv.Error:
        return rows
    return rows

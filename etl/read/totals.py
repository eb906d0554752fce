"""Totals that a file states are held against the sum of their parts; they are never counted themselves."""

from collections.abc import Iterator

import polars as pl

from etl.read.block import NOTE_SCHEMA, ROW, SHIFTED
from etl.read.door import MONTH_PREFIX, TOTAL_PREFIX
from etl.standardise import parse_counts
from schemas.feed import Feed

_MOST_TOTALS = 10_000
"""Rows of totals of one table that are looked at: a file with more of them is no table."""
Note = tuple[int | None, str, str, str]


class Totals:
    """Adds up one table, piece by piece, and notes each total that is not the sum of its parts.

    A column of totals beside months is held against the months of its row; a row of totals against the rows above it,
    back to the top of the table or to any earlier row of totals, so that subtotals of several levels are understood.
    A sum that has a part which is no number is not judged.
    """

    def __init__(self, feed: Feed) -> None:
        self._on = feed.grain == "monthly_count"
        self._sums: dict[str, int] = {}
        self._marks: dict[str, set[int]] = {}
        self._last: dict[str, int] = {}
        self._broken: set[str] = set()
        self._seen = 0
        self._notes: list[Note] = []

    def look(self, frame: pl.DataFrame, is_total: pl.Series) -> None:
        """Take the next rows of the table.

        Args:
            frame: `row`, `shifted` and text columns, in the order of the file.
            is_total: which of them are rows of totals.
        """
        if not self._on or frame.height == 0:
            return
        names = [n for n in frame.columns if n == "count" or n.startswith((MONTH_PREFIX, TOTAL_PREFIX))]
        counts = frame.select(ROW, *(parse_counts(frame[name]).alias(name) for name in names))
        whole = ~(is_total | frame[SHIFTED])
        self._across(counts.filter(whole), frame.filter(whole))
        for name in names:
            self._down(counts[ROW], counts[name], frame[name], is_total, frame[SHIFTED])

    def notes(self) -> pl.DataFrame:
        """What was noted since the last call (NOTE_SCHEMA)."""
        told, self._notes = self._notes, []
        return pl.DataFrame(told, schema=NOTE_SCHEMA, orient="row")

    def _across(self, counts: pl.DataFrame, text: pl.DataFrame) -> None:
        """The last total under a year may also be that of all months: a merged heading reaches to the last column."""
        months = [n for n in counts.columns if n.startswith(MONTH_PREFIX)]
        totals = [n for n in counts.columns if n.startswith(TOTAL_PREFIX)]
        if not months or not totals:
            return
        readable = text.select(pl.all_horizontal(pl.col(n).is_null() | counts[n].is_not_null() for n in months))
        for total in totals:
            own = [n for n in months if _of(n, total.removeprefix(TOTAL_PREFIX))]
            sums = counts.select(
                ROW,
                said=pl.col(total),
                year=pl.sum_horizontal(own or months),
                every=pl.sum_horizontal(months if total == totals[-1] else own or months),
            )
            wrong = readable.to_series() & (sums["said"] != sums["year"]) & (sums["said"] != sums["every"])
            rows = sums.filter(wrong.fill_null(value=False)).select(ROW, "said", "year")
            self._notes += [(row, total, "wrong_total", f"{said} ≠ {added}") for row, said, added in rows.iter_rows()]

    def _down(
        self, rows: pl.Series, counts: pl.Series, text: pl.Series, is_total: pl.Series, shifted: pl.Series
    ) -> None:
        name = counts.name
        parts = ~(is_total | shifted)
        if (counts.is_null() & text.is_not_null() & parts).any() or shifted.any():
            self._broken.add(name)
        if name in self._broken:
            return
        running = counts.set(~parts, 0).fill_null(0).cum_sum() + self._sums.get(name, 0)
        where = is_total.arg_true()
        for row, said, added in zip(rows.gather(where), counts.gather(where), running.gather(where), strict=True):
            self._seen += 1
            if self._seen <= _MOST_TOTALS * 12:
                self._notes += self._judged(name, row, said, added)
        self._sums[name] = int(running[-1])

    def _judged(self, name: str, row: int, said: int | None, added: int) -> Iterator[Note]:
        marks = self._marks.setdefault(name, {0})
        if said is not None and added - said not in marks:
            since_last = added - self._last.get(name, 0)
            nearest = min((added, since_last), key=lambda sum_: abs(sum_ - said))
            yield row, name, "wrong_total", f"{said} ≠ {nearest}"
        marks.add(added)
        self._last[name] = added


def _of(month: str, year: str) -> bool:
    return year == "*" or month.removeprefix(MONTH_PREFIX).startswith((year, "*"))

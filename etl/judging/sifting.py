"""Sifts the rows of a block before they are judged: those whose cells have moved, and those that repeat another one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from etl.judging.duplicates import SeenRows
from etl.judging.period import Span
from etl.judging.wide_months import MONTH_HEADING, months_into_rows
from etl.read.block import SHIFTED, Block

_OWN_COLUMNS = ("row", "sheet", SHIFTED, MONTH_HEADING, "month")
_DATE_LIKE = r"^\s*(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2})(?:[ T]|$)"


@dataclass(frozen=True)
class Sifted:
    """A block whose rows are parted; each row of it is in one of the three frames (one cell a row where months were).

    Attributes:
        period: that the file's or sheet's name declares.
        single: to be judged.
        twins: have the same cells as an earlier row of the delivery.
        shifted: their cells do not stand under their headings.
    """

    block: Block
    period: Span | None
    single: pl.DataFrame
    twins: pl.DataFrame
    shifted: pl.DataFrame

    @property
    def rows_read(self) -> int:
        """Rows of the three together."""
        return self.single.height + self.twins.height + self.shifted.height


def sift(blocks: Iterable[tuple[Block, Span | None]]) -> Iterator[Sifted]:
    """Sift the blocks of one delivery in their order, for a row may repeat one of an earlier block."""
    with SeenRows() as seen:
        for block, period in blocks:
            frame = months_into_rows(block.frame, period).with_columns(pl.lit(block.sheet, pl.String).alias("sheet"))
            whole, shifted = _parted(frame, frame[SHIFTED] | _looks_shifted(frame))
            repeated = seen.repeated(whole.drop("row", "sheet", SHIFTED, MONTH_HEADING, strict=False))
            single, twins = _parted(whole, repeated)
            yield Sifted(block, period, single, twins, shifted)


def _parted(frame: pl.DataFrame, taken: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that are not taken, and those that are; mostly none is, and nothing need be copied."""
    return (frame.filter(~taken), frame.filter(taken)) if taken.any() else (frame, frame.clear())


def _looks_shifted(frame: pl.DataFrame) -> pl.Series:
    """Same number of fields as the heading, but the date's cell holds none while another cell holds one."""
    nowhere = pl.Series([False]).new_from_index(0, frame.height)
    others = [name for name in frame.columns if name not in _OWN_COLUMNS and not name.endswith("_date")]
    if "event_date" not in frame.columns or not others:
        return nowhere
    suspects = (~frame["event_date"].str.contains(_DATE_LIKE)).fill_null(False).arg_true()
    misplaced = frame[suspects].select(pl.any_horizontal(pl.col(others).str.contains(_DATE_LIKE))).to_series()
    return nowhere.scatter(suspects.filter(misplaced.fill_null(False)), True)

"""Leaves out the rows of a table that are no records: blanks and totals."""

import re
from functools import lru_cache

import polars as pl

from etl.read.block import ROW, SHIFTED
from etl.read.door import TOTAL_PREFIX
from etl.read.totals import Totals
from schemas.feed import PLACE_COLUMNS, Feed
from schemas.fold import fold

LABEL_PREFIX = "label:"
"""Columns of this name hold text that the contract does not name; they are looked at for «TOTAL» and dropped here."""
_FEW_VALUES = (*PLACE_COLUMNS[:5], "offence", "month", "kind")
_MANY_VALUES = ("event_date", "case_ref", "activity_ref")
_TOTAL = re.compile(r"(sub ?)?total(es)?( |$)")
_folded = lru_cache(maxsize=10_000)(fold)
"""The same few places stand in every piece of a file."""
_TOTAL_AS_SENT = r"(?i)^\W*(?:sub[ -]?)?total(?:es)?(?:\W|$)"


def stripped(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells without spaces around them; empty ones as null."""
    names = [name for name in frame.columns if name not in (ROW, SHIFTED)]
    bare = frame.with_columns(pl.col(names).str.strip_chars())
    blank = [name for name in names if (bare[name] == "").any()]
    return bare.with_columns(pl.when(pl.col(blank) != "").then(pl.col(blank))) if blank else bare


def only_records(frame: pl.DataFrame, feed: Feed, totals: Totals | None = None) -> tuple[pl.DataFrame, int]:
    """The rows that are records, without label columns and columns of totals, and how many others there were.

    Args:
        frame: `row`, `shifted`, stripped text columns, label columns and columns of totals.
        feed: says which words mark a total.
        totals: holds the totals that are left out against what they sum up.
    """
    labels = [name for name in frame.columns if name.startswith(LABEL_PREFIX)]
    text = [name for name in frame.columns if name not in (ROW, SHIFTED, *labels)]
    kept = _where(frame, frame.select(pl.any_horizontal(pl.col(text).is_not_null())).to_series())
    if kept.height:
        sums = _totals(kept, feed) | _labelled_totals(kept, feed, labels)
        if totals is not None:
            totals.look(kept, sums)
        kept = _where(kept, ~sums)
    return kept.drop(*labels, *(n for n in kept.columns if n.startswith(TOTAL_PREFIX))), frame.height - kept.height


def _where(frame: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """The wanted rows; mostly that is every one, and nothing need be copied."""
    return frame if wanted.all() else frame.filter(wanted)


def _totals(frame: pl.DataFrame, feed: Feed) -> pl.Series:
    """Rows that sum up others: a cell of a place, an offence, a date or a reference says «total»."""
    found = pl.Series([False]).new_from_index(0, frame.height)
    words = frozenset(map(fold, feed.totals))
    for name in (name for name in _MANY_VALUES if name in frame.columns):
        cells = frame[name]
        worded = ((cells < "0") | (cells > ":")).fill_null(value=False)  # a date or a number begins with a digit
        if worded.any():
            found = found | cells.set(~worded, None).str.contains(_TOTAL_AS_SENT).fill_null(value=False)
    for name in (name for name in _FEW_VALUES if name in frame.columns):
        totals = [cell for cell in frame[name].unique() if cell is not None and _says_total(cell, words)]
        if totals:
            found = found | frame[name].is_in(totals).fill_null(value=False)
    return found


def _says_total(cell: str, words: frozenset[str]) -> bool:
    folded = _folded(cell)
    return folded in words or _TOTAL.match(folded) is not None


def _labelled_totals(frame: pl.DataFrame, feed: Feed, labels: list[str]) -> pl.Series:
    """Rows without date or place whose «TOTAL» stands in a column that the contract does not name."""
    words = frozenset(map(fold, feed.totals))
    keys = [name for name in ("event_date", *PLACE_COLUMNS, "offence") if name in frame.columns]
    nowhere = pl.Series([False]).new_from_index(0, frame.height)
    if not labels:
        return nowhere
    bare = frame.select(pl.all_horizontal(pl.col(keys).is_null())).to_series().arg_true()
    says = [any(cell and _says_total(cell, words) for cell in row) for row in frame[bare].select(labels).iter_rows()]
    return nowhere.scatter(bare.filter(pl.Series(says, dtype=pl.Boolean)), True)

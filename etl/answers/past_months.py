"""Which months wait for a name: rows of earlier deliveries that stay in quarantine for want of it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

import polars as pl

from etl.place_names import fold_place

_COLUMNS = ("offence", "barrio", "district", "comisaria", "territory")
_ROWS_AT_A_TIME = 25_000
_CELLS = pl.Struct(dict.fromkeys(_COLUMNS, pl.String))


class Waiting:
    """The quarantined rows of a home, asked by name. Reads its frame once, at the first question."""

    def __init__(self, quarantine: pl.DataFrame | Callable[[], pl.DataFrame]) -> None:
        """Keep the rows, or what gives them when they are needed.

        Args:
            quarantine: `feed`, `cells` (JSON), `reason` (kinds, joined) and `hint_month` of every quarantined row
                whose delivery counts; other columns are not looked at.
        """
        self._quarantine = quarantine
        self._found: dict[tuple[str, str, str], set[date]] | None = None

    def months(self, feed: str, column: str, text: str) -> set[date]:
        """First days of the months of the rows of this feed that have `text` in `column` and wait for a list.

        Names of places and offences are the same when they fold the same.
        """
        if self._found is None:
            self._found = self._index()
        return self._found.get((feed, column, fold_place(text)), set())

    def _index(self) -> dict[tuple[str, str, str], set[date]]:
        found: dict[tuple[str, str, str], set[date]] = defaultdict(set)
        rows = self._quarantine if isinstance(self._quarantine, pl.DataFrame) else self._quarantine()
        if rows.height == 0:
            return found
        unlisted = rows.filter(pl.col("reason").str.contains("unknown_place|unknown_offence")).drop_nulls("cells")
        for some in unlisted.iter_slices(_ROWS_AT_A_TIME):  # cells apart take ten times their memory
            cells = some.select("feed", "hint_month", pl.col("cells").str.json_decode(_CELLS).struct.unnest())
            for column in _COLUMNS:
                named = cells.select("feed", column, "hint_month").drop_nulls().unique()
                for feed, value, month in named.iter_rows():
                    found[feed, column, fold_place(value)].add(month)
        return found

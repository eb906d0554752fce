"""Rows that repeat another one of the same file, also where the file comes in blocks."""

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_SLOTS = 1 << 26
"""Of the filter: 64 MB, and one row in fifty looked up in vain at five million rows."""
_SECOND = np.uint64(38)
_MERGED = 16
"""Sorted blocks of about one size that become one."""


class SeenRows:
    """Remembers every row of a delivery by a 64-bit hash of its admitted cells.

    That two different rows of a file share a hash has a chance of one in a million at five million rows, and of one in
    a million millions at five thousand; such a row would be reported as a duplicate, with its number.

    Most rows are new. A Bloom filter of two probes says so for nearly all of them; only the others are looked up among
    the sorted hashes of earlier blocks, of which so many as are of one size are merged, so that there are never many.
    """

    def __init__(self) -> None:
        self._filter: npt.NDArray[np.bool_] | None = None
        self._blocks: list[Hashes] = []

    def repeated(self, cells: pl.DataFrame) -> pl.Series:
        """Boolean by row: true where an earlier row of the delivery has the same cells."""
        if cells.width == 0 or cells.height == 0:
            return pl.Series([False]).new_from_index(0, cells.height)
        series = cells.hash_rows(11)
        hashes = series.to_numpy()
        ordered = np.sort(hashes)
        twice = bool((ordered[1:] == ordered[:-1]).any())
        again = ~series.is_first_distinct() if twice else pl.Series([False]).new_from_index(0, len(hashes))
        if not self._blocks and self._filter is None:
            self._blocks.append(ordered)
            return again
        candidates = np.flatnonzero(self._maybe_seen(hashes))
        seen = candidates[self._surely_seen(hashes[candidates])]
        self._remember(ordered)
        return again.scatter(seen, True) if len(seen) else again

    def _maybe_seen(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        if self._filter is None:  # a second block has come; most files have one alone and need no filter
            self._filter = np.zeros(_SLOTS, dtype=np.bool_)
            self._mark(self._blocks[0])
        one, two = _slots(hashes)
        return self._filter.take(one) & self._filter.take(two)

    def _surely_seen(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(hashes), dtype=np.bool_)
        for block in self._blocks:
            at = np.minimum(np.searchsorted(block, hashes), len(block) - 1)
            found |= block[at] == hashes
        return found

    def _mark(self, hashes: Hashes) -> None:
        if self._filter is not None:
            for slots in _slots(hashes):
                self._filter[slots] = True

    def _remember(self, ordered: Hashes) -> None:
        self._mark(ordered)
        self._blocks.append(ordered)
        newest = self._blocks[-_MERGED:]
        if len(newest) == _MERGED and len(newest[0]) < 2 * len(newest[-1]):
            self._blocks[-_MERGED:] = [np.sort(np.concatenate(newest))]


def _slots(hashes: Hashes) -> tuple[Places, Places]:
    """Two slots of the filter for each hash, from its lowest and its highest bits."""
    return (hashes & np.uint64(_SLOTS - 1)).view(np.int64), (hashes >> _SECOND).view(np.int64)

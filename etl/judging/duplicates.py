"""Rows that repeat another one of the same file, also where the file comes in blocks."""

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
_SLOTS = 1 << 26
"""Of the filter: 64 MB, and one row in fifty looked up in vain at five million rows."""
_SECOND = np.uint64(38)


class SeenRows:
    """Remembers every row of a delivery by a 64-bit hash of its admitted cells.

    That two different rows of a file share a hash has a chance of one in a million at five million rows, and of one in
    a million millions at five thousand; such a row would be reported as a duplicate, with its number.

    Most rows are new. A Bloom filter of two probes says so for nearly all of them; only the others are looked up among
    the sorted hashes of earlier blocks, which are merged as they grow so that there are never many of them.
    """

    def __init__(self) -> None:
        self._filter: npt.NDArray[np.bool_] | None = None
        self._first: Hashes | None = None
        self._sorted: list[Hashes] = []

    def repeated(self, cells: pl.DataFrame) -> pl.Series:
        """Boolean by row: true where an earlier row of the delivery has the same cells."""
        if cells.width == 0 or cells.height == 0:
            return pl.Series([False]).new_from_index(0, cells.height)
        series = cells.hash_rows(11)
        again = ~series.is_first_distinct()
        hashes = series.to_numpy()
        if self._first is None and self._filter is None:
            self._first = hashes
            return again
        earlier = again.to_numpy(writable=True)
        candidates = np.flatnonzero(self._maybe_seen(hashes))
        earlier[candidates] |= self._surely_seen(hashes[candidates])
        self._remember(hashes)
        return pl.Series(earlier, dtype=pl.Boolean)

    def _maybe_seen(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        if self._filter is None:  # a second block has come; most files have one alone and need no filter
            self._filter = np.zeros(_SLOTS, dtype=np.bool_)
        if self._first is not None:
            first, self._first = self._first, None
            self._remember(first)
        one, two = _slots(hashes)
        return self._filter[one] & self._filter[two]

    def _surely_seen(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(hashes), dtype=np.bool_)
        for block in self._sorted:
            at = np.minimum(np.searchsorted(block, hashes), len(block) - 1)
            found |= block[at] == hashes
        return found

    def _remember(self, hashes: Hashes) -> None:
        if self._filter is None:
            return
        for slots in _slots(hashes):
            self._filter[slots] = True
        newest = np.sort(hashes)
        while self._sorted and len(self._sorted[-1]) <= len(newest):
            newest = np.sort(np.concatenate([self._sorted.pop(), newest]))
        self._sorted.append(newest)


def _slots(hashes: Hashes) -> tuple[Hashes, Hashes]:
    """Two slots of the filter for each hash, from its lowest and its highest bits."""
    return hashes & np.uint64(_SLOTS - 1), hashes >> _SECOND

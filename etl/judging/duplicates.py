"""Rows that repeat another one of the same file, also where the file comes in blocks."""

import tempfile
from dataclasses import dataclass
from types import TracebackType
from typing import IO

import numpy as np
import numpy.typing as npt
import polars as pl

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_SLOTS = 1 << 26
"""Of the filter: 64 MB, and one row in fifty looked up in vain at five million rows."""
_SECOND = np.uint64(38)
_MERGED = 16
"""Sorted blocks that become one, which is put aside on the disk: however long the file, memory holds no more."""


@dataclass(frozen=True)
class _Aside:
    """Sorted hashes in a temporary file."""

    file: IO[bytes]
    at: int
    length: int

    def hashes(self) -> Hashes:
        """Mapped for the moment alone, since what is mapped counts as memory."""
        return np.memmap(self.file, np.uint64, "r", self.at, (self.length,))


class SeenRows:
    """Remembers every row of a delivery by a 64-bit hash of its admitted cells.

    That two different rows of a file share a hash has a chance of one in a million at five million rows, and of one in
    a million millions at five thousand; such a row would be reported as a duplicate, with its number.

    Most rows are new. A Bloom filter of two probes says so for nearly all of them; only the others are looked up among
    the sorted hashes of earlier blocks.
    """

    def __init__(self) -> None:
        self._filter: npt.NDArray[np.bool_] | None = None
        self._blocks: list[Hashes] = []
        self._aside: list[_Aside] = []
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "SeenRows":
        """Nothing to begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The delivery has ended."""
        if self._file is not None:
            self._file.close()

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
        if len(hashes):
            for block in self._blocks:
                found |= _among(block, hashes)
            for aside in self._aside:
                found |= _among(aside.hashes(), hashes)
        return found

    def _mark(self, hashes: Hashes) -> None:
        if self._filter is not None:
            for slots in _slots(hashes):
                self._filter[slots] = True

    def _remember(self, ordered: Hashes) -> None:
        self._mark(ordered)
        self._blocks.append(ordered)
        if len(self._blocks) == _MERGED:
            self._put_aside(np.sort(np.concatenate(self._blocks)))
            self._blocks = []

    def _put_aside(self, ordered: Hashes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed at the end of the delivery)
        at = self._file.seek(0, 2)
        self._file.write(ordered.data)
        self._file.flush()
        self._aside.append(_Aside(self._file, at, len(ordered)))


def _among(ordered: Hashes, hashes: Hashes) -> npt.NDArray[np.bool_]:
    at = np.minimum(np.searchsorted(ordered, hashes), len(ordered) - 1)
    return np.asarray(ordered[at] == hashes)


def _slots(hashes: Hashes) -> tuple[Places, Places]:
    """Two slots of the filter for each hash, from its lowest and its highest bits."""
    return (hashes & np.uint64(_SLOTS - 1)).view(np.int64), (hashes >> _SECOND).view(np.int64)

"""Rows that repeat another one of the same file, also where the file comes in blocks."""

import polars as pl


class SeenRows:
    """Remembers every row of a delivery by a 128-bit hash of its admitted cells."""

    def __init__(self) -> None:
        self._seen: pl.Series | None = None

    def repeated(self, cells: pl.DataFrame) -> pl.Series:
        """Boolean by row: true where an earlier row of the delivery has the same cells."""
        if cells.width == 0:
            return pl.Series([False]).new_from_index(0, cells.height)
        hashes = _hashes(cells)
        again = ~hashes.is_first_distinct()
        if self._seen is not None:
            again = again | hashes.is_in(self._seen.implode())
        fresh = hashes.filter(~again)
        self._seen = fresh if self._seen is None else pl.concat([self._seen, fresh])
        return again


def _hashes(cells: pl.DataFrame) -> pl.Series:
    """One 128-bit number a row: two 64-bit hashes of all cells, side by side."""
    texts = [pl.col(name).hash(seed) for seed in (11, 29) for name in cells.columns]
    parts = cells.select(e.alias(str(i)) for i, e in enumerate(texts))
    half = len(cells.columns)
    high = pl.struct([str(i) for i in range(half)]).hash(3).cast(pl.Int128)
    low = pl.struct([str(i) for i in range(half, 2 * half)]).hash(5).cast(pl.Int128)
    shifted = high - 2**63
    return parts.select(shifted * 2**64 + low).to_series()

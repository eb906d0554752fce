"""Rows that repeat another one of the same file, also where the file comes in blocks."""

import polars as pl


class SeenRows:
    """Remembers every row of a delivery by a 128-bit hash of its admitted cells."""

    def __init__(self) -> None:
        self._seen: pl.DataFrame | None = None

    def repeated(self, cells: pl.DataFrame) -> pl.Series:
        """Boolean by row: true where an earlier row of the delivery has the same cells."""
        whole = pl.struct(pl.all())
        hashes = cells.select(whole.hash(11).alias("a"), whole.hash(29).alias("b"))
        again = ~hashes.select(pl.struct("a", "b").is_first_distinct()).to_series()
        if self._seen is None:
            self._seen = hashes.filter(~again)
            return again
        marked = hashes.join(self._seen.with_columns(old=True), on=["a", "b"], how="left", maintain_order="left")
        again = again | marked["old"].fill_null(False)  # noqa: FBT003
        self._seen = pl.concat([self._seen, hashes.filter(~again)])
        return again

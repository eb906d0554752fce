"""Where the rows of a judged delivery go, block by block."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

import polars as pl


@dataclass(frozen=True)
class Parts:
    """The rows of a judged delivery."""

    records: pl.DataFrame
    quarantine: pl.DataFrame
    findings: pl.DataFrame


class Sink(Protocol):
    """Takes the rows of a delivery block by block, so that memory does not grow with the file."""

    def add(self, records: pl.DataFrame, quarantine: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Take the rows of one block."""

    def clear(self) -> None:
        """Forget all rows taken so far: the delivery is refused."""

    def keep_findings(self, most: int) -> Counter[str]:
        """Forget all rows, keep the first `most` findings; returns how many of each kind were kept."""


class MemorySink:
    """Keeps the rows in memory; for a file that is only checked."""

    def __init__(self) -> None:
        self._blocks: list[Parts] = []

    def add(self, records: pl.DataFrame, quarantine: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Take the rows of one block."""
        self._blocks.append(Parts(records, quarantine, findings))

    def clear(self) -> None:
        """Forget all rows taken so far."""
        self._blocks.clear()

    def keep_findings(self, most: int) -> Counter[str]:
        """Forget all rows, keep the first `most` findings; returns how many of each kind were kept."""
        kept = self.parts().findings.head(most)
        self._blocks = [Parts(pl.DataFrame(), pl.DataFrame(), kept)]
        return Counter(kept["kind"].to_list() if kept.width else [])

    def parts(self) -> Parts:
        """All rows taken."""
        return Parts(
            *(_joined([getattr(b, name) for b in self._blocks]) for name in ("records", "quarantine", "findings"))
        )


def _joined(frames: list[pl.DataFrame]) -> pl.DataFrame:
    filled = [frame for frame in frames if frame.width]
    return pl.concat(filled) if filled else pl.DataFrame()

"""Rows as an agency writes them, what is wrong with each, and the delivery that holds them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

CellValue = str | int | date | None
Outcome = Literal["accepted", "quarantined", "duplicate"]
NOT_ERRORS = frozenset({"duplicate_row", "ambiguous_place", "bad_coordinates"})


@dataclass
class Record:
    """One row, or one cell of a table with months as columns.

    Attributes:
        cells: heading -> value as sent.
        indicator: what it truly counts as; None for what counts in no indicator.
        territory: where it truly happened; None for a known place in no territory.
        month: when it truly happened.
        count: cases that it stands for (0 for a suspended activity).
        kinds: faults put into it.
        ref: case reference, for records that a later delivery may replace.
        row: row of the sent file, heading included, once written.
        could_be: what a fault leaves in doubt: no more than it says, the indicator too, or everything.
        raw: the line as written, for a row whose fields are shifted.
    """

    cells: dict[str, CellValue]
    indicator: str | None
    territory: str | None
    month: date
    count: int = 1
    kinds: list[str] = field(default_factory=list)
    ref: str = ""
    row: int = 0
    sheet: str | None = None
    could_be: Literal["own", "any_indicator", "anything"] = "own"
    raw: str | None = None

    @property
    def outcome(self) -> Outcome:
        """What the pipeline must do with the row."""
        if any(kind not in NOT_ERRORS for kind in self.kinds):
            return "quarantined"
        return "duplicate" if "duplicate_row" in self.kinds else "accepted"


@dataclass
class Delivery:
    """One file and what must come of it.

    Attributes:
        path: relative to the feeds folder.
        content: the bytes of the file.
        skipped: rows that are no records: title, blank, total.
        file_kinds: findings about the file as a whole.
        status: what a run that has seen nothing says of it.
        note: why this delivery is here, for whoever reads the manifest.
    """

    feed: str
    institution: str
    path: str
    content: bytes
    records: Sequence[Record]
    months: Sequence[date]
    extracted: date
    skipped: dict[str, int] = field(default_factory=dict)
    file_kinds: tuple[str, ...] = ()
    status: Literal["loaded", "unchanged"] = "loaded"
    note: str = ""

    @property
    def outcomes(self) -> Counter[str]:
        """Number of rows by outcome."""
        return Counter(record.outcome for record in self.records)

    @property
    def findings(self) -> Counter[str]:
        """Number of findings by kind."""
        return Counter([kind for record in self.records for kind in record.kinds] + list(self.file_kinds))

"""The report of an audit: every small count with the interval in which it can be, and what forbids a release."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import isinf
from typing import Any


@dataclass(frozen=True)
class WithheldCell:
    """One small count that is not told.

    Attributes:
        indicator: id.
        territory: id.
        what: month or window, and which months.
        low: the smallest that it can be, by everything ever released.
        high: the largest; None where nothing bounds it.
        k: how wide the interval must be.
    """

    indicator: str
    territory: str
    what: str
    low: float
    high: float | None
    k: int


@dataclass(frozen=True)
class Forbidden:
    """One reason why an edition may not be released.

    Attributes:
        indicator: id; empty where the whole edition is meant.
        territory: id; empty where the whole edition is meant.
        what: the count that would be given away.
        why: in Spanish, for the person who decides.
    """

    indicator: str
    territory: str
    what: str
    why: str


@dataclass(frozen=True)
class Form:
    """How one cell is published, and which finer forms would have given something away."""

    indicator: str
    territory: str
    form: str
    refused: tuple[str, ...]


@dataclass(frozen=True)
class AuditReport:
    """What the audit of one edition found; kept beside the edition, never public.

    Attributes:
        edition: its number.
        against: numbers of the released editions that it was audited with.
        withheld: every small count that is not told.
        forbids: empty where the edition may be released.
        forms: of every cell.
    """

    edition: int
    against: tuple[int, ...]
    withheld: tuple[WithheldCell, ...]
    forbids: tuple[Forbidden, ...]
    forms: tuple[Form, ...] = ()

    @property
    def allows(self) -> bool:
        """The edition may be released."""
        return not self.forbids

    def __iter__(self) -> Iterator[Forbidden]:
        return iter(self.forbids)

    def as_json(self) -> dict[str, Any]:
        """The content of `audit.json`."""
        return asdict(self)


def open_end(high: float) -> float | None:
    """The upper limit as the report writes it: nothing where there is none."""
    return None if isinf(high) else high


def forbidden_pairs(forbids: Sequence[Forbidden]) -> set[tuple[str, str]]:
    """The cells (indicator, territory) that forbid a release."""
    return {(each.indicator, each.territory) for each in forbids}

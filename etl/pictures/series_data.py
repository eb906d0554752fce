"""The months of a series, whatever the rows hold: one entry a month, in order, none left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.programme import Evaluation, Window
from schemas.words import months_between

LINED = ("reported", "zero")
DRAWN = (*LINED, "provisional", "partial")


@dataclass(frozen=True)
class Point:
    """One month: its value where there is one, and its status."""

    month: date
    value: int | None
    status: str

    @property
    def counts(self) -> bool:
        """The month may enter a comparison."""
        return self.status in LINED and self.value is not None


@dataclass(frozen=True)
class RunChart:
    """Rows of `signal` of one series, and the months that they mark."""

    rows: tuple[Mapping[str, Any], ...]

    @property
    def outside(self) -> list[date]:
        """Months beyond the limits."""
        return self._marked(("above", "below"))

    @property
    def runs(self) -> list[date]:
        """Months of a long run on one side of the centre, or of too few crossings of it."""
        return self._marked(("run", "crossings"))

    @property
    def drawn(self) -> bool:
        """There is a centre line."""
        return any(row["centre"] is not None for row in self.rows)

    def _marked(self, kinds: tuple[str, ...]) -> list[date]:
        return sorted(row["month"] for row in self.rows if row["kind"] in kinds)


def points(rows: Iterable[Mapping[str, Any]]) -> list[Point]:
    """The rows of `indicator_value` of one series, by month; a month without a row is `not_expected`."""
    known = {row["month"]: Point(row["month"], row["value"], row["status"]) for row in rows}
    if not known:
        return []
    empty = (Point(month, None, "not_expected") for month in months_between(min(known), max(known)))
    return [known.get(point.month, point) for point in empty]


def of_status(series: Iterable[Point], status: str) -> list[date]:
    """The months of one status."""
    return [point.month for point in series if point.status == status]


def windows(evaluation: Evaluation) -> dict[str, Window]:
    """The two windows that are shaded."""
    return {"baseline": evaluation.baseline, "current": evaluation.current}

"""Which months a scenario compares: the calendar months that both of its windows hold (M01)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.programme import Evaluation, Shock
from schemas.words import add_months, months_between

SHIFTS = {"baseline_back": -1, "baseline_forward": 1}


@dataclass(frozen=True)
class CalendarMonth:
    """One calendar month and the months of each window that fall on it."""

    number: int
    baseline: tuple[date, ...]
    current: tuple[date, ...]


@dataclass(frozen=True)
class Pairing:
    """One scenario of one evaluation: its declared windows and the calendar months planned to be compared."""

    scenario: str
    baseline: tuple[date, date]
    current: tuple[date, date]
    calendar: tuple[CalendarMonth, ...]

    @property
    def planned(self) -> int:
        """Calendar months that both windows were meant to share."""
        return len(self.calendar)


def apart_months(shocks: Iterable[Shock]) -> frozenset[date]:
    """The months touched by a shock that stands apart."""
    return frozenset(month for shock in shocks if shock.stands_apart for month in shock.months)


def pairing(scenario: str, evaluation: Evaluation, apart: frozenset[date], span: Sequence[date]) -> Pairing | None:
    """The months that one scenario of an evaluation compares.

    A calendar month that comes twice in a window counts twice, with its days. A moved baseline has no month outside
    `span`, where nothing could have been sent, and none of the current window.

    Args:
        scenario: one of the published scenarios.
        evaluation: the declared windows.
        apart: months that stand apart.
        span: every month for which there are values, reported or not.

    Returns:
        None where the scenario has nothing to compare: `apart` without such months in the current window.
    """
    baseline, current = evaluation.baseline.months, evaluation.current.months
    bounds = (baseline[0], baseline[-1])
    if scenario in SHIFTS:
        bounds = (add_months(bounds[0], SHIFTS[scenario]), add_months(bounds[1], SHIFTS[scenario]))
        free = set(span) - set(current)
        baseline = [month for month in months_between(*bounds) if month in free]
    if scenario != "whole":
        baseline = [month for month in baseline if month not in apart]
        current = [month for month in current if (month in apart) == (scenario == "apart")]
    if scenario == "apart" and not current:
        return None
    return Pairing(scenario, bounds, (evaluation.current.first, evaluation.current.last), _calendar(baseline, current))


def _calendar(baseline: Sequence[date], current: Sequence[date]) -> tuple[CalendarMonth, ...]:
    before, now = _by_number(baseline), _by_number(current)
    return tuple(CalendarMonth(number, before[number], now[number]) for number in sorted(before.keys() & now.keys()))


def _by_number(months: Sequence[date]) -> dict[int, tuple[date, ...]]:
    return {number: tuple(m for m in months if m.month == number) for number in {m.month for m in months}}

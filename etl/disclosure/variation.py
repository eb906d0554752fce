"""What the dispersion says of single months: a sum of squares bounds them, and every interval carries it.

With the sum G of a group of months and the rest of Pearson's X2, a month with mean mu lies within
mu +- sqrt(X2 mu (G - mu) / G). The published dispersion is never under 1, so X2 is never known to be under df. Whether
that leaves k of room is asked of the published sums alone: were the true dispersion looked at, the answer itself would
tell it.
"""

from collections.abc import Iterator
from datetime import date
from math import ceil, floor, sqrt

from etl.disclosure.cells import Cell, Compared
from etl.disclosure.forms import quarters
from etl.disclosure.statements import quarter_months
from etl.methods.rate_ratio import rate_ratio
from etl.methods.windows import days_in_months

Group = tuple[frozenset[date], int]
_STEPS = 40


def leaves_room(cell: Cell, compared: Compared, form: str, phi: float = 1.0) -> bool:
    """Whether every month of both windows stays at least k wide once a dispersion of `phi` is known.

    Args:
        cell: the cell.
        compared: its headline, whose counts are told.
        form: of its series: the sums of whole quarters are known with `quarter`.
        phi: dispersion; 1 is the least that is ever published.
    """
    if form == "month":
        return True
    events = [(months, count) for months, count in compared.sums if count > 0]
    known = [_groups(cell, months, form) for months, _ in events]
    freedom = sum(len(months) - 1 for months, _ in events)
    between = sum(_between(window, groups) for window, groups in zip(events, known, strict=True))
    spread = max(phi * freedom - between, 0.0)
    return all(_width(spread, group) >= cell.rule.k for groups in known for group in groups if group[1] > 0)


def highest_dispersion(compared: Compared, alpha: float) -> float:
    """The largest dispersion with which the counts of a clear change still have p <= alpha: what its verdict tells."""
    row = compared.row
    low, high = 1.0, max(float(row["baseline_count"] + row["current_count"]), 1.0)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        p = rate_ratio(
            row["current_count"], row["baseline_count"], row["current_days"], row["baseline_days"], middle, alpha
        ).p
        low, high = (middle, high) if p <= alpha else (low, middle)
    return high


def _groups(cell: Cell, window: frozenset[date], form: str) -> list[Group]:
    """The window parted into sets of months whose sums are known: whole quarters, and what is left."""
    groups = list(_whole_quarters(cell, window)) if form == "quarter" else []
    rest = window.difference(*(months for months, _ in groups))
    left = sum(cell.values[month] for month in rest)
    return [*groups, (rest, left)] if rest else groups


def _whole_quarters(cell: Cell, window: frozenset[date]) -> Iterator[Group]:
    for start, count in quarters(cell).items():
        months = frozenset(quarter_months(start))
        if months <= window:
            yield months, count


def _between(window: Group, groups: list[Group]) -> float:
    """The part of X2 that the known sums already show."""
    rate = window[1] / days_in_months(sorted(window[0]))
    expected = [(count, rate * days_in_months(sorted(months))) for months, count in groups]
    return sum((count - mean) ** 2 / mean for count, mean in expected)


def _width(spread: float, group: Group) -> float:
    """The narrowest interval of a month of a group."""
    months, count = group
    days = days_in_months(sorted(months))
    return min(_month_width(spread, count * days_in_months([month]) / days, count) for month in months)


def _month_width(spread: float, mean: float, count: int) -> float:
    reach = sqrt(spread * mean * (count - mean) / count) if count > mean else 0.0
    return floor(min(mean + reach, count)) - ceil(max(mean - reach, 0.0))

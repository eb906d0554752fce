"""What the dispersion says of single months: a sum of squares bounds them, and every interval carries it.

With the sum G of a group of months and the rest of Pearson's X2, a month with mean mu lies within
mu +- sqrt(X2 mu (G - mu) / G). The published dispersion is never under 1, so X2 is never known to be under df. Whether
that leaves k of room is asked of the published sums alone: were the true dispersion looked at, the answer itself would
tell it.

Two sums of squares over different months are a third one, by subtraction: `spread.py` sees to it that only one is told.
"""

from collections.abc import Collection, Iterator
from datetime import date
from math import ceil, floor, sqrt

from etl.disclosure.cells import Cell, Compared
from etl.disclosure.forms import quarters
from etl.disclosure.statements import quarter_months
from etl.methods.rate_ratio import rate_ratio
from etl.methods.windows import days_in_months

Group = tuple[frozenset[date], int]
Rated = tuple[Group, float]
"""A group of months and the rate (cases a day) of its window."""
_STEPS = 40


def leaves_room(
    cell: Cell,
    compared: Compared,
    form: str,
    phi: float = 1.0,
    cuts: Collection[frozenset[date]] = (),
    *,
    told_before: bool = False,
) -> bool:
    """Whether every month of both windows stays at least k wide once a dispersion of `phi` is known.

    Args:
        cell: the cell.
        compared: its headline, whose counts are told.
        form: of its series: the sums of whole quarters are known with `quarter`.
        phi: dispersion; 1 is the least that is ever published.
        cuts: other sets of months whose sums are or were public; they part the windows further.
        told_before: the spread of another set of months was told: each group is then taken to be alone in its window,
            the spread within all others known.
    """
    if form == "month":
        return True
    events = [(months, count) for months, count in compared.sums if count > 0]
    known = [_groups(cell, months, form, cuts) for months, _ in events]
    freedom = sum(len(months) - 1 for months, _ in events)
    between = sum(_between(window, groups) for window, groups in zip(events, known, strict=True))
    rated = [(group, _rate(window)) for window, groups in zip(events, known, strict=True) for group in groups]
    spent = [_within(cell, each) if told_before else 0.0 for each in rated]
    public = {month for cut in cuts if len(cut) == 1 for month in cut}
    return all(
        _width(max(phi * freedom - between - (sum(spent) - mine), 0.0), each) >= cell.rule.k
        for each, mine in zip(rated, spent, strict=True)
        if each[0][1] > 0 and not each[0][0] <= public
    )


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


def _groups(cell: Cell, window: frozenset[date], form: str, cuts: Collection[frozenset[date]]) -> list[Group]:
    """The window parted into sets of months whose sums are known: whole quarters, what is left, and what cuts these."""
    whole = [months for months, _ in _whole_quarters(cell, window)] if form == "quarter" else []
    parts: dict[tuple[bool, ...], set[date]] = {}
    for month in window:
        parts.setdefault(tuple(month in months for months in (*whole, *cuts)), set()).add(month)
    return [(frozenset(part), sum(cell.values[month] for month in part)) for _, part in sorted(parts.items())]


def _whole_quarters(cell: Cell, window: frozenset[date]) -> Iterator[Group]:
    for start, count in quarters(cell).items():
        months = frozenset(quarter_months(start))
        if months <= window:
            yield months, count


def _between(window: Group, groups: list[Group]) -> float:
    """The part of X2 that the known sums already show."""
    rate = _rate(window)
    expected = [(count, rate * days_in_months(sorted(months))) for months, count in groups]
    return sum((count - mean) ** 2 / mean for count, mean in expected)


def _rate(window: Group) -> float:
    return window[1] / days_in_months(sorted(window[0]))


def _within(cell: Cell, rated: Rated) -> float:
    """The part of X2 that the months of a group add around its own mean."""
    (months, count), rate = rated
    days = days_in_months(sorted(months))
    spans = {month: days_in_months([month]) for month in months}
    return sum((cell.values[month] - count * span / days) ** 2 / (rate * span) for month, span in spans.items())


def _width(spread: float, rated: Rated) -> float:
    """The narrowest interval of a month of a group, if the whole of `spread` may lie within that group."""
    (months, count), rate = rated
    days = days_in_months(sorted(months))
    return min(_month_width(spread, days_in_months([month]), days, count, rate) for month in months)


def _month_width(spread: float, mine: int, days: int, count: int, rate: float) -> float:
    mean = count * mine / days
    reach = sqrt(spread * rate * mine * (days - mine) / days)
    return floor(min(mean + reach, count)) - ceil(max(mean - reach, 0.0))

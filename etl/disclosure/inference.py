"""What a reader infers from the control itself: a form that was refused, a comparison that is withheld."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from etl.disclosure.cells import Cell, Compared
from etl.disclosure.leaks import Leak
from etl.disclosure.statements import Statement, months_written
from etl.disclosure.thresholds import small

_PAIR = 2


def refusal_tells(cell: Cell, told: Sequence[Statement]) -> list[Leak]:
    """A series that is not told by month has a month of 1 to k-1 somewhere: too much, if only one group can hold it.

    Months that stand in the same sums are one group, and its cases are taken as known. A group of three or more months
    with G cases, one of them small, has months of 0 to G-1; with two months, 1 to G-1; a single month 1 to k-1. Nothing
    of a sensitive indicator is ever told by month, so that its form says nothing.

    Args:
        cell: the cell.
        told: every sum that is or was public, with those of the form in question.
    """
    if cell.rule.sensitive:
        return []
    holders = [group for group in _groups(cell, told) if _may_hold(cell, group)]
    if len(holders) != 1:
        return []
    (months,) = holders
    width = _width(cell, months, told)
    what = f"month {months_written(months)}"
    return [Leak(what, "es el único lugar del mes pequeño que la forma delata")] if width < cell.rule.k else []


def _groups(cell: Cell, told: Sequence[Statement]) -> list[frozenset[date]]:
    sets = list(dict.fromkeys(each.months for each in told))
    groups: dict[tuple[bool, ...], set[date]] = {}
    for month in sorted(cell.values):
        groups.setdefault(tuple(month in months for months in sets), set()).add(month)
    return [frozenset(group) for group in groups.values()]


def _may_hold(cell: Cell, months: frozenset[date]) -> bool:
    count = sum(cell.values[month] for month in months)
    return count > 0 if len(months) > 1 else small(count, cell.rule.k, cell.rule.sensitive)


def _width(cell: Cell, months: frozenset[date], told: Sequence[Statement]) -> float:
    """How wide a month of the only group is known."""
    if len(months) == 1:
        return cell.rule.k - 2
    if not any(months <= each.months for each in told):
        return np.inf
    count = sum(cell.values[month] for month in months)
    return count - 1 - (len(months) == _PAIR)


def beside_a_known_side(cell: Cell, told: Sequence[Statement]) -> list[Leak]:
    """Both windows of a comparison are withheld where one is small: if one is known all the same, it is the other.

    Args:
        cell: the cell.
        told: every sum that this edition would tell. What older editions told cannot be called back.
    """
    return [
        Leak(f"window {months_written(hidden)}", "su otra ventana se conoce: solo esta puede ser la pequeña")
        for each in cell.compared
        for known, hidden in _sides(each, cell)
        if _adds_up(known, told)
    ]


def _sides(compared: Compared, cell: Cell) -> Iterator[tuple[frozenset[date], frozenset[date]]]:
    """A window that is not small, and one that is."""
    rule = cell.rule
    sides = [(months, small(count, rule.k, rule.sensitive)) for months, count in compared.sums]
    for (known, its), (hidden, other) in (sides, sides[::-1]) if len(sides) > 1 else ():
        if other and not its:
            yield known, hidden


def _adds_up(months: frozenset[date], told: Sequence[Statement]) -> bool:
    """The sum of these months is a sum or difference of sums that are told."""
    sets = [months, *dict.fromkeys(each.months for each in told)]
    span = sorted(frozenset().union(*sets))
    matrix = np.array([[month in each for month in span] for each in sets], dtype=float)
    return bool(len(sets) > 1 and np.linalg.matrix_rank(matrix) == np.linalg.matrix_rank(matrix[1:]))

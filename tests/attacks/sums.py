"""Everything published that is a sum of months, and what a linear programme makes of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog

from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import matched, quarter

Key = tuple[str, str]
SCENARIOS = ("headline", "whole", "apart", "baseline_back", "baseline_forward")
_SLACK = 1e-6


@dataclass(frozen=True)
class Known:
    """Cases of some months of one cell, as they were published."""

    months: frozenset[date]
    total: int


Facts = Mapping[Key, Collection[Known]]


def months_shown(public: PublicFolder) -> Iterator[tuple[Key, Known]]:
    """The monthly series."""
    for row in public.series().filter(public.series()["value"].is_not_null()).iter_rows(named=True):
        yield (row["indicator"], row["territory"]), Known(frozenset([row["month"]]), row["value"])


def quarters_shown(public: PublicFolder) -> Iterator[tuple[Key, Known]]:
    """The series by quarter."""
    for row in public.series("quarter").iter_rows(named=True):
        if row["value"] is not None:
            yield (row["indicator"], row["territory"]), Known(quarter(row["month"]), row["value"])


def windows_shown(public: PublicFolder, scenarios: Sequence[str] = ("headline",)) -> Iterator[tuple[Key, Known]]:
    """Counts of the comparison, in the scenarios asked for."""
    for scenario in scenarios:
        for row in public.compared(scenario).iter_rows(named=True):
            for months, side in zip(matched(public, row), ("baseline_count", "current_count"), strict=True):
                if row[side] is not None and months:
                    yield (row["indicator"], row["territory"]), Known(months, row[side])


def scenarios_shown(public: PublicFolder) -> Iterator[tuple[Key, Known]]:
    """Counts of the comparison in every scenario."""
    return windows_shown(public, SCENARIOS)


def frozen_shown(public: PublicFolder) -> Iterator[tuple[Key, Known]]:
    """The frozen baseline, by month or by quarter."""
    for row in public.tables["baseline"].filter(public.tables["baseline"]["value"].is_not_null()).iter_rows(named=True):
        if row["institution"] == public.leads.get(row["indicator"]) and row["indicator"] in public.k:
            months = {"quarter": quarter(row["month"])}.get(row["period"], frozenset([row["month"]]))
            if row["period"] != "window":
                yield (row["indicator"], row["territory"]), Known(months, row["value"])


Source = Callable[[PublicFolder], Iterable[tuple[Key, Known]]]


def gathered(publics: Iterable[PublicFolder], sources: Iterable[Source]) -> dict[Key, set[Known]]:
    """What several tables say of each cell."""
    found: dict[Key, set[Known]] = {}
    for public in publics:
        for source in sources:
            for key, known in source(public):
                if key[0] in public.k:
                    found.setdefault(key, set()).add(known)
    return found


def solved(facts: Facts, edition: int, way: str) -> list[Claim]:
    """Bounds of every month that is not shown, and of what one sum has more than another."""
    return [
        Claim(*key, months, low, high, edition, way)
        for key, sums in facts.items()
        for months, low, high in _bounds(sums)
    ]


def _bounds(sums: Collection[Known]) -> Iterator[tuple[frozenset[date], float, float]]:
    """Each group of months that stand in the same sums: its sum is one unknown."""
    usable = _without_known_months(_consistent(sorted(sums, key=lambda each: (sorted(each.months), each.total))))
    groups: dict[tuple[int, ...], set[date]] = {}
    for month in {month for each in usable for month in each.months}:
        inside = tuple(place for place, each in enumerate(usable) if month in each.months)
        groups.setdefault(inside, set()).add(month)
    if not groups:
        return
    signatures = sorted(groups)
    matrix = np.array([[float(place in each) for each in signatures] for place in range(len(usable))])
    totals = np.array([float(each.total) for each in usable])
    for place, signature in enumerate(signatures):
        low, high = _range(matrix, totals, place)
        months = frozenset(groups[signature])
        yield months, low, high
        if len(months) > 1:
            yield from ((frozenset([month]), 0.0, high) for month in sorted(months))


def _range(matrix: np.ndarray, totals: np.ndarray, place: int) -> tuple[float, float]:
    if matrix.shape == (1, 1):
        return float(totals[0]), float(totals[0])
    costs = np.zeros(matrix.shape[1])
    costs[place] = 1.0
    ends = [linprog(sign * costs, A_eq=matrix, b_eq=totals, method="highs") for sign in (1.0, -1.0)]
    if not all(end.success for end in ends):
        return 0.0, inf
    return float(ceil(ends[0].fun - _SLACK)), float(floor(-ends[1].fun + _SLACK))


def _without_known_months(sums: Sequence[Known]) -> list[Known]:
    """What is left of each sum once the months that are shown one by one are taken off."""
    shown = {next(iter(each.months)): each.total for each in sums if len(each.months) == 1}
    left = [
        Known(
            frozenset(each.months - shown.keys()),
            each.total - sum(shown[month] for month in each.months & shown.keys()),
        )
        for each in sums
        if not each.months <= shown.keys()
    ]
    return _consistent(left)


def _consistent(sums: Sequence[Known]) -> list[Known]:
    """One total for each set of months: of two editions that differ neither is used (something changed)."""
    by_months: dict[frozenset[date], set[int]] = {}
    for each in sums:
        by_months.setdefault(each.months, set()).add(each.total)
    return [Known(months, totals.pop()) for months, totals in by_months.items() if len(totals) == 1]

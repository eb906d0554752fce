"""How narrowly published sums bound what they do not show: the smallest and the largest it can be (M14).

Months that stand in the same sums cannot be told apart, so that each such group is one unknown. The unknowns are whole
numbers, so the limits are those of the integer programme: exactly what enumerating every table would find.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt
from scipy.optimize import LinearConstraint, milp

Interval = tuple[float, float]
Floats = npt.NDArray[np.float64]
_INFEASIBLE = 2
_WHOLE = 1e-6
"""How near a solver's number must be to a whole one."""


class ContradictionError(ValueError):
    """No counts at all agree with the sums: something that was taken for the same has changed."""


@dataclass(frozen=True)
class Sum:
    """A published sum of unknowns.

    Attributes:
        parts: the unknowns that are added, each once.
        total: what they add up to.
    """

    parts: frozenset[Hashable]
    total: int


class Bounds:
    """Limits of unknown counts (0, 1, 2, ...) under published sums."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        self._sums: Sequence[Sum] = tuple(dict.fromkeys(sums))
        standing: dict[Hashable, list[int]] = {}
        for place, published in enumerate(self._sums):
            for part in published.parts:
                standing.setdefault(part, []).append(place)
        self._group_of: Mapping[Hashable, tuple[int, ...]] = {part: tuple(at) for part, at in standing.items()}
        self._groups: dict[tuple[int, ...], set[Hashable]] = {}
        for part, group in self._group_of.items():
            self._groups.setdefault(group, set()).add(part)
        self._island = self._islands()
        self._known: dict[tuple[frozenset[tuple[int, ...]], bool], float] = {}

    def of(self, parts: Collection[Hashable]) -> Interval:
        """The smallest and the largest that the sum of `parts` can be.

        Raises:
            ContradictionError: the published sums contradict each other.
        """
        touched = {self._group_of[part] for part in parts if part in self._group_of}
        whole = {group for group in touched if self._groups[group] <= set(parts)}
        low = self._limit(frozenset(whole), largest=False)
        free = any(part not in self._group_of for part in parts)
        return low, inf if free else self._limit(frozenset(touched), largest=True)

    def _limit(self, groups: frozenset[tuple[int, ...]], *, largest: bool) -> float:
        """A limit of the sum of whole groups: those of separate islands are added."""
        islands: dict[int, set[tuple[int, ...]]] = {}
        for group in groups:
            islands.setdefault(self._island[group[0]], set()).add(group)
        return sum(self._on_island(island, frozenset(each), largest) for island, each in islands.items())

    def _on_island(self, island: int, groups: frozenset[tuple[int, ...]], largest: bool) -> float:
        if (groups, largest) not in self._known:
            self._known[groups, largest] = self._solved(island, groups, largest)
        return self._known[groups, largest]

    def _solved(self, island: int, wanted: frozenset[tuple[int, ...]], largest: bool) -> float:
        rows = [place for place in range(len(self._sums)) if self._island[place] == island]
        groups = [group for group in self._groups if self._island[group[0]] == island]
        if len(rows) == len(groups) == 1:
            return float(self._sums[rows[0]].total)
        matrix = np.array([[1.0 if row in group else 0.0 for group in groups] for row in rows])
        totals = np.array([float(self._sums[row].total) for row in rows])
        sign = -1.0 if largest else 1.0
        costs = np.array([sign if group in wanted else 0.0 for group in groups])
        return float(round(sign * _smallest(costs, matrix, totals)))

    def _islands(self) -> list[int]:
        """A number for each sum, the same for sums that share an unknown, directly or through others."""
        island = list(range(len(self._sums)))
        for group in self._groups:
            joined = {island[place] for place in group}
            least = min(joined)
            island = [least if number in joined else number for number in island]
        return island


def _smallest(costs: Floats, matrix: Floats, totals: Floats) -> float:
    """The smallest value of `costs` over whole numbers whose sums are `totals`.

    In fractions it is found much faster, and where that answer is whole it is the answer.
    """
    published = LinearConstraint(matrix, totals, totals)
    for whole in (0, 1):
        found = milp(costs, constraints=published, integrality=np.full(len(costs), whole))
        if found.status == _INFEASIBLE:
            raise ContradictionError("published sums contradict each other")
        if whole or np.abs(found.x - np.round(found.x)).max() < _WHOLE:
            break
    return float(found.fun)

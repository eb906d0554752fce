"""The rival of the audit: one linear programme over the whole board, asked again for each withheld month.

It knows nothing of groups of months that cannot be told apart, nor that cells have nothing in common.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

Month = tuple[int, int]
"""cell, month"""


def intervals(sums: Sequence[tuple[Sequence[Month], int]], wanted: Sequence[Month]) -> dict[Month, tuple[float, float]]:
    """The smallest and largest count of each wanted month, under all published sums at once."""
    unknowns = sorted({month for months, _ in sums for month in months})
    place = {month: number for number, month in enumerate(unknowns)}
    at = [(row, place[month]) for row, (months, _) in enumerate(sums) for month in months]
    rows, columns = zip(*at, strict=True)
    matrix = csr_array((np.ones(len(at)), (rows, columns)), shape=(len(sums), len(unknowns)))
    totals = np.array([total for _, total in sums], dtype=float)
    found = {}
    for month in wanted:
        ends = []
        for sign in (1.0, -1.0):
            costs = np.zeros(len(unknowns))
            costs[place[month]] = sign
            solved = linprog(costs, A_eq=matrix, b_eq=totals, bounds=(0, None), method="highs")
            ends.append(float(round(sign * solved.fun)))
        found[month] = (ends[0], ends[1])
    return found

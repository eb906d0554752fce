"""What a family of tests gives away: q, and the labels that rest on it, depend on the p of every cell of the family."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from etl.methods.family import q_values

_SURE, _NOTHING = 0.0, 1.0


def telling_labels(p: Sequence[float], hidden: int, alpha: float, fdr: float) -> list[bool]:
    """Which visible cells have a label that would be another one if the withheld cells were otherwise.

    A withheld cell may not be tested at all, or have any p from 0 to 1; q falls and rises with it, so the ends decide.

    Args:
        p: of the visible tested cells.
        hidden: how many cells of the family are withheld.
        alpha: two-sided error of the test.
        fdr: false discovery rate.
    """
    labels: list[set[bool]] = [set() for _ in p]
    for sure, nothing in product(range(hidden + 1), repeat=2):
        if sure + nothing <= hidden:
            q = q_values(np.array([*p, *[_SURE] * sure, *[_NOTHING] * nothing], dtype=np.float64))
            for found, mine, its_q in zip(labels, p, q, strict=False):
                found.add(bool(mine <= alpha and its_q <= fdr))
    return [len(found) > 1 for found in labels]

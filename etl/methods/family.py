"""M06: many comparisons. Which cells can be tested at all, and q, which belongs to the whole family."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def q_values(p: Any) -> Floats:
    """Adjusted p of one family (Benjamini & Hochberg 1995): the least of p m / rank among it and all greater ones.

    Args:
        p: the p of every testable cell of the family, one axis.

    Raises:
        ValueError: on NaN: a cell that cannot be tested must not be in a family.
    """
    values = np.asarray(p, dtype=np.float64)
    if values.size == 0:
        return values
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p must lie between 0 and 1: a cell that cannot be tested has no place in a family")
    falling = np.argsort(values)[::-1]
    adjusted = np.minimum.accumulate(values[falling] * (values.size / np.arange(values.size, 0, -1)))
    return np.minimum(1.0, adjusted)[np.argsort(falling)]


def bonferroni(p: Any) -> Floats:
    """P times the number of comparisons, at most 1: the stricter rule, shown beside q on the page of methods."""
    values = np.asarray(p, dtype=np.float64)
    return np.minimum(1.0, values * values.size)


def smallest_p(total: Any, current_days: Any, baseline_days: Any) -> Floats:
    """The smallest central p that `total` cases could give, however they split (Tarone 1990).

    It looks at the total alone, never at the direction nor at the dispersion.

    Args:
        total: cases of both windows; NaN where nothing was reported.
        current_days: days now.
        baseline_days: days before.

    Returns:
        1 where there are no cases, no days, or nothing was reported.
    """
    n, e1, e0 = (np.asarray(number, dtype=np.float64) for number in (total, current_days, baseline_days))
    exposed = (e1 > 0) & (e0 > 0)
    share = np.where(exposed, e1, 1.0) / np.where(exposed, e1 + e0, 2.0)
    least = 2 * np.minimum(share, 1 - share) ** np.where(np.isnan(n), 0.0, n)
    return np.minimum(1.0, np.where(exposed, least, 1.0))[()]

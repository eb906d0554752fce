"""M06: what change could have been seen with so few cases."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.rate_ratio import p_of_fall, p_of_rise

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Detectable(NamedTuple):
    """Counts now that chance alone would not explain; NaN where no count on that side would do."""

    largest_fall: Floats
    smallest_rise: Floats


def detectable(baseline: Any, current_days: Any, baseline_days: Any, phi: Any = 1.0, alpha: float = 0.05) -> Detectable:
    """The largest count now that would be a fall and the smallest that would be a rise, tested alone.

    Both one-sided p are monotone in the count now, so a search over whole numbers is exact.

    Args:
        baseline: cases before; NaN where there are none to speak of. All arguments broadcast against each other.
        current_days: days now.
        baseline_days: days before.
        phi: dispersion, 1 or more.
        alpha: two-sided error of the test.
    """
    arrays = [np.asarray(number, dtype=np.float64) for number in (baseline, current_days, baseline_days, phi)]
    x0, e1, e0, spread = np.broadcast_arrays(*arrays)
    fall, rise = np.full(x0.shape, np.nan), np.full(x0.shape, np.nan)
    usable = ~np.isnan(x0) & (e1 > 0) & (e0 > 0)
    if usable.any():
        before, phis = x0[usable], spread[usable]
        share = e1[usable] / (e1[usable] + e0[usable])
        expected = before * share / (1 - share)
        # where a normal distribution of square roots puts the edge: the search starts there
        reach = np.sqrt(phis / (1 - share))
        below, above = np.sqrt(expected) - reach, np.sqrt(expected) + reach

        def falls(count: Floats) -> Flags:
            return np.asarray(2 * p_of_fall(count, before, share, phis) <= alpha)

        def rises(count: Floats) -> Flags:
            return np.asarray(2 * p_of_rise(count, before, share, phis) <= alpha)

        edge = _first(lambda count: ~falls(count), np.floor(np.maximum(below, 0.0) ** 2))
        fall[usable] = np.where(edge > 0, edge - 1, np.nan)
        rise[usable] = _first(rises, np.ceil(above**2))
    return Detectable(fall[()], rise[()])


def _first(holds: Callable[[Floats], Flags], guess: Floats) -> Floats:
    """The smallest whole number from 0 on for which `holds`, which is false below it and true from it on.

    From `guess` the steps double until the answer lies between `no` and `yes`; halves then find it.
    """
    no, yes = guess.copy(), guess.copy()
    step = 1.0
    while (far := ~holds(yes)).any():
        no, yes = np.where(far, yes, no), np.where(far, yes + step, yes)
        step *= 2
    step = 1.0
    while (near := (no >= 0) & holds(np.maximum(no, 0.0))).any():
        yes, no = np.where(near, no, yes), np.where(near, np.maximum(no - step, -1.0), no)
        step *= 2
    while (yes - no > 1).any():
        middle = np.floor((yes + no) / 2)
        hit = (middle >= 0) & holds(np.maximum(middle, 0.0))
        yes, no = np.where(hit, middle, yes), np.where(hit, no, middle)
    return yes

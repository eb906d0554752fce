"""M04 and M05: the exact rate ratio, on effective counts where months vary more than chance."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from etl.methods.distributions import clopper_pearson

Floats = npt.NDArray[np.float64]


class RateRatio(NamedTuple):
    """Current over baseline, its interval, and the central two-sided p; NaN where there is no test.

    `ratio` and `high` are infinite where the baseline has no cases: such a value is never printed as a number.
    """

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats


def rate_ratio(
    current: Any, baseline: Any, current_days: Any, baseline_days: Any, phi: Any = 1.0, alpha: float = 0.05
) -> RateRatio:
    """Exact conditional comparison of two Poisson rates (Przyborowski & Wilenski 1940).

    Given N = current + baseline, the current count is binomial(N, pi) with pi0 = E1 / (E1 + E0) when nothing changed.
    The Clopper-Pearson limits of pi, on the effective counts current/phi and N/phi (Korn & Graubard 1998), become
    ratios by pi / (1 - pi) * E0 / E1. p is twice the smaller one-sided tail of the same beta distributions, at most
    1, so that p <= alpha exactly when the interval leaves out 1.

    Args:
        current: cases now; NaN where nothing was reported. All arguments broadcast against each other.
        baseline: cases before.
        current_days: days of the matched months now.
        baseline_days: days of the matched months before.
        phi: dispersion, 1 or more; 1 gives the binomial test exactly.
        alpha: two-sided error of the interval.

    Returns:
        NaN in all four where there are no cases at all or a window has no days.
    """
    x1, x0, e1, e0, spread = _floats(current, baseline, current_days, baseline_days, phi)
    out = [np.full(x1.shape, np.nan) for _ in range(4)]
    usable = _comparable(x1, x0, e1, e0)
    if usable.any():
        parts = _ratio(x1[usable], x0[usable], e1[usable], e0[usable], spread[usable], alpha)
        for whole, part in zip(out, parts, strict=True):
            whole[usable] = part
    return RateRatio(*(part[()] for part in out))


def _comparable(x1: Floats, x0: Floats, e1: Floats, e0: Floats) -> npt.NDArray[np.bool_]:
    """Where a ratio has a meaning: some case in all, and days in both windows."""
    return np.asarray((x1 + x0 > 0) & (e1 > 0) & (e0 > 0))


def p_of_fall(current: Floats, baseline: Floats, share: Floats, phi: Floats) -> Floats:
    """The one-sided p of a fall: so few cases now, or fewer, among all N = current + baseline.

    Args:
        current: cases now.
        baseline: cases before.
        share: pi0 = E1 / (E1 + E0).
        phi: dispersion.
    """
    # a beta distribution with a parameter of 0 is a point: that tail is certain. 1.0 stands in to keep the call valid
    tail = special.betaincc(current / phi + 1, np.where(baseline > 0, baseline, 1.0) / phi, share)
    return np.where(baseline > 0, tail, 1.0)


def p_of_rise(current: Floats, baseline: Floats, share: Floats, phi: Floats) -> Floats:
    """The one-sided p of a rise: so many cases now, or more. Arguments as in `p_of_fall`."""
    tail = special.betainc(np.where(current > 0, current, 1.0) / phi, baseline / phi + 1, share)
    return np.where(current > 0, tail, 1.0)


def central_p(current: Floats, baseline: Floats, share: Floats, phi: Floats) -> Floats:
    """Twice the smaller one-sided p, at most 1. Arguments as in `p_of_fall`."""
    fall, rise = p_of_fall(current, baseline, share, phi), p_of_rise(current, baseline, share, phi)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(fall, rise)))


def _ratio(x1: Floats, x0: Floats, e1: Floats, e0: Floats, phi: Floats, alpha: float) -> tuple[Floats, ...]:
    low, high = clopper_pearson(x1 / phi, (x1 + x0) / phi, alpha)
    with np.errstate(divide="ignore"):  # a baseline without cases: the ratio is infinite, and said to be
        ratio = (x1 / e1) / (x0 / e0)
        upper = high / (1 - high) * e0 / e1
    return ratio, low / (1 - low) * e0 / e1, upper, central_p(x1, x0, e1 / (e1 + e0), phi)


def _floats(*numbers: Any) -> tuple[Floats, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(number, dtype=np.float64) for number in numbers)))

"""Tails and quantiles of the usual distributions, straight from `scipy.special`.

`scipy.stats` and `statsmodels` give the same numbers, to which the tests hold these, but take more than a second to
load, in every run. Arguments broadcast against each other; results are Float64.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]


def normal_above(tail: Any) -> Floats:
    """The value above which lies `tail` of the standard normal distribution."""
    return np.asarray(-special.ndtri(tail))


def student_above(tail: Any, df: Any) -> Floats:
    """The value above which lies `tail` of Student's t; infinite degrees of freedom give the normal distribution."""
    return np.asarray(-special.stdtrit(df, tail))


def student_tail(t: Any, df: Any) -> Floats:
    """The chance of more than `t`."""
    return np.asarray(special.stdtr(df, np.negative(t)))


def poisson_quantile(share: Any, mean: Any) -> Floats:
    """The smallest count up to which lies at least `share` of the Poisson distribution; 0 < share < 1, mean >= 0."""
    above = np.ceil(special.pdtrik(share, mean))  # may be one too many where the chance up to it is `share` itself
    below = np.maximum(above - 1, 0)
    return np.asarray(np.where(special.pdtr(below, mean) >= share, below, above))


def poisson_tail(count: Any, mean: Any) -> Floats:
    """The chance of more than `count`."""
    return np.asarray(special.pdtrc(count, mean))


def poisson_chance(count: Any, mean: Any) -> Floats:
    """The chance of exactly `count`."""
    return np.asarray(np.exp(special.xlogy(count, mean) - special.gammaln(np.add(count, 1)) - mean))


def binomial_quantile(share: float, trials: int, chance: float) -> int:
    """The smallest number of successes up to which lies at least `share` of the binomial distribution."""
    up_to = special.bdtr(np.arange(trials + 1), trials, chance)
    return int(np.searchsorted(up_to, share))


def garwood(count: Any, alpha: float) -> tuple[Floats, Floats]:
    """Exact interval of a Poisson mean (Garwood 1936).

    low = chi2(alpha/2; 2x)/2, which is 0 where there are no cases; high = chi2(1-alpha/2; 2x+2)/2.
    """
    x = np.asarray(count, dtype=np.float64)
    low = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1.0), alpha / 2), 0.0)
    return low, np.asarray(special.gammainccinv(x + 1, alpha / 2))


def clopper_pearson(successes: Any, trials: Any, alpha: float) -> tuple[Floats, Floats]:
    """Exact interval of a share (Clopper & Pearson 1934), by the quantiles of the beta distribution.

    Args:
        successes: need not be whole, 0 to `trials`.
        trials: more than 0.
        alpha: two-sided error of the interval.
    """
    x, n = np.broadcast_arrays(np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64))
    failures = n - x
    # a beta distribution with a parameter of 0 is a point; 1.0 stands in to keep the call valid
    low = special.betaincinv(np.where(x > 0, x, 1.0), failures + 1, alpha / 2)
    high = special.betainccinv(x + 1, np.where(failures > 0, failures, 1.0), alpha / 2)
    return np.where(x > 0, low, 0.0), np.where(failures > 0, high, 1.0)

"""M05: do the months of a window vary more than chance? Pearson's dispersion, and which one a cell uses."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.distributions import student_above, student_tail

Floats = npt.NDArray[np.float64]


class Pearson(NamedTuple):
    """Pearson's chi-square of the months of a window and its degrees of freedom; both 0 without events."""

    x2: Floats
    df: Floats


class QuasiPoisson(NamedTuple):
    """Rate ratio with a quasi-Poisson (Wald, Student t) interval: a cross-check for large counts only."""

    ratio: float
    low: float
    high: float
    p: float


def pearson(counts: Any, days: Any) -> Pearson:
    """X2 = sum (y - mu)^2 / mu with mu = window rate * days, over the reported months of each window.

    Args:
        counts: cases by month, months on the last axis; NaN where a month does not count.
        days: days of each month, broadcast against `counts`.

    Returns:
        Arrays without the last axis. A window without events adds neither X2 nor degrees of freedom.
    """
    y, exposure = np.broadcast_arrays(np.asarray(counts, dtype=np.float64), np.asarray(days, dtype=np.float64))
    reported = ~np.isnan(y)
    cases = np.where(reported, y, 0.0)
    exposed = np.where(reported, exposure, 0.0)
    total = cases.sum(axis=-1)
    eventful = total > 0
    rate = total / np.where(eventful, exposed.sum(axis=-1), 1.0)
    mu = rate[..., None] * exposed
    x2 = ((cases - mu) ** 2 / np.where(mu > 0, mu, 1.0)).sum(axis=-1)
    df = np.where(eventful, reported.sum(axis=-1) - 1.0, 0.0)
    return Pearson(np.where(eventful, x2, 0.0), df)


def dispersion(x2: Any, df: Any) -> Floats:
    """Phi = max(1, X2 / df): less variation than chance is used as chance; 1 without degrees of freedom."""
    square, freedom = np.asarray(x2, dtype=np.float64), np.asarray(df, dtype=np.float64)
    return np.maximum(1.0, square / np.where(freedom > 0, freedom, 1.0))


def quasi_poisson(
    current: float,
    baseline: float,
    current_days: float,
    baseline_days: float,
    x2: float,
    df: float,
    alpha: float = 0.05,
) -> QuasiPoisson:
    """The closed form of `GLM(Poisson, exposure=days).fit(scale="X2", use_t=True)` with one step between the windows.

    Args:
        current: cases now, more than 0.
        baseline: cases before, more than 0.
        current_days: days now.
        baseline_days: days before.
        x2: Pearson's chi-square of both windows together; a dispersion under 1 is kept as it is.
        df: its degrees of freedom.
        alpha: two-sided error of the interval.

    Raises:
        ValueError: if a window has no cases, where this interval does not exist.
    """
    if min(current, baseline) <= 0:
        raise ValueError(f"a quasi-Poisson interval needs cases in both windows, not {current} and {baseline}")
    ratio = current / current_days / (baseline / baseline_days)
    error = float(np.sqrt(x2 / df * (1 / current + 1 / baseline)))
    reach = float(np.exp(student_above(alpha / 2, df) * error))
    p = 2 * float(student_tail(abs(np.log(ratio)) / error, df))
    return QuasiPoisson(ratio, ratio / reach, ratio * reach, p)

"""M07: did the same happen where the programme is not? The ratio of rate ratios."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.conditional import conditional_interval
from etl.methods.distributions import student_above, student_tail

Floats = npt.NDArray[np.float64]
SMALL = 5
"""With any of the four counts under this, the exact conditional interval is used."""


class RatioOfRatios(NamedTuple):
    """Change here over change in the comparison areas; NaN where there is no test, infinite where it is so."""

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats


class LogRatio(NamedTuple):
    """The logarithm of the ratio of rate ratios, its standard error, and the interval they give."""

    log_ratio: Floats
    error: Floats
    ratio: Floats
    low: Floats
    high: Floats
    p: Floats


def ratio_of_ratios(
    counts: Any, exposures: Any, phi: Any = 1.0, df: Any = np.inf, alpha: float = 0.05
) -> RatioOfRatios:
    """The change of a territory over that of its comparison areas, by the rule for small counts where it applies.

    Args:
        counts: here now, here before, areas now, areas before, on the last axis.
        exposures: days (times areas) of the four, same shape.
        phi: dispersion of the four groups together, 1 or more; one value for each set of four.
        df: its degrees of freedom; infinite uses the normal distribution.
        alpha: two-sided error of the interval.

    Returns:
        Arrays without the last axis. The ratio is that of the raw counts; NaN in all where a margin is zero.
    """
    y, exposure = _fours(counts, exposures)
    spread, freedom = (np.broadcast_to(np.asarray(n, dtype=np.float64), y.shape[:-1]) for n in (phi, df))
    small = np.asarray((y < SMALL).any(axis=-1))
    parts = [np.full(small.shape, np.nan) for _ in range(4)]
    large = np.logical_not(small)
    if large.any():
        _put(parts, large, log_ratio(y[large], exposure[large], spread[large], freedom[large], alpha)[2:])
    if small.any():
        _put(parts, small, _small(y[small], exposure[small], spread[small], alpha))
    return RatioOfRatios(*(part[()] for part in parts))


def log_ratio(counts: Any, exposures: Any, phi: Any = 1.0, df: Any = np.inf, alpha: float = 0.05) -> LogRatio:
    """Difference of differences of logarithms (Wilson 2021/2022), the closed form of a saturated Poisson GLM.

    log RRR = ln[(t1/Et1)/(t0/Et0)] - ln[(c1/Ec1)/(c0/Ec0)]; SE = sqrt(phi (1/t1 + 1/t0 + 1/c1 + 1/c0)); Student t.
    Where a count is zero, 0.5 is added to all four: safe but nearly blind, and never reached by `ratio_of_ratios`.

    Args:
        counts: here now, here before, areas now, areas before, on the last axis.
        exposures: of the four, same shape.
        phi: dispersion.
        df: degrees of freedom; infinite uses the normal distribution.
        alpha: two-sided error of the interval.
    """
    y, exposure = _fours(counts, exposures)
    y = np.where((y == 0).any(axis=-1, keepdims=True), y + 0.5, y)
    logs = np.log(y / exposure)
    change = logs[..., 0] - logs[..., 1] - logs[..., 2] + logs[..., 3]
    error = np.sqrt(np.asarray(phi, dtype=np.float64) * (1 / y).sum(axis=-1))
    reach = student_above(alpha / 2, df) * error
    p = 2 * student_tail(np.abs(change) / error, df)
    return LogRatio(change, error, np.exp(change), np.exp(change - reach), np.exp(change + reach), p)


def effective_counts(counts: Any, phi: Any) -> Floats:
    """Whole effective counts of the rule for small counts: floor(count / phi)."""
    return np.floor(np.asarray(counts, dtype=np.float64) / np.asarray(phi, dtype=np.float64)[..., None])


def _small(y: Floats, exposure: Floats, phi: Floats, alpha: float) -> tuple[Floats, ...]:
    exact = conditional_interval(effective_counts(y, phi), exposure, alpha)
    tested = ~np.isnan(exact.p)
    with np.errstate(divide="ignore", invalid="ignore"):  # x / 0 is infinite or nothing, and stays so
        rates = y / exposure
        raw = (rates[..., 0] * rates[..., 3]) / (rates[..., 1] * rates[..., 2])
    return np.where(tested, raw, np.nan), exact.low, exact.high, exact.p


def _put(parts: list[Floats], where: npt.NDArray[np.bool_], values: tuple[Floats, ...]) -> None:
    for part, value in zip(parts, values, strict=True):
        part[where] = value


def _fours(counts: Any, exposures: Any) -> tuple[Floats, Floats]:
    y, exposure = np.broadcast_arrays(np.asarray(counts, dtype=np.float64), np.asarray(exposures, dtype=np.float64))
    return y, exposure

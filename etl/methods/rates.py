"""M03: a rate with its exact Poisson interval, in cases per mean month."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.distributions import garwood, normal_above

MEAN_MONTH_DAYS = 30.4375
"""365.25 / 12."""

Floats = npt.NDArray[np.float64]


class Rate(NamedTuple):
    """A rate and its interval; arrays of the shape of the input, NaN where there is no rate."""

    rate: Floats
    low: Floats
    high: Floats


def rate(count: Any, days: Any, multiplier: float = MEAN_MONTH_DAYS, alpha: float = 0.05) -> Rate:
    """Cases per mean month with the exact (Garwood 1936) Poisson interval.

    low = chi2(alpha/2; 2x)/2 and high = chi2(1-alpha/2; 2x+2)/2, each over the exposure and times `multiplier`.

    Args:
        count: cases, whole and not negative; NaN where nothing was reported.
        days: exposure in days, same shape or broadcast against `count`.
        multiplier: days of the unit of the rate; the default gives cases per mean month.
        alpha: two-sided error of the interval.

    Returns:
        NaN in all three where the exposure is 0 or the count is missing. 0 cases give (0, 0, 3.689 / days).
    """
    x, exposure = _broadcast(count, days)
    out = [np.full(x.shape, np.nan) for _ in range(3)]
    usable = (exposure > 0) & ~np.isnan(x)
    if usable.any():
        for part, value in zip(out, (x[usable], *garwood(x[usable], alpha)), strict=True):
            part[usable] = value / exposure[usable] * multiplier
    return Rate(*(part[()] for part in out))


def byar(count: Any, exposure: Any, multiplier: float = 1.0, alpha: float = 0.05) -> Rate:
    """Byar's approximation (Breslow & Day 1987), as OHID publishes it from 10 cases on; to compare with such figures.

    Args:
        count: cases, 1 or more.
        exposure: in the unit of the published rate's denominator.
        multiplier: the published rate's unit.
        alpha: two-sided error of the interval.
    """
    x, over = _broadcast(count, exposure)
    z = normal_above(alpha / 2)
    low = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return Rate(*((part * multiplier / over)[()] for part in (x, low, high)))


def rothman_boice(count: Any, exposure: Any, alpha: float = 0.05) -> Rate:
    """The other formula that some programs (R epitools, DescTools) call Byar; here to tell the two apart."""
    x, over = _broadcast(count, exposure)
    middle = x + 0.5
    step = normal_above(alpha / 2) / (3 * np.sqrt(middle))
    low = middle * (1 - 1 / (9 * middle) - step) ** 3
    high = middle * (1 - 1 / (9 * middle) + step) ** 3
    return Rate(*((part / over)[()] for part in (x, low, high)))


def _broadcast(count: Any, exposure: Any) -> tuple[Floats, Floats]:
    x, over = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(exposure, dtype=np.float64))
    return x, over

"""M10: was any month out of the ordinary? Run chart with a frozen centre line and Poisson limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.distributions import binomial_quantile, poisson_quantile, poisson_tail

Floats = npt.NDArray[np.float64]
TAIL = 0.00135
"""Beyond each limit: what lies beyond three sigma of a normal distribution."""


class Limits(NamedTuple):
    """Poisson limits of a count, both inside the ordinary, and the chance of a count above the upper one."""

    low: Floats
    high: Floats
    p_above: Floats


@dataclass(frozen=True)
class Runs:
    """The rules of Anhoej (2014) on one series: too long a run on one side, or too few crossings of the centre."""

    useful: int
    longest: int
    longest_max: int
    crossings: int
    crossings_min: int
    longest_at: tuple[int, ...]
    """positions of the points of the longest run"""

    @property
    def long_run(self) -> bool:
        """The longest run is longer than chance explains."""
        return self.longest > self.longest_max

    @property
    def few_crossings(self) -> bool:
        """The series crosses the centre less often than chance explains."""
        return self.crossings < self.crossings_min

    @property
    def signal(self) -> bool:
        """Either of the two."""
        return self.long_run or self.few_crossings


@dataclass(frozen=True)
class UChart:
    """The classical u chart with 3-sigma limits, and Laney's: a reference, not what is published."""

    centre: float
    low: Floats
    high: Floats
    sigma_z: float
    laney_low: Floats
    laney_high: Floats


def poisson_limits(mean: Any, tail: float = TAIL) -> Limits:
    """Poisson quantiles at `tail` and 1 - `tail`, and P(above the upper one).

    Args:
        mean: expected count, element by element.
        tail: chance left outside on each side, at most.
    """
    expected = np.asarray(mean, dtype=np.float64)
    high = poisson_quantile(1 - tail, expected)
    return Limits(poisson_quantile(tail, expected), high, poisson_tail(high, expected))


def runs(rates: Any, centre: float) -> Runs:
    """Longest run and crossings of a series about a frozen centre line.

    Args:
        rates: one a month, in the unit of `centre`; NaN where the month is missing. Missing points and points on the
            line do not count, and do not break a run.
        centre: the frozen centre line.
    """
    series = np.asarray(rates, dtype=np.float64)
    places = np.flatnonzero(~np.isnan(series) & (series != centre))
    above = series[places] > centre
    turns = np.flatnonzero(above[1:] != above[:-1]) + 1
    stretches = np.split(places, turns)
    longest = max(stretches, key=len)
    count = len(places)
    return Runs(
        useful=count,
        longest=len(longest),
        longest_max=round(float(np.log2(count))) + 3 if count else 3,
        crossings=len(turns),
        crossings_min=binomial_quantile(0.05, count - 1, 0.5) if count > 1 else 0,
        longest_at=tuple(int(place) for place in longest),
    )


def u_chart(counts: Sequence[float | None], exposures: Sequence[float], baseline: int) -> UChart:
    """U chart with the centre frozen over the first `baseline` points, and Laney's u' limits.

    Args:
        counts: events of each point; None where it is missing.
        exposures: of each point; the unit is that of the centre line.
        baseline: points that make the centre line and sigma_z (mean moving range / 1.128, none across a gap).
    """
    y = np.array([np.nan if count is None else float(count) for count in counts])
    exposure = np.asarray(exposures, dtype=np.float64)
    reported = ~np.isnan(y)
    frozen = reported & (np.arange(len(y)) < baseline)
    centre = float(y[frozen].sum() / exposure[frozen].sum())
    sigma = np.sqrt(centre / exposure)
    z = ((y / exposure - centre) / sigma)[:baseline]
    sigma_z = float(np.nanmean(np.abs(np.diff(z))) / 1.128)
    spread = 3 * sigma, 3 * sigma * sigma_z
    low, laney_low = (np.maximum(0.0, centre - width) for width in spread)
    return UChart(centre, low, centre + spread[0], sigma_z, laney_low, centre + spread[1])

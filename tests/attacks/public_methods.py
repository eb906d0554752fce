"""The published formulas of the methods, written again from their description: ratio, p, detectability, dispersion."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.special import betainc, betaincc, betaincinv

from tests.attacks.months_of import days

Floats = npt.NDArray[np.float64]
MEAN_MONTH = 365.25 / 12
ALPHA, RATE_ALPHA = 0.05, 0.05


def ratio_limits(now: Any, before: Any, now_days: float, before_days: float, phi: float) -> tuple[Floats, Floats]:
    """Interval of the rate ratio; counts are broadcast."""
    x1, x0 = (np.asarray(each, dtype=float) / phi for each in np.broadcast_arrays(now, before))
    low = np.where(x1 > 0, betaincinv(np.maximum(x1, 1e-12), x0 + 1, ALPHA / 2), 0.0)
    high = np.where(x0 > 0, betaincinv(x1 + 1, np.maximum(x0, 1e-12), 1 - ALPHA / 2), 1.0)
    with np.errstate(divide="ignore"):
        limits = [each / (1 - each) * before_days / now_days for each in (low, high)]
    return limits[0], limits[1]


def central_p(now: Any, before: Any, now_days: float, before_days: float, phi: Any) -> Floats:
    """Central two-sided p of the conditional test."""
    x1, x0, spread = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (now, before, phi)))
    share = now_days / (now_days + before_days)
    fall = np.where(x0 > 0, betaincc(x1 / spread + 1, np.where(x0 > 0, x0, 1) / spread, share), 1.0)
    rise = np.where(x1 > 0, betainc(np.where(x1 > 0, x1, 1) / spread, x0 / spread + 1, share), 1.0)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(fall, rise)))


def detectable(before: int, now_days: float, before_days: float, phi: float, reach: int = 1200) -> tuple[Any, Any]:
    """Largest count that would be a fall (None: none), and smallest that would be a rise."""
    counts = np.arange(reach)
    share = now_days / (now_days + before_days)
    clear = central_p(counts, before, now_days, before_days, phi) <= ALPHA
    falls = counts[clear & (counts < before * share / (1 - share))]
    rises = counts[clear & (counts > before * share / (1 - share))]
    return (int(falls[-1]) if falls.size else None), (int(rises[0]) if rises.size else None)


def q_values(p: Iterable[float]) -> Floats:
    """Benjamini-Hochberg."""
    return np.asarray(stats.false_discovery_control(np.asarray(list(p)), method="bh"))


def chi_square(counts: Mapping[date, float]) -> float:
    """Pearson's chi-square of the months of one window."""
    total, exposed = sum(counts.values()), days(counts)
    if not total:
        return 0.0
    return sum(
        (count - total * days([m]) / exposed) ** 2 / (total * days([m]) / exposed) for m, count in counts.items()
    )


def freedom(*windows: Mapping[date, float]) -> int:
    """Degrees of freedom of windows with cases."""
    return sum(len(window) - 1 for window in windows if sum(window.values()))


def agrees(told: float | None, tried: Any) -> Any:
    """Whether a figure could have been told so: to the places with which it is written, else nearly exactly."""
    tried = np.asarray(tried, dtype=float)
    if told is None:
        return np.ones(tried.shape, dtype=bool)
    for decimals in (1, 2):
        if told == round(told, decimals):
            return np.abs(tried - told) <= 0.5 * 10**-decimals + 1e-9
    if told == float(f"{told:.2g}"):
        return np.abs(tried - told) <= 0.05001 * 10 ** np.floor(np.log10(abs(told)))
    return np.abs(tried - told) <= 1e-7 * abs(told)

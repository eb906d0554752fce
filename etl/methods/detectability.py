"""M06: what change could have been seen with so few cases."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.rate_ratio import one_sided

Floats = npt.NDArray[np.float64]


class Detectable(NamedTuple):
    """Counts now that chance alone would not explain; NaN where no count on that side would do."""

    largest_fall: Floats
    smallest_rise: Floats


def detectable(baseline: Any, current_days: Any, baseline_days: Any, phi: Any = 1.0, alpha: float = 0.05) -> Detectable:
    """The largest count now that would be a fall and the smallest that would be a rise, tested alone.

    Both one-sided p are monotone in the count now, so a search by halves over whole numbers is exact.

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
        search = _Search(x0[usable], (e1 / np.where(usable, e1 + e0, 1.0))[usable], spread[usable], alpha)
        fall[usable], rise[usable] = search.largest_fall(), search.smallest_rise()
    return Detectable(fall[()], rise[()])


class _Search:
    """The search by halves, over many cells at once."""

    def __init__(self, baseline: Floats, share: Floats, phi: Floats, alpha: float) -> None:
        self.baseline, self.share, self.phi, self.alpha = baseline, share, phi, alpha

    def is_fall(self, count: Floats) -> npt.NDArray[np.bool_]:
        fall, _ = one_sided(count, self.baseline, self.share, self.phi)
        return np.asarray(2 * fall <= self.alpha)

    def is_rise(self, count: Floats) -> npt.NDArray[np.bool_]:
        _, rise = one_sided(count, self.baseline, self.share, self.phi)
        return np.asarray(2 * rise <= self.alpha)

    def largest_fall(self) -> Floats:
        """-1 in `yes` stands for "not even 0"; the count expected without change is never a fall."""
        yes = np.full(self.baseline.shape, -1.0)
        no = np.ceil(self.baseline * self.share / (1 - self.share)) + 1
        while (no - yes > 1).any():
            middle = np.floor((yes + no) / 2)
            hit = self.is_fall(middle)
            yes, no = np.where(hit, middle, yes), np.where(hit, no, middle)
        return np.where(yes < 0, np.nan, yes)

    def smallest_rise(self) -> Floats:
        no = np.zeros(self.baseline.shape)
        yes = np.ceil(np.maximum(8.0, 2 * self.baseline * self.share / (1 - self.share)))
        while not (found := self.is_rise(yes)).all():
            no, yes = np.where(found, no, yes), np.where(found, yes, 2 * yes)
        while (yes - no > 1).any():
            middle = np.floor((yes + no) / 2)
            hit = self.is_rise(middle)
            yes, no = np.where(hit, middle, yes), np.where(hit, no, middle)
        return yes

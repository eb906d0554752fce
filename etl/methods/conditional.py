"""M07, small counts: the exact conditional odds ratio of many two-by-two tables at once.

The same numbers as `scipy.stats.contingency.odds_ratio(kind="conditional")` and `scipy.stats.nchypergeom_fisher`,
table by table, at a fraction of their time: the tests hold the two against each other.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special
from scipy.optimize import elementwise

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
CHUNK = 1_000_000
"""Cells of the matrix of weights that are held at once."""
REACH = 60.0
"""Every root lies within this many units of the sample's log odds ratio."""
TOLERANCES = {"xatol": 1e-13, "xrtol": 1e-13, "fatol": 0.0, "frtol": 0.0}


class Conditional(NamedTuple):
    """Exact central interval and p; NaN where a margin is zero."""

    low: Floats
    high: Floats
    p: Floats


class _Tables:
    """Fisher's noncentral hypergeometric distribution of the first count of tables (a, b, c, d), margins fixed."""

    def __init__(self, counts: Floats) -> None:
        a, b, c, d = np.moveaxis(counts, -1, 0)
        here, areas, now = a + b, c + d, a + c
        self.low, self.high, self.seen = np.maximum(0.0, now - areas), np.minimum(here, now), a
        self.centre = np.log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
        k = self.low[:, None] + np.arange(int((self.high - self.low).max()) + 1)
        inside = k <= self.high[:, None]
        self.k = np.where(inside, k, self.high[:, None])
        ways = _log_choose(here[:, None], self.k) + _log_choose(areas[:, None], now[:, None] - self.k)
        self.weights = np.where(inside, ways, -np.inf)

        self.up_to, self.from_on = self.k <= a[:, None], inside & (self.k >= a[:, None])

    def _powers(self, log_odds: Floats, rows: Rows) -> Floats:
        exponents = self.weights[rows] + (self.k[rows] - self.seen[rows, None]) * log_odds[:, None]
        return np.asarray(np.exp(exponents - exponents.max(axis=1, keepdims=True)))

    def at_most(self, log_odds: Floats, rows: Rows) -> Floats:
        """P(K <= seen)."""
        powers = self._powers(log_odds, rows)
        return np.asarray((powers * self.up_to[rows]).sum(axis=1) / powers.sum(axis=1))

    def at_least(self, log_odds: Floats, rows: Rows) -> Floats:
        """P(K >= seen)."""
        powers = self._powers(log_odds, rows)
        return np.asarray((powers * self.from_on[rows]).sum(axis=1) / powers.sum(axis=1))

    def mean_gap(self, log_odds: Floats, rows: Rows) -> Floats:
        """E(K) - seen."""
        powers = self._powers(log_odds, rows)
        return np.asarray((powers * (self.k[rows] - self.seen[rows, None])).sum(axis=1) / powers.sum(axis=1))

    def root(self, of: Callable[[Floats, Rows], Floats], where: npt.NDArray[np.bool_]) -> Floats:
        """Exp of the log odds at which `of` is zero, for the tables in `where`."""
        rows = np.flatnonzero(where)
        bracket = (self.centre[rows] - REACH, self.centre[rows] + REACH)
        found = elementwise.find_root(of, bracket, args=(rows,), tolerances=TOLERANCES)
        if not found.success.all():
            raise ArithmeticError(f"no root for {np.count_nonzero(~found.success)} conditional odds ratios")
        return np.asarray(np.exp(found.x))


def conditional_interval(counts: Any, exposures: Any, alpha: float = 0.05) -> Conditional:
    """Exact conditional inference on (a/Ea)/(b/Eb) over (c/Ec)/(d/Ed), given the margins of the table.

    Under no difference the odds ratio of the counts is (Ea/Eb)/(Ec/Ed); the interval is divided by it. p is twice the
    smaller one-sided tail, at most 1, so that it agrees with the interval.

    Args:
        counts: whole numbers a, b, c, d on the last axis of a two-dimensional array.
        exposures: of the four, same shape.
        alpha: two-sided error of the interval.
    """
    y, null = np.asarray(counts, dtype=np.float64), null_odds(exposures)
    out = np.full((3, len(y)), np.nan)
    for rows in _chunks(y):
        tables, everyone = _Tables(y[rows]), np.arange(len(rows))
        low, high = _limits(tables, alpha / 2)
        chance = np.log(null[rows])
        smaller = np.minimum(tables.at_most(chance, everyone), tables.at_least(chance, everyone))
        out[:, rows] = low / null[rows], high / null[rows], np.minimum(1.0, 2 * smaller)
    return Conditional(*out)


def conditional_estimate(counts: Any, exposures: Any) -> Floats:
    """The conditional maximum likelihood ratio: at which the expected first count is the one seen.

    A check on the interval; what is shown is the ratio of the raw counts. Arguments as in `conditional_interval`.
    """
    y, null = np.asarray(counts, dtype=np.float64), null_odds(exposures)
    out = np.full(len(y), np.nan)
    for rows in _chunks(y):
        tables = _Tables(y[rows])
        inside = (tables.seen > tables.low) & (tables.seen < tables.high)
        ratio = np.where(tables.seen > tables.low, np.inf, 0.0)
        ratio[inside] = tables.root(tables.mean_gap, inside)
        out[rows] = ratio / null[rows]
    return out


def null_odds(exposures: Any) -> Floats:
    """The odds ratio of the counts where the two changes are alike: (Ea/Eb)/(Ec/Ed)."""
    a, b, c, d = np.moveaxis(np.asarray(exposures, dtype=np.float64), -1, 0)
    return np.asarray(a / b / (c / d))


def _limits(tables: _Tables, tail: float) -> tuple[Floats, Floats]:
    """Odds ratios at which so much, or so little, as was seen has the chance `tail`: on logarithms, nearly straight."""
    can_be_less, can_be_more = tables.seen > tables.low, tables.seen < tables.high
    low, high = np.zeros(len(tables.seen)), np.full(len(tables.seen), np.inf)
    floor = np.finfo(np.float64).tiny  # far out a chance may underflow; its sign is all that is needed there

    def least(odds: Floats, rows: Rows) -> Floats:
        return np.asarray(np.log(np.maximum(tables.at_least(odds, rows), floor)) - np.log(tail))

    def most(odds: Floats, rows: Rows) -> Floats:
        return np.asarray(np.log(np.maximum(tables.at_most(odds, rows), floor)) - np.log(tail))

    low[can_be_less] = tables.root(least, can_be_less)
    high[can_be_more] = tables.root(most, can_be_more)
    return low, high


def _chunks(counts: Floats) -> Iterator[Rows]:
    """Tables without an empty margin, those of like size together: the matrix of weights stays small and dense."""
    a, b, c, d = np.moveaxis(counts, -1, 0)
    usable = np.flatnonzero((a + b > 0) & (c + d > 0) & (a + c > 0) & (b + d > 0))
    widths = np.minimum(a + b, a + c)
    order = usable[np.argsort(widths[usable], kind="stable")]
    start = 0
    while start < len(order):
        size = 1
        while start + size < len(order) and (size + 1) * (widths[order[start + size]] + 1) <= CHUNK:
            size += 1
        yield order[start : start + size]
        start += size


def _log_choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1))

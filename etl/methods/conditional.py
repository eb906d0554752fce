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
CHUNK = 1_000_000
"""Cells of the matrix of weights that are held at once."""
REACH = 60.0
"""Every root lies within this many units of the sample's log odds ratio."""


class Conditional(NamedTuple):
    """Conditional maximum likelihood ratio, exact central interval and p; NaN where a margin is zero."""

    ratio: Floats
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
        self.k, inside = np.minimum(k, self.high[:, None]), k <= self.high[:, None]
        ways = _log_choose(here[:, None], self.k) + _log_choose(areas[:, None], now[:, None] - self.k)
        self.weights = np.where(inside, ways, -np.inf)

    def probabilities(self, log_odds: Floats, rows: npt.NDArray[np.int64]) -> Floats:
        exponents = self.weights[rows] + (self.k[rows] - self.seen[rows, None]) * log_odds[:, None]
        powers = np.exp(exponents - exponents.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def at_most(self, log_odds: Floats, rows: npt.NDArray[np.int64]) -> Floats:
        """P(K <= seen)."""
        return np.asarray(np.where(self.k[rows] <= self.seen[rows, None], self.probabilities(log_odds, rows), 0).sum(1))

    def at_least(self, log_odds: Floats, rows: npt.NDArray[np.int64]) -> Floats:
        """P(K >= seen)."""
        return np.asarray(np.where(self.k[rows] >= self.seen[rows, None], self.probabilities(log_odds, rows), 0).sum(1))

    def mean_gap(self, log_odds: Floats, rows: npt.NDArray[np.int64]) -> Floats:
        """E(K) - seen."""
        return np.asarray((self.probabilities(log_odds, rows) * (self.k[rows] - self.seen[rows, None])).sum(axis=1))

    def root(self, of: Callable[[Floats, npt.NDArray[np.int64]], Floats], where: npt.NDArray[np.bool_]) -> Floats:
        """Exp of the log odds at which `of` is zero, for the tables in `where`."""
        rows = np.flatnonzero(where)
        bracket = (self.centre[rows] - REACH, self.centre[rows] + REACH)
        found = elementwise.find_root(of, bracket, args=(rows,))
        if not found.success.all():
            raise ArithmeticError(f"no root for {np.count_nonzero(~found.success)} conditional odds ratios")
        return np.asarray(np.exp(found.x))


def conditional_ratio(counts: Any, exposures: Any, alpha: float = 0.05) -> Conditional:
    """Exact conditional inference on (a/Ea)/(b/Eb) over (c/Ec)/(d/Ed), given the margins of the table.

    Under no difference the odds ratio of the counts is (Ea/Eb)/(Ec/Ed); interval and estimate are divided by it. p is
    twice the smaller one-sided tail, at most 1, so that it agrees with the interval.

    Args:
        counts: whole numbers a, b, c, d on the last axis of a two-dimensional array.
        exposures: of the four, same shape.
        alpha: two-sided error of the interval.
    """
    y, exposure = (np.asarray(numbers, dtype=np.float64) for numbers in (counts, exposures))
    a, b, c, d = np.moveaxis(y, -1, 0)
    usable = np.flatnonzero((a + b > 0) & (c + d > 0) & (a + c > 0) & (b + d > 0))
    out = np.full((4, len(y)), np.nan)
    for rows in _chunks(y, usable):
        out[:, rows] = _solve(y[rows], exposure[rows], alpha)
    return Conditional(*out)


def _solve(counts: Floats, exposure: Floats, alpha: float) -> Floats:
    tables = _Tables(counts)
    everyone = np.arange(len(counts))
    null = exposure[:, 0] / exposure[:, 1] / (exposure[:, 2] / exposure[:, 3])
    can_be_less, can_be_more = tables.seen > tables.low, tables.seen < tables.high
    low, high = np.zeros(len(counts)), np.full(len(counts), np.inf)
    ratio = np.where(can_be_less, np.inf, 0.0)
    tail = alpha / 2
    low[can_be_less] = tables.root(lambda odds, rows: tables.at_least(odds, rows) - tail, can_be_less)
    high[can_be_more] = tables.root(lambda odds, rows: tables.at_most(odds, rows) - tail, can_be_more)
    between = can_be_less & can_be_more
    ratio[between] = tables.root(tables.mean_gap, between)
    smaller = np.minimum(tables.at_most(np.log(null), everyone), tables.at_least(np.log(null), everyone))
    return np.stack([ratio / null, low / null, high / null, np.minimum(1.0, 2 * smaller)])


def _chunks(counts: Floats, usable: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    """Tables of like size together, so that the matrix of weights is neither padded much nor large."""
    widths = np.minimum(counts[:, 0] + counts[:, 1], counts[:, 0] + counts[:, 2])
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

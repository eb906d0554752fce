"""Tails and quantiles from `scipy.special` are those of `scipy.stats` and `statsmodels`."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from etl.methods import distributions as ours
from etl.methods.family import q_values

TAILS = np.array([1e-9, 0.001, 0.00135, 0.025, 0.05, 0.2, 0.5])
MEANS = np.array([0.0, 0.01, 0.5, 1.0, 3.2, 10.0, 57.3, 400.0, 12_345.6])
COUNTS = np.array([0, 1, 2, 5, 17, 100, 4_720])


def test_normal_and_student() -> None:
    assert ours.normal_above(TAILS) == pytest.approx(stats.norm.isf(TAILS), rel=1e-12)
    df = np.array([1.0, 2.5, 12.0, 300.0, np.inf])[:, None]
    assert ours.student_above(TAILS, df) == pytest.approx(stats.t.isf(TAILS, df), rel=1e-9, abs=1e-12)
    t = np.array([0.0, 0.3, 1.96, 7.0])
    assert ours.student_tail(t, df) == pytest.approx(stats.t.sf(t, df), rel=1e-9)


def test_poisson() -> None:
    shares = np.concatenate([TAILS, 1 - TAILS])[:, None]
    assert np.array_equal(ours.poisson_quantile(shares, MEANS), stats.poisson.ppf(shares, MEANS))
    assert ours.poisson_tail(COUNTS[:, None], MEANS) == pytest.approx(
        stats.poisson.sf(COUNTS[:, None], MEANS), rel=1e-9
    )
    assert ours.poisson_chance(COUNTS[:, None], MEANS) == pytest.approx(
        stats.poisson.pmf(COUNTS[:, None], MEANS), rel=1e-9, abs=1e-300
    )


def test_a_quantile_is_reached_where_the_share_is_exact() -> None:
    counts = np.arange(40.0)
    shares = stats.poisson.cdf(counts, 12.5)
    assert np.array_equal(ours.poisson_quantile(shares, 12.5), stats.poisson.ppf(shares, 12.5))


@pytest.mark.parametrize("trials", [1, 2, 9, 35, 119])
@pytest.mark.parametrize("share", [0.05, 0.4, 0.975])  # a half would be a tie, which rounding decides
def test_binomial(trials: int, share: float) -> None:
    assert ours.binomial_quantile(share, trials, 0.5) == stats.binom.ppf(share, trials, 0.5)


@pytest.mark.parametrize("alpha", [0.002, 0.05, 0.2])
def test_exact_intervals(alpha: float) -> None:
    low, high = confint_poisson(COUNTS, np.ones(len(COUNTS)), method="exact-c", alpha=alpha)
    assert ours.garwood(COUNTS, alpha) == (pytest.approx(low, rel=1e-10), pytest.approx(high, rel=1e-10))
    successes, trials = np.array([0.0, 0.7, 3, 12, 12, 4000]), np.array([5.0, 9.1, 3, 12.5, 40, 9000])
    low, high = proportion_confint(successes, trials, alpha=alpha, method="beta")
    assert ours.clopper_pearson(successes, trials, alpha) == (
        pytest.approx(low, rel=1e-10),
        pytest.approx(high, rel=1e-10),
    )


@pytest.mark.parametrize("seed", range(5))
def test_adjusted_p(seed: int) -> None:
    dice = np.random.default_rng(seed)
    p = np.round(dice.uniform(0, 1, int(dice.integers(1, 60))) ** 3, 2)  # rounded: equal ones are among them
    assert q_values(p) == pytest.approx(stats.false_discovery_control(p, method="bh"), rel=1e-12)

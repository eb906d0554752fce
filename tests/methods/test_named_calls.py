"""The vectorised forms give what the library calls that the specification names give, one by one; and their traps."""

import math
import warnings

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from scipy import stats
from scipy.stats.contingency import odds_ratio
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from etl.methods.areas import ratio_of_ratios
from etl.methods.conditional import CHUNK, conditional_estimate, conditional_interval
from etl.methods.detectability import detectable
from etl.methods.dispersion import dispersion, pearson, quasi_poisson
from etl.methods.family import q_values, smallest_p
from etl.methods.rate_ratio import rate_ratio
from etl.methods.rates import rate
from etl.methods.run_chart import poisson_limits

COUNTS = [(0, 1), (1, 0), (0, 9), (9, 0), (1, 1), (3, 12), (11, 24), (35, 35), (176, 135), (4720, 4372)]
DAYS = [(305, 304), (62, 62), (397, 365), (30, 365)]


@pytest.mark.parametrize(("x1", "x0"), COUNTS)
@pytest.mark.parametrize(("e1", "e0"), DAYS)
def test_rate_ratio_is_the_binomial_test(x1: int, x0: int, e1: int, e0: int) -> None:
    got = rate_ratio(x1, x0, e1, e0)
    share = e1 / (e1 + e0)
    low, high = stats.binomtest(x1, x1 + x0, share).proportion_ci(method="exact")
    sides = [stats.binomtest(x1, x1 + x0, share, alternative=side).pvalue for side in ("less", "greater")]
    assert got.p == pytest.approx(min(1, 2 * min(sides)), rel=1e-9)
    assert got.low == pytest.approx(low / (1 - low) * e0 / e1, rel=1e-9)
    assert got.high == pytest.approx(math.inf if high == 1 else high / (1 - high) * e0 / e1, rel=1e-9)


@pytest.mark.parametrize(("x1", "x0"), COUNTS)
@pytest.mark.parametrize("phi", [1.0, 1.37, 2.5, 12.0])
def test_rate_ratio_with_dispersion_is_the_beta_interval(x1: int, x0: int, phi: float) -> None:
    got = rate_ratio(x1, x0, 305, 304, phi)
    low, high = proportion_confint(x1 / phi, (x1 + x0) / phi, method="beta")
    share = 305 / 609
    fall = 1.0 if x0 == 0 else stats.beta.sf(share, x1 / phi + 1, x0 / phi)
    rise = 1.0 if x1 == 0 else stats.beta.cdf(share, x1 / phi, x0 / phi + 1)
    assert got.p == pytest.approx(min(1, 2 * min(fall, rise)), rel=1e-12)
    assert got.low == pytest.approx(low / (1 - low) * 304 / 305, rel=1e-12)
    assert got.high == pytest.approx(math.inf if high == 1 else high / (1 - high) * 304 / 305, rel=1e-12)


def test_arrays_give_what_plain_numbers_give() -> None:
    x1, x0 = np.array(COUNTS, dtype=float).T
    phi = np.linspace(1, 4, len(x1))
    whole = rate_ratio(x1, x0, 305, 304, phi)
    seen = detectable(x0, 305, 304, phi)
    for place in range(len(x1)):
        alone = rate_ratio(x1[place], x0[place], 305, 304, phi[place])
        assert [part[place] for part in whole] == list(alone)
        pair = detectable(x0[place], 305, 304, phi[place])
        np.testing.assert_array_equal([part[place] for part in seen], list(pair))


def test_no_ratio_without_cases_days_or_report() -> None:
    for case in ((0, 0, 305, 304), (3, 4, 0, 304), (3, 4, 305, 0), (np.nan, 4, 305, 304), (3, np.nan, 305, 304)):
        assert np.isnan(rate_ratio(*case)).all()


def test_rate_is_the_exact_interval_and_null_without_exposure() -> None:
    counts, days = np.array([0, 1, 7, 120, 3, np.nan]), np.array([304, 304, 61, 305, 0, 304])
    got = rate(counts, days)
    for place in range(4):
        low, high = confint_poisson(counts[place], days[place], method="exact-c")
        expected = np.array([counts[place] / days[place], low, high]) * 30.4375
        np.testing.assert_allclose([part[place] for part in got], expected, rtol=1e-12)
    assert np.isnan([part[4:] for part in got]).all()


def test_q_is_the_library_s_and_refuses_a_cell_that_was_not_tested() -> None:
    p = [0.3, 0.001, 0.04, 0.0201, 1.0]
    np.testing.assert_array_equal(q_values(p), stats.false_discovery_control(p))
    assert q_values([]).size == 0
    with pytest.raises(ValueError, match="between 0 and 1"):
        q_values([0.01, np.nan, 0.2])


def test_smallest_p_is_the_least_over_all_splits() -> None:
    for e1, e0 in DAYS:
        for total in range(1, 12):
            least = min(rate_ratio(x1, total - x1, e1, e0).p for x1 in range(total + 1))
            assert smallest_p(total, e1, e0) == pytest.approx(least, rel=1e-12)
    assert smallest_p(4, 0, 304) == 1
    assert smallest_p(np.nan, 305, 304) == 1


def test_dispersion_is_the_one_of_the_general_linear_model() -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        days = rng.choice([28.0, 30.0, 31.0], (2, 10))
        counts = rng.poisson(rng.gamma(2, 3, (2, 10))).astype(float)
        design = sm.add_constant(np.repeat([1.0, 0.0], 10))
        model = sm.GLM(counts.ravel(), design, sm.families.Poisson(), exposure=days.ravel())
        fitted = model.fit(scale="X2", use_t=True)
        parts = pearson(counts, days)
        x2, df = parts.x2.sum(), parts.df.sum()
        assert x2 / df == pytest.approx(fitted.scale, rel=1e-8)
        assert df == fitted.df_resid
        got = quasi_poisson(*counts.sum(axis=1), *days.sum(axis=1), x2, df)
        interval = np.exp(fitted.conf_int()[1])
        np.testing.assert_allclose([got.low, got.high], interval, rtol=1e-6)
        assert got.p == pytest.approx(fitted.pvalues[1], rel=1e-6)


def test_quasi_poisson_refuses_a_window_without_cases() -> None:
    with pytest.raises(ValueError, match="cases in both windows"):
        quasi_poisson(0, 12, 305, 304, 10.0, 18)


def test_a_window_without_events_or_months_adds_no_dispersion() -> None:
    parts = pearson([[0, 0, 0], [np.nan, np.nan, np.nan], [2, np.nan, 4]], [31, 28, 31])
    np.testing.assert_array_equal(parts.df, [0, 0, 1])
    np.testing.assert_allclose(parts.x2, [0, 0, 2 / 3])
    np.testing.assert_array_equal(dispersion([0, 3, 50], [0, 6, 10]), [1, 1, 5])


def test_conditional_is_fisher_s_and_the_odds_ratio_of_the_library() -> None:
    rng = np.random.default_rng(11)
    tables = np.concatenate([rng.integers(0, 60, (25, 4)), rng.integers(0, 5, (25, 4))])
    exposures = np.tile([305.0, 304.0, 915.0, 608.0], (len(tables), 1))
    got = [conditional_estimate(tables, exposures), *conditional_interval(tables, exposures)]
    null = 305 / 304 / (915 / 608)
    for place, (a, b, c, d) in enumerate(tables.tolist()):
        parts = [part[place] for part in got]
        if 0 in (a + b, c + d, a + c, b + d):
            assert np.isnan(parts).all()
            continue
        found = odds_ratio([[a, b], [c, d]], kind="conditional")
        low, high = found.confidence_interval()
        distribution = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, null)
        p = min(1, 2 * min(distribution.cdf(a), distribution.sf(a - 1)))
        expected = [found.statistic / null, low / null, high / null, p]
        np.testing.assert_allclose(parts, expected, rtol=1e-6, atol=1e-12)


def test_conditional_tables_are_cut_into_pieces_without_changing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    tables, exposures = rng.integers(0, 40, (30, 4)), np.ones((30, 4))
    whole = conditional_interval(tables, exposures)
    assert CHUNK > 30 * 80
    monkeypatch.setattr("etl.methods.conditional.CHUNK", 100)
    np.testing.assert_allclose(conditional_interval(tables, exposures), whole, rtol=1e-9)


def test_ratio_of_ratios_is_the_interaction_of_the_model() -> None:
    months = np.array([[8, 12, 10], [20, 14, 16], [15, 22, 18], [17, 24, 19]])
    days = np.array([[30.0, 31, 28], [31, 30, 31], [60, 62, 56], [62, 60, 62]])
    here, now = np.repeat([1, 1, 0, 0], 3), np.repeat([1, 0, 1, 0], 3)
    design, phi, df = np.column_stack([np.ones(12), here, now, here * now]), 1.7, 40
    fitted = sm.GLM(months.ravel(), design, sm.families.Poisson(), exposure=days.ravel()).fit(scale=phi)
    got = ratio_of_ratios(months.sum(axis=1), days.sum(axis=1), phi, df)
    reach = stats.t.isf(0.025, df) * fitted.bse[3]
    assert got.ratio == pytest.approx(math.exp(fitted.params[3]), rel=1e-9)
    assert got.low == pytest.approx(math.exp(fitted.params[3] - reach), rel=1e-6)
    assert got.high == pytest.approx(math.exp(fitted.params[3] + reach), rel=1e-6)


def test_ratio_of_ratios_is_infinite_or_nothing_where_it_is() -> None:
    got = ratio_of_ratios([[6, 0, 40, 50], [0, 0, 40, 50], [0, 0, 0, 0]], np.ones((3, 4)))
    assert got.ratio[0] == got.high[0] == math.inf
    assert np.isnan([part[1:] for part in got]).all()


def test_poisson_limits_are_quantiles() -> None:
    for mean in (0.5, 1, 5.3, 60):
        got = poisson_limits(mean)
        assert (got.low, got.high) == (stats.poisson.ppf(0.00135, mean), stats.poisson.ppf(0.99865, mean))
        assert got.p_above == stats.poisson.sf(got.high, mean) <= 0.00135


class TestTraps:
    """What the libraries do that must not reach a screen: if one is mended, this says so."""

    def test_the_sum_of_only_nulls_is_zero(self) -> None:
        empty = pl.Series([None, None], dtype=pl.Int64)
        assert empty.sum() == 0
        assert empty.count() == 0

    def test_the_default_interval_of_two_poisson_rates_degenerates_at_zero(self) -> None:
        low, high = confint_poisson_2indep(0, 365, 6, 365)
        assert low == pytest.approx(high, rel=1e-3)
        assert low > 0

    def test_the_two_sided_binomial_test_contradicts_its_interval(self) -> None:
        found = stats.binomtest(2, 12, 17877 / 37877)
        low, high = found.proportion_ci(method="exact")
        assert found.pvalue < 0.05
        assert low < 17877 / 37877 < high
        assert rate_ratio(2, 10, 17877, 20000).p > 0.05

    def test_the_exact_conditional_test_of_statsmodels_is_minimum_likelihood(self) -> None:
        library = poisson_2indep(11, 305, 24, 304, method="exact-cond").pvalue
        assert library == pytest.approx(0.0285647, rel=1e-5)
        assert rate_ratio(11, 24, 305, 304).p == pytest.approx(0.0400119, rel=1e-5)

    def test_a_poisson_model_sees_nothing_where_a_window_is_zero(self) -> None:
        design = sm.add_constant(np.repeat([1.0, 0.0], 12))
        y = np.array([0.0] * 12 + [1.0] * 12)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = sm.GLM(y, design, sm.families.Poisson()).fit()
        assert fitted.pvalues[1] > 0.9
        assert rate_ratio(0, 12, 365, 365).p < 0.001

    def test_a_family_with_nan_is_rejected_here_and_swallowed_there(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rejected, adjusted, *_ = multipletests([0.01, np.nan, 0.2], method="fdr_bh")
        assert rejected[0]
        assert np.isnan(adjusted[0])

    def test_a_binomial_test_of_nothing_raises(self) -> None:
        with pytest.raises(ValueError, match="not less than 1"):
            stats.binomtest(0, 0)

    def test_the_chi_square_quantile_of_no_freedom_is_nan(self) -> None:
        assert np.isnan(stats.chi2.ppf(0.025, 0))
        assert rate(0, 304).low == 0

    def test_a_general_linear_model_is_not_quasi_poisson_by_itself(self) -> None:
        design, y = sm.add_constant(np.repeat([1.0, 0.0], 4)), np.array([1.0, 9, 2, 14, 3, 20, 1, 8])
        assert sm.GLM(y, design, sm.families.Poisson()).fit().scale == 1

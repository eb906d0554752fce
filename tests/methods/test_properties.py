"""What must hold for every count, every window and every board."""

import math
from calendar import monthrange
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.methods.detectability import detectable
from etl.methods.rate_ratio import rate_ratio
from schemas.words import months_between
from tests.methods.small_programmes import compare, flat, frame, month, only, series

counts = st.integers(0, 400)
days = st.integers(60, 397)
phis = st.one_of(st.just(1.0), st.floats(1, 8))
reproducible = settings(derandomize=True, deadline=None, max_examples=300)
boards = settings(derandomize=True, deadline=None, max_examples=25)
MONTHS = months_between(month("2017-07"), month("2018-06")) + months_between(month("2019-05"), month("2020-05"))


@reproducible
@given(counts, counts, days, days, phis)
def test_p_is_small_exactly_when_the_interval_leaves_out_one(x1: int, x0: int, e1: int, e0: int, phi: float) -> None:
    assume(x1 + x0 > 0)
    got = rate_ratio(x1, x0, e1, e0, phi)
    assume(abs(got.p - 0.05) > 1e-9)
    assert (got.p <= 0.05) == (not got.low <= 1 <= got.high)
    assert got.low <= got.ratio <= got.high
    assert 0 < got.p <= 1


@reproducible
@given(counts, counts, days, days, phis)
def test_swapping_the_windows_inverts_ratio_and_interval(x1: int, x0: int, e1: int, e0: int, phi: float) -> None:
    assume(x1 + x0 > 0)
    there, back = rate_ratio(x1, x0, e1, e0, phi), rate_ratio(x0, x1, e0, e1, phi)

    def inverse(value: float) -> float:
        return math.inf if value == 0 else 1 / value

    assert back.ratio == pytest.approx(inverse(there.ratio), rel=1e-9)
    assert back.low == pytest.approx(inverse(there.high), rel=1e-6)
    assert back.high == pytest.approx(inverse(there.low), rel=1e-6)
    assert back.p == pytest.approx(there.p, rel=1e-9)


@reproducible
@given(st.integers(0, 150), days, days, phis)
def test_what_could_be_seen_is_the_edge_of_what_is_marked(x0: int, e1: int, e0: int, phi: float) -> None:
    seen = detectable(x0, e1, e0, phi)

    def marked(x1: float) -> bool:
        return bool(rate_ratio(x1, x0, e1, e0, phi).p <= 0.05)

    assert marked(seen.smallest_rise)
    assert seen.smallest_rise / e1 > x0 / e0
    assert seen.smallest_rise == 1 or not marked(seen.smallest_rise - 1) or (seen.smallest_rise - 1) / e1 < x0 / e0
    if np.isnan(seen.largest_fall):
        assert x0 == 0 or not marked(0)
    else:
        assert marked(seen.largest_fall)
        assert not marked(seen.largest_fall + 1)
        assert seen.largest_fall / e1 < x0 / e0


@settings(derandomize=True, deadline=None, max_examples=100)
@given(days, days, st.floats(0.2, 8))
def test_with_equal_rates_each_one_sided_error_is_at_most_two_and_a_half_percent(
    e1: int, e0: int, monthly: float
) -> None:
    """Exact: the sum over all pairs of counts, not a simulation."""
    mean1, mean0 = monthly * e1 / 30.4375, monthly * e0 / 30.4375
    x1 = np.arange(stats.poisson.ppf(1 - 1e-9, mean1) + 1)
    x0 = np.arange(stats.poisson.ppf(1 - 1e-9, mean0) + 1)
    got = rate_ratio(x1[:, None], x0[None, :], e1, e0)
    chance = stats.poisson.pmf(x1, mean1)[:, None] * stats.poisson.pmf(x0, mean0)[None, :]
    with np.errstate(invalid="ignore"):  # no cases at all: no test, and no mark
        for side in (got.ratio < 1, got.ratio > 1):
            assert chance[(got.p <= 0.05) & side].sum() <= 0.025


@st.composite
def monthly_counts(draw: st.DrawFn) -> list[tuple[date, int | None]]:
    value = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 12), st.integers(3, 12))
    return list(zip(MONTHS, draw(st.lists(value, min_size=25, max_size=25)), strict=True))


@boards
@given(monthly_counts(), st.integers(0, 24), st.sampled_from(["headline", "whole"]))
def test_deleting_a_report_takes_its_calendar_month_out_of_both_windows(
    pairs: list[tuple[date, int | None]], place: int, scenario: str
) -> None:
    deleted = MONTHS[place]
    fewer = [(m, None if m == deleted else count) for m, count in pairs]
    before = only(compare(frame(series(pairs))), scenario=scenario)
    after = only(compare(frame(series(fewer))), scenario=scenario)
    used = [m for m in MONTHS if scenario == "whole" or m < month("2020-03")]
    same = [(m, count) for m, count in pairs if m in used and m.month == deleted.month]
    sides = {m.year < 2019 for m, _ in same}
    was_matched = deleted in used and len(sides) == 2 and all(count is not None for _, count in same)
    assert before["months_matched"] - after["months_matched"] == int(was_matched)
    for side, early in (("baseline", True), ("current", False)):
        lost = [(m, count) for m, count in same if (m.year < 2019) == early] if was_matched else []
        assert before[f"{side}_days"] - after[f"{side}_days"] == sum(monthrange(m.year, m.month)[1] for m, _ in lost)
        assert (before[f"{side}_count"] or 0) - (after[f"{side}_count"] or 0) == sum(count or 0 for _, count in lost)


@boards
@given(monthly_counts(), st.integers(0, 24))
def test_only_a_reported_zero_adds_days(pairs: list[tuple[date, int | None]], place: int) -> None:
    def with_value(value: int | None) -> dict[str, Any]:
        changed = [(m, value if m == MONTHS[place] else count) for m, count in pairs]
        return only(compare(frame(series(changed))))

    missing, zero, some = with_value(None), with_value(0), with_value(7)
    for side in ("baseline", "current"):
        assert zero[f"{side}_days"] == some[f"{side}_days"] >= missing[f"{side}_days"]
    assert zero["months_matched"] - missing["months_matched"] in (0, 1)


UNTESTABLE = {
    "few cases": flat(0, 0, territory="X", confirmed=True),
    "missing months": flat(None, 9, territory="X"),
    "nothing at all": flat(None, None, territory="X", quarantine=None),
}


@boards
@given(
    st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1, max_size=5),
    st.sampled_from(sorted(UNTESTABLE)),
)
def test_adding_an_untestable_cell_changes_no_other_cell_s_q(levels: list[tuple[int, int]], kind: str) -> None:
    parts = [flat(a, b, territory=f"T{n}", confirmed=True) for n, (a, b) in enumerate(levels)]
    alone = compare(frame(*parts))
    more = compare(frame(*parts, UNTESTABLE[kind])).filter(pl.col("territory") != "X")
    assert more.equals(alone)


def test_adding_a_testable_cell_does_change_q() -> None:
    """The rule above says no: q belongs to the whole family."""
    alone = compare(frame(flat(8, 3, territory="T0")))
    more = compare(frame(flat(8, 3, territory="T0"), flat(5, 5, territory="X")))
    assert only(more, territory="T0")["q_value"] > only(alone, territory="T0")["q_value"]

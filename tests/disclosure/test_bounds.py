"""The limits of what is not shown are those that enumerating every table finds."""

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.bounds import Bounds, ContradictionError, Sum
from tests.disclosure.enumeration import interval

UNKNOWNS = "abcde"


@st.composite
def published(draw: st.DrawFn) -> tuple[dict[str, int], list[tuple[frozenset[str], int]]]:
    """Counts, and some true sums of them."""
    counts = {unknown: draw(st.integers(0, 3)) for unknown in UNKNOWNS}
    sets = draw(st.lists(st.frozensets(st.sampled_from(UNKNOWNS), min_size=1, max_size=4), max_size=4))
    return counts, [(parts, sum(counts[part] for part in parts)) for parts in sets]


@settings(max_examples=60, deadline=None)
@given(published(), st.frozensets(st.sampled_from(UNKNOWNS), min_size=1, max_size=3))
def test_the_limits_are_those_of_enumeration(
    told: tuple[dict[str, int], list[tuple[frozenset[str], int]]], wanted: frozenset[str]
) -> None:
    counts, sums = told
    low, high = Bounds(Sum(frozenset(parts), total) for parts, total in sums).of(wanted)
    assert (low, high) == interval([(frozenset(parts), total) for parts, total in sums], wanted)
    assert low <= sum(counts[part] for part in wanted) <= high


def test_nothing_said_bounds_nothing() -> None:
    assert Bounds([]).of(["a"]) == (0, inf)


def test_a_sum_of_overlapping_sets_is_solved() -> None:
    """a+b = 5, b+c = 5 and a+c = 4 leave one table alone; the relaxed programme and the whole one agree here."""
    sums = [Sum(frozenset("ab"), 5), Sum(frozenset("bc"), 5), Sum(frozenset("ac"), 4)]
    assert [Bounds(sums).of([part]) for part in "abc"] == [(2, 2), (3, 3), (2, 2)]


def test_limits_are_whole_where_only_fractions_would_be_wider() -> None:
    """In fractions a, b and c could be a half each; in whole numbers x alone makes all three sums."""
    sums = [Sum(frozenset("abx"), 1), Sum(frozenset("bcx"), 1), Sum(frozenset("acx"), 1)]
    assert [Bounds(sums).of([part]) for part in "abcx"] == [(0, 0), (0, 0), (0, 0), (1, 1)]


def test_sums_that_contradict_each_other_are_not_believed() -> None:
    sums = [Sum(frozenset("ab"), 2), Sum(frozenset("abc"), 9), Sum(frozenset("c"), 3)]
    with pytest.raises(ContradictionError):
        Bounds(sums).of(["a"])

"""The audit of a cell says what an enumeration of every table says, for months, windows and editions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.audit import audit
from etl.disclosure.history import ReleasedEdition
from etl.disclosure.leaks import Rule, leaks
from etl.disclosure.statements import Statement, Told
from schemas.words import months_between
from tests.disclosure.enumeration import gives_away

MONTHS = months_between(date(2019, 1, 1), date(2019, 4, 1))
TERRITORIES = ("norte", "sur")


def said(edition: int, counts: dict[date, int], *sets: tuple[int, ...]) -> list[Statement]:
    """True sums of one edition, each over the months with these numbers."""
    chosen = [frozenset(MONTHS[number] for number in numbers) for numbers in sets]
    return [Statement(months, sum(counts[month] for month in months), edition) for months in chosen]


counts_of_months = st.fixed_dictionaries({month: st.integers(0, 3) for month in MONTHS})
sums_of_months = st.lists(
    st.sets(st.integers(0, len(MONTHS) - 1), min_size=1, max_size=4).map(lambda chosen: tuple(sorted(chosen))),
    max_size=3,
)


@st.composite
def small_editions(draw: st.DrawFn) -> dict[str, tuple[list[dict[date, int]], list[list[Statement]]]]:
    """Two editions of two territories: counts of some months change, and each edition says some sums."""
    found = {}
    for territory in TERRITORIES:
        first = draw(counts_of_months)
        changes = draw(st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 3), max_size=2))
        second = first | changes
        told = [said(number, counts, *draw(sums_of_months)) for number, counts in ((1, first), (2, second))]
        found[territory] = ([first, second], told)
    return found


class Released(ReleasedEdition):
    """An edition that was public, without its files."""

    def __init__(self, number: int, told: dict[tuple[str, str], Told], values: object) -> None:
        self.__dict__ |= {"number": number, "told": told, "values": values, "standing": True}


@settings(max_examples=100, deadline=None)
@given(small_editions(), st.integers(2, 4), st.booleans())
def test_the_verdict_of_the_audit_is_that_of_an_enumeration(
    editions: dict[str, tuple[list[dict[date, int]], list[list[Statement]]]], k: int, sensitive: bool
) -> None:
    window = (frozenset(MONTHS[:2]),)
    told = [
        {("robo", t): Told(tuple(statements[number]), window, k, "window") for t, (_, statements) in editions.items()}
        for number in (0, 1)
    ]
    values = [{("robo", t): counts[number] for t, (counts, _) in editions.items()} for number in (0, 1)]
    report = audit(2, told[1], values[1], {"robo": sensitive}, [Released(1, told[0], values[0])])
    expected = {
        territory
        for territory, (counts, statements) in editions.items()
        if gives_away(statements[1], statements[0], {1: counts[0], 2: counts[1]}, window, Rule(k, sensitive), edition=2)
    }
    assert {each.territory for each in report.forbids} == expected
    assert report.allows == (not expected)


COUNTS = dict(zip(MONTHS, (12, 2, 9, 7), strict=True))
HIDDEN, SENSITIVE = Rule(5, sensitive=False), Rule(10, sensitive=True)


def forbidden(new: list[Statement], old: list[Statement], rule: Rule, was: dict[date, int] | None = None) -> set[str]:
    values = {1: was or COUNTS, 2: COUNTS}
    return {leak.what for leak in leaks(new, old, values, [], rule, edition=2)}


def test_a_sum_of_months_hides_a_small_one() -> None:
    assert forbidden(said(2, COUNTS, (0, 1, 2)), [], HIDDEN) == set()


def test_a_small_month_that_is_shown_is_a_leak() -> None:
    assert forbidden(said(2, COUNTS, (1,)), [], HIDDEN) == {"month 2019-02"}


def test_two_nested_sums_reveal_the_month_between_them() -> None:
    assert "month 2019-02" in forbidden(said(2, COUNTS, (0, 1, 2), (0, 2)), [], HIDDEN)


def test_a_month_released_before_is_subtracted_from_a_sum_of_now() -> None:
    assert "month 2019-02" in forbidden(said(2, COUNTS, (0, 1, 2)), said(1, COUNTS, (0,), (2,)), HIDDEN)


def test_what_was_given_away_before_does_not_forbid_to_be_silent() -> None:
    """Nothing can be taken back from whoever kept a copy; an edition that adds nothing may be released."""
    assert forbidden([], said(1, COUNTS, (1,)), HIDDEN) == set()
    assert forbidden(said(2, COUNTS, (0, 2, 3)), said(1, COUNTS, (1,)), HIDDEN) == set()


def test_a_month_of_a_sensitive_indicator_is_never_to_be_had_however_large() -> None:
    assert "month 2019-01" in forbidden(said(2, COUNTS, (0,)), [], SENSITIVE)
    assert forbidden(said(2, COUNTS, (0, 1, 2, 3)), [], SENSITIVE) == set()


def test_a_window_that_grew_by_one_month_gives_that_month_away() -> None:
    grown, before = said(2, COUNTS, (0, 1, 2, 3)), said(1, COUNTS, (0, 1, 2))
    assert forbidden(grown, before, SENSITIVE) >= {"month 2019-04", "diferencia 2019-04"}
    assert forbidden(grown, said(1, COUNTS, (0, 1)), SENSITIVE) == set()


@pytest.mark.parametrize(("late", "leaks_it"), [(0, False), (1, True), (9, True), (10, False), (-3, True)])
def test_late_cases_of_a_sensitive_window_are_a_small_count_of_their_own(late: int, leaks_it: bool) -> None:
    was = COUNTS | {MONTHS[0]: COUNTS[MONTHS[0]] - late}
    found = forbidden(said(2, COUNTS, (0, 1, 2, 3)), said(1, was, (0, 1, 2, 3)), SENSITIVE, was)
    assert bool(found) == leaks_it


def test_a_correction_of_another_indicator_is_shown_with_its_erratum() -> None:
    was = COUNTS | {MONTHS[0]: 10}
    assert forbidden(said(2, COUNTS, (0,)), said(1, was, (0,)), HIDDEN, was) == set()


def test_an_edition_whose_counts_are_lost_is_taken_as_unchanged_unless_it_contradicts() -> None:
    now, before = said(2, COUNTS, (0, 1, 2)), said(1, COUNTS, (0,), (2,))
    assert "month 2019-02" in {leak.what for leak in leaks(now, before, {2: COUNTS}, [], HIDDEN, edition=2)}
    other = said(1, COUNTS | {MONTHS[0]: 40}, (0,), (2,))
    assert leaks(now, other, {2: COUNTS}, [], HIDDEN, edition=2) == []

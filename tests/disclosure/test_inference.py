"""What the control itself says: a second spread, labels that hold, a refused form, a window beside a known one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from etl.disclosure.audit import audit
from etl.disclosure.cells import Cell, Compared
from etl.disclosure.forms import Past, choose
from etl.disclosure.inference import beside_a_known_side, refusal_tells
from etl.disclosure.statements import SPREAD, Spread, Statement, Told
from etl.disclosure.variation import leaves_room
from schemas.load import load_programme
from tests.disclosure.board import MONTHS, Board, even
from tests.disclosure.test_leaks import Released

CHILE = Path(__file__).parents[2] / "data" / "programmes" / "chile"
K = 5
NOTHING = Past([], {}, standing=False)
KEY = ("robo", "centro")
BEFORE, NOW = MONTHS[:6], MONTHS[12:18]


def cell(counts: Sequence[int], *windows: tuple[Sequence[date], Sequence[date]]) -> Cell:
    """A cell of robbery with a count for each month from January 2018, and the windows of its evaluations."""
    values = dict(zip(MONTHS, counts, strict=False))
    compared = []
    for number, (before, now) in enumerate(windows):
        row = {"baseline_count": sum(values[m] for m in before), "current_count": sum(values[m] for m in now)}
        compared.append(Compared(f"evaluacion{number}", frozenset(before), frozenset(now), row))
    return Cell(load_programme(CHILE).indicators["robo"], "centro", values, frozenset(values), tuple(compared))


def spread(months: Sequence[date], count: int = 60) -> Spread:
    """What an interval over these months tells."""
    return Spread(((frozenset(months), count), (frozenset(NOW), 60)))


def forbidden(form: str, mine: Sequence[Spread], before: Sequence[Spread] = ()) -> list[str]:
    """What an edition may not tell beside a released one."""
    told = {KEY: Told((), (), K, form, tuple(mine))}
    released = [Released(1, {KEY: Told((), (), K, form, tuple(before))}, {})]
    report = audit(2, told, {}, {"robo": False}, released)
    assert {(each.indicator, each.territory) for each in report.forbids} <= {KEY}
    return [each.what for each in report.forbids]


def test_the_audit_forbids_the_spread_of_other_months_than_was_told() -> None:
    assert forbidden("window", [spread(BEFORE)], [spread(BEFORE)]) == []
    (what,) = forbidden("window", [spread(BEFORE)], [spread(BEFORE[:4])])
    assert what.startswith("dispersión 2018-01 2018-02")
    assert len(forbidden("quarter", [spread(BEFORE), spread(BEFORE[:4])])) == 1, "two evaluations of one edition"


def test_the_audit_forbids_the_spread_of_the_same_months_with_other_cases() -> None:
    """Had one month alone changed, the difference of the two sums of squares would tell it."""
    assert len(forbidden("window", [spread(BEFORE, 71)], [spread(BEFORE, 60)])) == 1


def test_the_audit_has_nothing_against_many_spreads_of_a_series_by_month() -> None:
    assert forbidden("month", [spread(BEFORE)], [spread(BEFORE[:4])]) == []


def test_what_was_told_twice_before_may_be_told_again() -> None:
    assert forbidden("window", [spread(BEFORE)], [spread(BEFORE[:4]), spread(BEFORE)]) == []


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """Two released editions, the second with two months more; family violence of `sur` strays."""
    board = Board(tmp_path_factory.mktemp("board"))
    counts = even()
    for month in MONTHS:
        counts["vif", "sur", month] = (4, 16, 7, 19, 5, 13, 9, 15, 10, 10, 8, 8)[month.month - 1]
    for months in (20, 22):
        board.edition(counts, months=months)
        assert board.release() == []
    return board


def test_a_window_that_grew_tells_its_counts_and_no_second_spread(grown: Board) -> None:
    first, second = (grown.headline(edition, "vif", "sur") for edition in (1, 2))
    assert first["ratio_low"] is not None
    assert {second[name] for name in SPREAD} == {None}
    assert (first["baseline_count"], second["baseline_count"]) == (88, 108)
    assert grown.headline(2, "robo", "sur")["ratio_low"] is not None, "its months are public"


def test_whether_a_label_holds_is_told_by_month_alone(grown: Board) -> None:
    for edition in (1, 2):
        assert grown.headline(edition, "robo", "centro")["robust"] is True
        row = grown.headline(edition, "vif", "centro")
        assert row["verdict"] == "no_clear_change"
        assert (row["robust"], row["fragile"]) == (None, None)


def reach(total: int, months: int) -> int:
    """How wide a month of a group is known by whoever knows that some month of it is small: every table is tried."""
    tables = [table for table in product(range(total + 1), repeat=months) if sum(table) == total]
    fit = [table for table in tables if any(0 < count < K for count in table)]
    return max(table[0] for table in fit) - min(table[0] for table in fit)


@pytest.mark.parametrize("months", [2, 3])
@pytest.mark.parametrize("total", range(K, 9))
def test_a_refused_form_tells_what_an_enumeration_of_the_tables_tells(total: int, months: int) -> None:
    told = [Statement(frozenset(MONTHS[:months]), total, 1)]
    assert bool(refusal_tells(cell([total - 1, 1, 0][:months]), told)) == (reach(total, months) < K)


def test_two_quarters_with_cases_hide_which_of_them_has_the_small_month() -> None:
    told = [Statement(frozenset(MONTHS[at : at + 3]), 5, 1) for at in (0, 3)]
    assert refusal_tells(cell([3, 2, 0, 5, 0, 0]), told) == []
    assert len(refusal_tells(cell([3, 2, 0, 0, 0, 0]), told)) == 1


def test_a_lone_quarter_of_k_cases_is_not_told_as_a_quarter() -> None:
    windows = (BEFORE, NOW)
    assert choose(cell([3, 2, 0] + [0] * 21, windows), NOTHING, 1).form == "none"
    assert choose(cell([3, 4, 0] + [0] * 21, windows), NOTHING, 1).form == "quarter"
    assert choose(cell([3, 2, 0] + [0] * 3 + [12] * 18, windows), NOTHING, 1).form == "quarter"


def test_a_comparison_with_a_small_window_withholds_those_that_tell_its_other_one() -> None:
    counts = [12] * 18 + [0] * 5 + [3]
    shared = cell(counts, (BEFORE, NOW), (BEFORE, MONTHS[18:]))
    assert choose(shared, NOTHING, 1).shown == frozenset()
    assert {leak.what[:14] for leak in beside_a_known_side(shared, [Statement(frozenset(BEFORE), 72, 1)])} == {
        "window 2019-07"
    }
    apart = replace(shared, compared=cell(counts, (BEFORE, NOW), (MONTHS[6:12], MONTHS[18:])).compared)
    assert choose(apart, NOTHING, 1).shown == {"evaluacion0"}


def test_a_sum_that_older_editions_told_parts_a_window() -> None:
    """Of the twelve months each keeps room; of the two of four cases, whose sum was told, none does."""
    mine = cell([2, 2] + [8] * 10 + [7] * 12, (MONTHS[:12], MONTHS[12:]))
    (compared,) = mine.compared
    assert leaves_room(mine, compared, "window")
    assert not leaves_room(mine, compared, "window", cuts=[frozenset(MONTHS[:2])])


def test_a_verdict_tells_more_beside_a_spread_that_was_told() -> None:
    """The ten months that stray took nearly all of it: the two others are as good as even."""
    mine = cell([8, 8] + [1, 15] * 5 + [8] * 12, (MONTHS[:12], MONTHS[12:]))
    (compared,) = mine.compared
    phi, cuts = 62.0 / 22, [frozenset(MONTHS[:2])]
    assert leaves_room(mine, compared, "window", phi, cuts)
    assert not leaves_room(mine, compared, "window", phi, cuts, told_before=True)

"""What editions give away together: nothing small, whatever arrives late, is corrected, released or taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from etl.disclosure import audit_release
from etl.withdrawal import withdraw
from tests.disclosure.board import Board, even

CURRENT, OTHER = date(2019, 3, 1), date(2019, 8, 1)


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """Three editions: even counts; a few late cases, a correction and a month that became small; many late cases."""
    board = Board(tmp_path_factory.mktemp("board"))
    counts = even()
    board.edition(counts)
    assert board.release() == []
    counts |= {("vif", "centro", CURRENT): 9, ("robo", "centro", CURRENT): 14, ("robo", "norte", CURRENT): 3}
    board.edition(counts)
    assert board.release() == []
    board.edition(counts | {("vif", "centro", OTHER): 16})
    assert board.release() == []
    return board


def test_a_few_late_cases_of_family_violence_are_not_told_until_they_are_many(board: Board) -> None:
    told = [board.headline(edition, "vif", "centro")["current_count"] for edition in (1, 2, 3)]
    assert told == [60, 60, 73]
    assert [board.form(edition, "vif", "centro") for edition in (1, 2, 3)] == ["window", "as_released", "window"]
    assert [board.form(edition, "vif", "norte") for edition in (1, 2, 3)] == ["window"] * 3


def test_what_is_repeated_says_of_which_edition_it_is(board: Board) -> None:
    rows = board.public(2)["disclosure"].filter(indicator="vif", territory="centro")
    assert rows["as_of"].to_list() == [1]
    assert board.public(3)["disclosure"].filter(indicator="vif", territory="centro")["as_of"].to_list() == [3]


def test_a_month_that_became_small_is_not_had_by_subtracting_what_was_public(board: Board) -> None:
    """Its quarter and its window could be told, had not their other months been public by month before."""
    assert board.form(2, "robo", "norte") == "as_released"
    (month,) = board.public(2)["indicator_value"].filter(indicator="robo", territory="norte", month=CURRENT)["value"]
    assert month == 12


def test_a_correction_of_what_is_public_has_its_erratum_without_file_names(board: Board) -> None:
    errata = board.public(2)["erratum"]
    assert ("robo/centro/policia/2019-03", "12", "14") in errata.select("key", "before", "now").rows()
    assert not any("vif" in key or "norte" in key for key in errata["key"])
    assert not any(".csv" in why for why in errata["why"])
    assert any(key.startswith("evaluacion/vif/centro") for key in board.public(3)["erratum"]["key"])


def test_pictures_of_what_is_repeated_show_what_is_repeated(board: Board) -> None:
    pictures = {number: board.public(number)["picture"].filter(picture="two_dots/vif/centro") for number in (1, 2)}
    assert pictures[1]["svg"].to_list() == pictures[2]["svg"].to_list()


def test_a_release_is_audited_against_what_has_been_released_since_the_run(tmp_path: Path) -> None:
    board = Board(tmp_path)
    counts = even()
    board.edition(counts)
    assert board.release() == []
    home = board.programme.home
    first = board.public_file(1)
    (home.root / "released_history" / "1.duckdb").unlink()
    home.released.unlink()
    board.edition(counts | {("vif", "sur", CURRENT): 9})
    assert board.form(2, "vif", "sur") == "window", "the run knew of no released edition"
    report = audit_release(board.public_file(2), [first])
    assert {(each.indicator, each.territory) for each in report.forbids} == {("vif", "sur")}
    why = " ".join(each.why for each in report.forbids)
    assert "3 por resta" in why
    assert "dispersión" in " ".join(each.what for each in report.forbids), "nor the spread of the same months"
    assert audit_release(board.public_file(2), []).allows


def test_a_withdrawn_edition_still_counts_and_is_not_repeated(tmp_path: Path) -> None:
    board = Board(tmp_path)
    counts = even()
    board.edition(counts)
    assert board.release() == []
    withdraw(board.programme.home, 1, "una prueba", "Oficina de prueba", datetime(2020, 7, 2, tzinfo=UTC))
    number = board.edition(counts | {("vif", "sur", CURRENT): 9})
    assert board.form(number, "vif", "sur") == "none"
    assert board.headline(number, "vif", "sur")["verdict"] == "withheld"
    assert board.form(number, "vif", "norte") == "window"

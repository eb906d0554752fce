"""Putting faults in: only where asked, never twice in one row, and a repeated row stands below its original."""

from datetime import date

from etl.demo.csv_text import csv_bytes
from etl.demo.dice import Dice
from etl.demo.faults import counts_nowhere, set_cell, spoil, with_duplicates
from etl.demo.records import Record

MAY = date(2019, 5, 1)


def rows(how_many: int) -> list[Record]:
    """Rows of which every second one counts in no indicator."""
    return [
        Record({"n": str(n), "x": "bien"}, "robo" if n % 2 else None, "luque", MAY, ref=str(n)) for n in range(how_many)
    ]


def test_only_fitting_sound_rows_are_spoilt() -> None:
    records = rows(20)
    spoil(records, "bad_date", 4, set_cell("x", to=("31/02/{y}",)), Dice(1, "t"), counts_nowhere)
    spoilt = [r for r in records if r.kinds]
    assert len(spoilt) == 4
    assert all(r.indicator is None and r.cells["x"] == "31/02/2019" and r.outcome == "quarantined" for r in spoilt)


def test_no_row_is_spoilt_twice_and_no_more_than_there_are() -> None:
    records = rows(6)
    for _ in range(3):
        spoil(records, "bad_date", 2, set_cell("x", to=("mal",)), Dice(1, "t"), counts_nowhere)
    assert [len(r.kinds) for r in records] == [1, 0, 1, 0, 1, 0]


def test_a_repeated_row_stands_below_its_original_and_counts_once() -> None:
    records = with_duplicates(rows(10), 4, Dice(3, "t"), loose=("x",))
    again = [(i, r) for i, r in enumerate(records) if r.outcome == "duplicate"]
    assert len(records) == 14
    for position, copy in again:
        (original,) = (i for i, r in enumerate(records) if r.ref == copy.ref and r is not copy)
        assert original < position
        assert copy.cells["n"] == records[original].cells["n"]
        assert (copy.cells["x"], records[original].cells["x"]) == ("", "bien")


def test_a_faulty_row_is_never_repeated() -> None:
    records = rows(4)
    for record in records:
        record.kinds.append("bad_date")
    assert with_duplicates(records, 3, Dice(1, "t")) == records


def test_a_warning_alone_leaves_the_row_accepted() -> None:
    assert Record({}, None, None, MAY, kinds=["ambiguous_place"]).outcome == "accepted"
    assert Record({}, None, None, MAY, kinds=["ambiguous_place", "bad_date"]).outcome == "quarantined"


def test_row_numbers_count_the_heading_and_blank_rows_and_a_raw_line_is_not_quoted() -> None:
    records = [Record({"a": "1;2", "b": "x"}, None, None, MAY), Record({}, None, None, MAY, raw="3;4;5")]
    content = csv_bytes(("a", "b"), records, ";", "cp1252", blanks=[1])
    assert content == b'a;b\r\n"1;2";x\r\n;\r\n3;4;5\r\n'
    assert [r.row for r in records] == [2, 4]

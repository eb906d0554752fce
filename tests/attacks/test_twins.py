"""Two programmes that differ only in what is withheld have the same public edition, in every table and row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.disclosure.board import MONTHS, Board, Counts, even

PADDING = 0
"""Bytes that may differ: none, for what DuckDB leaves unset is zero (`etl/public_writer.py`)."""
JANUARY, MARCH, AUGUST = date(2018, 1, 1), date(2018, 3, 1), date(2018, 8, 1)
BASELINE = MONTHS[:10]
CURRENT = MONTHS[12:22]


@dataclass(frozen=True)
class Twins:
    """Two sets of counts, which nobody outside may tell apart."""

    one: Counts
    other: Counts


def _months(indicator: str, territory: str, counts: Mapping[date, int]) -> Counts:
    return {(indicator, territory, month): count for month, count in counts.items()}


def _quiet(indicator: str, territory: str, *few: tuple[date, int]) -> Counts:
    """Even counts, but for a current window with nothing in it save a few cases."""
    counts = dict.fromkeys(CURRENT, 0) | dict(few)
    return even() | _months(indicator, territory, counts)


TWINS = {
    "no case of family violence, and three": Twins(
        _quiet("vif", "norte"), _quiet("vif", "norte", (CURRENT[1], 2), (CURRENT[6], 1))
    ),
    "no case of family violence in an area, and nine": Twins(
        _quiet("vif", "sur"), _quiet("vif", "sur", *((month, 1) for month in CURRENT[:9]))
    ),
    "one robbery, and four": Twins(
        _quiet("robo", "norte", (CURRENT[3], 1)), _quiet("robo", "norte", (CURRENT[2], 3), (CURRENT[8], 1))
    ),
    "two robberies in an area, in other months": Twins(
        _quiet("robo", "sur", (CURRENT[0], 2)), _quiet("robo", "sur", (CURRENT[5], 1), (CURRENT[9], 1))
    ),
    "a month of family violence without a case, and another": Twins(
        even() | _months("vif", "centro", {JANUARY: 0, AUGUST: 12}),
        even() | _months("vif", "centro", {JANUARY: 12, AUGUST: 0}),
    ),
    "two months of a quarter, one of them small, exchanged": Twins(
        even() | _months("robo", "centro", {JANUARY: 3, MARCH: 16}),
        even() | _months("robo", "centro", {JANUARY: 16, MARCH: 3}),
    ),
}


def edition(counts: Counts, root: Path) -> tuple[dict[str, pl.DataFrame], bytes]:
    """The public tables of a board, and the bytes of their file."""
    root.mkdir()
    board = Board(root)
    number = board.edition(counts)
    assert board.release() == []
    return board.public(number), board.public_file(number).read_bytes()


@pytest.mark.parametrize("name", TWINS)
def test_nobody_can_tell_the_twins_apart(name: str, tmp_path: Path) -> None:
    one, its_bytes = edition(TWINS[name].one, tmp_path / "one")
    other, other_bytes = edition(TWINS[name].other, tmp_path / "other")
    assert one.keys() == other.keys()
    assert [table for table in one if not one[table].equals(other[table])] == []
    assert len(its_bytes) == len(other_bytes)
    differing = np.frombuffer(its_bytes, np.uint8) != np.frombuffer(other_bytes, np.uint8)
    assert int(differing.sum()) <= PADDING


def test_the_comparison_says_no(tmp_path: Path) -> None:
    """Counts that may be told do show: equal tables are no accident."""
    one, _ = edition(even(), tmp_path / "one")
    other, _ = edition(even() | _months("robo", "centro", {JANUARY: 13}), tmp_path / "other")
    differing = {table for table in one if not one[table].equals(other[table])}
    assert {"indicator_value", "comparison", "picture"} <= differing

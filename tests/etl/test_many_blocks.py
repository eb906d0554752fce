"""A file of many blocks comes to the same as in one; refusal and death leave nothing; repeated rows are found."""

from functools import partial
from typing import Any

import numpy as np
import polars as pl
import pytest

from etl import parts
from etl.home import Home
from etl.judging.duplicates import SeenRows
from etl.parts import ledger, part_files, read_part
from etl.read import csv_blocks
from etl.read.text_pieces import utf8_pieces
from tests.small_programme import SmallProgramme, police_csv

NAME = "policia_denuncias_2018-03_ext20180415.csv"


def march(rows: int, bad_every: int) -> str:
    """So many robberies, each `bad_every`th with a date that is none, and one row that stands twice, far apart."""
    lines = [
        f"{number};{'31/02/2018' if number % bad_every == 0 else f'{number % 28 + 1:02d}/03/2018'};ROBO;Centro"
        for number in range(1, rows + 1)
    ]
    return police_csv(*lines, lines[0])


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Blocks of a few rows, so that a small file goes the way of a large one."""
    monkeypatch.setattr(csv_blocks, "utf8_pieces", partial(utf8_pieces, size=400))
    return monkeypatch


def kept(home: Home, part: str) -> pl.DataFrame:
    """A part of every delivery of a home, but for the keyed hashes, which differ from home to home."""
    frames = [read_part(home, delivery, part) for delivery in ledger(home)]
    found = [frame.drop("case_key", "row_key", "cells", strict=False) for frame in frames if frame.width]
    return pl.concat(found) if found else pl.DataFrame()


def test_many_blocks_come_to_the_same_as_one(small_programme: SmallProgramme, small_blocks: pytest.MonkeyPatch) -> None:
    small_programme.send(NAME, march(120, 10))
    (outcome,) = small_programme.run().deliveries
    (delivery,) = ledger(small_programme.home)
    assert len(part_files(small_programme.home, delivery, "records")) > 3
    assert (outcome.judgement.accepted, outcome.judgement.quarantined, outcome.judgement.duplicates) == (108, 12, 1)
    small_blocks.undo()
    other = Home(small_programme.root / "otro")
    small_programme.run(other)
    assert len(part_files(other, delivery, "records")) == 1
    for part in ("records", "quarantine", "findings"):
        assert kept(small_programme.home, part).equals(kept(other, part)), part
    assert small_programme.figures() == small_programme.figures(other)


def test_a_refused_file_leaves_no_row(small_programme: SmallProgramme, small_blocks: pytest.MonkeyPatch) -> None:
    small_programme.send(NAME, march(120, 1))
    (outcome,) = small_programme.run().deliveries
    assert outcome.status == "refused"
    home = small_programme.home
    assert (kept(home, "records").height, kept(home, "quarantine").height) == (0, 0)
    assert "too_many_bad_rows" in kept(home, "findings")["kind"]


def test_a_refusal_after_good_blocks_takes_them_out_again(
    small_programme: SmallProgramme, small_blocks: pytest.MonkeyPatch
) -> None:
    good, bad = march(40, 100), march(900, 1).partition("\r\n")[2]
    small_programme.send(NAME, good + bad)
    (outcome,) = small_programme.run().deliveries
    assert outcome.status == "refused"
    assert kept(small_programme.home, "records").height == 0


def test_a_death_before_the_parts_stand_leaves_nothing(
    small_programme: SmallProgramme, small_blocks: pytest.MonkeyPatch
) -> None:
    small_programme.send(NAME, march(120, 10))

    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with small_blocks.context() as patched:
        patched.setattr(parts.FolderSink, "store", dies)
        with pytest.raises(KeyboardInterrupt):
            small_programme.run()
    assert not ledger(small_programme.home)
    small_programme.run()
    assert kept(small_programme.home, "records").height == 108
    assert small_programme.values("robo", "policia")["centro", "2018-03"] == (108, "partial")


def test_a_file_that_is_judged_again_stands_once(
    small_programme: SmallProgramme, small_blocks: pytest.MonkeyPatch
) -> None:
    small_programme.send(NAME, march(120, 10))
    small_programme.run()
    small_programme.change("offences.csv", "*,Hurto,none,1\n", "*,Hurto,none,1\n*,Robo de ganado,robo,2\n")
    (outcome,) = small_programme.run().deliveries
    assert outcome.status == "loaded"
    assert kept(small_programme.home, "records").height == 108
    assert small_programme.values("robo", "policia")["centro", "2018-03"] == (108, "partial")


@pytest.mark.parametrize("seed", range(5))
def test_rows_seen_before_are_found_in_any_block(seed: int) -> None:
    dice = np.random.default_rng(seed)
    before = set[tuple[str | None, ...]]()
    with SeenRows() as rows:  # of the first blocks most are put aside on the disk
        for _ in range(40):
            block = [(str(a), None if b == 0 else str(b)) for a, b in dice.integers(0, 75, (200, 2))]
            frame = pl.DataFrame(block, schema={"a": pl.String, "b": pl.String}, orient="row")
            told = rows.repeated(frame).to_list()
            for cells, again in zip(block, told, strict=True):
                assert again is (cells in before), cells
                before.add(cells)


def test_a_block_without_rows_or_columns_repeats_nothing() -> None:
    rows = SeenRows()
    assert rows.repeated(pl.DataFrame({"a": []}, schema={"a": pl.String})).to_list() == []
    assert rows.repeated(pl.DataFrame({"a": ["x"]})).to_list() == [False]
    assert rows.repeated(pl.DataFrame({"a": ["x", "y", "y"]})).to_list() == [True, False, True]

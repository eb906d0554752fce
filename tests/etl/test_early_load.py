"""A large file loads while it is judged: the warehouse ends as when loading waits; refusal and death leave nothing."""

from functools import partial
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from etl import early_load, parts
from etl.early_load import EarlyLoad
from etl.home import Home
from etl.judging.duplicates import SeenRows
from etl.read import csv_blocks
from etl.read.text_pieces import utf8_pieces
from tests.small_programme import SmallProgramme, police_csv

NAME = "policia_denuncias_2018-03_ext20180415.csv"
TABLES = ("incident", "quarantine", "finding", "delivery")


def march(rows: int, bad_every: int) -> str:
    """So many robberies, each `bad_every`th with a date that is none, and one row that stands twice, far apart."""
    lines = [
        f"{number};{'31/02/2018' if number % bad_every == 0 else f'{number % 28 + 1:02d}/03/2018'};ROBO;Centro"
        for number in range(1, rows + 1)
    ]
    return police_csv(*lines, lines[0])


@pytest.fixture
def sent_early(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Blocks of a few rows, one at a time, so that a small file goes the way of a large one; counts the turns."""
    turns: list[int] = []
    send = EarlyLoad._send

    def counted(loader: EarlyLoad) -> None:
        turns.append(1)
        send(loader)

    monkeypatch.setattr(csv_blocks, "utf8_pieces", partial(utf8_pieces, size=400))
    monkeypatch.setattr(early_load, "_BLOCKS_A_TURN", 1)
    monkeypatch.setattr(EarlyLoad, "_send", counted)
    return turns


def stored(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in TABLES}


def test_the_warehouse_holds_the_same_as_when_loading_waits(
    small_programme: SmallProgramme, sent_early: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_programme.send(NAME, march(120, 10))
    first = small_programme.run()
    assert len(sent_early) > 3
    (outcome,) = first.deliveries
    assert (outcome.judgement.accepted, outcome.judgement.quarantined, outcome.judgement.duplicates) == (108, 12, 1)
    monkeypatch.undo()
    other = Home(small_programme.root / "otro")
    small_programme.run(other)
    other_key = (other.root / "clave").read_text()
    assert other_key != (small_programme.home.root / "clave").read_text()
    without_keys = [
        {name: [tuple(cell for cell in row if not is_key(cell)) for row in rows] for name, rows in each.items()}
        for each in (stored(small_programme.home), stored(other))
    ]
    assert {name: sorted(map(str, rows)) for name, rows in without_keys[0].items()} == {
        name: sorted(map(str, rows)) for name, rows in without_keys[1].items()
    }
    assert small_programme.figures() == small_programme.figures(other)


def is_key(cell: Any) -> bool:
    """A keyed hash, which differs from home to home."""
    return (isinstance(cell, int) and cell > 2**40) or (isinstance(cell, str) and '"case_ref"' in cell)


def test_a_refused_file_leaves_no_row(small_programme: SmallProgramme, sent_early: list[int]) -> None:
    small_programme.send(NAME, march(120, 1))
    (outcome,) = small_programme.run().deliveries
    assert outcome.status == "refused"
    held = stored(small_programme.home)
    assert (held["incident"], held["quarantine"]) == ([], [])
    assert [row for row in held["finding"] if "too_many_bad_rows" in row]


def test_a_refusal_after_good_blocks_takes_them_out_again(
    small_programme: SmallProgramme, sent_early: list[int]
) -> None:
    good, bad = march(40, 100), march(900, 1).partition("\r\n")[2]
    small_programme.send(NAME, good + bad)
    (outcome,) = small_programme.run().deliveries
    assert sent_early
    assert outcome.status == "refused"
    assert stored(small_programme.home)["incident"] == []


def test_a_death_before_the_parts_stand_leaves_the_warehouse_as_it_was(
    small_programme: SmallProgramme, sent_early: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_programme.send(NAME, march(120, 10))

    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(parts.FolderSink, "store", dies)
        with pytest.raises(KeyboardInterrupt):
            small_programme.run()
    assert sent_early
    assert stored(small_programme.home)["incident"] == []
    small_programme.run()
    assert len(stored(small_programme.home)["incident"]) == 108


def test_a_file_that_is_judged_again_stands_once(small_programme: SmallProgramme, sent_early: list[int]) -> None:
    small_programme.send(NAME, march(120, 10))
    small_programme.run()
    small_programme.change("offences.csv", "*,Hurto,none,1\n", "*,Hurto,none,1\n*,Robo de ganado,robo,2\n")
    turns = len(sent_early)
    small_programme.run()
    assert len(sent_early) > turns
    assert len(stored(small_programme.home)["incident"]) == 108


@pytest.mark.parametrize("seed", range(5))
def test_rows_seen_before_are_found_in_any_block(seed: int) -> None:
    dice = np.random.default_rng(seed)
    rows, before = SeenRows(), set[tuple[str | None, ...]]()
    for _ in range(25):
        block = [(str(a), None if b == 0 else str(b)) for a, b in dice.integers(0, 60, (200, 2))]
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

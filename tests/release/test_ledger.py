"""The ledger of publications: whoever changes, removes or adds a line by hand is noticed."""

import json
from pathlib import Path

import pytest

from etl.chained_ledger import append_to_chain, read_chain
from etl.publications import publications
from schemas.errors import UsageError
from tests.release.conftest import Editions


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "libro.jsonl"
    for number in range(3):
        append_to_chain(path, {"edition": number})
    return path


def test_lines_come_back_in_order(ledger: Path) -> None:
    assert [line["edition"] for line in read_chain(ledger)] == [0, 1, 2]
    assert read_chain(ledger.with_name("nada")) == []


def change(lines: list[str]) -> None:
    lines[1] = lines[1].replace('"edition": 1', '"edition": 9')


def remove(lines: list[str]) -> None:
    del lines[1]


def swap(lines: list[str]) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def add(lines: list[str]) -> None:
    lines.append(json.dumps({"edition": 3, "before": "0" * 64, "hash": "0" * 64}))


def spoil(lines: list[str]) -> None:
    lines[0] = "no es json"


@pytest.mark.parametrize("touch", [change, remove, swap, add, spoil])
def test_a_touched_ledger_is_noticed(ledger: Path, touch: object) -> None:
    lines = ledger.read_text().splitlines()
    touch(lines)  # type: ignore[operator]
    ledger.write_text("\n".join(lines) + "\n")
    with pytest.raises(UsageError, match=r"libro\.jsonl"):
        read_chain(ledger)
    with pytest.raises(UsageError, match=r"libro\.jsonl"):
        append_to_chain(ledger, {"edition": 4})


def test_half_a_line_of_a_dead_run_never_counted(ledger: Path) -> None:
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"edition": 3, "bef')
    assert len(read_chain(ledger)) == 3
    append_to_chain(ledger, {"edition": 4})
    assert [line["edition"] for line in read_chain(ledger)] == [0, 1, 2, 4]


def test_lines_cut_off_the_end_are_noticed_by_what_the_public_was_told(made: Editions) -> None:
    made.release(made.make())
    made.release(made.make())
    path = made.home.root / "publicaciones.jsonl"
    path.write_text(path.read_text().splitlines(keepends=True)[0])
    with pytest.raises(UsageError, match=r"publicaciones\.jsonl"):
        publications(made.home)

"""The public file is written by a process that has nothing but the public tables; if it fails, nothing is published."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from etl import public_file
from etl.disclosure.history import read_tables
from etl.home import Home
from etl.public_file import PublicFileError
from etl.publish import current_edition, publish
from schemas.published import BY_NAME
from tests.disclosure.board import Board, even


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, pl.DataFrame]:
    """The public tables of a small board."""
    board = Board(tmp_path_factory.mktemp("board"))
    return board.public(board.edition(even()))


def test_the_same_tables_give_the_same_bytes_whatever_the_internal_ones_hold(
    tables: Mapping[str, pl.DataFrame], tmp_path: Path
) -> None:
    written = []
    for number, internal in enumerate((tables, {"indicator": tables["indicator"]})):
        edition = publish(Home(tmp_path / str(number)), 1, internal, lambda: (tables, {}), "")
        written.append(edition / "public" / "public.duckdb")
    assert written[0].read_bytes() == written[1].read_bytes()
    assert all(frame.equals(tables[name]) for name, frame in read_tables(written[0]).items())
    assert [path.name for path in (tmp_path / "0").rglob("*.parquet")] == []


def test_a_table_that_is_not_as_declared_is_a_clear_error_and_no_edition(
    tables: Mapping[str, pl.DataFrame], tmp_path: Path
) -> None:
    home = Home(tmp_path)
    with pytest.raises(PublicFileError, match="nosuch"):
        publish(home, 1, tables, lambda: ({**tables, "indicator": pl.DataFrame({"nosuch": [1]})}, {}), "")
    assert current_edition(home) is None
    assert [path.name for path in tmp_path.rglob("*.parquet")] == []


def test_the_writer_is_given_neither_settings_nor_input(
    tables: Mapping[str, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secret of this process's environment is not in the other's."""
    monkeypatch.setenv("SEAMOS_SECRET", "not for the public")
    given: list[Mapping[str, str]] = []
    original = public_file.subprocess.Popen

    def noted(*args: object, **options: object) -> object:
        given.append(options["env"])  # type: ignore[arg-type]
        return original(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(public_file.subprocess, "Popen", noted)
    publish(Home(tmp_path), 1, tables, lambda: (tables, {}), "")
    assert [set(each) - {"SYSTEMROOT"} for each in given] == [{"MALLOC_PERTURB_", "DUCKDB_JE_MALLOC_CONF"}]


def test_the_tables_of_the_test_are_public(tables: Mapping[str, pl.DataFrame]) -> None:
    assert all(BY_NAME[name].public for name in tables)


def test_a_writer_that_is_told_nothing_ends() -> None:
    with public_file.PublicWriter() as writer:
        process = writer._process
        assert process.poll() is None
    assert process.returncode == 0
    with pytest.raises(ZeroDivisionError), public_file.PublicWriter() as writer:
        1 / 0  # noqa: B018
    assert writer._process.returncode not in (0, None)

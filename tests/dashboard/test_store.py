"""The door to an edition: read-only, by parameter, one edition at a time, and never in the way of a swap."""

import os
import threading
from pathlib import Path

import duckdb
import pytest

from dashboard.editions import edition_path
from dashboard.store import EditionUnreadableError, edition_at, once_per_edition
from schemas.published import TABLES
from tests.dashboard.conftest import Published


def edition_file(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            connection.execute(table.ddl())
        connection.execute("INSERT INTO edition (edition, schema_version) VALUES (?, 1)", [number])
    return path


def number_of(path: Path) -> int:
    return int(edition_at(path).rows("SELECT edition FROM published.edition")[0]["edition"])


def swap(link: Path, target: Path) -> None:
    beside = link.with_name(".beside")
    beside.symlink_to(target)
    beside.rename(link)


def test_a_swapped_edition_is_seen_at_once_while_the_old_one_is_held(tmp_path: Path) -> None:
    link = tmp_path / "internal.duckdb"
    swap(link, edition_file(tmp_path / "1" / "internal.duckdb", 1))
    first = edition_at(link)
    swap(link, edition_file(tmp_path / "2" / "internal.duckdb", 2))
    assert number_of(link) == 2
    assert first.rows("SELECT edition FROM published.edition") == [{"edition": 1}]


def test_the_same_path_written_anew_is_another_edition(tmp_path: Path) -> None:
    path = edition_file(tmp_path / "internal.duckdb", 1)
    assert number_of(path) == 1
    edition_file(tmp_path / "next.duckdb", 2).rename(path)
    assert number_of(path) == 2


def test_what_is_kept_belongs_to_one_edition(tmp_path: Path) -> None:
    calls = []

    @once_per_edition
    def title(edition: object) -> str:
        calls.append(edition)
        return "made"

    path = edition_file(tmp_path / "internal.duckdb", 1)
    for _ in range(3):
        title(edition_at(path))
    assert len(calls) == 1
    os.utime(path, ns=(1, 1))
    title(edition_at(path))
    assert len(calls) == 2


def test_an_edition_cannot_be_written_through_the_door(chile: Published) -> None:
    edition = edition_at(chile.root / "published" / "internal.duckdb")
    with pytest.raises(EditionUnreadableError, match="read-only"):
        edition.rows("DELETE FROM published.territory")


def test_no_other_file_can_be_read_through_the_door(chile: Published, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    edition = edition_at(chile.root / "published" / "internal.duckdb")
    with pytest.raises(EditionUnreadableError, match="disabled"):
        edition.rows("SELECT * FROM read_csv($path)", path=str(secret))


def test_values_are_parameters_and_no_part_of_the_query(chile: Published) -> None:
    edition = edition_at(chile.root / "published" / "internal.duckdb")
    query = "SELECT territory FROM published.territory WHERE territory = $territory"
    assert edition.rows(query, territory="renca") == [{"territory": "renca"}]
    assert edition.rows(query, territory="' OR '1'='1") == []


def test_a_quote_in_the_path_is_part_of_the_path(tmp_path: Path) -> None:
    path = edition_file(tmp_path / "o'higgins" / "internal.duckdb", 7)
    assert number_of(path) == 7


def test_many_threads_may_ask_at_once(chile: Published) -> None:
    edition = edition_at(chile.root / "published" / "internal.duckdb")
    found: list[int] = []

    def ask() -> None:
        for _ in range(20):
            found.append(edition.rows("SELECT count(*) AS n FROM published.indicator_value")[0]["n"])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 120
    assert set(found) == {960}


def test_the_home_says_where_the_edition_is() -> None:
    assert edition_path("internal", environment={"SEAMOS_HOME": "casa"}) == Path("casa/published/internal.duckdb")
    assert edition_path("internal", environment={}) == Path(".seamos/published/internal.duckdb")

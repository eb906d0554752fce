"""What lies in the files beside their tables: free blocks, statistics, strings of internal tables, hashes, names."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from etl.parts import ledger, part_files
from tests.attacks.evidence import PublicFolder
from tests.attacks.worlds import World
from tests.needles import WIDTH, found_in

Demonstration = tuple[World, dict[str, Any]]
STATISTICS = re.compile(r"Min: (-?\d+), Max: (-?\d+)")
COUNTED = re.compile(r"(\d+) casos? antes, (\d+) ahora")
HOUR = re.compile(r"\b([01]?\d|2[0-3]):[0-5]\d\b")
WIPE = """
DELETE FROM indicator_value WHERE value BETWEEN 0 AND 4;
UPDATE comparison SET sentence_es = 'Dato reservado' WHERE least(baseline_count, current_count) < 5;
CHECKPOINT;
"""
"""How a public file must not be made: from the internal one, by taking things out."""


@pytest.fixture
def wiped(world: Callable[[str], World], tmp_path: Path) -> PublicFolder:
    """A file from which small counts were taken out afterwards."""
    shutil.copytree(world("chosen").bare[-1].folder, tmp_path / "wiped")
    with duckdb.connect(str(tmp_path / "wiped" / "public.duckdb")) as connection:
        connection.execute(WIPE)
    return PublicFolder(tmp_path / "wiped")


def texts(public: PublicFolder) -> str:
    """Every table as text, cell by cell."""
    return "\n".join(
        str(value) for table in public.tables.values() for column in table for value in column.unique().to_list()
    )


def raw(public: PublicFolder) -> bytes:
    """The bytes of every file of the folder, and their names."""
    named = b"\0".join(name.encode() + b"\0" + content for name, content in public.documents.items())
    return public.file.read_bytes() + b"\0" + named


def carved(public: PublicFolder) -> set[tuple[str, str]]:
    """Counts in the sentences that lie in the bytes of the database and in none of its tables."""
    lying = set(COUNTED.findall(public.file.read_bytes().decode("utf-8", "ignore")))
    return lying - set(COUNTED.findall(texts(public)))


def stale_statistics(public: PublicFolder) -> list[str]:
    """Columns whose statistics know of smaller or larger numbers than their rows."""
    found = []
    with duckdb.connect(str(public.file), read_only=True) as connection:
        for name, table in public.tables.items():
            rows = connection.execute(f"SELECT column_name, stats FROM pragma_storage_info('{name}')").fetchall()  # noqa: S608
            for column, stats in rows:
                ends = STATISTICS.search(stats or "")
                if ends and column in table.columns and table.schema[column].is_integer():
                    shown = [int(value) for value in table[column].drop_nulls().unique()]
                    low, high = int(ends[1]), int(ends[2])
                    if low <= high and (not shown or low < min(shown) or high > max(shown)):
                        found.append(f"{name}.{column}: {ends[0]}")
    return found


def secrets_of(demonstration: Demonstration) -> set[str]:
    """Made-up names, numbers, addresses, references and points, names and hashes of files, hours."""
    world, manifest = demonstration
    secrets = {text for told in manifest["personal"].values() for text in told}
    for point in manifest["vif_coordinates"]:
        secrets.update(str(part) for part in point)
    internal = world.home.editions / str(world.numbers[-1]) / "internal.duckdb"
    with duckdb.connect(str(internal), read_only=True) as connection:
        for row in connection.execute("SELECT file, sha256, delivery FROM delivery").fetchall():
            secrets.update(row)
        secrets.update(text for (text,) in connection.execute("SELECT fingerprint FROM edition").fetchall() if text)
    return {text for text in secrets if len(text.encode()) >= WIDTH and len(text.encode("cp1252", "ignore")) >= WIDTH}


def test_nothing_personal_and_no_file_name_is_public(demonstration: Demonstration) -> None:
    public, secrets = demonstration[0].controlled[-1], secrets_of(demonstration)
    assert len(secrets) > 500
    assert found_in(raw(public), secrets) == set()
    assert found_in(texts(public).encode(), secrets) == set()


def test_the_internal_file_would_be_caught(demonstration: Demonstration) -> None:
    world = demonstration[0]
    internal = (world.home.editions / str(world.numbers[-1]) / "internal.duckdb").read_bytes()
    assert found_in(internal, secrets_of(demonstration))


def case_keys(world: World) -> set[int]:
    """Keyed hashes of case references, as the parts keep them: numbers of 64 bits."""
    files = [path for d in ledger(world.home) for path in part_files(world.home, d, "records")]
    columns = [column for path in files for column in pl.read_parquet(path) if column.name in ("case_key", "row_key")]
    found = [column.drop_nulls().unique().to_list()[:3000] for column in columns]
    return {key for keys in found for key in keys if key > 2**56}


def words_of(content: bytes) -> set[int]:
    """Every eight bytes that follow each other, as a number."""
    return {
        int(word)
        for start in range(8)
        for word in np.unique(np.frombuffer(content[start : start + (len(content) - start) // 8 * 8], dtype="<u8"))
    }


def test_no_case_reference_is_public_not_even_hashed(demonstration: Demonstration) -> None:
    keys = case_keys(demonstration[0])
    assert len(keys) > 500
    content, written = raw(demonstration[0].controlled[-1]), texts(demonstration[0].controlled[-1])
    assert not {str(key) for key in keys} & set(re.findall(r"-?\d{15,20}", written + content.decode("ascii", "ignore")))
    assert not {key % 2**64 for key in keys} & words_of(content)


def test_no_hour_is_public(demonstration: Demonstration) -> None:
    public = demonstration[0].controlled[-1]
    told = {name: table for name, table in public.tables.items() if name not in ("edition", "place")}
    told = {name: table.select(pl.selectors.string()) for name, table in told.items()}
    found = {
        (name, column)
        for name, table in told.items()
        for column in table.columns
        for text in table[column].drop_nulls().unique()
        if column != "svg" and HOUR.search(str(text))
    }
    assert found == set()
    assert HOUR.search("a las 23:40")


@pytest.mark.parametrize("place", ["demonstration", "random", "chosen"])
def test_no_month_of_family_violence_has_a_figure(place: str, world: Callable[[str], World]) -> None:
    """Table by table: where a row is of a month and of a sensitive indicator, it tells what arrived and no more."""
    for public in world(place).controlled:
        sensitive = [name for name, secret in public.sensitive.items() if secret]
        for name, table in public.tables.items():
            if {"indicator", "month"} <= set(table.columns) and name != "completeness":
                monthly = table.filter(pl.col("indicator").is_in(sensitive))
                if "period" in table.columns:
                    monthly = monthly.filter(pl.col("period").is_null() | (pl.col("period") != "window"))
                assert monthly.height == 0, name
        arrived = public.tables["completeness"].filter(pl.col("indicator").is_in(sensitive))
        assert set(arrived["status"]) <= {"received", "partial", "missing"}
        assert arrived["delivery"].null_count() == arrived.height


@pytest.mark.parametrize("place", ["demonstration", "random", "chosen"])
def test_nothing_was_taken_out_of_the_file(place: str, world: Callable[[str], World]) -> None:
    for public in world(place).controlled:
        with duckdb.connect(str(public.file), read_only=True) as connection:
            (free,) = connection.execute("SELECT free_blocks FROM pragma_database_size()").fetchone() or (None,)
        assert free == 0
        assert carved(public) == set()
        assert stale_statistics(public) == []


def test_what_was_taken_out_of_a_file_would_be_found(wiped: PublicFolder) -> None:
    assert carved(wiped)


def test_stale_statistics_would_be_found(wiped: PublicFolder) -> None:
    assert stale_statistics(wiped)


@pytest.mark.parametrize("place", ["demonstration", "random", "chosen"])
def test_rows_stand_in_the_order_of_what_they_show(place: str, world: Callable[[str], World]) -> None:
    for public in world(place).controlled:
        for name, table in public.tables.items():
            assert table.equals(table.sort(table.columns, nulls_last=True)), name


def test_a_hash_of_the_public_baseline_is_one_of_public_lines_alone(world: Callable[[str], World]) -> None:
    """Recomputed from the rows that are shown: there is nothing else in it that could be guessed at."""
    rows = world("random").controlled[-1].tables["baseline"]
    before, told = "0" * 64, rows.to_dicts()
    assert told
    for row in told:
        content = {name: str(row[name]) for name in rows.columns if name != "hash"} | {"before": before}
        before = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        assert row["hash"] == before


@pytest.mark.parametrize("place", ["demonstration", "random", "chosen"])
def test_no_other_hash_is_public(place: str, world: Callable[[str], World]) -> None:
    for public in world(place).controlled:
        known = set(public.tables["baseline"]["hash"].drop_nulls())
        assert set(re.findall(r"\b[0-9a-f]{64}\b", texts(public))) <= known
        assert public.tables["edition"]["fingerprint"].to_list() == [None]

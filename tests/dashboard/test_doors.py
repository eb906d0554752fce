"""Two doors: what was released, and everything; a public server has the first alone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.editions import InternalDoorError, NotPublicError, edition_path, is_public_server, withdrawal
from dashboard.page_list import registered
from dashboard.store import NoEditionError, open_edition
from schemas.published import TABLES
from tests.dashboard.conftest import Page

Open = Callable[..., Page]
RELEASED = {"edition": 1, "released_at": "2020-07-01T12:00:00+00:00", "withdrawn_at": None, "reason": None}
TAKEN = RELEASED | {"edition": 2, "withdrawn_at": "2020-08-02T12:00:00+00:00", "reason": "un barrio se reconocía"}


def database(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            connection.execute(table.ddl())
        connection.execute("INSERT INTO edition (edition, schema_version) VALUES (?, 1)", [number])
    return path


def home(root: Path, *history: dict[str, Any]) -> dict[str, str]:
    """Three editions; the second was released and taken back, the first stands."""
    published = root / "published"
    for number in (1, 2, 3):
        database(published / "editions" / str(number) / "internal.duckdb", number)
        database(published / "editions" / str(number) / "public" / "public.duckdb", number * 10)
    (published / "current").symlink_to("editions/3")
    (published / "released").symlink_to("editions/1")
    (published / "internal.duckdb").symlink_to("current/internal.duckdb")
    (published / "public.duckdb").symlink_to("released/public/public.duckdb")
    told = json.dumps({"editions": list(history), "head": ""})
    (published / "public_history.json").write_text(told, encoding="utf-8")
    return {"SEAMOS_HOME": str(root)}


def public(root: Path) -> dict[str, str]:
    return {"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(root / "published" / "released" / "public")}


def number(environment: dict[str, str], *asked: Any) -> int:
    return int(
        open_edition(*asked, environment=environment).rows("SELECT edition FROM published.edition")[0]["edition"]
    )


def test_each_door_opens_its_own_file(tmp_path: Path) -> None:
    inside = home(tmp_path, RELEASED)
    assert number(inside, "internal") == 3
    assert number(inside, "public") == 10
    assert number(inside, "internal", 2) == 2
    assert number(inside, "public", 1) == 10


def test_a_public_server_has_no_internal_door(tmp_path: Path) -> None:
    home(tmp_path, RELEASED)
    outside = public(tmp_path) | {"SEAMOS_HOME": str(tmp_path)}
    assert is_public_server(outside)
    assert number(outside, "public") == 10
    for asked in (("internal",), ("internal", 2)):
        with pytest.raises(InternalDoorError):
            open_edition(*asked, environment=outside)


def test_a_public_server_may_be_given_the_file_alone(tmp_path: Path) -> None:
    path = database(tmp_path / "somewhere" / "public.duckdb", 7)
    assert number({"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(path)}, "public") == 7
    with pytest.raises(NotPublicError):
        open_edition("public", 6, {"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(path)})


@pytest.mark.parametrize("outside", [False, True])
def test_an_older_edition_is_shown_only_if_it_was_released_and_stands(tmp_path: Path, outside: bool) -> None:
    environment = home(tmp_path, RELEASED, TAKEN)
    environment = public(tmp_path) if outside else environment
    assert number(environment, "public", 1) == 10
    with pytest.raises(NotPublicError) as never:
        open_edition("public", 3, environment)
    assert never.value.withdrawn is None
    with pytest.raises(NotPublicError) as taken:
        open_edition("public", 2, environment)
    assert taken.value.withdrawn is not None
    assert taken.value.withdrawn.reason == "un barrio se reconocía"


def test_a_released_edition_that_is_no_longer_here_is_said_to_be_absent(tmp_path: Path) -> None:
    environment = home(tmp_path, RELEASED)
    shutil.rmtree(tmp_path / "published" / "editions" / "1")
    with pytest.raises(NoEditionError) as absent:
        open_edition("public", 1, environment)
    assert absent.value.number == 1


def test_a_withdrawal_is_told_only_where_nothing_stands_any_more(tmp_path: Path) -> None:
    assert withdrawal(home(tmp_path / "a", RELEASED, TAKEN)) is None
    taken = withdrawal(home(tmp_path / "b", TAKEN))
    assert taken is not None
    assert (taken.number, str(taken.day)) == (2, "2020-08-02")
    assert withdrawal(home(tmp_path / "c")) is None


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"editions": 7}', '"x"'])
def test_a_history_that_cannot_be_read_releases_nothing(tmp_path: Path, text: str) -> None:
    environment = home(tmp_path, RELEASED)
    (tmp_path / "published" / "public_history.json").write_text(text, encoding="utf-8")
    with pytest.raises(NotPublicError):
        open_edition("public", 1, environment)


@pytest.mark.parametrize("asked", ["0", "-1", "1.5", "², 3", "99999999999999999999", "../1", ""])
def test_an_address_that_names_no_edition_asks_for_the_leading_one(tmp_path: Path, open_page: Open, asked: str) -> None:
    home(tmp_path, RELEASED)
    page = open_page(tmp_path, edicion=asked) if asked else open_page(tmp_path)
    assert "no está en este servidor" not in page.text


def test_internal_pages_are_not_registered_on_a_public_server() -> None:
    assert {entry.address for entry in registered(public_server=False)} >= {"", "calidad", "revisar"}
    assert {entry.door for entry in registered(public_server=True)} == {"public"}


def test_paths_are_told_in_full(tmp_path: Path) -> None:
    assert edition_path("internal", environment={"SEAMOS_HOME": "casa"}) == Path("casa/published/internal.duckdb")
    assert edition_path("public", environment={}) == Path(".seamos/published/public.duckdb")

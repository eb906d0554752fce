"""Released editions: real police counts of five comunas through the production path, and copies that follow it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from starlette.types import ASGIApp

from etl.home import Home
from etl.publications import public_folder
from tests.released_chile import released_chile
from tests.server.asking import site_of

ROOT = Path(__file__).parents[2]
NOW = datetime(2020, 12, 31, 12, tzinfo=UTC)


@dataclass
class Site:
    """A home with released editions, and the public server on it."""

    home: Home

    @property
    def folder(self) -> Path:
        return self.home.editions.parent / "released" / "public"

    @property
    def app(self) -> ASGIApp:
        return site_of(self.folder)

    def tables(self, edition: int = 1) -> duckdb.DuckDBPyConnection:
        path = public_folder(self.home, edition) / "public.duckdb"
        connection = duckdb.connect()
        connection.execute(f"ATTACH '{path}' AS p (READ_ONLY)")
        connection.execute("USE p")
        return connection

    def another(self, number: int, *changes: str) -> None:
        """One more edition, a copy of the first in which every comparison says its number; not yet released."""
        source, target = public_folder(self.home, 1), public_folder(self.home, number)
        shutil.copytree(source, target)
        with duckdb.connect(str(target / "public.duckdb")) as connection:
            connection.execute("UPDATE edition SET edition = ?", [number])
            connection.execute("UPDATE comparison SET sentence_es = ?", [f"edición {number}"])
            for change in changes:
                connection.execute(change)
        for page in (target / "paginas").rglob("*.html"):
            page.write_text(f"<!doctype html><title>edición {number}</title>" + f"<p>edición {number}</p>" * 40)

    def lead_with(self, number: int) -> None:
        """Make it the released one, as a release does: history first, then one rename of the link."""
        published = self.home.editions.parent
        history = json.loads((published / "public_history.json").read_text())
        first = history["editions"][0]
        known = {each["edition"]: each for each in history["editions"]} | {number: {**first, "edition": number}}
        history["editions"] = [known[each] for each in sorted(known)]
        for place in (published, public_folder(self.home, number)):
            whole(place / "public_history.json", json.dumps(history))
        link = published / f"next-{number}"
        link.symlink_to(Path("editions") / str(number))
        link.rename(published / "released")


def whole(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text)
    beside.rename(path)


@pytest.fixture(scope="session")
def released_once(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(shutil.copytree(released_chile(shelf), tmp_path_factory.mktemp("server") / "home", symlinks=True))


@pytest.fixture(scope="session")
def chile(released_once: Home) -> Site:
    """One released edition; not to be changed."""
    return Site(released_once)


@pytest.fixture
def site(released_once: Home, tmp_path: Path) -> Site:
    """The same in a home of the test's own."""
    shutil.copytree(released_once.root, tmp_path / "home", symlinks=True)
    return Site(Home(tmp_path / "home"))


@pytest.fixture
def follow(site: Site) -> Callable[[int], None]:
    """Make and release an edition: `follow(2)`."""

    def made(number: int) -> None:
        site.another(number)
        site.lead_with(number)

    return made

"""Editions made by the same function as a run, and the page as AppTest sees it."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from etl.home import Home
from etl.releasing import release_newest
from etl.run import run
from schemas.load import load_programme
from tests.released_chile import released_chile
from tests.steps_taken_once import made_once

ROOT = Path(__file__).parents[2]
CHILE = ROOT / "data" / "programmes" / "chile"
CHILE_FEEDS = ROOT / "data" / "feeds" / "chile"
NOW = datetime(2020, 12, 31, 12, tzinfo=UTC)
HOSTILE = "<img src=x onerror=alert(1)> & 'Renca' {0}"


def silent(_what: str, _done: int, _total: int) -> None:
    """A progress report that nobody watches."""


@dataclass(frozen=True)
class Published:
    """A folder with one published edition, and what its tables say."""

    root: Path

    def rows(self, query: str, *parameters: object, door: str = "internal") -> list[tuple[Any, ...]]:
        """Rows of the published edition, asked without the dashboard."""
        path = self.root / "published" / f"{door}.duckdb"
        with duckdb.connect(str(path.resolve()), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()


@pytest.fixture(scope="session")
def chile(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Real police counts of five comunas: no comparison areas, no month missing, nobody sends activities."""
    return Published(shutil.copytree(released_chile(shelf), tmp_path_factory.mktemp("chile") / "home", symlinks=True))


@pytest.fixture(scope="session")
def altered(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The same counts as a harder case.

    They are said to be generated, the year 2020 was never sent, Renca and the institution have hostile names, and
    Quilpué is an area to compare with.
    """
    made, own = made_once(shelf, "altered", _altered), tmp_path_factory.mktemp("altered")
    shutil.copytree(made / "programme", own / "programme")
    return Published(shutil.copytree(made / "home", own / "home", symlinks=True))


def _altered(folder: Path) -> None:
    programme, feeds = folder / "programme", folder / "feeds"
    shutil.copytree(CHILE, programme)
    shutil.copytree(CHILE_FEEDS, feeds, ignore=shutil.ignore_patterns("*_2020_*"))
    change(programme / "programme.toml", 'data = "real"', 'data = "generated"')
    change(programme / "programme.toml", 'name = "Carabineros de Chile y', 'name = "<b>Carabineros</b> de Chile y')
    change(programme / "territories.csv", "renca,Renca,", f'renca,"{HOSTILE}",')
    change(programme / "territories.csv", "Quilpué,intervention", "Quilpué,comparison")
    run(load_programme(programme), feeds, Home(folder / "home"), now=NOW, progress=silent)
    released(folder / "home")


def released(root: Path) -> Published:
    """The newest edition of a home, made public as a person would: citizens' pages show nothing else."""
    assert release_newest(Home(root), "Oficina de prueba", NOW) == ()
    return Published(root)


def change(path: Path, old: str, new: str) -> None:
    """Write a file of a programme otherwise; what is to be replaced must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not say {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@dataclass
class Page:
    """The page after a run of the app."""

    app: AppTest

    @property
    def html(self) -> str:
        """All our own markup, in order."""
        return "\n".join(each.value for each in self.app.main.get("html"))

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return read(self.html)

    def card(self, indicator: str) -> str:
        """The answer of one indicator, as it is read."""
        found = re.findall(rf'<article [^>]*data-indicator="{indicator}">.*?</article>', self.html, re.DOTALL)
        assert len(found) == 1
        return read(found[0])

    def section(self, name: str) -> str:
        """The markup of a section of ours, by its class."""
        found = re.findall(rf'<section class="sm {name}".*?</section>', self.html, re.DOTALL)
        assert len(found) == 1
        return str(found[0])

    def figure(self) -> Any:
        """The plotly figure, as it is sent to the browser."""
        (chart,) = self.app.main.get("plotly_chart")
        return chart.proto


def read(html: str) -> str:
    """Markup without its tags, spaces as one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Open the app on a home: `open_page(home, territorio="renca")`."""

    def opened(home: Published | Path, **address: str) -> Page:
        root = home.root if isinstance(home, Published) else home
        monkeypatch.setenv("SEAMOS_HOME", str(root))
        app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception
        return Page(app)

    return opened

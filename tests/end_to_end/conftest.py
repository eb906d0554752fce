"""Demonstration runs, made once: two seeds through the production path."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.demo import generate
from etl.home import Home
from etl.run import RunResult, run
from schemas.load import Programme, load_programme

PARAGUAY = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"
NOW = datetime(2020, 7, 25, 12, 0, tzinfo=UTC)


@dataclass
class Demonstration:
    """Generated feeds, what they hold, and the run over them."""

    programme: Programme
    feeds: Path
    home: Home
    manifest: dict[str, Any]
    result: RunResult

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of the published internal edition."""
        path = self.home.root / "published" / "internal.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()


def silent(_what: str, _done: int, _total: int) -> None:
    """A progress report that nobody watches."""


@pytest.fixture(scope="session", params=[20180701, 7], ids=["seed of the product", "another seed"])
def demonstration(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Feeds of one seed, run once."""
    folder = tmp_path_factory.mktemp("demonstration")
    programme, home = load_programme(PARAGUAY), Home(folder / "home")
    manifest = generate(PARAGUAY, folder / "feeds", seed=request.param)
    result = run(programme, folder / "feeds", home, now=NOW, progress=silent)
    return Demonstration(programme, folder / "feeds", home, json.loads(manifest.read_text()), result)

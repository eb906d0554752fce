"""Demonstration runs, made once: two seeds through the production path."""

import json
import pickle
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.demo import generate
from etl.home import Home
from etl.run import RunResult, run
from schemas.load import Programme, load_programme
from tests.steps_taken_once import made_once

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
def demonstration(
    request: pytest.FixtureRequest, shelf: Path, tmp_path_factory: pytest.TempPathFactory
) -> Demonstration:
    """Feeds of one seed, run once; the home is a copy."""
    made = made_once(shelf, f"demonstration-{request.param}", partial(_run, request.param))
    home = shutil.copytree(made / "home", tmp_path_factory.mktemp("demonstration") / "home", symlinks=True)
    result: RunResult = pickle.loads((made / "result").read_bytes())  # noqa: S301
    manifest = json.loads((made / "manifest").read_text())
    return Demonstration(load_programme(PARAGUAY), made / "feeds", Home(home), manifest, result)


def _run(seed: int, folder: Path) -> None:
    generate(PARAGUAY, folder / "feeds", seed=seed).rename(folder / "manifest")
    result = run(load_programme(PARAGUAY), folder / "feeds", Home(folder / "home"), now=NOW, progress=silent)
    (folder / "result").write_bytes(pickle.dumps(result))

"""A home with one released edition of the real police counts of five comunas, made once for all tests."""

from datetime import UTC, datetime
from pathlib import Path

from etl.home import Home
from etl.releasing import release_newest
from etl.run import run
from schemas.load import load_programme
from tests.small_programme import silent
from tests.steps_taken_once import made_once

ROOT = Path(__file__).parents[1]
NOW = datetime(2020, 12, 31, 12, tzinfo=UTC)


def released_chile(shelf: Path) -> Path:
    """The home; to be copied before anything in it is changed."""
    return made_once(shelf, "chile", _make)


def _make(folder: Path) -> None:
    programme, feeds = (ROOT / "data" / kind / "chile" for kind in ("programmes", "feeds"))
    run(load_programme(programme), feeds, Home(folder), now=NOW, progress=silent)
    assert release_newest(Home(folder), "Oficina de prueba", NOW) == ()

"""`seamos serve` tells the dashboard by which programme a file is checked."""

import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.feed_choice import DEFAULT_PROGRAMME, feeds, programme_folder, programme_id
from etl.cli import app
from tests.dashboard.conftest import CHILE, ROOT
from tests.small_programme import SmallProgramme


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments with which the dashboard was started."""
    found: list[dict[str, str]] = []

    def start(_command: list[str], env: dict[str, str], **_: Any) -> AbstractContextManager[SimpleNamespace]:
        found.append(env)
        return nullcontext(SimpleNamespace(wait=lambda: 0))

    monkeypatch.setattr(subprocess, "Popen", start)
    return found


def test_the_programme_is_passed_on(served: list[dict[str, str]], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        app(["serve", "--programme", str(CHILE), "--home", str(tmp_path), "--json"])
    assert served[0]["SEAMOS_PROGRAMME"] == str(CHILE.resolve())
    assert served[0]["SEAMOS_HOME"] == str(tmp_path.resolve())


def test_without_one_it_is_the_one_of_the_other_commands(served: list[dict[str, str]], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        app(["serve", "--home", str(tmp_path), "--json"])
    assert served[0]["SEAMOS_PROGRAMME"] == str((ROOT / DEFAULT_PROGRAMME).resolve())
    assert programme_folder({}) == ROOT / DEFAULT_PROGRAMME


def test_the_layouts_are_those_of_the_programme(small_programme: SmallProgramme) -> None:
    known = feeds(small_programme.directory)
    assert set(known) == {"policia_denuncias", "fiscalia_totales", "mesas_actividades"}
    assert programme_id(small_programme.directory) == "prueba"


def test_a_layout_that_was_changed_is_read_anew(small_programme: SmallProgramme) -> None:
    before = feeds(small_programme.directory)["mesas_actividades"].title
    small_programme.change("feeds/mesas_actividades.toml", before, "Actividades de las mesas, de nuevo")
    assert feeds(small_programme.directory)["mesas_actividades"].title == "Actividades de las mesas, de nuevo"


def test_what_cannot_be_read_is_no_choice(small_programme: SmallProgramme, tmp_path: Path) -> None:
    small_programme.write("feeds/policia_denuncias.toml", "id = ")
    small_programme.change("feeds/fiscalia_totales.toml", "grain =", "grano =")
    assert set(feeds(small_programme.directory)) == {"mesas_actividades"}
    assert feeds(tmp_path / "nada") == {}
    assert programme_id(tmp_path / "nada") is None

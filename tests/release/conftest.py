"""A small programme with editions, and public files with figures in them."""

import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import release_audit
from etl.cli import main
from etl.home import Home
from etl.publications import public_file
from etl.release_preview import FIGURES
from etl.releasing import propose, release
from tests.small_programme import NOW, SmallProgramme, police_csv
from tests.steps_taken_once import StepsTakenOnce

OFFICE = "Oficina de prueba"
OVER_TIME = release_audit._over_time
"""The real question about all released editions together, which `made_up_figures` does not ask."""


def figures_into(path: Path, **tables: list[dict[str, Any]]) -> None:
    """Lay rows into tables of a public file, instead of what stood there."""
    with duckdb.connect(str(path)) as connection:
        for name, rows in tables.items():
            connection.execute(f"DELETE FROM {name}")  # noqa: S608
            for row in rows:
                columns = ", ".join(row)
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {name} ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608


def comparison(territory: str, before: int | None, now: int | None, verdict: str) -> dict[str, Any]:
    """A row of the public comparison."""
    return {
        "evaluation": "evaluacion", "indicator": "robo", "territory": territory, "scenario": "headline",
        "basis": "lead", "baseline_count": before, "current_count": now, "verdict": verdict,
    }  # fmt: skip


def allow(home: Home, edition: int, *forbids: dict[str, str]) -> None:
    """Write the audit of an edition: what it forbids, by default nothing."""
    (home.editions / str(edition) / "audit.json").write_text(json.dumps({"forbids": list(forbids)}))


class Editions:
    """A home with editions of its own, whose public files hold what a test says."""

    def __init__(self, programme: SmallProgramme, shelf: Path) -> None:
        self.programme = programme
        self._steps = StepsTakenOnce(shelf, programme.folders)

    @property
    def home(self) -> Home:
        return self.programme.home

    @property
    def published(self) -> Path:
        return self.home.root / "published"

    def make(self, *rows: dict[str, Any]) -> int:
        """One more edition; its public comparison holds these rows and its audit allows it."""
        number = len(list(self.home.editions.iterdir())) + 1 if self.home.editions.is_dir() else 1
        self._steps.take(f"make {number} {rows}", partial(self._make, number, rows))
        return number

    def _make(self, number: int, rows: tuple[dict[str, Any], ...]) -> None:
        day = f"{number:02d}"
        self.programme.send(
            f"policia_denuncias_2018-{day}_ext20190601.csv", police_csv(f"{number};{day}/{day}/2018;ROBO;Centro")
        )
        edition = self.programme.run().edition
        assert edition == number
        none: dict[str, list[dict[str, Any]]] = {name: [] for name in FIGURES}
        figures_into(public_file(self.home, edition), **none | {"comparison": list(rows)})
        allow(self.home, edition)

    def release(self, edition: int) -> None:
        """Make it public."""
        if release_audit._over_time is nothing_over_time:
            self._steps.take(f"release {edition}", partial(self._release, edition))
        else:
            self._release(edition)

    def _release(self, edition: int) -> None:
        with self.home.locked():
            release(self.home, propose(self.home, edition), OFFICE, NOW)

    def seen(self) -> list[tuple[Any, ...]]:
        """What a reader of the public file sees."""
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{self.published / 'public.duckdb'}' AS public (READ_ONLY)")
            return connection.execute(
                "SELECT territory, baseline_count, current_count, verdict FROM public.comparison ORDER BY ALL"
            ).fetchall()


def nothing_over_time(_candidate: object, _earlier: object) -> list[release_audit.Forbidden]:
    """What all released editions together forbid, where nobody asks."""
    return []


@pytest.fixture(autouse=True)
def made_up_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures of these tests are made up, so what several editions give away together is asked elsewhere."""
    monkeypatch.setattr(release_audit, "_over_time", nothing_over_time)


@pytest.fixture
def made(small_programme: SmallProgramme, shelf: Path) -> Editions:
    return Editions(small_programme, shelf)


@pytest.fixture
def command(
    made: Editions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Give a command as a person would: `command("release", "--yes", answer="s\\n")` -> status and what was printed."""

    def give(*words: str, answer: str | None = None) -> tuple[int, str]:
        where = ("--home", str(made.home.root), "--programme", str(made.programme.directory))
        monkeypatch.setattr("sys.argv", ["seamos", *words, *where])
        monkeypatch.setattr("sys.stdin", io.StringIO(answer or ""))
        with pytest.raises(SystemExit) as ended:
            main()
        out = capsys.readouterr()
        return int(ended.value.code or 0), out.out + out.err

    return give

"""A released edition of real counts, made harder: hostile names, a withheld cell, milestones, activities, errata."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.home import Home
from etl.releasing import release_newest
from etl.run import run
from schemas.load import load_programme
from tests.steps_taken_once import made_once, shelf_of

ROOT = Path(__file__).parents[1]
NOW = datetime(2020, 12, 31, 12, tzinfo=UTC)
HOSTILE = """<script>alert(1)</script> </script> #panic("x") *b* $x$ & 'R' {0}"""
BASE = "https://seguridad.example.org"


@dataclass(frozen=True)
class Released:
    """A home with a released edition, and a copy of its public file that was made harder."""

    home: Home
    public_file: Path

    def rows(self, query: str, *parameters: object) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.public_file), read_only=True) as connection:
            cursor = connection.execute(query, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def headlines(self) -> dict[tuple[str, str], dict[str, Any]]:
        found = self.rows("SELECT * FROM comparison WHERE scenario = 'headline' AND basis = 'lead'")
        return {(row["indicator"], row["territory"]): row for row in found}


WITHHELD = ("robo", "quilpue")
_RESERVED = """
UPDATE comparison SET verdict = 'withheld', reason = NULL, robust = NULL, baseline_count = NULL, current_count = NULL,
    baseline_rate = NULL, current_rate = NULL, rate_ratio = NULL, ratio_low = NULL, ratio_high = NULL, p_value = NULL,
    q_value = NULL, dispersion = NULL, detect_low = NULL, detect_high = NULL, baseline_low = NULL, baseline_high = NULL,
    current_low = NULL, current_high = NULL, sentence_es = 'Dato reservado.', sentence_gn = 'Marandu oñeñongatúva.',
    sentence_en = 'Withheld.' WHERE indicator = ? AND territory = ?
"""


def _unseen(_what: str, _done: int, _total: int) -> None:
    """A run's progress that nobody looks at."""


_MADE: list[Released] = []


def released_edition_made_hard(factory: pytest.TempPathFactory) -> Released:
    """Made once for all tests: a run, a release, and then the copy; each process has its own of it."""
    if not _MADE:
        made = made_once(shelf_of(factory), "made hard", _make)
        own = shutil.copytree(made, factory.mktemp("edicion") / "own", symlinks=True)
        _MADE.append(Released(Home(own / "home"), own / "harder.duckdb"))
    return _MADE[0]


def _make(folder: Path) -> None:
    programme, home = folder / "programme", Home(folder / "home")
    shutil.copytree(ROOT / "data" / "programmes" / "chile", programme)
    _change(programme / "programme.toml", 'data = "real"', 'data = "generated"')
    run(load_programme(programme), ROOT / "data" / "feeds" / "chile", home, now=NOW, progress=_unseen)
    assert release_newest(home, "Oficina de prueba", NOW) == ()
    harder = folder / "harder.duckdb"
    shutil.copy(home.root / "published" / "public.duckdb", harder)
    with duckdb.connect(str(harder)) as connection:
        _make_harder(connection)


def _make_harder(connection: duckdb.DuckDBPyConnection) -> None:
    say = connection.execute
    say("UPDATE territory SET name = ? WHERE territory = 'renca'", [HOSTILE])
    say("UPDATE territory SET note = ? WHERE territory = 'renca'", [HOSTILE])
    say("UPDATE institution SET name = ?", [HOSTILE])
    say("UPDATE edition SET credit = ?, place = ?", [HOSTILE, HOSTILE])
    say(_RESERVED, list(WITHHELD))
    say("DELETE FROM picture WHERE split_part(picture, '/', 2) = ? AND split_part(picture, '/', 3) = ?", list(WITHHELD))
    say("INSERT INTO completeness (institution, indicator, territory, month, status) "
        "VALUES ('mesas', 'actividades', 'quilicura', DATE '2019-05-01', 'received')")  # fmt: skip
    for kind, planned, done, share in (("total", 1200, 1100, 0.9166), (HOSTILE, 1200, 1100, 0.9166)):
        say(
            "INSERT INTO activity_progress (territory, kind, period, planned, done, suspended, share, state) "
            "SELECT 'quilicura', ?, lead_evaluation, ?, ?, 3, ?, 'partial' FROM edition", [kind, planned, done, share],
        )  # fmt: skip
    say("DELETE FROM milestone")
    for position, state, by, evidence in (
        (1, None, None, "[]"),
        (2, "limited", HOSTILE, f'["{HOSTILE[:8]}", "acta 4"]'),
    ):
        say(
            "INSERT INTO milestone (position, milestone, name_es, name_gn, name_en, planned_from, planned_to, state, "
            "stated_by, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [position, f"m{position}", f"Hito {position}", "Hito", "Milestone", date(2018, 7, 1), date(2018, 8, 1),
             state, by, evidence],
        )  # fmt: skip
    say(
        "INSERT INTO erratum (edition, \"table\", key, before, now, why, verdict_turned) "
        "VALUES (2, 'comparison', ?, '10', '12', ?, false)", [HOSTILE, HOSTILE],
    )  # fmt: skip
    say("DELETE FROM help_line")
    say(
        "INSERT INTO help_line (position, number, name_es, name_gn, name_en, what_es, what_gn, what_en, source, "
        "checked, verified) "
        "VALUES (1, '137', ?, ?, ?, 'Violencia', 'Mbarete', 'Violence', ?, DATE '2020-01-09', false)",
        [HOSTILE] * 4,
    )  # fmt: skip


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

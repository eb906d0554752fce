"""What becomes public: shown first, asked, audited, written down, swapped by one rename."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import release_audit
from etl.kept_copies import kept_copy
from etl.publications import public_file, publications, sha256_of_file
from etl.publish import released_edition
from etl.release_audit import Forbidden
from etl.release_preview import FIGURES
from etl.releasing import ReleaseForbiddenError, propose, release
from schemas.errors import UsageError
from schemas.published import BY_NAME, TABLES
from tests.release.conftest import OFFICE, OVER_TIME, Editions, allow, comparison
from tests.small_programme import NOW

ROOT = Path(__file__).parents[2]
Command = Callable[..., tuple[int, str]]
CELL = {"indicator": "robo", "territory": "centro", "what": "baseline_count", "why": "se sabe que está entre 2 y 4"}


def test_a_release_is_written_down_and_seen(made: Editions, command: Command) -> None:
    made.make(comparison("centro", 40, 30, "no_clear_change"))
    status, text = command("release", "--office", "Dirección de prueba", answer="s\n")
    assert status == 0, text
    assert made.seen() == [("centro", 40, 30, "no_clear_change")]
    (act,) = publications(made.home).acts
    assert (act.deed, act.edition, act.office) == ("release", 1, "Dirección de prueba")
    assert act.sha256 == sha256_of_file(public_file(made.home, 1))
    (told,) = json.loads((made.published / "public_history.json").read_text())["editions"]
    assert (told["edition"], told["sha256"], told["withdrawn_at"]) == (1, act.sha256, None)


def test_without_an_office_it_is_the_one_that_answers(made: Editions, command: Command) -> None:
    made.make()
    assert command("release", "--yes")[0] == 0
    assert publications(made.home).acts[0].office == "Oficina de prueba"


@pytest.mark.parametrize("answer", ["n\n", "\n", "tal vez\n"])
def test_anything_but_yes_changes_nothing(made: Editions, command: Command, answer: str) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    made.make(comparison("centro", 41, 30, "no_clear_change"))
    before = everything(made)
    status, text = command("release", answer=answer)
    assert status == 0
    assert "No se publicó nada" in text
    assert everything(made) == before
    assert made.seen() == [("centro", 40, 30, "no_clear_change")]


def everything(made: Editions) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in made.home.root.rglob("*") if p.is_file() and p.name != ".run.lock"}


def test_nobody_there_to_answer_is_wrong_use(made: Editions, command: Command) -> None:
    made.make()
    status, text = command("release")
    assert (status, released_edition(made.home)) == (2, None)
    assert "--yes" in text


def test_json_cannot_ask(made: Editions, command: Command) -> None:
    made.make()
    status, _ = command("release", "--json")
    assert (status, released_edition(made.home)) == (2, None)
    status, text = command("release", "--json", "--yes")
    assert (status, json.loads(text)["released"]) == (0, 1)


def test_what_changes_is_shown_before_the_question(made: Editions, command: Command) -> None:
    made.release(
        made.make(
            comparison("centro", 40, 30, "no_clear_change"),
            comparison("norte", 90, 50, "decreased"),
            comparison("sur", 20, 21, "no_clear_change"),
        )
    )
    made.make(
        comparison("centro", 40, 20, "decreased"),
        comparison("norte", None, None, "withheld"),
        comparison("este", 10, 12, "no_clear_change"),
    )
    _, text = command("release", "--yes", "--json")
    found = {c["key"].split(" / ")[2]: (c["kind"], c["verdict_turned"]) for c in json.loads(text)["changes"]}
    assert found == {
        "centro": ("changed", True),
        "norte": ("withheld", True),
        "sur": ("disappears", False),
        "este": ("appears", False),
    }


def test_what_changes_is_said_in_words(made: Editions, command: Command) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    made.make(comparison("centro", 40, 20, "decreased"))
    _, text = command("release", answer="n\n")
    shown, question = text.index("Veredictos que cambian: 1"), text.index("¿Publicar la edición 2?")
    assert shown < question
    assert "sin cambio claro" in text[shown:question]
    assert "bajó" in text[shown:question]


def test_every_public_table_with_a_measured_figure_is_compared() -> None:
    says = {"value", "low", "share", "form", "rate"}
    measured = {t.name for t in TABLES if t.public and {c.name for c in t.columns} & says}
    assert measured == set(FIGURES) - {"population", "comparison"}
    for name, (keys, figures) in FIGURES.items():
        assert {*keys, *figures} <= set(BY_NAME[name].names)


def test_nothing_changed_says_so(made: Editions, command: Command) -> None:
    row = comparison("centro", 40, 30, "no_clear_change")
    made.release(made.make(row))
    made.make(row)
    assert "Ninguna cifra pública cambia" in command("release", answer="n\n")[1]


def test_what_the_audit_forbids_is_not_released(made: Editions, command: Command) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    made.make(comparison("centro", 41, 30, "no_clear_change"))
    allow(made.home, 2, CELL)
    status, text = command("release", "--yes")
    assert status == 1
    assert "se sabe que está entre 2 y 4" in text
    assert released_edition(made.home) == 1
    assert [act.edition for act in publications(made.home).acts] == [1]
    with pytest.raises(ReleaseForbiddenError), made.home.locked():
        release(made.home, propose(made.home, 2), OFFICE, NOW)
    assert made.seen() == [("centro", 40, 30, "no_clear_change")]


def test_all_released_editions_together_may_forbid_it(made: Editions, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []

    def over_time(candidate: object, earlier: list[object]) -> list[Forbidden]:
        asked.append((str(candidate), [str(path) for path in earlier]))
        return [Forbidden(**CELL)] if len(earlier) > 1 else []

    monkeypatch.setattr(release_audit, "_over_time", over_time)
    for _ in range(3):
        made.make()
    made.release(1)
    made.release(2)
    assert propose(made.home, 3).forbids == (Forbidden(**CELL),)
    assert asked[-1] == (str(public_file(made.home, 3)), [str(kept_copy(made.home, n)) for n in (1, 2)])
    assert not propose(made.home, 2).forbids


def test_what_disclosure_control_says_of_all_editions_is_asked(made: Editions, monkeypatch: pytest.MonkeyPatch) -> None:
    made.make()
    assert not propose(made.home, 1).forbids
    monkeypatch.setattr(release_audit, "_over_time", OVER_TIME)
    (made.home.editions / "1" / "internal.duckdb").unlink()
    (cell,) = propose(made.home, 1).forbids
    assert cell.what == "internal.duckdb"


def test_figures_without_an_audit_are_not_released(made: Editions) -> None:
    made.make(comparison("centro", 40, 30, "no_clear_change"))
    (made.home.editions / "1" / "audit.json").unlink()
    (cell,) = propose(made.home, 1).forbids
    assert "no tiene auditoría" in cell.why


def test_a_run_never_moves_the_released_link(made: Editions) -> None:
    made.make()
    assert released_edition(made.home) is None
    made.release(1)
    before = made.home.released.lstat().st_mtime_ns
    made.make()
    assert (released_edition(made.home), made.home.released.lstat().st_mtime_ns) == (1, before)


def test_a_run_that_is_asked_to_releases(made: Editions) -> None:
    made.make()
    done = made.programme.process("--release", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["released"] == 1
    assert [act.deed for act in publications(made.home).acts] == ["release"]
    assert json.loads(made.programme.process("--release", "--json").stdout)["released"] == 1
    assert len(publications(made.home).acts) == 1


def test_a_run_that_is_asked_to_release_what_is_forbidden_leaves_the_former(made: Editions) -> None:
    made.release(made.make())
    made.make()
    allow(made.home, 2, CELL)
    done = made.programme.process("--release", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["edition"], told["released"]) == (1, 2, 1)
    assert CELL in told["forbidden"]


def test_an_edition_that_is_not_there(made: Editions, command: Command) -> None:
    assert command("release", "--yes")[0] == 2
    made.make()
    assert command("release", "--edition", "7", "--yes")[0] == 2
    assert released_edition(made.home) is None


def test_the_copy_is_for_its_owner_alone(made: Editions) -> None:
    made.release(made.make())
    copy = kept_copy(made.home, 1)
    assert copy.read_bytes() == public_file(made.home, 1).read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_a_missing_copy_stops_the_next_release(made: Editions) -> None:
    made.release(made.make())
    made.make()
    made.release(2)
    kept_copy(made.home, 1).unlink()
    with pytest.raises(UsageError, match=r"released_history/1\.duckdb is missing"):
        propose(made.home, 2)


def test_what_changed_between_look_and_act_stops_it(made: Editions) -> None:
    made.make()
    made.make()
    looked = propose(made.home, 1)
    made.release(2)
    with made.home.locked(), pytest.raises(UsageError, match="changed meanwhile"):
        release(made.home, looked, OFFICE, NOW)
    assert released_edition(made.home) == 2


def test_a_public_file_that_was_changed_is_not_released_again(made: Editions) -> None:
    made.release(made.make())
    made.release(made.make())
    with public_file(made.home, 1).open("ab") as file:
        file.write(b"x")
    with pytest.raises(UsageError, match="not the one that was released"):
        propose(made.home, 1)


def test_two_at_once_one_leaves_with_a_clear_word(made: Editions, command: Command) -> None:
    made.make()
    with made.home.locked():
        status, text = command("release", "--yes")
    assert status == 2
    assert "ya hay otra corrida" in text
    assert released_edition(made.home) is None


KILLED = """
import os, signal, sys
from pathlib import Path
from etl import release_audit, releasing
from etl.home import Home
from tests.small_programme import NOW
release_audit._over_time = lambda *_: []
home = Home(Path(sys.argv[1]))
setattr(releasing, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
releasing.release(home, releasing.propose(home, 2), "oficina", NOW)
"""


@pytest.mark.parametrize("dies_at", ["write_down", "point_to"])
def test_a_kill_between_copy_and_swap_leaves_the_old_release(made: Editions, dies_at: str) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    made.make(comparison("centro", 41, 30, "no_clear_change"))
    words = [sys.executable, "-c", KILLED, str(made.home.root), dies_at]
    assert subprocess.run(words, capture_output=True, check=False, cwd=ROOT).returncode == -9
    assert kept_copy(made.home, 2).exists()
    assert made.seen() == [("centro", 40, 30, "no_clear_change")]
    assert list(publications(made.home).released) == [1]
    told = json.loads((made.published / "public_history.json").read_text())["editions"]
    assert [each["edition"] for each in told] == [1]
    made.release(2)
    assert made.seen() == [("centro", 41, 30, "no_clear_change")]
    deeds = [(act.deed, act.edition) for act in publications(made.home).acts]
    interrupted = [("release", 2), ("interrupted", 2)] if dies_at == "point_to" else []
    assert deeds == [("release", 1), *interrupted, ("release", 2)]
    assert list(publications(made.home).released) == [1, 2]


def test_a_kill_after_the_swap_leaves_the_new_release(made: Editions) -> None:
    made.release(made.make())
    made.make(comparison("centro", 41, 30, "no_clear_change"))
    words = [sys.executable, "-c", KILLED, str(made.home.root), "tell_the_public"]
    assert subprocess.run(words, capture_output=True, check=False, cwd=ROOT).returncode == -9
    assert made.seen() == [("centro", 41, 30, "no_clear_change")]
    assert publications(made.home).standing == [1, 2]

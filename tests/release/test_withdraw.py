"""An edition taken back: nothing of its figures stays where the public can be served, a dated notice does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.editions import NotPublicError, edition_path
from dashboard.store import NoEditionError, open_edition
from etl import withdrawal
from etl.kept_copies import kept_copy
from etl.publications import public_file, public_folder, publications
from etl.publish import released_edition
from etl.releasing import propose
from etl.withdrawal import withdraw
from schemas.errors import UsageError
from tests.release.conftest import OFFICE, Editions, comparison
from tests.small_programme import NOW

Command = Callable[..., tuple[int, str]]
WHY = "Un barrio se contó dos veces"


def take_back(made: Editions, edition: int) -> None:
    with made.home.locked():
        withdraw(made.home, edition, WHY, OFFICE, NOW)


def left_in_public(made: Editions, edition: int) -> set[str]:
    return {path.name for path in public_folder(made.home, edition).rglob("*")}


def bytes_under(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_the_edition_before_is_shown_again(made: Editions, command: Command) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    made.release(made.make(comparison("centro", 90, 30, "decreased")))
    status, text = command("withdraw", "--edition", "2", "--reason", WHY, answer="s\n")
    assert status == 0, text
    assert "Después se ve otra vez la edición 1" in text
    assert made.seen() == [("centro", 40, 30, "no_clear_change")]


def test_figures_files_and_reports_go_and_a_notice_stays(made: Editions) -> None:
    made.release(made.make(comparison("centro", 40, 30, "no_clear_change")))
    folder = public_folder(made.home, 1)
    for name in ("informe/avance.pdf", "datos/robo.csv"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("centro,40,30")
    served = public_file(made.home, 1).read_bytes()
    take_back(made, 1)
    assert left_in_public(made, 1) == {"withdrawn.json", "notices.json", "public_history.json", "feed.xml"}
    raw = bytes_under(made.published)
    assert served not in raw
    assert not any(b"40,30" in content for content in raw)
    assert kept_copy(made.home, 1).read_bytes() == served
    notice = json.loads((folder / "withdrawn.json").read_text())
    assert (notice["edition"], notice["date"], notice["reason"], notice["office"]) == (1, "2020-06-15", WHY, OFFICE)
    for language in ("es", "gn", "en"):
        assert WHY in notice[f"sentence_{language}"]


def test_the_public_is_told_which_and_why(made: Editions) -> None:
    made.release(made.make())
    made.release(made.make())
    take_back(made, 2)
    for place in (made.published, public_folder(made.home, 1), public_folder(made.home, 2)):
        editions = json.loads((place / "public_history.json").read_text())["editions"]
        assert [(e["edition"], e["withdrawn_at"], e["reason"]) for e in editions] == [
            (1, None, None),
            (2, "2020-06-15T12:00:00+00:00", WHY),
        ]
        (notice,) = json.loads((place / "notices.json").read_text())["withdrawn"]
        assert notice["edition"] == 2


def test_when_nothing_is_left_no_link_dangles(made: Editions) -> None:
    made.release(made.make())
    take_back(made, 1)
    assert not made.home.released.is_symlink()
    assert not (made.published / "public.duckdb").is_symlink()
    with pytest.raises(NoEditionError):
        open_edition("public", environment={"SEAMOS_HOME": str(made.home.root)})


def test_one_that_is_not_shown_leaves_the_one_that_is(made: Editions) -> None:
    made.release(made.make())
    made.release(made.make(comparison("centro", 90, 30, "decreased")))
    take_back(made, 1)
    assert released_edition(made.home) == 2
    assert made.seen() == [("centro", 90, 30, "decreased")]
    assert not public_file(made.home, 1).exists()
    with pytest.raises(NotPublicError):
        edition_path("public", 1, {"SEAMOS_HOME": str(made.home.root)})


@pytest.mark.parametrize("answer", ["n\n", "\n"])
def test_anything_but_yes_changes_nothing(made: Editions, command: Command, answer: str) -> None:
    made.release(made.make())
    status, text = command("withdraw", "--edition", "1", "--reason", WHY, answer=answer)
    assert (status, released_edition(made.home)) == (0, 1)
    assert "No se retiró nada" in text
    assert public_file(made.home, 1).exists()
    assert not publications(made.home).withdrawn


def test_wrong_use(made: Editions, command: Command) -> None:
    made.make()
    assert command("withdraw", "--edition", "1", "--reason", WHY, "--yes")[0] == 2
    made.release(1)
    assert command("withdraw", "--edition", "1", "--reason", "  ", "--yes")[0] == 2
    assert command("withdraw", "--edition", "1", "--reason", WHY, "--json")[0] == 2
    assert public_file(made.home, 1).exists()


def test_a_withdrawn_edition_is_not_released_again_but_the_next_run_makes_another(made: Editions) -> None:
    made.release(made.make())
    take_back(made, 1)
    with pytest.raises(UsageError, match="was withdrawn"):
        propose(made.home, 1)
    assert made.programme.run().edition == 2
    assert not made.programme.run().made
    made.release(2)
    assert released_edition(made.home) == 2


def test_the_internal_edition_stays(made: Editions) -> None:
    made.release(made.make())
    before = made.programme.figures()
    take_back(made, 1)
    assert made.programme.figures() == before


def test_its_copy_counts_in_every_later_audit(made: Editions, monkeypatch: pytest.MonkeyPatch) -> None:
    made.release(made.make())
    take_back(made, 1)
    made.make()
    asked: list[object] = []
    monkeypatch.setattr("etl.release_audit._over_time", lambda _, earlier: asked.extend(earlier) or [])
    propose(made.home, 2)
    assert asked == [kept_copy(made.home, 1)]


@pytest.mark.parametrize("dies_at", ["point_to", "_empty", "tell_the_public"])
def test_a_withdrawal_that_died_is_finished_by_the_next_one(
    made: Editions, dies_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.release(made.make())
    made.release(made.make())
    with monkeypatch.context() as patched:
        patched.setattr(withdrawal, dies_at, _die)
        with pytest.raises(KeyboardInterrupt):
            take_back(made, 2)
    take_back(made, 2)
    assert left_in_public(made, 2) == {"withdrawn.json", "notices.json", "public_history.json", "feed.xml"}
    assert released_edition(made.home) == 1
    assert [act.deed for act in publications(made.home).acts] == ["release", "release", "withdraw"]


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_was_public_before_there_was_a_ledger_can_be_taken_back(made: Editions) -> None:
    made.make()
    made.home.released.symlink_to("editions/1")
    take_back(made, 1)
    assert [(act.deed, act.edition) for act in publications(made.home).acts] == [("release", 1), ("withdraw", 1)]
    assert kept_copy(made.home, 1).exists()
    assert not public_file(made.home, 1).exists()

"""What is past its declared time goes, and the ledger says so; figures, counts, row numbers and kinds stay."""

import json
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from etl import acts
from etl.chained_ledger import read_chain
from etl.home import Home
from etl.parts import part_files, read_part
from etl.run import RunResult, bring_up_to_date, run
from schemas.errors import UsageError
from tests.command_line import seamos
from tests.small_programme import NOW, PROGRAMME, SmallProgramme, police_csv, silent
from tests.steps_taken_once import Once

JANUARY, FEBRUARY = "policia_denuncias_2018-01_ext20180325.csv", "policia_denuncias_2018-02_ext20180425.csv"
SECRET = "Barrio Inexistente Zzyzx"
DECLARED = '[responsible]\nname = "Oficina de prueba"\n'
TIMES = {"quarantine_days": 30, "answers_days": 60, "parts_days": 90}


@pytest.fixture
def delivered(once: Once) -> SmallProgramme:
    """Two months with an observed row each, under declared times, run once."""
    return once(deliver)


def deliver(small_programme: SmallProgramme) -> None:
    declare(small_programme, **TIMES)
    for month, name in ((1, JANUARY), (2, FEBRUARY)):
        good = [f"{n};{n:02d}/{month:02d}/2018;ROBO;Centro" for n in range(1, 25)]
        bad = f"90;05/{month:02d}/2018;ROBO;{SECRET}"
        small_programme.send(name, police_csv(*good, bad))
    small_programme.run()


def declare(programme: SmallProgramme, **days: int) -> None:
    times = "".join(f"{name} = {value}\n" for name, value in days.items())
    programme.write("programme.toml", PROGRAMME.replace(DECLARED, f"[retention]\n{times}\n{DECLARED}"))


def after(programme: SmallProgramme, days: int) -> RunResult:
    later = NOW + timedelta(days=days)
    return run(programme.load(), programme.feeds, programme.home, now=later, progress=silent)


def texts_under(root: Path) -> str:
    """Every cell of every table and Parquet file, and every byte, as one text."""
    found = [path.read_bytes().decode("latin-1") for path in root.rglob("*") if path.is_file()]
    for path in root.rglob("*.parquet"):
        found.append(pl.read_parquet(path).cast(pl.String).write_csv())
    for path in (p for p in root.rglob("*.duckdb") if not p.is_symlink()):
        with duckdb.connect(str(path), read_only=True) as connection:
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                found.append(connection.sql(f'FROM "{name}"').pl().write_csv())
    return "\n".join(found)


def texts_but_answers(home: Home) -> str:
    """The answers have a time of their own."""
    return "".join(texts_under(path) for path in home.root.iterdir() if path.is_dir() and path != home.answers) + (
        home.warehouse.read_bytes().decode("latin-1")
    )


def test_texts_go_and_figures_counts_rows_and_kinds_stay(delivered: SmallProgramme) -> None:
    before, ledger = delivered.figures(), delivered.published("FROM delivery ORDER BY ALL")
    faults = delivered.published('SELECT delivery, "row", "column", kind, severity FROM finding ORDER BY ALL')
    assert SECRET in texts_under(delivered.home.parts)
    assert SECRET in texts_under(delivered.home.editions)
    (removal,) = after(delivered, 31).removals
    assert (removal.kind, len(removal.deliveries), removal.count) == ("quarantine", 2, 4)
    assert SECRET not in texts_but_answers(delivered.home)
    assert delivered.figures() == before
    assert delivered.published("FROM delivery ORDER BY ALL") == ledger
    assert delivered.published('SELECT delivery, "row", "column", kind, severity FROM finding ORDER BY ALL') == faults
    assert not delivered.published("FROM finding WHERE value IS NOT NULL")
    for name in removal.deliveries:
        assert read_part(delivered.home, name, "quarantine")["row"].to_list() == [26]


def test_before_their_time_nothing_goes(delivered: SmallProgramme) -> None:
    assert after(delivered, 30).removals == ()
    assert SECRET in texts_under(delivered.home.parts)
    assert not (delivered.home.root / "retencion.jsonl").exists()


def test_what_is_not_declared_is_kept_for_good(delivered: SmallProgramme) -> None:
    delivered.write("programme.toml", PROGRAMME)
    assert after(delivered, 40_000).removals == ()
    assert SECRET in texts_under(delivered.home.parts)


def test_the_ledger_says_what_how_many_and_when(delivered: SmallProgramme) -> None:
    after(delivered, 31)
    (line,) = read_chain(delivered.home.root / "retencion.jsonl")
    assert (line["kind"], line["count"], line["days"], len(line["deliveries"])) == ("quarantine", 4, 30, 2)
    assert line["at"] == (NOW + timedelta(days=31)).isoformat(timespec="seconds")


def test_a_second_run_removes_nothing(delivered: SmallProgramme) -> None:
    first = after(delivered, 61)
    assert [removal.kind for removal in first.removals] == ["quarantine", "answers"]
    again = after(delivered, 61)
    assert (again.removals, again.made) == ((), False)
    assert len(read_chain(delivered.home.root / "retencion.jsonl")) == 2
    assert SECRET not in texts_under(delivered.home.root)


def test_answers_go_and_are_not_written_again(delivered: SmallProgramme) -> None:
    written = [path for path in delivered.home.answers.rglob("*") if path.is_file()]
    removal = next(r for r in after(delivered, 61).removals if r.kind == "answers")
    assert removal.count == len(written) == 6
    after(delivered, 62)
    assert [path for path in delivered.home.answers.rglob("*") if path.is_file()] == []


def test_a_new_delivery_is_answered_all_the_same(delivered: SmallProgramme) -> None:
    after(delivered, 61)
    delivered.send("policia_denuncias_2018-03_ext20180525.csv", police_csv("1;05/03/2018;ROBO;Centro"))
    after(delivered, 61)
    assert len(list(delivered.home.answers.rglob("*.xlsx"))) == 1


def test_a_rebuild_afterwards_gives_the_same_figures(delivered: SmallProgramme) -> None:
    before = delivered.figures()
    after(delivered, 61)
    delivered.home.warehouse.unlink()
    delivered.change("programme.toml", "Una prueba.", "Otra prueba.")  # so that an edition is made
    with delivered.home.locked():
        assert bring_up_to_date(delivered.load(), delivered.home, now=NOW, progress=silent)
    assert delivered.published("SELECT edition FROM edition") == [(2,)]
    assert delivered.figures() == before
    for read, accepted, quarantined, duplicates in delivered.published(
        "SELECT rows_read, accepted, quarantined, duplicates FROM delivery"
    ):
        assert read == accepted + quarantined + duplicates == 25


def test_rows_go_of_retracted_deliveries_alone(delivered: SmallProgramme) -> None:
    january = retract(delivered, JANUARY)
    delivered.run()
    before = delivered.figures()
    removal = next(r for r in after(delivered, 91).removals if r.kind == "parts")
    assert (removal.deliveries, removal.count) == ((january,), 24)
    assert part_files(delivered.home, january, "records") == []
    delivered.home.warehouse.unlink()
    after(delivered, 91)
    assert delivered.figures() == before
    assert delivered.values("robo", "policia")["centro", "2018-02"] == (24, "reported")


def retract(programme: SmallProgramme, name: str) -> str:
    (delivery,) = (d for d, file in programme.published("SELECT delivery, file FROM delivery") if file == name)
    acts.decide(programme.home, "retract", delivery, "era otro mes", NOW.date())
    return str(delivery)


def test_what_has_no_rows_any_more_cannot_be_accepted(delivered: SmallProgramme) -> None:
    january = retract(delivered, JANUARY)
    delivered.run()
    after(delivered, 91)
    with pytest.raises(UsageError, match="another file"):
        acts.decide(delivered.home, "accept", january, "sí era", NOW.date())
    assert delivered.values("robo", "policia")["centro", "2018-01"] == (None, "missing")


def test_one_whose_place_a_later_one_took_is_kept(delivered: SmallProgramme) -> None:
    rows = [f"{n};{n:02d}/01/2018;ROBO;Centro" for n in range(1, 26)]
    later = "policia_denuncias_2018-01_ext20180501.csv"
    delivered.send(later, police_csv(*rows))
    delivered.run()
    after(delivered, 5000)
    retract(delivered, later)
    delivered.run()
    assert delivered.values("robo", "policia")["centro", "2018-01"] == (24, "reported")


@pytest.mark.parametrize("dies_at", ["forget_texts_in_editions", "_make_warehouse_anew", "forget_texts", "mark"])
def test_a_removal_that_died_is_done_by_the_next_run(
    delivered: SmallProgramme, dies_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"etl.retention.{dies_at}", die)
        with pytest.raises(KeyboardInterrupt):
            after(delivered, 31)
    after(delivered, 31)
    assert SECRET not in texts_but_answers(delivered.home)


def test_the_command_says_so(delivered: SmallProgramme) -> None:
    declare(delivered, quarantine_days=1)  # received in 2020: long past on the command's own clock
    told = json.loads(delivered.process("--json").stdout)
    assert [(r["kind"], r["count"], r["days"]) for r in told["removed"]] == [("quarantine", 4, 1)]
    assert json.loads(delivered.process("--json").stdout)["removed"] == []


def test_the_command_says_so_in_words(delivered: SmallProgramme) -> None:
    declare(delivered, quarantine_days=1)
    assert "4 textos de filas observadas borrados de 2 entregas" in seamos(delivered.arguments()).stdout


def test_a_time_is_a_whole_number_of_days(small_programme: SmallProgramme) -> None:
    from schemas.errors import ProgrammeError

    declare(small_programme, quarantine_days=0)
    with pytest.raises(ProgrammeError, match="quarantine_days"):
        small_programme.load()

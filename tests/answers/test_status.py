"""`seamos status`: what has arrived, what is missing and since when, and the reminders."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.status import read_arrivals, status_of, write_reminders
from etl.status.calendar import InstitutionStatus, due_date
from tests.command_line import seamos
from tests.small_programme import SmallProgramme, police_csv
from tests.steps_taken_once import Once

TODAY = date(2018, 6, 20)
ROW = "1;03/{month}/2018;ROBO;Centro"


def month_file(month: int, days_later: str = "0715") -> str:
    return f"policia_denuncias_2018-{month:02d}_ext2018{days_later}.csv"


@pytest.fixture
def started(once: Once) -> SmallProgramme:
    """January, February and April of the police; March never sent, a May file that is refused."""
    return once(deliver)


def deliver(small_programme: SmallProgramme) -> None:
    for month in (1, 2, 4):
        small_programme.send(month_file(month), police_csv(ROW.format(month=f"{month:02d}")))
    small_programme.send(month_file(5), police_csv("1;2", heading="A;B"))
    small_programme.run()


def statuses(small: SmallProgramme, today: date = TODAY) -> dict[str, InstitutionStatus]:
    programme = small.load()
    found = status_of(programme, read_arrivals(small.home, programme), today)
    return {status.institution: status for status in found}


def test_each_month_is_what_it_is(started: SmallProgramme) -> None:
    police = statuses(started)["policia"]
    said = {f"{month:%m}": state for month, state in police.months.items()}
    assert said == {
        "01": "received", "02": "received", "03": "late", "04": "received", "05": "refused", "06": "awaited",
    }  # fmt: skip
    assert police.missing == [date(2018, 3, 1), date(2018, 5, 1)]
    assert police.data_until == date(2018, 4, 30)


def test_a_month_is_late_from_the_day_after_it_was_due(started: SmallProgramme) -> None:
    feed = started.load().feeds["policia_denuncias"]
    assert due_date(feed, date(2018, 6, 1)) == date(2018, 7, 15)
    june = date(2018, 6, 1)
    assert statuses(started, date(2018, 7, 15))["policia"].months[june] == "awaited"
    assert statuses(started, date(2018, 7, 16))["policia"].months[june] == "late"
    assert june not in statuses(started, date(2018, 5, 31))["policia"].months


def test_a_quarter_is_due_after_its_last_month(started: SmallProgramme) -> None:
    started.change("feeds/mesas_actividades.toml", "\n[period]", "\n[due]\nevery_months = 3\ndays = 10\n\n[period]")
    feed = started.load().feeds["mesas_actividades"]
    assert {due_date(feed, date(2018, month, 1)) for month in (1, 2, 3)} == {date(2018, 4, 10)}


def test_what_the_edition_says_and_what_the_ledger_says_agree(started: SmallProgramme) -> None:
    from_edition = statuses(started)
    shutil.rmtree(started.home.root / "published")
    from_ledger = statuses(started)
    assert read_arrivals(started.home, started.load()).edition is None
    assert from_ledger["policia"].months == from_edition["policia"].months
    assert from_ledger["policia"].feeds[0].gaps == from_edition["policia"].feeds[0].gaps


def test_before_any_run_everything_past_its_day_is_missing(small_programme: SmallProgramme) -> None:
    found = statuses(small_programme)
    assert set(found) == {"policia", "fiscalia", "mesas"}
    assert found["fiscalia"].data_until is None
    assert set(found["fiscalia"].months.values()) == {"late", "awaited"}


def test_a_month_with_some_cells_not_whole_is_partial(small_programme: SmallProgramme) -> None:
    rows = [ROW.format(month="01"), "2;04/01/2018;RARO;Centro", "3;05/01/2018;RARO;Norte"]
    small_programme.send(month_file(1), police_csv(*rows))
    small_programme.run()
    assert statuses(small_programme)["policia"].months[date(2018, 1, 1)] == "partial"


def test_a_retracted_delivery_is_missing_again(started: SmallProgramme) -> None:
    before = statuses(started)["policia"].months[date(2018, 4, 1)]
    (line,) = [a for a in read_arrivals(started.home, started.load()).deliveries if a.file == month_file(4)]
    assert (before, line.status) == ("received", "loaded")
    command = ["retract", delivery_of(started, month_file(4)), "--reason", "una prueba"]
    assert seamos([*command, "--programme", str(started.directory), "--home", str(started.home.root)]).returncode == 0
    assert statuses(started)["policia"].months[date(2018, 4, 1)] == "late"


def delivery_of(small: SmallProgramme, file: str) -> str:
    ((delivery,),) = small.published("SELECT delivery FROM delivery WHERE file = ?", file)
    return str(delivery)


def test_a_reminder_lists_the_months_and_the_names_to_send(started: SmallProgramme) -> None:
    programme = started.load()
    found = list(statuses(started).values())
    paths = write_reminders(started.home.answers, found, programme, TODAY)
    text = (started.home.answers / "policia" / "recordatorio.txt").read_text(encoding="utf-8")
    assert started.home.answers / "policia" / "recordatorio.txt" in paths
    assert text.startswith("Asunto: Datos que faltan: marzo de 2018 y mayo de 2018\n")
    assert "- marzo de 2018 (se esperaba hasta el 15/04/2018)" in text
    assert "Archivo: policia_denuncias_2018-03_ext20180620.csv" in text
    assert f"Llegó «{month_file(5)}», pero no se pudo tomar: faltan las columnas" in text
    assert "un mes que falta" in text
    assert "- junio" not in text


def test_a_reminder_goes_away_when_nothing_is_missing(started: SmallProgramme) -> None:
    programme = started.load()
    write_reminders(started.home.answers, list(statuses(started).values()), programme, TODAY)
    for month in (3, 5):
        started.send(month_file(month), police_csv(ROW.format(month=f"{month:02d}")))
    started.run()
    write_reminders(started.home.answers, list(statuses(started).values()), programme, TODAY)
    assert not (started.home.answers / "policia" / "recordatorio.txt").exists()


def test_a_month_outside_what_a_feed_covers_is_not_expected(started: SmallProgramme) -> None:
    started.change("feeds/fiscalia_totales.toml", "\nindicators", '\nfrom = "2018-05"\nindicators')
    assert list(statuses(started)["fiscalia"].months) == [date(2018, 5, 1), date(2018, 6, 1)]


def paths(small: SmallProgramme) -> list[str]:
    return ["--programme", str(small.directory), "--home", str(small.home.root)]


def test_the_command_prints_one_object(started: SmallProgramme) -> None:
    program = Path(sys.executable).with_name("seamos")
    words = [program, "status", *paths(started), "--json", "--reminders"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert (found["programme"], found["edition"]) == ("prueba", 1)
    police = found["institutions"][0]
    assert police["institution"] == "policia"
    assert police["data_until"] == "2018-04-30"
    assert police["missing"][:2] == ["2018-03", "2018-05"]
    assert [Path(path).name for path in found["reminders"]] == ["recordatorio.txt"] * 3
    assert all(Path(path).is_file() for path in found["reminders"])


def test_people_see_a_calendar_and_how_fresh_the_data_are(started: SmallProgramme) -> None:
    text = seamos(["status", *paths(started)]).stdout
    (line,) = [line for line in text.splitlines() if line.startswith("Policía") and "2018" in line and "●" in line]
    assert [cell.strip() for cell in line.split("│")][2:8] == ["●", "●", "–", "●", "✕", "–"]
    assert "30/04/2018" in text
    assert not (started.home.answers / "policia" / "recordatorio.txt").exists(), "only --reminders writes"


def test_a_home_of_another_programme_is_refused(started: SmallProgramme) -> None:
    chile = Path(__file__).parents[2] / "data" / "programmes" / "chile"
    done = seamos(["status", "--programme", str(chile), "--home", str(started.home.root)])
    assert done.returncode == 2
    assert "es del programa «prueba»" in done.stderr

"""The text for the person in charge names the past months that a new line changes, in a run and in a check."""

import pytest
from typer.testing import CliRunner

from etl.answers.past_months import Waiting
from etl.cli import app
from etl.waiting_rows import belongs_to, waiting_in
from schemas.load import Programme
from tests.answers.test_correction import put, saved, sheets_of
from tests.small_programme import SmallProgramme, police_csv

NAMES = {month: f"policia_denuncias_2018-{month:02d}_ext2018{month + 2:02d}15.csv" for month in (1, 2, 3, 4)}


def lacking(month: int, offence: str = "ABIGEATO", barrio: str = "Centro") -> str:
    return police_csv(f"1;03/{month:02d}/2018;ROBO;Centro", f"2;05/{month:02d}/2018;{offence};{barrio}")


@pytest.fixture
def run_twice(small_programme: SmallProgramme) -> SmallProgramme:
    """January and February were loaded before March comes."""
    for month in (1, 2):
        small_programme.send(NAMES[month], lacking(month))
    small_programme.run()
    small_programme.send(NAMES[3], lacking(3, barrio="Nadie sabe"))
    small_programme.run()
    return small_programme


def note(programme: SmallProgramme, month: int) -> str:
    ((delivery,),) = programme.published("SELECT delivery FROM delivery WHERE file = ?", NAMES[month])
    return (programme.home.answers / "policia" / f"encargado-{delivery}.txt").read_text(encoding="utf-8")


def months_of(programme: Programme, waiting: Waiting, column: str = "offence", text: str = "Abigeato") -> list[int]:
    return sorted(month.month for month in waiting.months("policia_denuncias", column, text))


def test_the_note_of_a_run_names_the_months_of_earlier_deliveries(run_twice: SmallProgramme) -> None:
    text = note(run_twice, 3)
    offence, place = text.split("Hecho «ABIGEATO»")[1], text.split("Lugar «Nadie sabe»")[1].split("Hecho")[0]
    assert "Cambia las cifras de: enero a marzo de 2018" in offence
    assert "Cambia las cifras de: marzo de 2018" in place


def test_a_check_names_them_where_there_is_a_home_of_the_programme(run_twice: SmallProgramme) -> None:
    path = run_twice.root / NAMES[4]
    path.write_text(lacking(4), encoding="utf-8")

    def said(home: str) -> str:
        arguments = ["check", str(path), "--programme", str(run_twice.directory), "--home", home]
        return " ".join(CliRunner().invoke(app, arguments).output.split())

    assert "enero a abril de 2018" in said(str(run_twice.home.root))
    assert "enero a abril" not in said(str(run_twice.root / "otra"))
    (run_twice.home.root / "programa.json").write_text('{"programme": "otro", "data": "real"}')
    assert "enero a abril" not in said(str(run_twice.home.root))


def test_what_no_longer_counts_waits_for_nothing(run_twice: SmallProgramme) -> None:
    programme = run_twice.load()
    assert months_of(programme, waiting_in(run_twice.home, programme)) == [1, 2, 3]
    assert months_of(programme, waiting_in(run_twice.home, programme), text="Robo") == []
    run_twice.send("policia_denuncias_2018-01_ext20180601.csv", police_csv("1;03/01/2018;ROBO;Centro",
                                                                            "2;05/01/2018;HURTO;Centro"))  # fmt: skip
    run_twice.run()
    assert months_of(programme, waiting_in(run_twice.home, programme)) == [2, 3]


def test_a_row_that_was_corrected_waits_no_longer(run_twice: SmallProgramme) -> None:
    programme = run_twice.load()
    ((delivery,),) = run_twice.published("SELECT delivery FROM delivery WHERE file = ?", NAMES[2])
    answer = run_twice.home.answers / "policia" / f"respuesta-{delivery}.xlsx"
    sheets = sheets_of(answer)
    put(sheets, 3, "HECHO", "HURTO")
    (run_twice.feeds / "corregido.xlsx").write_bytes(saved(answer, sheets).read_bytes())
    run_twice.run()
    assert months_of(programme, waiting_in(run_twice.home, programme)) == [1, 3]


def test_a_home_without_a_run_has_nothing_that_waits(small_programme: SmallProgramme) -> None:
    programme = small_programme.load()
    assert not belongs_to(small_programme.home, programme)
    assert months_of(programme, waiting_in(small_programme.home, programme)) == []

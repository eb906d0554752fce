"""`seamos check`: one file judged without loading it."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from etl.answers.correction import read_correction
from etl.answers.receipt import OBSERVED_SHEET, RECEIPT_SHEET
from etl.check import answer_path, check_file, fitting_feed
from etl.demo.sheets import Sheet, xlsx_bytes
from schemas.errors import UsageError
from tests import command_line
from tests.answers.cells import pages
from tests.answers.judged import FAULTY, GOOD, NAME, police, saved, sheets_of
from tests.small_programme import SmallProgramme, police_csv

NOW = datetime(2020, 6, 15, tzinfo=UTC)
ACTIVITIES = [
    ["FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE"],
    ["03/02/2019", "Charla", "Centro", "Escuela", "12", "Sí", ""],
]


def seamos(small: SmallProgramme, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command_line.seamos(["check", *arguments, "--programme", str(small.directory)], small.root)


def checked(small: SmallProgramme, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = seamos(small, *arguments, "--json")
    assert done.stdout.count("\n") == 1, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_the_object_of_the_contract(small_programme: SmallProgramme) -> None:
    path = small_programme.send(NAME, police(GOOD, GOOD, *FAULTY))
    status, found = checked(small_programme, str(path), "--out", str(small_programme.root / "r.xlsx"))
    assert status == 1
    assert (found["feed"], found["file"], found["status"]) == ("policia_denuncias", NAME, "acceptable")
    assert len(found["sha256"]) == 64
    counts = [found[name] for name in ("rows_read", "rows_skipped", "accepted", "quarantined", "duplicates")]
    assert counts == [5, 0, 1, 3, 1]
    assert Counter(row["kind"] for row in found["rows"]) == found["findings"]
    assert all(set(row) == {"row", "sheet", "column", "kind", "severity", "value", "message"} for row in found["rows"])
    (bad,) = [row for row in found["rows"] if row["kind"] == "bad_date"]
    assert (bad["row"], bad["column"], bad["value"], bad["severity"]) == (4, "FECHA", "31/02/2019", "error")
    assert pages(small_programme.root / "r.xlsx")[RECEIPT_SHEET].beside("Filas recibidas") == "5"
    assert sorted(p.name for p in small_programme.root.iterdir()) == ["entregas", "programa", "r.xlsx"], (
        "nothing is loaded"
    )


def test_a_file_without_errors_is_exit_0_warnings_too(small_programme: SmallProgramme) -> None:
    path = small_programme.send(NAME, police(GOOD, GOOD))
    status, found = checked(small_programme, str(path))
    assert (status, found["findings"]) == (0, {"duplicate_row": 1})
    assert Path(found["answer"]) == path.with_name("respuesta-policia_denuncias_2019-05_ext20190710.xlsx")
    assert Path(found["answer"]).is_file()


def test_a_refused_file_is_exit_1_with_a_finding_of_the_whole_file(small_programme: SmallProgramme) -> None:
    status, found = checked(small_programme, str(small_programme.send(NAME, police("1;2", heading="A;B"))))
    assert (status, found["status"], found["rows_read"]) == (1, "refused", 0)
    (row,) = found["rows"]
    assert (row["row"], row["kind"]) == (None, "missing_column")
    assert found["why"] == row["message"]


def test_a_file_refused_for_its_many_bad_rows_shows_their_cause(small_programme: SmallProgramme) -> None:
    small_programme.change("feeds/policia_denuncias.toml", "max_bad_share = 0.9", "max_bad_share = 0.2")
    path = small_programme.send(NAME, police(GOOD, *FAULTY))
    status, found = checked(small_programme, str(path), "--out", "r.xlsx")
    assert (status, found["status"], found["rows_read"], found["quarantined"]) == (1, "refused", 0, 0)
    assert found["findings"]["too_many_bad_rows"] == 1
    assert found["findings"]["bad_date"] == 1
    assert Counter(row["kind"] for row in found["rows"]) == found["findings"]
    book = pages(small_programme.root / "r.xlsx")
    assert list(book) == [RECEIPT_SHEET], "rows of a refused file cannot be corrected one by one"
    assert any("no es una fecha válida en «FECHA»" in text for text in book[RECEIPT_SHEET].texts())
    assert "policia_denuncias,HECHO RARO,none," in seamos(small_programme, str(path)).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nada.csv"], "no existe el archivo"),
        (["entregas"], "no existe el archivo"),
        ([NAME, "--feed", "otra"], "no tiene el formato «otra»"),
        ([NAME, "--out", "r.csv"], "termine en .xlsx"),
        ([NAME, "--out", "no/hay/r.xlsx"], "no se puede escribir la respuesta"),
    ],
)
def test_wrong_use_is_exit_2_and_one_line(small_programme: SmallProgramme, arguments: list[str], said: str) -> None:
    small_programme.send(f"../{NAME}", police(GOOD))
    done = seamos(small_programme, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_process_of_its_own_says_the_same(small_programme: SmallProgramme) -> None:
    path = small_programme.send(NAME, police(GOOD, *FAULTY))
    words = ["check", str(path), "--programme", str(small_programme.directory), "--json"]
    program = Path(sys.executable).with_name("seamos")
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, check=False, timeout=120, cwd=small_programme.root
    )
    here = command_line.seamos(words, small_programme.root)
    assert (done.returncode, done.stdout, done.stderr) == (here.returncode, here.stdout, here.stderr)


def test_people_are_told_by_kind_with_rows_and_examples(small_programme: SmallProgramme) -> None:
    rows = [row.replace("31/02", f"{day}/02") for row, day in zip([FAULTY[0]] * 2, ("30", "31"), strict=True)]
    done = seamos(small_programme, str(small_programme.send(NAME, police(GOOD, *rows, FAULTY[1]))))
    assert (
        "en «FECHA»: escríbala como día/mes/año · 2 filas: 3, 4 · por ejemplo: «30/02/2019», «31/02/2019»"
        in done.stdout
    )
    assert "policia_denuncias,HECHO RARO,none," in done.stdout
    english = seamos(small_programme, NAME, "--lang", "en")
    assert english.returncode == 2
    assert "there is no file" in english.stderr


def test_the_feed_is_found_by_the_heading_where_the_name_does_not_say_it(small_programme: SmallProgramme) -> None:
    programme = small_programme.load()
    csv = small_programme.send("cosas.csv", police(GOOD))
    book = small_programme.send("cosas.xlsx", xlsx_bytes([Sheet("Hoja1", ACTIVITIES)]))
    assert getattr(fitting_feed(csv, programme), "id", None) == "policia_denuncias"
    assert getattr(fitting_feed(book, programme), "id", None) == "mesas_actividades"
    assert fitting_feed(small_programme.send("nada.csv", "A;B\n1;2\n"), programme) is None
    assert fitting_feed(small_programme.send("imagen.png", b"\x89PNG\r\n\x1a\n\x00"), programme) is None


def test_a_sheet_without_the_heading_does_not_make_a_feed_fit(small_programme: SmallProgramme) -> None:
    text = (small_programme.directory / "feeds/mesas_actividades.toml").read_text()
    other = text.replace("mesas_", "juntas_").replace('["FECHA"]', '["CUÁNDO"]').replace('["ACTIVIDAD"]', '["QUÉ"]')
    small_programme.write("feeds/juntas_actividades.toml", other.replace('["BARRIO"]', '["DÓNDE"]'))
    sheets = [Sheet("Portada", [["Registro de actividades"]]), Sheet("Hoja1", ACTIVITIES)]
    book = small_programme.send("cosas.xlsx", xlsx_bytes(sheets))
    assert getattr(fitting_feed(book, small_programme.load()), "id", None) == "mesas_actividades"


def test_a_heading_that_fits_two_feeds_decides_nothing(small_programme: SmallProgramme) -> None:
    text = (small_programme.directory / "feeds/policia_denuncias.toml").read_text()
    other = text.replace("policia_denuncias", "policia_partes")
    small_programme.write("feeds/policia_partes.toml", other)
    path = small_programme.send("cosas.csv", police(GOOD))
    assert fitting_feed(path, small_programme.load()) is None
    status, found = checked(small_programme, str(path))
    assert (status, found["findings"]) == (1, {"unknown_feed": 1})


def test_the_feed_that_is_given_is_taken(small_programme: SmallProgramme) -> None:
    text = (small_programme.directory / "feeds/fiscalia_totales.toml").read_text()
    assert 'from = "records"' in text
    path = small_programme.send("cosas.csv", "MES;BARRIO;CANTIDAD\n2019-01;Centro;3\n")
    done = seamos(small_programme, str(path), "--feed", "fiscalia_totales")
    assert done.returncode == 0
    assert "el nombre del archivo debe ser como «fiscalia_*.csv»" in done.stdout


def test_a_corrected_answer_can_be_checked_before_it_is_sent(small_programme: SmallProgramme) -> None:
    path, answer = small_programme.send(NAME, police(GOOD, *FAULTY)), small_programme.root / "r.xlsx"
    programme = small_programme.load()
    check_file(path, programme, None, answer, NOW)
    sheets = sheets_of(answer)
    heading, first = sheets[OBSERVED_SHEET][:2]
    first[heading.index("FECHA")] = "28/02/2019"
    sent_back = saved(small_programme.root / "lo corregido.xlsx", sheets)
    done = check_file(sent_back, programme, None, small_programme.root / "r2.xlsx", NOW)
    assert (done.judgement.rows_read, done.judgement.accepted, done.judgement.quarantined) == (3, 1, 2)
    assert done.named
    assert done.judgement.corrects is not None
    sheets[RECEIPT_SHEET] = sheets[RECEIPT_SHEET][:2]
    broken = check_file(saved(sent_back, sheets), programme, None, small_programme.root / "r2.xlsx", NOW)
    assert broken.judgement.findings_count == {"unreadable": 1}


def test_the_answer_never_lands_among_the_deliveries_nor_on_the_file(tmp_path: Path) -> None:
    deliveries = tmp_path / "entregas"
    inside, outside = deliveries / "policia" / "a.csv", tmp_path / "a b=ñ.csv"
    assert answer_path(inside, None, deliveries) == Path("respuesta-a.xlsx")
    assert answer_path(outside, None, deliveries) == tmp_path / "respuesta-a_b_n.xlsx"
    with pytest.raises(UsageError):
        answer_path(tmp_path / "a.xlsx", tmp_path / "a.xlsx", deliveries)


def test_two_checks_share_no_key(small_programme: SmallProgramme) -> None:
    path, programme = small_programme.send(NAME, police(GOOD, *FAULTY)), small_programme.load()
    cells = [
        check_file(path, programme, None, small_programme.root / "r.xlsx", NOW).parts.quarantine["cells"].to_list()
        for _ in range(2)
    ]
    assert cells[0] != cells[1], "the keyed hash of the case reference is of a key that lives in memory"


def test_a_large_file_with_2_percent_faults_is_answered_whole(small_programme: SmallProgramme) -> None:
    rows = [
        f"{i};{i % 28 + 1:02d}/05/2019;{i % 28 + 1:02d}/06/2019;21:30;{'ROBO' if i % 50 else 'RARO'};Central;Luque;"
        f"{('Centro', 'Norte', 'Lejano')[i % 3]};;;;PERSONA {i};{i}"
        for i in range(100_000)
    ]
    path, answer = small_programme.send(NAME, police(*rows)), small_programme.root / "r.xlsx"
    done = check_file(path, small_programme.load(), None, answer, NOW)
    assert (done.judgement.rows_read, done.judgement.quarantined) == (100_000, 2_000)
    correction = read_correction(answer)
    assert correction is not None
    assert correction.frame.height == 2_000
    assert pages(answer)[OBSERVED_SHEET].row(2)[0] == "2"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_clear_error(small_programme: SmallProgramme) -> None:
    path = small_programme.send(NAME, police(GOOD))
    small_programme.feeds.chmod(0o500)
    done = seamos(small_programme, str(path))
    small_programme.feeds.chmod(0o700)
    assert done.returncode == 2
    assert "--out" in done.stderr


@pytest.mark.parametrize(("name", "fits"), [("policia_denuncias_2018-01_ext20180315.csv", True), ("enero.csv", False)])
def test_the_json_says_whether_a_run_would_take_the_name(
    small_programme: SmallProgramme, name: str, fits: bool
) -> None:
    path = small_programme.send(name, police_csv("1;03/01/2018;ROBO;Centro"))
    answer = small_programme.root / "r.xlsx"
    checked = check_file(path, small_programme.load(), "policia_denuncias", answer, NOW)
    assert checked.as_json()["named"] is fits

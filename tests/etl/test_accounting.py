"""Nothing is lost: rows read = accepted + quarantined + duplicates, and each quarantined row is kept with a reason."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.parts import ledger, read_part
from etl.run import DeliveryOutcome
from tests.etl.workbooks import workbook
from tests.small_programme import SmallProgramme, police_csv

HEADING = "NRO;FECHA;FECHA DENUNCIA;HECHO;DEPARTAMENTO;DISTRITO;BARRIO;COMISARIA;LATITUD;LONGITUD"
SOUND = "1;03/{m}/2018;04/{m}/2018;ROBO;Central;Luque;Centro;;;"
ACTIVITY_HEADING = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE", "ENCARGADO")

# name, rows, accepted, quarantined, duplicates, findings; {m} is the month of the file
POLICE_CASES: list[tuple[str, list[str], int, int, int, dict[str, int]]] = [
    ("all sound", [SOUND, SOUND.replace("1;03", "2;02")], 2, 0, 0, {}),
    ("a bad date", [SOUND, "2;32/{m}/2018;;ROBO;;;Centro;;;"], 1, 1, 0, {"bad_date": 1}),
    ("no date", [SOUND, "2;;;ROBO;;;Centro;;;"], 1, 1, 0, {"missing_value": 1}),
    ("an unknown place", [SOUND, "2;05/{m}/2018;;ROBO;;;Villa Nadie;;;"], 1, 1, 0, {"unknown_place": 1}),
    ("an unknown offence", [SOUND, "2;05/{m}/2018;;ABIGEATO;;;Centro;;;"], 1, 1, 0, {"unknown_offence": 1}),
    ("an offence that matters for nothing", [SOUND, "2;05/{m}/2018;;HURTO;;;Centro;;;"], 2, 0, 0, {}),
    ("a place in no territory", [SOUND, "2;05/{m}/2018;;ROBO;;;Lejano;;;"], 2, 0, 0, {}),
    ("a row repeated", [SOUND, SOUND, SOUND], 1, 0, 2, {"duplicate_row": 2}),
    (
        "a bad row repeated",
        [SOUND, "2;;;ROBO;;;Centro;;;", "2;;;ROBO;;;Centro;;;"],
        1,
        1,
        1,
        {"duplicate_row": 1, "missing_value": 1},
    ),
    ("too few cells", [SOUND, "2;05/{m}/2018;ROBO"], 1, 1, 0, {"shifted_row": 1}),
    ("too many cells", [SOUND, SOUND + ";x;y"], 1, 1, 0, {"shifted_row": 1}),
    (
        "cells moved to the right",
        [SOUND, "2;Juan;05/{m}/2018;06/{m}/2018;ROBO;Central;Luque;Centro;;"],
        1,
        1,
        0,
        {"shifted_row": 1},
    ),
    ("another year", [SOUND, "2;05/{m}/2017;;ROBO;;;Centro;;;"], 1, 1, 0, {"date_outside_period": 1}),
    (
        "reported before it happened",
        [SOUND, "2;05/{m}/2018;01/{m}/2018;ROBO;;;Centro;;;"],
        1,
        1,
        0,
        {"report_before_event": 1},
    ),
    (
        "two faults in a row",
        [SOUND, "2;32/{m}/2018;;ABIGEATO;;;Centro;;;"],
        1,
        1,
        0,
        {"bad_date": 1, "unknown_offence": 1},
    ),
    ("blank rows and a total", [SOUND, ";;;;;;;;;", "", "TOTAL;;;TOTAL;;;;;;1"], 1, 0, 0, {}),
]


def police_file(number: int) -> str:
    """Each case is the file of a month of its own, so that one run judges them all."""
    return f"policia_denuncias_{2018 + number // 12}-{number % 12 + 1:02d}_ext20200110.csv"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DeliveryOutcome]:
    programme = SmallProgramme(tmp_path_factory.mktemp("cuentas")).lay_out()
    for number, (_, rows, *_) in enumerate(POLICE_CASES):
        month, year = f"{number % 12 + 1:02d}", str(2018 + number // 12)
        dated = [row.replace("{m}", month).replace("2018", year) for row in rows]
        programme.send(police_file(number), police_csv(*dated, heading=HEADING))
    return {outcome.judgement.file: outcome for outcome in programme.run().deliveries}


@pytest.mark.parametrize("number", range(len(POLICE_CASES)), ids=[case[0] for case in POLICE_CASES])
def test_police_rows_add_up(outcomes: dict[str, DeliveryOutcome], number: int) -> None:
    _, rows, accepted, quarantined, duplicates, findings = POLICE_CASES[number]
    outcome = outcomes[police_file(number)]
    j = outcome.judgement
    assert outcome.status == "loaded", j.why
    assert (j.accepted, j.quarantined, j.duplicates) == (accepted, quarantined, duplicates)
    assert j.rows_read == j.accepted + j.quarantined + j.duplicates
    assert j.rows_read + j.rows_skipped == len(rows)
    assert dict(j.findings_count) == findings


def test_monthly_counts_add_up(small_programme: SmallProgramme) -> None:
    rows = ["enero 2018;Centro;4", "2018-02;Centro;1.234", "03/2018;Norte;-1", "04/2018;Norte;siete", "Total;;1237"]
    rows += ["enero 2018;Centro;4", "enero 2018;Centro;5", "13/2018;Norte;2", "05/2018;Nadie;2"]
    small_programme.send("fiscalia_ext20200110.csv", police_csv(*rows, heading="MES;BARRIO;CANTIDAD"))
    j = small_programme.only().judgement
    assert (j.rows_read, j.accepted, j.quarantined, j.duplicates, j.rows_skipped) == (8, 2, 5, 1, 1)
    assert dict(j.findings_count) == {
        "bad_date": 1,
        "bad_number": 1,
        "conflicting_count": 1,
        "duplicate_row": 1,
        "negative_count": 1,
        "unknown_place": 1,
    }
    assert small_programme.values("vif", "fiscalia")["centro", "2018-02"][0] == 1234


def test_activities_add_up(small_programme: SmallProgramme) -> None:
    rows = [
        (date(2019, 1, 15), "Charla", "Centro", "Escuela", 20, "Realizada", "", "Ana"),
        ("15/02/2019", "Charla", "Centro", "Plaza", 12.0, "SUSPENDIDA", "Lluvia", "Ana"),
        ("16/02/2019", "Charla", "Centro", "Plaza", 12, "A lo mejor", "", "Ana"),
        ("", "Charla", "Centro", "Plaza", 12, "Realizada", "", "Ana"),
        ("17/02/2019", "", "Centro", "Plaza", "muchos", "Realizada", "", "Ana"),
        ("15/02/2019", "Charla", "Centro", "Plaza", 12.0, "SUSPENDIDA", "Lluvia", "Ana"),
    ]
    small_programme.send("mesas_2019-T1.xlsx", workbook(Registro=[ACTIVITY_HEADING, *rows]))
    j = small_programme.only().judgement
    assert (j.rows_read, j.accepted, j.quarantined, j.duplicates) == (6, 2, 3, 1)
    assert dict(j.findings_count) == {"bad_number": 1, "bad_state": 1, "duplicate_row": 1, "missing_value": 2}
    values = small_programme.values("actividades", "mesas")
    assert (values["centro", "2019-01"][0], values["centro", "2019-02"][0]) == (1, 0)


def test_every_quarantined_row_keeps_its_cells_its_row_and_a_reason(small_programme: SmallProgramme) -> None:
    rows = [SOUND, "2;31/02/2018 23:15;;ROBO;;;Centro;;-25,29;-57,49", "3;05/02/2018;;ABIGEATO;Central;Luque;Norte;;;"]
    dated = [row.replace("{m}", "02") for row in rows]
    small_programme.send("policia_denuncias_2018-02_ext20200110.csv", police_csv(*dated, heading=HEADING))
    delivery = small_programme.only()
    with duckdb.connect(str(small_programme.home.warehouse), read_only=True) as connection:
        found = connection.execute('SELECT "row", kind, value, message FROM finding ORDER BY "row"').fetchall()
    (line,) = ledger(small_programme.home)
    kept = read_part(small_programme.home, line, "quarantine").sort("row").select("row", "cells", "reason").rows()
    assert [row for row, _, _ in kept] == [3, 4]
    first, second = (json.loads(cells) for _, cells, _ in kept)
    assert first["event_date"] == "31/02/2018", "the hour is not kept"
    assert (first["barrio"], first["offence"]) == ("Centro", "ROBO")
    assert not {"latitude", "longitude", "hour"} & first.keys()
    assert second["offence"] == "ABIGEATO"
    assert all(reason for _, _, reason in kept)
    assert [(row, kind, value) for row, kind, value, _ in found] == [
        (3, "bad_date", "31/02/2018"),
        (4, "unknown_offence", "ABIGEATO"),
    ]
    assert "«31/02/2018» no es una fecha válida en «FECHA»" in found[0][3]
    assert delivery.judgement.rows_read == 3


def test_parts_warehouse_and_edition_tell_the_same(small_programme: SmallProgramme) -> None:
    rows = [row.replace("{m}", "01") for row in (SOUND, SOUND, "2;32/{m}/2018;;ROBO;;;Centro;;;")]
    small_programme.send("policia_denuncias_2018-01_ext20200110.csv", police_csv(*rows, heading=HEADING))
    j = small_programme.only().judgement
    (delivery,) = ledger(small_programme.home)
    heights = {name: read_part(small_programme.home, delivery, name).height for name in ("records", "quarantine")}
    assert heights == {"records": j.accepted, "quarantine": j.quarantined}
    stored = small_programme.published("SELECT rows_read, accepted, quarantined, duplicates, period_from FROM delivery")
    assert stored == [(3, 1, 1, 1, date(2018, 1, 1))]


def test_a_file_of_nothing_but_blanks_is_refused_not_zero(small_programme: SmallProgramme, tmp_path: Path) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20200110.csv", police_csv(";;;;;;;;;", "", heading=HEADING))
    outcome = small_programme.only()
    assert outcome.status == "refused"
    assert dict(outcome.judgement.findings_count) == {"no_records": 1}
    assert "sin casos este mes" in (outcome.judgement.why or "")
    assert small_programme.values("robo", "policia")["centro", "2018-01"] == (None, "missing")

"""What looks personal in a cell of a place or an offence is neither told nor stored; the name of a place is."""

import json

import polars as pl
import pytest

from etl.answers.unknown_names import unknown_names
from etl.judging.personal_text import NAMED_COLUMNS, NOT_KEPT, kept_text, without_personal
from tests.etl.conftest import Judge
from tests.etl.workbooks import workbook
from tests.small_programme import NOW, SmallProgramme, police_csv

FILE = "policia_denuncias_2018-01_ext20180315.csv"
PERSONAL = [
    "Juan Pérez CI 1.234.567", "4123456", "0981 000 001", "021-600.700", "juan@correo.py", "Sra. Juana Pérez",
    "Srta Juana", "C.I. nueva", "CI 12345", "Cédula en trámite", "Víctima: Juana", "tel. de la vecina", "(Sr.) Juan",
]  # fmt: skip
SOUND = [
    "Roberto L. Pettit", "Mcal. López", "Ntra. Sra. de la Asunción", "Sra. de los Milagros", "Señora del Rosario",
    "Km 14 1/2", "Barrio 23 de Octubre", "Comisaría 12ª", "Cita Roga", "Telleria", "Celedonio", "Zona 4 Mz 12 L 3",
    "Juan Pérez", "12345", "Ciudad Nueva", "Srabana",
]  # fmt: skip


@pytest.mark.parametrize("text", PERSONAL)
def test_what_looks_personal_is_not_kept(text: str) -> None:
    assert kept_text("barrio", text) == NOT_KEPT
    assert without_personal(pl.Series([text, "Centro", None])).to_list() == [NOT_KEPT, "Centro", None]


@pytest.mark.parametrize("text", SOUND)
def test_the_name_of_a_place_is_kept(text: str) -> None:
    assert kept_text("barrio", text) == text
    assert without_personal(pl.Series([text])).to_list() == [text]


def test_a_number_in_another_column_is_what_the_finding_is_about() -> None:
    assert kept_text("count", "1234567,5") == "1234567,5"
    assert kept_text(None, "1234567") == "1234567"
    assert "count" not in NAMED_COLUMNS


@pytest.mark.parametrize("column", ["BARRIO", "HECHO"])
def test_it_is_in_no_finding_and_not_in_quarantine(judge: Judge, small_programme: SmallProgramme, column: str) -> None:
    said = "Juana Pérez 0981 123 456"
    row = f"1;03/01/2018;ROBO;{said}" if column == "BARRIO" else f"1;03/01/2018;{said};Centro"
    judgement, parts = judge(FILE, police_csv(row, "2;03/01/2018;ROBO;Centro"))
    assert judgement.quarantined == 1
    (finding,) = parts.findings.to_dicts()
    assert finding["kind"] == ("unknown_place" if column == "BARRIO" else "unknown_offence")
    assert (finding["row"], finding["value"]) == (2, NOT_KEPT)
    assert NOT_KEPT in finding["message"]
    (cells,) = (json.loads(text) for text in parts.quarantine["cells"])
    assert NOT_KEPT in cells.values()
    for frame in (parts.findings, parts.quarantine):
        assert "0981" not in frame.write_csv()
    programme = small_programme.load()
    assert unknown_names(parts, programme.feeds["policia_denuncias"], programme, NOW) == []


def test_a_suggestion_is_of_the_lists_and_stays(judge: Judge) -> None:
    _, parts = judge(FILE, police_csv("1;03/01/2018;ROBO;Cemtro", "2;03/01/2018;ROBO;Centro"))
    assert parts.findings["value"].to_list() == ["Cemtro"]
    assert "¿quiso decir «Centro»?" in parts.findings["message"][0]


def test_free_text_of_an_activity(judge: Judge) -> None:
    heading = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
    said = ("llovió", "avisó 0981 123456")
    rows = [("15/01/2019", "Charla", "Centro", "", 3, "Suspendida", reason) for reason in said]
    _, parts = judge("mesas_2019-T1.xlsx", workbook(Registro=[heading, *rows]))
    assert parts.records["state_reason"].to_list() == ["llovió", NOT_KEPT]

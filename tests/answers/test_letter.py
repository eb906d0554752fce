"""The e-mail, the names of files, and the grouping of findings."""

from pathlib import Path

import polars as pl
import pytest

from etl.answers.file_names import institution_folder, sanitised
from etl.answers.grouped import group_findings
from etl.judging.faults import FINDING_SCHEMA
from schemas.finding_kinds import KINDS
from tests.answers.judged import FAULTY, GOOD, judge, police
from tests.small_programme import SmallProgramme


def test_the_letter_says_what_the_receipt_says(small_programme: SmallProgramme, tmp_path: Path) -> None:
    workbook, mail, _ = judge(small_programme, police(GOOD, GOOD, *FAULTY)).answer(tmp_path)
    lines = mail.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Asunto: Constancia de recepción: policia_denuncias_2019-05_ext20190710.csv"
    assert lines[1] == f"Adjunto: {workbook.name}"
    assert [line.strip() for line in lines if line.startswith("  ")][:4] == [
        "Filas recibidas: 5", "Aceptadas: 1", "Observadas: 3", "Repetidas: 1",
    ]  # fmt: skip
    assert any("«31/02/2019» no es una fecha válida en «FECHA»" in line and "[1 fila: 4]" in line for line in lines)
    assert lines[-1] == "Consultas: Oficina de prueba"


def test_generated_data_say_so_in_every_file(small_programme: SmallProgramme, tmp_path: Path) -> None:
    small_programme.change("programme.toml", 'data = "real"', 'data = "generated"')
    for path in judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path)[1:2]:
        assert "Datos generados para demostración" in path.read_text(encoding="utf-8")


def test_a_held_delivery_says_that_it_waits(small_programme: SmallProgramme, tmp_path: Path) -> None:
    mail = judge(small_programme, police(GOOD)).answer(tmp_path, stage="held")[1].read_text(encoding="utf-8")
    assert "EN ESPERA de que una persona lo confirme" in mail


def test_dropped_columns_are_named_and_not_their_content(small_programme: SmallProgramme, tmp_path: Path) -> None:
    mail = judge(small_programme, police(GOOD)).answer(tmp_path)[1].read_text(encoding="utf-8")
    assert "no se leyeron ni se guardaron, como está acordado: «DENUNCIANTE», «CI»" in mail
    assert "ANA BENÍTEZ" not in mail


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../etc/passwd", "etc_passwd"), ("Ñandutí 2019.csv", "Nanduti_2019_csv"), ("...", ""), ("a" * 99, "a" * 60)],
)
def test_no_name_of_a_sender_becomes_a_path(name: str, safe: str) -> None:
    assert sanitised(name) == safe


def test_a_folder_is_made_under_the_answers_alone(tmp_path: Path) -> None:
    assert institution_folder(tmp_path, "../policia") == tmp_path / "policia"
    assert institution_folder(tmp_path, None) == tmp_path / "sin_institucion"


def finding(kind: str, row: int | None, column: str | None, value: str | None) -> dict[str, object]:
    said = {"severity": KINDS[kind].severity, "message": f"{kind} {value}", "sheet": None}
    return {"row": row, "column": column, "kind": kind, "value": value, **said}


def test_findings_are_grouped_errors_first_then_by_number() -> None:
    rows = [
        *(finding("duplicate_row", row, None, None) for row in range(2, 32)),
        finding("bad_date", 5, "FECHA", "x"),
        *(finding("bad_date", row, "FECHA HECHO", f"{row}") for row in (7, 8)),
        finding("unexpected_column", None, None, "CI"),
    ]
    groups = group_findings(pl.DataFrame(rows, schema=FINDING_SCHEMA))
    assert [(g.kind, g.column, g.count) for g in groups] == [
        ("bad_date", "FECHA HECHO", 2), ("bad_date", "FECHA", 1), ("duplicate_row", None, 30),
        ("unexpected_column", None, 1),
    ]  # fmt: skip
    assert groups[0].sentence() == "«…» no es una fecha válida en «FECHA HECHO»: escríbala como día/mes/año"
    assert groups[0].example() == "por ejemplo: «7», «8»"
    assert groups[1].sentence() == "«x» no es una fecha válida en «FECHA»: escríbala como día/mes/año"
    assert groups[2].where() == f"30 filas: {', '.join(str(r) for r in range(2, 14))} y 18 más"
    assert groups[3].where("en") == "the whole file"
    assert group_findings(pl.DataFrame()) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_kind_has_a_sentence_without_gaps(kind: str, language: str) -> None:
    (group,) = group_findings(pl.DataFrame([finding(kind, 2, "COLUMNA", "valor")], schema=FINDING_SCHEMA))
    assert group.sentence(language)
    assert not {"{", "}"} & set(group.sentence(language))

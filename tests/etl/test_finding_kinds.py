"""Each kind of finding has a file that brings it about and one, hardly different, that does not."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from etl.judging.delivery import judge_delivery
from etl.locate import Locator
from schemas.finding_kinds import KINDS
from tests.etl.conftest import KEY, Judge
from tests.etl.workbooks import raw_xlsx, workbook
from tests.small_programme import SmallProgramme, police_csv

POLICE, COUNTS, BOOK = "policia_denuncias_2018-01_ext20180315.csv", "fiscalia_ext20200110.csv", "mesas_2019-T1.xlsx"
WIDE = "NRO;FECHA;FECHA DENUNCIA;HECHO;DEPARTAMENTO;DISTRITO;BARRIO;LATITUD;LONGITUD"
REGISTER = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
VISIT = (date(2019, 1, 15), "Charla", "Centro", "Escuela", 20, "Realizada", "")


def police(row: str) -> tuple[str, str]:
    return POLICE, police_csv("1;03/01/2018;04/01/2018;ROBO;Central;Luque;Norte;;", row, heading=WIDE)


def counts(*rows: str) -> tuple[str, str]:
    return COUNTS, police_csv("enero 2018;Norte;1", *rows, heading="MES;BARRIO;CANTIDAD")


def register(*rows: tuple[object, ...], **sheets: list[tuple[object, ...]]) -> tuple[str, bytes]:
    return BOOK, workbook(Registro=[REGISTER, VISIT, *rows], **sheets)


Sent = tuple[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A file with the fault, one without it, and the value that the finding shows."""

    faulty: Sent
    sound: Sent
    value: str | None = None


CASES: dict[str, Case] = {
    "missing_value": Case(police("2;;;ROBO;;;Centro;;"), police("2;05/01/2018;;ROBO;;;Centro;;")),
    "bad_date": Case(police("2;31/02/2018;;ROBO;;;Centro;;"), police("2;31/01/2018;;ROBO;;;Centro;;"), "31/02/2018"),
    "date_outside_period": Case(
        police("2;01/02/2018;;ROBO;;;Centro;;"), police("2;31/01/2018;;ROBO;;;Centro;;"), "01/02/2018"
    ),
    "report_before_event": Case(
        police("2;05/01/2018;04/01/2018;ROBO;;;Centro;;"), police("2;05/01/2018;05/01/2018;ROBO;;;Centro;;")
    ),
    "unknown_place": Case(
        police("2;05/01/2018;;ROBO;;;Cemtro;;"), police("2;05/01/2018;;ROBO;;;CENTRO HISTÓRICO;;"), "Cemtro"
    ),
    "unknown_offence": Case(
        police("2;05/01/2018;;ABIGEATO;;;Centro;;"), police("2;05/01/2018;;robo   agravado;;;Centro;;"), "ABIGEATO"
    ),
    "bad_number": Case(counts("febrero 2018;Centro;1,5"), counts("febrero 2018;Centro;1,0"), "1,5"),
    "negative_count": Case(counts("febrero 2018;Centro;-1"), counts("febrero 2018;Centro;0"), "-1"),
    "shifted_row": Case(police("2;05/01/2018;ROBO;;;Centro"), police("2;05/01/2018;;ROBO;;;Centro;;")),
    "bad_state": Case(
        register((date(2019, 1, 16), *VISIT[1:5], "Quizás", "")),
        register((date(2019, 1, 16), *VISIT[1:5], "SI", "")),
        "Quizás",
    ),
    "place_outside_department": Case(
        police("2;05/01/2018;;ROBO;Itapúa;Luque;Centro;;"),
        police("2;05/01/2018;;ROBO;CENTRAL;Luque;Centro;;"),
        "Centro",
    ),
    "conflicting_count": Case(counts("01/2018;NORTE;2"), counts("02/2018;NORTE;2"), "2"),
    "duplicate_row": Case(
        police("1;03/01/2018;04/01/2018;ROBO;Central;Luque;Norte;;"),
        police("2;03/01/2018;04/01/2018;ROBO;Central;Luque;Norte;;"),
    ),
    "ambiguous_place": Case(
        police("2;05/01/2018;;ROBO;;Luque;;;"), police("2;05/01/2018;;ROBO;;Luque;Centro;;"), "Luque"
    ),
    "place_conflict": Case(
        police("2;05/01/2018;;ROBO;;;Norte;-25,29;-57,49"),
        police("2;05/01/2018;;ROBO;;;Centro;-25,29;-57,49"),
        "Norte",
    ),
    "bad_coordinates": Case(
        police("2;05/01/2018;;ROBO;;;Centro;-2529;-5749"), police("2;05/01/2018;;ROBO;;;Centro;-25.29;-57.49")
    ),
    "wrong_weekday": Case(
        police("2;lunes 5 de enero de 2018;;ROBO;;;Centro;;"),
        police("2;viernes 5 de enero de 2018;;ROBO;;;Centro;;"),
        "lunes 5 de enero de 2018",
    ),
    "stray_bytes": Case(
        (POLICE, (police("2;05/01/2018;;ROBO;;;Ñu Guasú;;")[1] * 2).encode().replace("ú".encode(), b"\xfa", 1)),
        police("2;05/01/2018;;ROBO;;;Ñu Guasú;;"),
        "Ñu Guasú",
    ),
    "twice_encoded": Case(
        police("2;05/01/2018;;ROBO;;;Ã‘u GuasÃº;;"), police("2;05/01/2018;;ROBO;;;Ñu Guasú;;"), "Ñu Guasú"
    ),
    "damaged_text": Case(
        police("2;05/01/2018;;ROBO;;;Cen\ufffdtro;;"), police("2;05/01/2018;;ROBO;;;Centro;;"), "Cen\ufffdtro"
    ),
    "sheet_not_read": Case(register(Notas=[("Instrucciones",)]), register(Febrero=[REGISTER, VISIT]), "Notas"),
    "unexpected_column": Case(
        (POLICE, police_csv("1;03/01/2018;ROBO;Centro;x", heading="NRO;FECHA;HECHO;BARRIO;MADRE")),
        (POLICE, police_csv("1;03/01/2018;ROBO;Centro;x", heading="NRO;FECHA;HECHO;BARRIO;DENUNCIANTE")),
        "MADRE",
    ),
    "missing_column": Case(
        (POLICE, police_csv("1;03/01/2018;Centro", heading="NRO;FECHA;BARRIO")),
        (POLICE, police_csv("1;03/01/2018;ROBO;Centro", heading="Nro.;fecha;Hecho;  BARRIO ")),
        "HECHO",
    ),
    "repeated_column": Case(
        (POLICE, police_csv("1;03/01/2018;ROBO;Centro;Norte", heading="NRO;FECHA;HECHO;BARRIO;Barrio")),
        (POLICE, police_csv("1;03/01/2018;ROBO;Centro;Norte", heading="NRO;FECHA;HECHO;BARRIO;DENUNCIANTE")),
        "Barrio",
    ),
    "empty_file": Case((POLICE, ""), police("2;05/01/2018;;ROBO;;;Centro;;")),
    "unreadable": Case((BOOK, b"PK\x03\x04"), register()),
    "too_large": Case((BOOK, raw_xlsx({"A1": "FECHA", "XFD1048576": "x"})), register()),
    "no_records": Case(
        (POLICE, police_csv(heading=WIDE)), (POLICE, police_csv("1;03/01/2018;;ROBO;;;Centro;;", heading=WIDE))
    ),
    "unknown_feed": Case(
        ("notas.csv", police_csv("1;03/01/2018;ROBO;Centro")), police("2;05/01/2018;;ROBO;;;Centro;;")
    ),
    "bad_period": Case(
        ("policia_denuncias_enero.csv", police_csv("1;03/01/2018;ROBO;Centro")),
        ("POLICIA_DENUNCIAS_2018-01.CSV", police_csv("1;03/01/2018;ROBO;Centro")),
    ),
    "too_many_bad_rows": Case(
        (POLICE, police_csv(*(f"{n};99/01/2018;ROBO;Centro" for n in range(9)), "a;99/01/2018;ROBO;Centro")),
        (POLICE, police_csv(*(f"{n};99/01/2018;ROBO;Centro" for n in range(9)), "a;03/01/2018;ROBO;Centro")),
    ),
}
ELSEWHERE = {
    "implausible_count": "test_implausible_values.py",
    "implausible_month": "test_implausible_values.py",
    "unusual_count": "test_implausible_values.py",
    "unusual_month": "test_implausible_values.py",
    "wrong_total": "test_implausible_values.py",
    "other_encoding": "test_read_text.py",
    "missing_sheet": "test_read_workbooks.py",
    "file_changed": "test_hostile_files.py",
    "two_feeds": "test_wrong_use.py",
    "unknown_delivery": "../end_to_end/test_late_data.py",
}
"""Kinds that need another feed file or a meddler, and the tests that hold them."""


def test_the_list_is_closed_and_every_kind_has_its_cases() -> None:
    assert CASES.keys() | ELSEWHERE.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", CASES)
def test_the_fault_is_found(judge: Judge, kind: str) -> None:
    case = CASES[kind]
    judgement, parts = judge(*case.faulty)
    assert judgement.findings_count.get(kind) == 1, dict(judgement.findings_count)
    (finding,) = parts.findings.filter(kind=kind).rows(named=True)
    assert finding["severity"] == KINDS[kind].severity
    assert (finding["row"] is None) == KINDS[kind].whole_file
    if case.value is not None:
        assert finding["value"] == case.value
    assert finding["message"]
    assert "{" not in finding["message"]


@pytest.mark.parametrize("kind", CASES)
def test_what_is_sound_has_no_such_finding(judge: Judge, kind: str) -> None:
    judgement, _ = judge(*CASES[kind].sound)
    assert judgement.outcome == "acceptable", judgement.why
    assert kind not in judgement.findings_count


@pytest.mark.parametrize("kind", [kind for kind in CASES if KINDS[kind].severity == "error"])
def test_an_error_keeps_the_row_or_the_file_out(judge: Judge, kind: str) -> None:
    judgement, _ = judge(*CASES[kind].faulty)
    if KINDS[kind].whole_file:
        assert judgement.outcome == "refused"
        assert judgement.accepted == 0
    else:
        assert judgement.quarantined == 1
        assert judgement.rows_read == judgement.accepted + judgement.quarantined + judgement.duplicates


@pytest.mark.parametrize("kind", [kind for kind in CASES if KINDS[kind].severity == "warning"])
def test_a_warning_keeps_nothing_out(judge: Judge, kind: str) -> None:
    judgement, parts = judge(*CASES[kind].faulty)
    rows_with_errors = parts.findings.filter(severity="error").height
    assert judgement.outcome == "acceptable"
    assert judgement.quarantined <= rows_with_errors


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS.values() if kind.es != "{value}"])
def test_the_words_say_what_to_do_in_both_languages(kind: str) -> None:
    for text in (KINDS[kind].es, KINDS[kind].en):
        assert ":" in text or ";" in text, "what is wrong, then what to do or what was done"
    assert KINDS[kind].es != KINDS[kind].en


def test_every_finding_names_the_heading_and_the_row_as_sent(small_programme: SmallProgramme) -> None:
    content = "Policía\n\nNro.;Fecha;Hecho;Barrio\n1;31/02/2018;ROBO;Centro\n2;03/01/2018;ROBO;Centro\n"
    path = small_programme.send(POLICE, content)
    programme = small_programme.load()
    _, parts = judge_delivery(path, programme, Locator(programme), KEY)
    (finding,) = parts.findings.rows(named=True)
    assert (finding["row"], finding["column"], finding["sheet"]) == (4, "Fecha", None)


def test_the_file_that_holds_a_kinds_tests_is_there() -> None:
    for kind, name in ELSEWHERE.items():
        assert kind in (Path(__file__).parent / name).read_text(encoding="utf-8")

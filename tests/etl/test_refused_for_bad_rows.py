"""A file refused for its many bad rows: it changes nothing, and its sender learns what is wrong with the rows."""

import pytest

from etl.judging import delivery
from schemas.finding_kinds import KINDS, SHORT_NAMES
from tests.answers.cells import pages
from tests.etl.conftest import Judge
from tests.small_programme import SmallProgramme, police_csv

FILE = "policia_denuncias_2018-01_ext20180315.csv"
BAD = [f"{n};99/01/2018;ROBO;Centro" for n in range(9)] + ["a;99/01/2018;ROBO;Nadie sabe"]
SENTENCE = "10 de 10 filas tienen errores (sobre todo: fechas que no son válidas, lugares que no están en la lista)"


def test_the_sentence_names_the_kinds_in_the_senders_words(judge: Judge) -> None:
    judgement, _ = judge(FILE, police_csv(*BAD))
    assert judgement.outcome == "refused"
    assert (judgement.why or "").startswith(SENTENCE)
    assert "bad_date" not in (judgement.why or "")


def test_every_error_of_a_row_has_words_for_a_sentence() -> None:
    errors = {kind.kind for kind in KINDS.values() if kind.severity == "error" and not kind.whole_file}
    assert SHORT_NAMES.keys() == errors


def test_the_findings_of_the_rows_stay_and_the_rows_do_not(judge: Judge) -> None:
    judgement, parts = judge(FILE, police_csv(*BAD))
    assert judgement.findings_count == {"bad_date": 10, "too_many_bad_rows": 1, "unknown_place": 1}
    assert sum(judgement.findings_count.values()) == parts.findings.height
    assert parts.records.height == parts.quarantine.height == 0
    assert (judgement.rows_read, judgement.accepted, judgement.quarantined) == (0, 0, 0)


def test_no_more_of_them_than_an_answer_can_show(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "MOST_KEPT", 4)
    judgement, parts = judge(FILE, police_csv(*BAD))
    assert judgement.findings_count == {"bad_date": 4, "too_many_bad_rows": 1}
    assert parts.findings.height == 5


def test_another_refusal_keeps_none(judge: Judge) -> None:
    judgement, parts = judge(FILE, "NRO;FECHA;BARRIO\n1;99/01/2018;Centro\n")
    assert judgement.findings_count == {"missing_column": 1}
    assert parts.findings.height == 1


def test_through_a_run_the_answer_lists_them_and_nothing_is_loaded(small_programme: SmallProgramme) -> None:
    small_programme.send(FILE, police_csv(*BAD))
    outcome = small_programme.only()
    assert outcome.status == "refused"
    assert outcome.as_json()["rows_read"] == 0
    assert small_programme.published("SELECT kind, count(*) FROM finding GROUP BY kind ORDER BY kind") == [
        ("bad_date", 10), ("too_many_bad_rows", 1), ("unknown_place", 1),
    ]  # fmt: skip
    (answer,) = (small_programme.home.answers / "policia").glob("*.xlsx")
    texts = " ".join(pages(answer)["Constancia de recepción"].texts())
    assert "10 filas: 2, 3, 4" in texts
    assert "no es una fecha válida en «FECHA»" in texts
    ((folder,),) = [list(small_programme.home.parts.glob("policia*"))]
    assert not list(folder.glob("quarantine-*"))
    assert not list(folder.glob("records-*"))


def test_a_missing_place_is_told_in_a_column_of_the_layout(judge: Judge) -> None:
    _, parts = judge(FILE, police_csv("1;03/01/2018;ROBO;", "2;03/01/2018;ROBO;Centro"))
    assert parts.findings.select("row", "column", "kind").rows() == [(2, "BARRIO", "missing_value")]
    assert parts.findings["message"].to_list() == ["falta «BARRIO»: complete la celda"]


def test_a_missing_place_where_only_coordinates_say_it(small_programme: SmallProgramme, judge: Judge) -> None:
    small_programme.change("feeds/policia_denuncias.toml", 'barrio = ["BARRIO"]\n', "")
    _, parts = judge(FILE, police_csv("1;03/01/2018;ROBO;;", heading="NRO;FECHA;HECHO;LATITUD;LONGITUD"))
    assert parts.findings.filter(kind="missing_value").select("row", "column").rows() == [(2, "LATITUD")]

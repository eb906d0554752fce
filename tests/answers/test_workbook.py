"""The workbook that goes back: its counts, its marks, and that nothing in it is a formula."""

import csv
import io
import re
from pathlib import Path

import pytest

from etl.answers.receipt import ID_LABEL, OBSERVED_SHEET, RECEIPT_SHEET
from etl.demo.sheets import Sheet, xlsx_bytes
from etl.parts import delivery_id
from tests.answers.cells import Page, pages, whole_text
from tests.answers.judged import FAULTY, GOOD, judge, police
from tests.small_programme import SmallProgramme

HOSTILE = ('=HYPERLINK("http://x.example","a")', "+1+1", "-2+3", "@SUM(A1:A9)", "=cmd|' /C calc'!A0", "＝1+1")


def observed(page: Page) -> dict[int, dict[str, str]]:
    """Row of the sent file -> heading -> text."""
    heading = page.row(1)
    rows = {number for number, _ in page.cells if number > 1}
    return {int(page.cells[n, 1].text): dict(zip(heading, page.row(n), strict=True)) for n in sorted(rows)}


def marked(page: Page) -> dict[int, set[str]]:
    """Row of the sent file -> headings of the cells that stand out by fill and by border."""
    heading = page.row(1)
    found: dict[int, set[str]] = {}
    for (row, column), cell in page.cells.items():
        if row > 1 and cell.filled and cell.bordered:
            found.setdefault(int(page.cells[row, 1].text), set()).add(heading[column - 1])
        elif row > 1:
            assert not cell.filled, "a colour alone says nothing to who cannot see it"
    return found


def test_the_counts_are_those_of_the_judgement(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police(GOOD, GOOD, *FAULTY, ";;;;;;;;;;;;", "TOTAL;;;;Total;;;;;;;;"))
    receipt = pages(judged.answer(tmp_path)[0])[RECEIPT_SHEET]
    labels = ("Filas recibidas", "Aceptadas", "Observadas", "Repetidas")
    said = tuple(int(receipt.beside(label)) for label in labels)
    j = judged.judgement
    assert said == (j.rows_read, j.accepted, j.quarantined, j.duplicates) == (5, 1, 3, 1)
    assert int(receipt.beside("No eran filas de datos (títulos, vacías, totales)")) == j.rows_skipped == 2
    assert receipt.beside("Archivo") == j.file
    assert receipt.beside("Institución") == "Policía Nacional"
    assert receipt.beside("Fecha") == "15 de junio de 2020"
    assert receipt.beside("Período") == "mayo de 2019"
    assert receipt.beside(ID_LABEL) == delivery_id(j)
    assert receipt.beside("Resultado") == "ACEPTADO CON OBSERVACIONES"


def test_the_observed_rows_stand_under_the_senders_headings(small_programme: SmallProgramme, tmp_path: Path) -> None:
    rows = observed(pages(judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path)[0])[OBSERVED_SHEET])
    assert set(rows) == {3, 4, 5}
    assert rows[3]["FECHA"] == "31/02/2019"
    assert rows[3]["BARRIO"] == "Norte"
    assert "no es una fecha válida" in rows[3]["Observación"]
    assert "HECHO RARO" in rows[4]["Observación"]
    assert list(rows[3])[:2] == ["Fila", "Hoja"]
    assert list(rows[3])[-1] == "Observación"


def test_the_marked_cells_are_the_faulty_ones(small_programme: SmallProgramme, tmp_path: Path) -> None:
    page = pages(judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path)[0])[OBSERVED_SHEET]
    assert marked(page) == {3: {"FECHA"}, 4: {"HECHO"}, 5: {"FECHA DENUNCIA", "HECHO"}}


def test_a_row_without_any_place_has_its_place_cells_marked(small_programme: SmallProgramme, tmp_path: Path) -> None:
    row = "8;03/05/2019;04/05/2019;;ROBO;Central;;;;;;;"
    page = pages(judge(small_programme, police(GOOD, row)).answer(tmp_path)[0])[OBSERVED_SHEET]
    assert {"BARRIO", "DISTRITO"} <= marked(page)[3]


def test_nothing_becomes_a_formula(small_programme: SmallProgramme, tmp_path: Path) -> None:
    cells = [(text.replace('"', '""'), text.replace('"', "")) for text in HOSTILE]
    rows = [
        f'{i};03/05/2019;04/05/2019;;"{what}";Central;Luque;"{where}";;;;;' for i, (what, where) in enumerate(cells)
    ]
    answer = judge(small_programme, police(GOOD, *rows)).answer(tmp_path)[0]
    book = pages(answer)
    shown = book[OBSERVED_SHEET].texts()
    assert all(f"'{text}" in shown for text in HOSTILE)
    for page in book.values():
        assert not any(cell.formula for cell in page.cells.values())
        for cell in page.cells.values():
            assert cell.is_text or not cell.text or cell.text.isdigit()
    assert "<hyperlink " not in whole_text(answer)
    assert "http://x.example" not in "".join(re.findall(r'Target="[^"]*"', whole_text(answer)))


def test_saved_as_csv_and_opened_again_it_is_still_no_formula(small_programme: SmallProgramme, tmp_path: Path) -> None:
    rows = [f"{i};03/05/2019;04/05/2019;;{text};Central;Luque;x;;;;;" for i, text in enumerate(HOSTILE[1:4])]
    book = pages(judge(small_programme, police(GOOD, *rows)).answer(tmp_path)[0])
    buffer = io.StringIO()
    for page in book.values():
        csv.writer(buffer).writerows([page.row(n) for n in sorted({row for row, _ in page.cells})])
    cells = [cell for row in csv.reader(io.StringIO(buffer.getvalue())) for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@")] == []
    assert "'@SUM(A1:A9)" in cells


def test_what_is_not_kept_is_not_sent_back(small_programme: SmallProgramme, tmp_path: Path) -> None:
    paths = judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path)
    text = whole_text(paths[0]) + "".join(path.read_text() for path in paths[1:])
    for personal in ("JUAN PAVÓN", "2.345.678", "22:15", "-57,4902", "-25,2901", "23:45", "EVA RÍOS"):
        assert personal not in text


def test_a_case_reference_is_shown_by_its_key_alone(small_programme: SmallProgramme, tmp_path: Path) -> None:
    row = "REF-2019-777;31/02/2019;04/05/2019;22:15;ROBO;Central;Luque;Norte;;;;;"
    answer = judge(small_programme, police(GOOD, row)).answer(tmp_path)[0]
    (shown,) = (row["NRO"] for row in observed(pages(answer)[OBSERVED_SHEET]).values())
    assert shown.startswith("clave:")
    assert len(shown) == len("clave:") + 16
    assert "REF-2019-777" not in whole_text(answer)
    assert "No cambiar" in whole_text(answer)


def test_shifted_rows_come_back_without_their_text(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police(GOOD, "8;JUAN PAVÓN;03/05/2019;ROBO;Central"))
    rows = observed(pages(judged.answer(tmp_path)[0])[OBSERVED_SHEET])
    assert "celdas corridas" in rows[3]["Observación"]
    assert [text for heading, text in rows[3].items() if heading not in ("Fila", "Observación") and text] == []


def test_a_territory_found_by_coordinates_comes_back_by_name(small_programme: SmallProgramme, tmp_path: Path) -> None:
    row = "8;31/02/2019;04/05/2019;22:15;ROBO;Central;Luque;Norte;;-25,29;-57,49;;"
    rows = observed(pages(judge(small_programme, police(GOOD, row)).answer(tmp_path)[0])[OBSERVED_SHEET])
    assert rows[3]["TERRITORIO RECONOCIDO"] == "Centro"
    assert "-25,29" not in rows[3].values()


def test_sheets_and_activities(small_programme: SmallProgramme, tmp_path: Path) -> None:
    heading = ["FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE"]
    rows = [heading, ["03/02/2019", "Charla", "Centro", "Escuela", "12", "Realizada", ""],
            ["04/02/2019", "Charla", "Centro", "Escuela", "doce", "Quizás", ""]]  # fmt: skip
    judged = judge(small_programme, xlsx_bytes([Sheet("FEBRERO", rows)]), "mesas_2019-T1.xlsx")
    page = pages(judged.answer(tmp_path)[0])[OBSERVED_SHEET]
    assert observed(page)[3]["Hoja"] == "FEBRERO"
    assert marked(page) == {3: {"ASISTENTES", "ESTADO"}}
    assert "Escuela" not in page.texts(), "the place of an activity is not kept"


def test_months_as_columns_become_rows_of_their_own(small_programme: SmallProgramme, tmp_path: Path) -> None:
    small_programme.change("feeds/fiscalia_totales.toml", 'month = ["MES"]\n', "")
    small_programme.change("feeds/fiscalia_totales.toml", 'count = ["CANTIDAD"]\n', "")
    text = "\n[wide_months]\npattern = '^(?P<month>[A-Za-z]+) (?P<year>\\d{4})$'\n\n[period]"
    small_programme.change("feeds/fiscalia_totales.toml", "\n[period]", text)
    judged = judge(
        small_programme,
        "BARRIO;ENERO 2019;FEBRERO 2019;MARZO 2019\nCentro;4;x1;7\nNorte;1;2;3\n",
        "fiscalia_ext20190710.csv",
    )
    page = pages(judged.answer(tmp_path)[0])[OBSERVED_SHEET]
    (row,) = observed(page).values()
    assert (row["BARRIO"], row["Mes"], row["Cantidad"]) == ("Centro", "2019-02", "x1")
    assert marked(page) == {2: {"Cantidad"}}


def test_a_refused_file_says_why_and_has_no_rows(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police("03/05/2019;ROBO", heading="FECHA;HECHO"))
    book = pages(judged.answer(tmp_path)[0])
    assert list(book) == [RECEIPT_SHEET]
    assert book[RECEIPT_SHEET].beside("Resultado") == f"RECHAZADO: {judged.judgement.why}"
    assert "BARRIO" in book[RECEIPT_SHEET].beside("Resultado")
    assert int(book[RECEIPT_SHEET].beside("Filas recibidas")) == 0


def test_a_file_of_no_layout_is_answered_all_the_same(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, "hola", "../..=x\u202e.txt".replace("/", "_"))
    paths = judged.answer(tmp_path / "respuestas")
    assert {path.parent.name for path in paths} == {"sin_institucion"}
    assert all(path.parent.parent == tmp_path / "respuestas" for path in paths)
    assert paths[0].name == f"respuesta-{delivery_id(judged.judgement)}.xlsx"


def test_a_faultless_file_asks_for_nothing(small_programme: SmallProgramme, tmp_path: Path) -> None:
    book = pages(judge(small_programme, police(GOOD)).answer(tmp_path)[0])
    assert list(book) == [RECEIPT_SHEET]
    assert any("No hay que hacer nada" in text for text in book[RECEIPT_SHEET].texts())


@pytest.mark.parametrize("most", [1, 2])
def test_a_long_list_is_cut_and_says_so(small_programme: SmallProgramme, tmp_path: Path, most: int) -> None:
    book = pages(judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path, most=most)[0])
    assert len(observed(book[OBSERVED_SHEET])) == most
    assert any(f"las primeras {most} de 3 filas" in text for text in book[RECEIPT_SHEET].texts())


def test_the_layout_sheet_is_hidden(small_programme: SmallProgramme, tmp_path: Path) -> None:
    book = pages(judge(small_programme, police(GOOD, *FAULTY)).answer(tmp_path)[0])
    assert [name for name, page in book.items() if page.hidden] == ["seamos_formato"]


def test_answering_again_gives_the_same_bytes(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police(GOOD, *FAULTY))
    first = [path.read_bytes() for path in judged.answer(tmp_path)]
    assert [path.read_bytes() for path in judged.answer(tmp_path)] == first
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]

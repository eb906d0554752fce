"""«Revisar un archivo»: what was found is shown as text, kind by kind, and the answer can be taken along."""

import io
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard import check_process
from tests.dashboard.conftest import HOSTILE, Page, Published, read
from tests.small_programme import SmallProgramme, police_csv

Open = Callable[..., Page]
NAME = "policia_denuncias_2019-01_ext20190210.csv"
ROWS = ("1;05/01/2019;Robo;Centro", "2;31/02/2019;Robo;Centro", "3;30/02/2019;Robo;Norte", "3;1/1/2019;Robo;Nada")


@pytest.fixture
def open_check(open_page: Open, small_programme: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Page]:
    """Open the page for the rules of the small programme, before any run of it."""
    monkeypatch.setenv("SEAMOS_PROGRAMME", str(small_programme.directory))

    def opened() -> Page:
        page = open_page(small_programme.root / "estado")
        page.app.switch_page("app_pages/revisar.py").run()
        assert not page.app.exception
        return page

    return opened


def drop(page: Page, name: str, content: bytes) -> Page:
    page.app.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not page.app.exception
    return page


def answers_with(monkeypatch: pytest.MonkeyPatch, folder: Path, told: object, status: int = 0) -> None:
    """A `seamos` that prints this."""
    script = folder / "falso.py"
    script.write_text(f"import sys\nprint({json.dumps(told)!r})\nsys.exit({status})\n")
    monkeypatch.setattr(check_process, "seamos_command", lambda: [sys.executable, str(script)])


def verdict(**more: Any) -> dict[str, Any]:
    row = {"row": 2, "sheet": HOSTILE, "column": HOSTILE, "kind": HOSTILE, "severity": "error", "value": HOSTILE}
    told = {"status": "acceptable", "feed": HOSTILE, "file": HOSTILE, "why": HOSTILE, "rows_read": 2, "accepted": 1}
    counts = {"quarantined": 1, "duplicates": 0, "rows_skipped": 0}
    return told | counts | {"rows": [row | {"message": HOSTILE}, row | {"message": HOSTILE, "value": "b"}]} | more


def test_the_page_opens_before_the_first_run(open_check: Callable[[], Page]) -> None:
    page = open_check()
    assert "Revisar un archivo" in page.text
    assert "Arrastre el archivo" in page.app.file_uploader[0].label
    assert "hasta 200 MB" in page.app.file_uploader[0].label


def test_faults_are_shown_by_kind_with_rows_and_examples(open_check: Callable[[], Page]) -> None:
    page = drop(open_check(), NAME, police_csv(*ROWS).encode())
    assert "Se puede cargar; 3 filas vuelven para corregirse" in page.text
    assert "Filas leídas 4 Aceptadas 1 Observadas 3 Repetidas 0" in page.text
    assert "Fecha que no es válida en «FECHA» no se acepta" in page.text
    assert "fila 3: 31/02/2019 fila 4: 30/02/2019 2 filas: 3, 4" in page.text
    assert "Lugar desconocido en «BARRIO»" in page.text
    assert "Denuncias, archivo mensual" in page.text


def test_the_answer_can_be_taken_along(open_check: Callable[[], Page]) -> None:
    page = drop(open_check(), NAME, police_csv(*ROWS).encode())
    (button,) = page.app.download_button
    assert button.label == "Descargar la respuesta (XLSX)"
    _, _, ending = page.app.session_state["revisado"]
    sheets = pl.read_excel(io.BytesIO(ending.answer), sheet_id=0, has_header=False)
    assert next(iter(sheets)) == "Constancia de recepción"
    assert "31/02/2019" in str(list(sheets.values())[1].rows())


def test_nothing_of_the_file_stays(
    open_check: Callable[[], Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporal"
    folder.mkdir()
    page = open_check()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    drop(page, NAME, police_csv(*ROWS).encode())
    assert "3 filas vuelven" in page.text
    assert list(folder.iterdir()) == []
    assert page.app.file_uploader[0].value is None, "the box is empty again"


def test_a_file_without_faults_is_told_so(open_check: Callable[[], Page]) -> None:
    page = drop(open_check(), NAME, police_csv(ROWS[0]).encode())
    assert "Se puede cargar: sin observaciones" in page.text
    assert "Qué se observó" not in page.text


def test_a_refused_file_says_why(open_check: Callable[[], Page]) -> None:
    page = drop(open_check(), NAME, b"\x89PNG\r\n\x1a\n" + bytes(400))
    assert "Este archivo no se puede cargar" in page.text
    assert "En todo el archivo." in page.text
    assert "Filas leídas" not in page.text


def test_a_layout_is_chosen_where_the_name_fits_none(open_check: Callable[[], Page]) -> None:
    page = open_check()
    page.app.selectbox(key="formato").select("fiscalia_totales").run()
    drop(page, "totales.csv", b"MES;BARRIO;CANTIDAD\n2019-01;Centro;x\n2019-02;Centro;1\n")
    assert "No es un número entero en «CANTIDAD»" in page.text
    assert "debe ser como fiscalia_*.csv" in page.text


def test_hostile_text_stays_text(
    open_check: Callable[[], Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, tmp_path, verdict())
    page = drop(open_check(), HOSTILE, b"x")
    assert "<img src=x" not in page.html
    assert page.html.count("&lt;img src=x") >= 5
    assert read(page.html).count("onerror=alert(1)") >= 5


def test_a_hostile_refusal_stays_text(
    open_check: Callable[[], Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, tmp_path, verdict(status="refused", rows=[]), 1)
    page = drop(open_check(), "a.csv", b"x")
    assert "Este archivo no se puede cargar" in page.text
    assert "<img src=x" not in page.html
    assert "&lt;img src=x" in page.html


def test_an_error_of_the_program_is_shown_as_its_sentence(
    open_check: Callable[[], Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_with(monkeypatch, tmp_path, {"error": "el programa <b>no</b> sirve"}, 2)
    page = drop(open_check(), "a.csv", b"x")
    assert "No se pudo revisar este archivo" in page.text
    assert "el programa &lt;b&gt;no&lt;/b&gt; sirve" in page.html


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("too_large", "Es demasiado grande"), ("too_slow", "tardó demasiado"), ("busy", "otros archivos"),
        ("died", "La revisión se interrumpió"), ("refused_to_check", "no aceptó el pedido"),
    ],
)  # fmt: skip
def test_each_bad_end_has_a_sentence(
    open_check: Callable[[], Page], monkeypatch: pytest.MonkeyPatch, why: Any, words: str
) -> None:
    monkeypatch.setattr(check_process, "check", lambda *_: check_process.NotChecked(why))
    page = drop(open_check(), "a.csv", b"x")
    assert words in page.text
    assert not page.app.download_button


def test_the_rules_of_another_programme_do_not_pass_unnoticed(
    open_page: Open, altered: Published, small_programme: SmallProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(altered)
    page.app.switch_page("app_pages/revisar.py").run()
    assert "se revisa con las reglas del programa «paraguay», y este tablero muestra «chile»" in page.text
    monkeypatch.setenv("SEAMOS_PROGRAMME", str(altered.root.parent / "programme"))
    page.app.run()
    assert "Atención" not in page.text
    assert "Datos generados para demostración" in page.text


def test_a_broken_programme_is_told_by_the_check(
    open_check: Callable[[], Page], small_programme: SmallProgramme
) -> None:
    small_programme.write("feeds/policia_denuncias.toml", "id = ")
    small_programme.write("programme.toml", "id = ")
    page = drop(open_check(), NAME, police_csv(*ROWS).encode())
    assert "No se pudo revisar este archivo" in page.text
    assert "programme.toml" in page.text

"""«Ediciones»: what each released edition changed, and what is left of a withdrawn one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dashboard.conftest import Page, Published

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def home(chile: Published, tmp_path: Path) -> Path:
    """Three releases: the first stands, the second was withdrawn, the third leads and carries errata."""
    shutil.copytree(chile.root, tmp_path / "home", symlinks=True)
    published = tmp_path / "home" / "published"
    for number in (1, 3):
        folder = published / "editions" / str(number) / "public"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(chile.root / "published" / "internal.duckdb", folder / "public.duckdb")
        _fill(folder / "public.duckdb", number)
    (published / "released").unlink(missing_ok=True)
    (published / "released").symlink_to("editions/3")
    (published / "public.duckdb").unlink(missing_ok=True)
    (published / "public.duckdb").symlink_to("released/public/public.duckdb")
    history = [
        {"edition": 1, "released_at": "2020-06-01T10:00:00+00:00", "office": "Oficina", "withdrawn_at": None},
        {"edition": 2, "released_at": "2020-07-01T10:00:00+00:00", "office": "Oficina",
         "withdrawn_at": "2020-07-05T10:00:00+00:00", "reason": f"Error de carga {HOSTILE}"},
        {"edition": 3, "released_at": "2020-08-01T10:00:00+00:00", "office": "Oficina", "withdrawn_at": None},
    ]  # fmt: skip
    (published / "public_history.json").write_text(json.dumps({"editions": history}))
    return tmp_path / "home"


def _fill(path: Path, number: int) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE edition SET edition = ?", [number])
        if number == 3:
            key = "participativa_2020/robo/renca/headline/lead"
            rows = [
                (1, "comparison", key, "1 → 2 (decreased)", "1 → 3 (increased)", "viejo.csv", True),
                (2, "indicator_value", "robo/renca/carabineros/2019-03", "4", "5", "entrega_dos.csv", False),
                (3, "comparison", key, "68 → 41 (decreased)", "68 → 60 (no_clear_change)", f"{HOSTILE}.csv", True),
            ]
            connection.executemany("INSERT INTO erratum VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def section(page: Page, number: int) -> str:
    text = page.text
    start = text.index(f"Edición {number} ")
    following = text.find("Edición ", start + 1)
    return text[start : following if following > 0 else None]


@pytest.fixture
def opened(home: Path, open_page: Callable[..., Page]) -> Page:
    page = open_page(home)
    page.app.switch_page("app_pages/ediciones.py").run()
    assert not page.app.exception
    return page


def test_the_newest_first_and_which_one_holds(opened: Page) -> None:
    text = opened.text
    assert text.index("Edición 3 vale ahora") < text.index("Edición 2 Publicada") < text.index("Edición 1 Publicada")


def test_what_changed_since_the_last_one_that_stands(opened: Page) -> None:
    """The second was taken back, so what it changed belongs to the third; the first edition's own errata do not."""
    assert "Cambiaron 2 cifras desde la edición 1." in opened.text
    assert "68 → 60" in opened.text
    assert "entrega_dos.csv" in opened.text
    assert "viejo.csv" not in opened.text


def test_of_a_withdrawn_one_the_notice_alone(opened: Page) -> None:
    second = section(opened, 2)
    assert "Retirada el 5 de julio de 2020. No use sus cifras." in second
    assert "Motivo: Error de carga" in second
    assert "edicion=2" not in opened.html
    assert "edicion=1" in opened.html


def test_texts_of_files_stay_texts(opened: Page) -> None:
    assert HOSTILE not in opened.html


def test_without_a_history_it_is_the_one_that_leads(home: Path, open_page: Callable[..., Page]) -> None:
    (home / "published" / "public_history.json").unlink()
    page = open_page(home)
    page.app.switch_page("app_pages/ediciones.py").run()
    assert "Edición 3 vale ahora" in page.text
    assert "primera edición publicada" in page.text

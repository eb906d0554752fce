"""States in which there is nothing to show say what happened and what to run."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard.bad_states import all_missing, all_withheld
from dashboard.store import EditionUnreadableError, NoEditionError, edition_at
from schemas.published import TABLES
from tests.dashboard.conftest import Page, Published

Open = Callable[..., Page]


def test_without_an_edition_the_page_says_what_to_run(tmp_path: Path, open_page: Open) -> None:
    text = open_page(tmp_path).text
    assert "Todavía no hay datos" in text
    assert "seamos run" in text


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400])
def test_a_damaged_file_is_said_to_be_one(tmp_path: Path, open_page: Open, content: bytes) -> None:
    file = tmp_path / "published" / "public.duckdb"
    file.parent.mkdir()
    file.write_bytes(content)
    text = open_page(tmp_path).text
    assert "Esta edición no se puede leer" in text
    assert "seamos rebuild" in text


def test_a_link_to_nowhere_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "internal.duckdb").symlink_to(tmp_path / "gone")
    with pytest.raises(NoEditionError):
        edition_at(tmp_path / "internal.duckdb")


def write_edition(path: Path, version: int, lacking: str | None = None) -> Path:
    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            if table.name != lacking:
                connection.execute(table.ddl())
        connection.execute("INSERT INTO edition (edition, schema_version) VALUES (1, ?)", [version])
    return path


def test_an_edition_of_a_later_version_is_not_misread(tmp_path: Path) -> None:
    with pytest.raises(EditionUnreadableError, match="versions up to"):
        edition_at(write_edition(tmp_path / "later.duckdb", 999))


def test_an_edition_without_a_table_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(EditionUnreadableError, match="comparison are missing"):
        edition_at(write_edition(tmp_path / "partial.duckdb", 1, lacking="comparison"))


def test_a_programme_without_territories_says_so(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "published").mkdir()
    write_edition(tmp_path / "published" / "public.duckdb", 1)
    assert "Este programa no tiene territorios" in open_page(tmp_path).text


def test_one_territory_alone_is_a_programme(chile: Published, tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "published").mkdir()
    copy = tmp_path / "published" / "public.duckdb"
    copy.write_bytes((chile.root / "published" / "public.duckdb").resolve().read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute("DELETE FROM territory WHERE territory <> 'renca'")
    page = open_page(tmp_path)
    assert "Renca: qué cambió" in page.text


def public_server(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("SEAMOS_PUBLIC", "1")
    monkeypatch.setenv("SEAMOS_PUBLISHED", str(folder))


def test_a_public_server_without_a_release_tells_no_path_and_no_command(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_server(monkeypatch, tmp_path / "secreto")
    page = open_page(tmp_path)
    assert "Todavía no se publicó ninguna edición" in page.text
    assert "secreto" not in page.html
    assert "seamos release" not in page.text


def test_a_withdrawn_edition_leaves_a_dated_notice(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = {"editions": [{"edition": 4, "withdrawn_at": "2020-08-02T10:00:00+00:00", "reason": "<b>error</b>"}]}
    (tmp_path / "public_history.json").write_text(json.dumps(history), encoding="utf-8")
    public_server(monkeypatch, tmp_path)
    page = open_page(tmp_path)
    assert "La edición 4 se retiró el 2 de agosto de 2020." in page.text
    assert "Motivo: <b>error</b>" in page.text
    assert "<b>error" not in page.html


def test_what_ran_and_was_not_released_says_how_to_release(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "published").mkdir()
    write_edition(tmp_path / "published" / "internal.duckdb", 1)
    text = open_page(tmp_path).text
    assert "Todavía no se publicó ninguna edición" in text
    assert "seamos release" in text


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_a_damaged_public_file_tells_no_path(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    (tmp_path / "public.duckdb").write_bytes(b"no database at all" * 400)
    public_server(monkeypatch, tmp_path)
    page = open_page(tmp_path, idioma=language)
    title = {"es": "no se puede leer", "gn": "ndaikatúi ojelee", "en": "cannot be read"}[language]
    assert title in page.text
    assert str(tmp_path) not in page.html
    assert "seamos" not in page.text.replace("Seamos", "")


def test_an_edition_that_is_not_here_is_said_to_be_absent_and_leads_back(chile: Published, open_page: Open) -> None:
    page = open_page(chile, edicion="77", idioma="en")
    assert "Edition 77 was not published" in page.text
    assert 'href="./?idioma=en"' in page.html


def test_parts_of_a_page_without_figures_have_a_shape_and_a_word() -> None:
    for part, words in ((all_missing(), "No es cero"), (all_withheld(), "No es falta de dato")):
        assert "<img " in part
        assert words in part
    assert all_missing() != all_withheld()


def test_an_edition_that_is_swapped_in_under_an_open_page_is_shown_at_the_next_touch(
    chile: Published, altered: Published, tmp_path: Path, open_page: Open
) -> None:
    link = tmp_path / "published" / "public.duckdb"
    link.parent.mkdir()
    link.symlink_to((chile.root / "published" / "public.duckdb").resolve())
    page = open_page(tmp_path)
    assert "Quilpué (zona de comparación)" not in page.app.selectbox(key="territorio").options
    beside = link.with_name("beside")
    beside.symlink_to((altered.root / "published" / "public.duckdb").resolve())
    beside.rename(link)
    page.app.run()
    assert "Quilpué (zona de comparación)" in page.app.selectbox(key="territorio").options
    assert "Datos generados para demostración" in page.text

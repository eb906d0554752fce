"""States in which there is nothing to show say what happened and what to run."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard.store import EditionUnreadableError, NoEditionError, open_edition
from schemas.published import TABLES
from tests.dashboard.conftest import Page, Published

Open = Callable[..., Page]


def test_without_an_edition_the_page_says_what_to_run(tmp_path: Path, open_page: Open) -> None:
    text = open_page(tmp_path).text
    assert "Todavía no hay datos" in text
    assert "seamos run" in text


@pytest.mark.parametrize("content", [b"", b"no database at all" * 400])
def test_a_damaged_file_is_said_to_be_one(tmp_path: Path, open_page: Open, content: bytes) -> None:
    file = tmp_path / "published" / "internal.duckdb"
    file.parent.mkdir()
    file.write_bytes(content)
    text = open_page(tmp_path).text
    assert "Esta edición no se puede leer" in text
    assert "seamos rebuild" in text


def test_a_link_to_nowhere_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "internal.duckdb").symlink_to(tmp_path / "gone")
    with pytest.raises(NoEditionError):
        open_edition(tmp_path / "internal.duckdb")


def write_edition(path: Path, version: int, lacking: str | None = None) -> Path:
    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            if table.name != lacking:
                connection.execute(table.ddl())
        connection.execute("INSERT INTO edition (edition, schema_version) VALUES (1, ?)", [version])
    return path


def test_an_edition_of_a_later_version_is_not_misread(tmp_path: Path) -> None:
    with pytest.raises(EditionUnreadableError, match="versions up to"):
        open_edition(write_edition(tmp_path / "later.duckdb", 999))


def test_an_edition_without_a_table_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(EditionUnreadableError, match="comparison are missing"):
        open_edition(write_edition(tmp_path / "partial.duckdb", 1, lacking="comparison"))


def test_a_programme_without_territories_says_so(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "published").mkdir()
    write_edition(tmp_path / "published" / "internal.duckdb", 1)
    assert "Este programa no tiene territorios" in open_page(tmp_path).text


def test_one_territory_alone_is_a_programme(chile: Published, tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "published").mkdir()
    copy = tmp_path / "published" / "internal.duckdb"
    copy.write_bytes((chile.root / "published" / "internal.duckdb").resolve().read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute("DELETE FROM territory WHERE territory <> 'renca'")
    page = open_page(tmp_path)
    assert "Renca: qué cambió" in page.text
    assert "El territorio, de un vistazo" in page.text

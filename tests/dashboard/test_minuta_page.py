"""«Minuta»: three sentences by the declared rule, what must not be said, and the way to the proof."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.minuta_rule import Cell, holding_not_told, may_be_said, needs_its_reserve, rank
from tests.dashboard.conftest import Page, Published, read

Open = Callable[..., Page]


def cell(indicator: str, verdict: str | None, *, robust: bool | None = True, territory: str = "a") -> Cell:
    row = {"verdict": verdict, "robust": robust} if verdict != "nobody" else None
    return Cell({"indicator": indicator}, {"territory": territory}, row)


@pytest.mark.parametrize(
    ("verdict", "robust", "group"),
    [
        ("decreased", True, 1), ("increased", None, 2), ("increased", False, 3), ("no_clear_change", True, 4),
        ("no_clear_change", None, 4), ("no_clear_change", False, 4), ("insufficient", None, 5),
        ("not_comparable", None, 5), ("withheld", None, None),
        (None, None, None), ("nobody", None, None),
    ],
)  # fmt: skip
def test_the_group_of_each_verdict(verdict: str | None, robust: bool | None, group: int | None) -> None:
    assert rank(cell("robo", verdict, robust=robust).row) == group


def test_clear_changes_come_first_then_those_with_a_reserve_then_the_others() -> None:
    found = [
        cell("vif", "no_clear_change"), cell("paz", "increased", robust=False), cell("robo", "decreased"),
        cell("drogas", "withheld"), cell("otro", "insufficient"),
    ]  # fmt: skip
    said = may_be_said(found)
    assert [each.indicator["indicator"] for each in said] == ["robo", "paz", "vif"]
    assert [needs_its_reserve(each) for each in said] == [False, True, False]


def test_what_is_not_told_to_hold_is_never_put_before_what_holds() -> None:
    """NULL in the public edition means that nobody outside learns whether the label holds, not that it does."""
    found = [cell("vif", "increased", robust=None), cell("paz", "increased", robust=False), cell("robo", "decreased")]
    said = may_be_said(found)
    assert [each.indicator["indicator"] for each in said] == ["robo", "vif", "paz"]
    assert [each.indicator["indicator"] for each in holding_not_told(said)] == ["vif"]
    assert [needs_its_reserve(each) for each in said] == [False, False, True]


def test_no_indicator_comes_twice_before_each_has_come_once() -> None:
    found = [cell("vif", "increased", territory=place) for place in "abc"] + [cell("robo", "decreased")]
    assert [each.indicator["indicator"] for each in may_be_said(found)] == ["vif", "robo", "vif"]


def test_nothing_can_be_said_where_all_is_withheld() -> None:
    assert may_be_said([cell("vif", "withheld"), cell("robo", "nobody")]) == []


def opened(open_page: Open, home: Published | Path, **address: str) -> Page:
    page = open_page(home, **address)
    page.app.switch_page("app_pages/minuta.py").run()
    assert not page.app.exception
    return page


def sentences(page: Page) -> list[str]:
    return [read(each) for each in re.findall(r"<li><img[^>]*><p>(.*?)</p></li>", page.html, re.DOTALL)]


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_each_sentence_is_the_beginning_of_a_published_one(chile: Published, open_page: Open, language: str) -> None:
    page = opened(open_page, chile, territorio="renca", idioma=language)
    published = [read(words) for (words,) in chile.rows(
        f"SELECT sentence_{language} FROM comparison WHERE territory = 'renca'", door="public")]  # fmt: skip  # noqa: S608
    said = sentences(page)
    assert 1 <= len(said) <= 3
    for words in said:
        assert any(sentence.startswith(words) for sentence in published)
    assert {"es": "Se puede decir", "gn": "Ikatu ojeʼe", "en": "May be said"}[language] in page.text


def test_the_whole_programme_is_the_choice_without_a_territory(chile: Published, open_page: Open) -> None:
    page = opened(open_page, chile)
    assert "El programa en un minuto" in page.text
    page.app.selectbox(key="territorio").select("renca").run()
    assert "Renca en un minuto" in page.text


def test_it_says_what_must_not_be_said_and_where_the_proof_is(chile: Published, open_page: Open) -> None:
    page = opened(open_page, chile, territorio="renca")
    assert "«Bajó» o «subió la violencia»: el número cuenta denuncias, no violencia." in page.text
    assert "comparar no dice la causa" in page.text
    assert "Edición 1, 31 de diciembre de 2020" in page.text
    assert re.search(r'<img src="data:image/svg\+xml,[^"]+" alt="Código QR de este enlace"', page.html)
    assert "edicion=1" in page.html
    assert "territorio=renca" in page.html


def reserve(chile: Published, folder: Path, **changes: Any) -> Path:
    """The released edition, with every cell of Renca changed."""
    copy = folder / "published" / "public.duckdb"
    copy.parent.mkdir()
    copy.write_bytes((chile.root / "published" / "public.duckdb").resolve().read_bytes())
    with duckdb.connect(str(copy)) as connection:
        for column, value in changes.items():
            connection.execute(f"UPDATE comparison SET {column} = ? WHERE territory = 'renca'", [value])  # noqa: S608
    return folder


def test_of_withheld_cells_it_says_that_and_no_figure(chile: Published, tmp_path: Path, open_page: Open) -> None:
    home = reserve(chile, tmp_path, verdict="withheld", baseline_count=None, current_count=None)
    page = opened(open_page, home, territorio="renca")
    assert sentences(page) == []
    assert "Todavía no se puede decir nada" in page.text
    assert "está reservado para proteger a las personas." in page.text


def test_of_the_whole_programme_it_names_where_a_figure_is_withheld(
    chile: Published, tmp_path: Path, open_page: Open
) -> None:
    home = reserve(chile, tmp_path, verdict="withheld", baseline_count=None, current_count=None)
    with duckdb.connect(str(home / "published" / "public.duckdb")) as connection:
        connection.execute(
            "UPDATE comparison SET verdict = 'no_clear_change' WHERE indicator <> 'robo' OR territory <> 'renca'"
        )
    page = opened(open_page, home)
    assert "Ningún número de casos policiales de robo en Renca: está reservado" in page.text
    assert "Un porcentaje de 19 de los 20 resultados: la diferencia puede ser azar, o faltan meses." in page.text


def test_a_withheld_card_says_why_and_shows_neither_figure_nor_detail(
    chile: Published, tmp_path: Path, open_page: Open
) -> None:
    home = reserve(chile, tmp_path, verdict="withheld", baseline_count=None, current_count=None, baseline_rate=None)
    page = open_page(home, territorio="renca", indicador="robo")
    card = page.card("robo")
    assert "Dato reservado" in card
    assert "No es cero ni falta de dato" in card
    assert "→" not in card
    assert "Por mes, con su margen" not in page.text


def test_a_series_that_is_all_reserved_is_no_zero_and_no_gap(chile: Published, tmp_path: Path, open_page: Open) -> None:
    home = reserve(chile, tmp_path)
    with duckdb.connect(str(home / "published" / "public.duckdb")) as connection:
        connection.execute("UPDATE indicator_value SET value = NULL, status = 'suppressed' WHERE territory = 'renca'")
    page = open_page(home, territorio="renca", indicador="robo")
    assert "Todo está reservado" in page.text
    assert "No llegó ningún dato" not in page.text


def test_a_series_by_quarter_is_bars_with_its_gaps(chile: Published, tmp_path: Path, open_page: Open) -> None:
    home = reserve(chile, tmp_path)
    with duckdb.connect(str(home / "published" / "public.duckdb")) as connection:
        connection.execute("DELETE FROM indicator_value WHERE territory = 'renca' AND indicator = 'robo' "
                           "AND month(month) NOT IN (1, 4, 7, 10)")  # fmt: skip
        connection.execute("UPDATE indicator_value SET period = 'quarter' WHERE territory = 'renca'")
        connection.execute("UPDATE indicator_value SET value = NULL, status = 'missing' "
                           "WHERE territory = 'renca' AND month = '2018-01-01'")  # fmt: skip
    page = open_page(home, territorio="renca", indicador="robo")
    table = page.html.split('aria-label="Serie trimestral"')[1].split("</table>")[0]
    assert "enero a marzo de 2018 sin dato" in read(table)
    assert table.count("sm-is-missing") == 1
    assert "Se publica por trimestre" in page.text


def test_it_says_of_which_change_nobody_outside_learns_whether_it_holds(
    chile: Published, tmp_path: Path, open_page: Open
) -> None:
    words = "No se publica si se mantiene con otra fuente y otros meses: casos policiales de violencia intrafamiliar"
    folders = {robust: tmp_path / str(robust) for robust in (True, None)}
    for robust, folder in folders.items():
        folder.mkdir()
        home = reserve(chile, folder, verdict="decreased", robust=robust)
        assert (words in opened(open_page, home, territorio="renca").text) is (robust is None)

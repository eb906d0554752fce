"""«Cómo se mide»: the edition's own texts, one ficha at a time, the question that the address asks for first."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.home import Home
from etl.releasing import release_newest
from schemas.words import LANGUAGES
from tests.dashboard.conftest import HOSTILE, NOW, Page, Published, read

Measure = Callable[..., Page]


def public_copy(home: Published, folder: Path) -> Published:
    """The same home with its edition released."""
    shutil.copytree(home.root, folder, symlinks=True)
    assert release_newest(Home(folder), "Oficina de prueba", NOW) == ()
    return Published(folder)


@pytest.fixture(scope="module")
def released(chile: Published, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The real counts, released."""
    return public_copy(chile, tmp_path_factory.mktemp("released") / "home")


@pytest.fixture(scope="module")
def released_altered(altered: Published, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The harder case, released."""
    return public_copy(altered, tmp_path_factory.mktemp("released_altered") / "home")


@pytest.fixture
def open_measure(open_page: Callable[..., Page]) -> Measure:
    """Open the page: `open_measure(home, seccion="m04")`."""

    def opened(home: Published, **address: str) -> Page:
        page = open_page(home, **address)
        page.app.switch_page("app_pages/como_se_mide.py")
        for key, value in address.items():
            page.app.query_params[key] = value
        page.app.run()
        assert not page.app.exception
        return page

    return opened


def public(home: Published, query: str, *parameters: object) -> list[tuple[object, ...]]:
    """Rows of what was released."""
    path = (home.root / "published" / "public.duckdb").resolve()
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query, list(parameters)).fetchall()


def asked(page: Page) -> list[str]:
    """The methods in the order of the page."""
    return re.findall(r'<details[^>]*data-method="(\w+)"', page.html)


def opened_details(page: Page) -> list[str]:
    return re.findall(r'<details open[^>]*data-method="(\w+)"', page.html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_edition_is_there(released: Published, open_measure: Measure, language: str) -> None:
    page = open_measure(released, idioma=language)
    found = public(released, "SELECT question, answer, example, how FROM method_section WHERE language = ?", language)
    assert len(found) == len(asked(page)) > 10
    for texts in found:
        for line in (line for text in texts for line in str(text).splitlines()):
            assert read(line).rstrip(":") in page.text
    ficha = public(released, "SELECT text FROM ficha_line WHERE indicator = 'vif' AND language = ?", language)
    assert ficha
    assert all(read(str(text)) in page.text for (text,) in ficha)


def test_it_starts_short_and_everything_else_is_folded(released: Published, open_measure: Measure) -> None:
    page = open_measure(released)
    assert "5 indicadores y 11 métodos" in page.text
    assert opened_details(page) == []
    assert page.text.index("Qué se cuenta") < page.text.index("Toque una pregunta")


def test_the_address_opens_one_question_and_puts_it_first(released: Published, open_measure: Measure) -> None:
    page = open_measure(released, seccion="m16")
    assert opened_details(page) == ["M16"]
    assert asked(page)[:3] == ["M16", "M01", "M02"]
    assert page.text.index("Toque una pregunta") < page.text.index("Qué se cuenta")


def test_the_address_chooses_a_ficha(released: Published, open_measure: Measure) -> None:
    page = open_measure(released, seccion="robo")
    assert re.findall(r'<article [^>]*data-indicator="(\w+)"', page.html) == ["robo"]
    assert opened_details(page) == []


@pytest.mark.parametrize("wrong", ["m99", "../x", "<b>"])
def test_an_address_that_asks_for_nothing_known_shows_the_page(
    released: Published, open_measure: Measure, wrong: str
) -> None:
    page = open_measure(released, seccion=wrong)
    assert re.findall(r'<article [^>]*data-indicator="(\w+)"', page.html) == ["vif"]
    assert opened_details(page) == []


def test_the_figures_of_the_example_are_the_published_ones(released: Published, open_measure: Measure) -> None:
    section = open_measure(released).section("sm-figures")
    ((baseline, current),) = public(
        released,
        "SELECT baseline_count, current_count FROM comparison WHERE scenario = 'headline' AND basis = 'lead' AND "
        "(indicator, territory) IN (SELECT (indicator, territory) FROM method_section WHERE method = 'M04')",
    )
    assert f"Casos {baseline} {current}" in read(section)


def test_a_hostile_name_is_text(released_altered: Published, open_measure: Measure) -> None:
    page = open_measure(released_altered)
    assert HOSTILE not in page.html
    assert "<b>Carabineros</b>" not in page.html
    assert "<b>Carabineros</b> de Chile" in page.text


def test_an_edition_from_before_these_texts_says_so(
    released: Published, open_measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.measure_questions.TABLES", ("nothing_of_the_kind",))
    assert "Esta edición es anterior a esta página" in open_measure(released).text

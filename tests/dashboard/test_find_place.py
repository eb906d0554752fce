"""Finding one's community by the name of a barrio, with or without accents; what is typed is never markup."""

import re
from collections.abc import Callable

import pytest

from etl.releasing import release_newest
from schemas.find_place import LONGEST, find_place, place_name
from tests.dashboard.conftest import Page, read
from tests.small_programme import NOW, SmallProgramme, police_csv
from tests.steps_taken_once import Once

Open = Callable[..., Page]
GAZETTEER = """\
kind,name,district,territory,aliases
departamento,Central,,ambiguous,
distrito,Luque,Central,ambiguous,
distrito,Asunción,Central,ambiguous,
barrio,Centro,Luque,centro,
barrio,Norte,Luque,norte,
barrio,Sur,Luque,sur,
barrio,LOMA PYTÃ,Luque,norte,
barrio,Sajonia,Asunción,none,
barrio,San José,Luque,centro,
barrio,San José,Asunción,none,
"""


@pytest.fixture
def found(once: Once) -> SmallProgramme:
    return once(release_with_places)


def release_with_places(small_programme: SmallProgramme) -> None:
    small_programme.write("gazetteer.csv", GAZETTEER)
    small_programme.send("policia_denuncias_2019-01_ext20190205.csv", police_csv("1;05/01/2019;ROBO;Centro"))
    small_programme.run()
    assert release_newest(small_programme.home, "Oficina", NOW) == ()


def panel(page: Page) -> str:
    (shown,) = re.findall(r'<div class="sm sm-found".*?</div>', page.html, re.DOTALL)
    return str(shown)


@pytest.mark.parametrize("typed", ["Loma Pytã", "loma pyta", "  LOMA   PYTÃ "])
def test_a_barrio_of_a_community_opens_it(found: SmallProgramme, open_page: Open, typed: str) -> None:
    page = open_page(found.home.root, barrio=typed)
    assert "Norte: qué cambió" in page.text
    assert "«Loma Pytã (Luque)» es parte de Norte, una comunidad del programa." in read(panel(page))
    assert page.app.query_params["territorio"] == "norte"
    assert "barrio" not in page.app.query_params


def test_a_barrio_outside_names_the_communities_that_are_in(found: SmallProgramme, open_page: Open) -> None:
    page = open_page(found.home.root, barrio="sajonia", territorio="norte")
    assert "«Sajonia (Asunción)» no está en el programa. Estas 2 comunidades sí están:" in read(panel(page))
    assert re.findall(r"\?territorio=(\w+)", panel(page)) == ["centro", "norte"]
    assert "Norte: qué cambió" in page.text


def test_a_name_of_two_places_asks_which(found: SmallProgramme, open_page: Open) -> None:
    shown = read(panel(open_page(found.home.root, barrio="San Jose")))
    assert "Hay más de un lugar con «San Jose». ¿Cuál es?" in shown
    assert "San José (Luque): Centro" in shown
    assert "San José (Asunción): no está en el programa" in shown


def test_what_nobody_knows_is_said_and_never_becomes_markup(found: SmallProgramme, open_page: Open) -> None:
    page = open_page(found.home.root, barrio="<img src=x onerror=alert(1)>")
    assert "No encontramos «<img src=x onerror=alert(1)>»" in read(panel(page)).replace("&lt;", "<")
    assert "<img src=x" not in page.html


def test_what_was_found_goes_away_with_another_choice(found: SmallProgramme, open_page: Open) -> None:
    page = open_page(found.home.root, barrio="loma pyta")
    page.app.selectbox(key="territorio").select("centro").run()
    assert "Centro: qué cambió" in page.text
    assert "sm-found" not in page.html


@pytest.mark.parametrize(
    ("language", "words"), [("es", "¿Cuál es su barrio?"), ("gn", "Mávapa ne barrio?"), ("en", "Which is your neigh")]
)
def test_the_field_speaks_the_language_of_the_page(
    found: SmallProgramme, open_page: Open, language: str, words: str
) -> None:
    (form,) = re.findall(r"<form.*?</form>", open_page(found.home.root, idioma=language).html, re.DOTALL)
    assert words in form
    assert ('name="idioma"' in form) == (language != "es")


def test_nothing_typed_and_too_much_typed_are_both_unknown() -> None:
    assert find_place((), "").outcome == "unknown"
    assert find_place((), "x" * 500).typed == "x" * LONGEST


def test_capitals_of_a_gazetteer_are_written_as_names() -> None:
    assert place_name({"name": "SAN PEDRO Y SAN PABLO", "district": "Asunción"}) == "San Pedro y San Pablo (Asunción)"
    assert place_name({"name": "Luque", "district": "Luque"}) == "Luque"

"""From a barrio to its territory: straight there, or the list of places with what was found above it."""

from collections.abc import Callable

import pytest
from starlette.types import ASGIApp

from tests.page_reader import Element, read_page
from tests.server.asking import ask
from tests.server.conftest import Site

PLACES = (
    "INSERT INTO place (spelling, name, kind, territory, reach) VALUES "
    "('barrio norte', 'Barrio Norte', 'barrio', 'renca', 'territory'), "
    "('otra parte', 'Otra Parte', 'barrio', NULL, 'none')"
)


@pytest.fixture
def app(site: Site) -> ASGIApp:
    """A second edition that knows two places, with the pages of the first."""
    pages = site.folder / "paginas"
    kept = {path: path.read_text(encoding="utf-8") for path in pages.rglob("barrios.html")}
    site.another(2, "DELETE FROM place", PLACES)
    site.lead_with(2)
    for path, text in kept.items():
        (site.folder / "paginas" / path.relative_to(pages)).write_text(text, encoding="utf-8")
    return site.app


def shown(app: ASGIApp, target: str) -> Element:
    answer = ask(app, target)
    assert answer.status == 200
    return read_page(answer.text)


def frame(page: Element) -> list[str]:
    """Head, foot and list of places, as words."""
    return [page.one("header").text, page.one("footer").text, *(each.text for each in page.every(class_="letters"))]


def test_a_name_of_one_territory_leads_there(app: ASGIApp) -> None:
    assert ask(app, "/buscar?q=b%C3%81RRIO+norte&idioma=gn").headers["location"] == "/gn/t/renca"
    assert ask(app, "/en/barrios.html?q=barrio+norte").headers["location"] == "/en/t/renca"


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_what_was_found_stands_in_the_frame_of_the_light_pages(app: ASGIApp, language: str) -> None:
    led = ask(app, f"/buscar?q=otra+parte&idioma={language}")
    assert (led.status, led.headers["location"]) == (302, f"/{language}/barrios.html?q=otra+parte")
    found, plain = shown(app, led.headers["location"]), shown(app, f"/{language}/barrios.html")
    assert frame(found) == frame(plain)
    assert found.one(role="status").text
    assert not list(plain.every(role="status"))
    assert found.one("input", type="search").attributes["value"] == "otra parte"
    asked = [each.attributes["href"] for each in found.every("a") if "hreflang" in each.attributes]
    assert len(asked) == 3
    assert all(each.endswith("barrios.html?q=otra+parte") for each in asked)


def test_what_is_nowhere_and_what_is_outside(app: ASGIApp) -> None:
    assert "no está en ninguna" in shown(app, "/es/barrios.html?q=otra+parte").one(role="status").text
    assert "No encontramos" in shown(app, "/es/barrios.html?q=xyz").one(role="status").text
    assert ask(app, "/es/barrios.html?q=").body == ask(app, "/es/barrios.html").body


def test_a_hostile_name_is_text(app: ASGIApp) -> None:
    hostile = '"><script>alert(1)</script>\\1 \\g<0>'
    answer = ask(
        app, ask(app, "/buscar?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%5C1%20%5Cg%3C0%3E").headers["location"]
    )
    assert answer.status == 200
    assert "<script" not in answer.text
    assert read_page(answer.text).one("input", type="search").attributes["value"] == hostile


def test_an_older_edition_is_searched_in_itself(site: Site, follow: Callable[[int], None]) -> None:
    follow(2)
    assert ask(site.app, "/buscar?q=renca&edicion=1").headers["location"].endswith("?edicion=1")
    led = ask(site.app, "/buscar?q=xyz&edicion=1").headers["location"]
    assert led == "/es/barrios.html?q=xyz&edicion=1"
    found = shown(site.app, led)
    assert found.one("input", type="hidden").attributes == {"type": "hidden", "name": "edicion", "value": "1"}
    assert {"../gn/barrios.html?q=xyz&edicion=1", "index.html?edicion=1"} <= {
        each.attributes["href"] for each in found.every("a")
    }


def test_without_light_pages_the_dashboard_searches(site: Site) -> None:
    import shutil

    shutil.rmtree(site.folder / "paginas")
    assert ask(site.app, "/buscar?q=xyz").headers["location"] == "/explorar/"

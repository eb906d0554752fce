"""Whoever reads an edition that no longer leads stays in it, is told so, and finds the newest with one step."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest

from tests.page_reader import Element, read_page
from tests.server.asking import ask
from tests.server.conftest import Site

PAGES = ("/es/?edicion=1", "/?edicion=1", "/gn/t/renca?edicion=1", "/en/barrios.html?edicion=1", "/informe/?edicion=1")
OF_ALL_EDITIONS = "/feed.xml"


def shown(site: Site, target: str) -> Element:
    answer = ask(site.app, target)
    assert answer.status == 200
    return read_page(answer.text)


def ways(page: Element, target: str) -> list[str]:
    """Where links of a page lead on this server."""
    found = [each.attributes["href"] for each in page.every() if "href" in each.attributes]
    here = f"http://localhost{target}"
    led = [urljoin(here, each) for each in found if not each.startswith("#")]
    return [each.removeprefix("http://localhost") for each in led if each.startswith("http://localhost/")]


@pytest.mark.parametrize("target", PAGES)
def test_every_link_of_an_older_page_stays_in_its_edition(
    site: Site, follow: Callable[[int], None], target: str
) -> None:
    follow(2)
    page = shown(site, target)
    newest = page.one(class_="older").one("a").attributes["href"]
    rest = [each for each in ways(page, target) if each != newest and urlsplit(each).path != OF_ALL_EDITIONS]
    assert rest or target.startswith("/informe")
    assert [each for each in rest if "edicion=1" not in urlsplit(each).query] == []
    assert all(form.one("input", type="hidden").attributes["value"] == "1" for form in page.every("form", method="get"))


@pytest.mark.parametrize("target", ["/es/t/renca?edicion=1", "/gn/?edicion=1"])
def test_the_links_lead_to_pages_of_that_edition(site: Site, follow: Callable[[int], None], target: str) -> None:
    follow(2)
    for way in ways(shown(site, target), target):
        if way.startswith("/explorar"):
            continue
        answer = ask(site.app, way)
        assert answer.status in (200, 302), way
        if "edicion=1" in way and answer.kind == "text/html":
            assert "edición 2</p><p>edición 2" not in answer.text, way


def test_the_notice_names_both_editions_and_leads_to_the_newest(site: Site, follow: Callable[[int], None]) -> None:
    follow(2)
    notice = shown(site, "/es/t/renca?edicion=1&x=%22%3E").one(class_="older")
    assert "edición 1" in notice.text
    link = notice.one("a")
    assert link.text == "Ver la edición 2"
    assert link.attributes["href"] == "/es/t/renca?x=%22%3E"
    assert "edición 2" in ask(site.app, link.attributes["href"]).text
    assert "edition 1" in shown(site, "/en/?edicion=1").one(class_="older").text
    assert "edición 1" in shown(site, "/gn/?edicion=1").one(class_="older").text


def test_the_edition_that_leads_is_sent_as_it_stands(site: Site, follow: Callable[[int], None]) -> None:
    stands = (site.folder / "paginas" / "es" / "t" / "renca.html").read_bytes()
    assert ask(site.app, "/es/t/renca?edicion=1").body == ask(site.app, "/es/t/renca").body == stands
    follow(2)
    assert not list(shown(site, "/es/t/renca").every(class_="older"))


def test_files_of_an_older_edition_are_sent_as_they_stand(site: Site, follow: Callable[[int], None]) -> None:
    paper = (site.folder / "informe" / "informe.es.pdf").read_bytes()
    table = (site.folder / "datos" / "csv" / "comparison.csv").read_bytes()
    follow(2)
    assert ask(site.app, "/informe/informe.es.pdf?edicion=1").body == paper
    assert ask(site.app, "/datos/csv/comparison.csv?edicion=1").body == table


def test_nothing_but_links_forms_and_notice_differs(site: Site, follow: Callable[[int], None]) -> None:
    stands = (site.folder / "paginas" / "es" / "t" / "renca.html").read_text(encoding="utf-8")
    follow(2)
    sent = ask(site.app, "/es/t/renca?edicion=1").text
    without = re.sub(r'<p role="note" style="[^"]*" class="older">.*?</p>|<input type="hidden"[^>]*>', "", sent)
    assert re.sub(r"(\?|&amp;)edicion=1", "", without) == stands

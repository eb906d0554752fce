"""Three people, each from the front page to an answer, on the servers as they are started and in a real browser.

A citizen with a phone, a facilitator before a projector, a minister with a minute. The programme is the demonstration,
delivered, run and released as in production; what they see is compared with the published tables, asked without the
dashboard. Nothing that a page asks for may come from another host, and no page of theirs needs the charts' library.
"""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

import pytest

from dashboard.language import count
from dashboard.share import qr_svg
from etl.demo import generate
from etl.home import Home
from etl.run import run
from schemas.load import load_programme
from tests.browser.conftest import served
from tests.dashboard.conftest import ROOT, Published, released, silent

pytestmark = pytest.mark.browser
PARAGUAY = ROOT / "data" / "programmes" / "paraguay"
NOW = datetime(2020, 7, 25, 12, tzinfo=UTC)
SLOW = 60_000
PHONE, PROJECTOR = {"width": 360, "height": 740}, {"width": 1280, "height": 720}
SHORT = {
    "Denuncias de violencia intrafamiliar": "vif", "Denuncias de perturbación de la paz pública": "paz_publica",
    "Robos denunciados": "robo", "Registros de consumo de estupefacientes": "estupefacientes",
    "Actividades realizadas": "actividades",
}  # fmt: skip
STANDS = """place => new Promise(told => {
    const height = () => document.querySelector(place).getBoundingClientRect().height;
    const before = height();
    setTimeout(() => told(height() === before), 200);
})"""
HEADLINE = "scenario = 'headline' AND basis = 'lead'"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The demonstration: generated files with their faults, through the run, released."""
    folder = tmp_path_factory.mktemp("journeys")
    generate(PARAGUAY, folder / "feeds")
    run(load_programme(PARAGUAY), folder / "feeds", Home(folder / "home"), now=NOW, progress=silent)
    return released(folder / "home")


@pytest.fixture(scope="module")
def inside(home: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The ministry's own server."""
    yield from served(home.root, tmp_path_factory.mktemp("inside"))


@pytest.fixture(scope="module")
def public(home: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server for everybody."""
    options = ("--public", "--host", "127.0.0.1")
    yield from served(home.root, tmp_path_factory.mktemp("public"), *options, health="/health")


class Visit:
    """A browser of one person: its page, and everything that was asked of the network."""

    def __init__(self, browser: Any, address: str, size: dict[str, int]) -> None:
        self.asked: list[str] = []
        # the light front page answers in the browser's language
        self.page = browser.new_context(viewport=size, locale="es-PY").new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.host = urlparse(address).netloc
        self.page.goto(address)

    def stayed_at_home(self) -> None:
        """Nothing of another host, and nobody explored a chart."""
        reached = {urlparse(url).netloc for url in self.asked if not url.startswith(("data:", "blob:"))}
        assert reached == {self.host}
        assert [url for url in self.asked if "plotly" in url.lower()] == []

    def heading(self, words: str) -> None:
        """Wait until the page's own heading begins so."""
        told = "words => document.querySelector('h1')?.innerText.startsWith(words)"
        self.page.wait_for_function(told, arg=words, timeout=SLOW)

    def downloaded(self, button: Any, folder: Path) -> list[dict[str, str]]:
        """The table of a CSV file, up to the empty line before what the file says of itself."""
        with self.page.expect_download(timeout=SLOW) as waiting:
            button.click(timeout=SLOW)
        waiting.value.save_as(folder / "file.csv")
        table = (folder / "file.csv").read_text(encoding="utf-8-sig").partition("\n\n")[0]
        return list(csv.DictReader(StringIO(table)))


def plain(text: str) -> str:
    return " ".join(text.split())


def headline(home: Published, columns: str, indicator: str, territory: str, door: str = "public") -> tuple[Any, ...]:
    query = f"SELECT {columns} FROM comparison WHERE {HEADLINE} AND indicator = ? AND territory = ?"  # noqa: S608
    ((*found,),) = home.rows(query, indicator, territory, door=door)
    return tuple(found)


def test_the_citizen_finds_her_barrio_reads_it_in_guarani_and_sends_it_on(
    public: str, browser: Any, home: Published, tmp_path: Path
) -> None:
    visit = Visit(browser, public, PHONE)
    page = visit.page
    page.locator("a[href*=explorar]").first.click()
    field = page.locator(".sm-find input[type=search]")
    field.fill("tacumbu", timeout=SLOW)
    field.press("Enter")
    visit.heading("Tacumbú: qué cambió")
    card = page.locator("article[data-indicator=robo]")
    before, now, spanish, guarani = headline(
        home, "baseline_count, current_count, sentence_es, sentence_gn", "robo", "tacumbu"
    )
    assert plain(spanish) in plain(card.text_content())
    assert "".join(card.locator(".sm-counts").inner_text().split()).startswith(f"{count(before)}→{count(now)}")

    page.get_by_role("radio", name="Guaraní").or_(page.get_by_role("button", name="Guaraní")).first.click()
    visit.heading("Tacumbú: mbaʼépa oñemoambue")
    page.wait_for_function("() => document.documentElement.lang === 'gn'", timeout=SLOW)
    page.wait_for_function("() => document.title.startsWith('Tacumbú: mbaʼépa oñemoambue')", timeout=SLOW)
    assert plain(guarani) in plain(card.text_content())
    assert plain(spanish) not in plain(card.text_content())

    # the key of a widget stands in the class of its container
    page.locator(".st-key-detalle-robo summary").click()
    page.wait_for_url("**indicador=robo**", timeout=SLOW)
    page.locator(".st-key-llevar-robo_tacumbu button").first.wait_for(timeout=SLOW)
    # the fold opens for half a second and carries the button along: nobody presses it before it stands
    page.wait_for_function(STANDS, arg=".st-key-detalle-robo", timeout=SLOW)
    page.locator(".st-key-llevar-robo_tacumbu button").first.click(timeout=SLOW)
    rows = visit.downloaded(page.locator(".st-key-llevar-robo_tacumbu-CSV button"), tmp_path)
    published = home.rows(
        "SELECT month, value FROM indicator_value JOIN indicator USING (indicator) WHERE indicator = 'robo' "
        "AND territory = 'tacumbu' AND institution = lead AND status <> 'not_expected' ORDER BY month",
        door="public",
    )
    taken = [[*row.values()] for row in rows]
    assert [(date.fromisoformat(row[1]), int(row[2]) if row[2] else None) for row in taken] == published
    assert len(published) > 2
    page.keyboard.press("Escape")

    page.locator(".st-key-compartir button").first.click()
    address = page.locator(".sm-field textarea").first
    address.wait_for(timeout=SLOW)
    # what is copied opens on an old phone at once: the light page of the same territory, language and edition
    light = Visit(browser, address.input_value(), PHONE)
    assert light.page.locator("html").get_attribute("lang") == "gn"
    assert light.page.locator("h1").inner_text().startswith("Tacumbú")
    assert plain(guarani) in plain(light.page.locator("main").text_content())
    assert parse_qs(urlparse(address.input_value()).query) == {"edicion": ["1"]}
    light.stayed_at_home()

    # what stands in the address bar restores all, the indicator included
    said = parse_qs(urlparse(page.url).query)
    assert {name: said.get(name) for name in ("territorio", "indicador", "idioma")} == {
        "territorio": ["tacumbu"], "indicador": ["robo"], "idioma": ["gn"],
    }  # fmt: skip
    neighbour = Visit(browser, page.url, PHONE)
    neighbour.heading("Tacumbú: mbaʼépa oñemoambue")
    neighbour.page.wait_for_function("() => document.documentElement.lang === 'gn'", timeout=SLOW)
    neighbour.page.locator(".st-key-llevar-robo_tacumbu button").first.wait_for(timeout=SLOW)
    assert neighbour.page.locator(".st-key-llevar-vif_tacumbu").count() == 0
    assert plain(guarani) in plain(neighbour.page.locator("article[data-indicator=robo]").text_content())
    neighbour.stayed_at_home()
    visit.stayed_at_home()


def reached(page: Any, number: int) -> Any:
    """The step of that number, once screen and address say it, keys are listened to and the page has come to rest."""
    page.wait_for_function(
        "n => new RegExp(`^\\\\D*${n}\\\\b`).test(document.querySelector('.sm-meet-place')?.innerText || '')"
        " && (n === 1 || new URL(location).searchParams.get('paso') === String(n))"
        " && window.smClicker && document.querySelector('.st-key-meeting-back button')"
        " && document.querySelector('.stApp').dataset.testScriptState === 'notRunning'",
        arg=number,
        timeout=SLOW,
    )
    return page.locator(".sm-meet")


SCROLLS = """() => [document.scrollingElement,
    ...document.querySelectorAll('.stApp, [data-testid=stMain], .st-key-sm-projector')]
  .filter(node => node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY !== 'visible')
  .map(node => node.className)"""


def test_the_facilitator_asks_before_each_answer_and_never_scrolls(
    public: str, browser: Any, home: Published, tmp_path: Path
) -> None:
    visit = Visit(browser, f"{public}/explorar/?territorio=luque", PROJECTOR)
    page = visit.page
    visit.heading("Luque")
    page.get_by_role("link", name="Evaluación").first.click()
    visit.heading("Evaluación: Luque")
    step = reached(page, 1)
    total = int(re.findall(r"\d+", page.locator(".sm-meet-place").inner_text())[-1])
    seen: list[tuple[str | None, str]] = []
    for number in range(1, total + 1):
        if number > 1:
            page.keyboard.press("PageDown")
            step = reached(page, number)
        assert page.evaluate(SCROLLS) == [], number
        kind = step.get_attribute("data-step")
        seen.append((step.get_attribute("data-indicator"), kind))
        if seen[-1] == ("vif", "picture"):
            two_windows_and_no_series(visit, home, tmp_path)
        if number == total // 2:
            words = step.inner_text()
            page.reload()
            assert reached(page, number).inner_text() == words
            page.keyboard.press("PageUp")
            assert reached(page, number - 1).inner_text() != words
            page.keyboard.press("PageDown")
            reached(page, number)
    assert page.locator(".st-key-meeting-on button").is_disabled()
    asked = [name for name, kind in seen if kind == "question"]
    indicators = [name for (name,) in home.rows("SELECT indicator FROM indicator ORDER BY letter", door="public")]
    assert asked == indicators
    for indicator in indicators:
        kinds = [kind for name, kind in seen if name == indicator]
        assert kinds[0] == "question"
        assert kinds.index("question") < kinds.index("result") < kinds.index("talk")
    visit.stayed_at_home()


def two_windows_and_no_series(visit: Visit, home: Published, folder: Path) -> None:
    """Before and now of reported violence: two figures on the picture and in its file, and nothing by month."""
    drawn = visit.page.locator(".sm-meet-picture img")
    assert drawn.count() == 1
    alts = dict(home.rows("SELECT picture, alt FROM picture WHERE language = 'es' AND alt = ?",
                          drawn.get_attribute("alt"), door="public"))  # fmt: skip
    assert [name for name in alts if "series" in name] == []
    assert len(alts) == 1
    before, now = headline(home, "baseline_count, current_count", "vif", "luque")
    visit.page.locator(".st-key-llevar-vif_luque button").first.click()
    rows = visit.downloaded(visit.page.locator(".st-key-llevar-vif_luque-CSV button"), folder)
    assert [(row["Período"], int(row["Casos"])) for row in rows] == [("Antes", before), ("Ahora", now)]
    # the next key goes to the page, not into the open box
    visit.page.keyboard.press("Escape")
    visit.page.locator(".st-key-llevar-vif_luque-CSV").wait_for(state="hidden", timeout=SLOW)


def test_the_minister_reads_a_summary_its_evidence_and_three_sentences(
    inside: str, browser: Any, home: Published, tmp_path: Path
) -> None:
    visit = Visit(browser, inside, PROJECTOR)
    page = visit.page
    page.locator(".sm-foot").wait_for(timeout=SLOW)
    page.get_by_text("Interno").first.click()
    page.get_by_role("menuitem", name="Panorama").click()
    visit.heading("Panorama")
    counted = home.rows(
        f"SELECT verdict IN ('decreased', 'increased') AS clear, verdict = 'no_clear_change', count(*) FROM comparison "  # noqa: S608
        f"JOIN territory USING (territory) WHERE {HEADLINE} AND role = 'intervention' GROUP BY ALL"
    )
    clear = sum(number for is_clear, _, number in counted if is_clear)
    unclear = sum(number for _, is_unclear, number in counted if is_unclear)
    numbers = [int(each) for each in re.findall(r"\d+", page.locator(".sm-ov-summary").inner_text())]
    assert numbers[:3] == [sum(number for *_, number in counted), clear, unclear]

    page.get_by_role("button", name="Llevar los datos").first.click()
    rows = visit.downloaded(page.locator(".st-key-llevar-panorama_matriz-CSV button"), tmp_path)
    the_matrix_is_the_published_comparison(home, rows)
    page.keyboard.press("Escape")

    # two clicks: the cell, and what is behind it
    page.locator(".sm-ov-cell[href*='territorio=luque'][href*='indicador=robo']").click()
    visit.heading("Robos denunciados")
    page.locator(".sm-ov-behind summary").first.click(timeout=SLOW)
    files = home.rows(
        "SELECT DISTINCT file FROM completeness JOIN delivery USING (delivery) "
        "WHERE territory = 'luque' AND indicator = 'robo' ORDER BY file"
    )
    shown = page.locator(".sm-ov-behind .sm-file")
    assert sorted(shown.all_inner_texts()) == [file for (file,) in files]
    assert shown.first.is_visible()
    visit.stayed_at_home()
    three_sentences_and_their_proof(inside, browser, home)


def the_matrix_is_the_published_comparison(home: Published, rows: list[dict[str, str]]) -> None:
    """Cell by cell, figures and sentences; an empty cell is an unknown figure and not a zero."""
    published = home.rows(
        f"SELECT name, indicator, baseline_count, current_count, months_matched, months_expected, sentence_es "  # noqa: S608
        f"FROM comparison JOIN territory USING (territory) WHERE {HEADLINE} AND role = 'intervention'"
    )
    figures = ("Antes", "Ahora", "Meses comparados", "Meses previstos")
    taken = {
        (row["Territorio"], SHORT[row["Indicador"]]): (*(int(row[name]) if row[name] else None for name in figures),
                                                plain(row["Lo que se puede decir"]))
        for row in rows
    }  # fmt: skip
    told = {(place, indicator): (*rest, plain(sentence)) for place, indicator, *rest, sentence in published}
    assert len(told) == 20
    assert {key: taken.get(key) for key in told} == told


def three_sentences_and_their_proof(inside: str, browser: Any, home: Published) -> None:
    """«Minuta» on a phone: what may be said is published, and link and code lead to one and the same place."""
    visit = Visit(browser, f"{inside}/minuta?territorio=luque", PHONE)
    page = visit.page
    visit.heading("Luque en un minuto")
    said = page.locator(".sm-say li p").all_inner_texts()
    sentences = home.rows("SELECT sentence_es FROM comparison WHERE territory = 'luque'", door="public")
    assert 1 <= len(said) <= 3
    for words in said:
        assert any(plain(sentence).startswith(plain(words)) for (sentence,) in sentences)
    proof = page.locator(".sm-proof a")
    address = proof.get_attribute("href")
    drawn = re.findall(r' d="([^"]+)"', qr_svg(address))
    code = unquote(page.locator(".sm-proof img").get_attribute("src"))
    assert drawn
    assert all(path in code for path in drawn)
    proof.click()
    visit.heading("Luque: qué cambió")
    visit.stayed_at_home()


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_minuta_fits_one_screen_of_a_phone(public: str, browser: Any, language: str) -> None:
    """What may be said, what must not, since when and the code of the proof: nothing of it stands below the edge."""
    for place in ("programa", "ricardo_brugada", "luque"):
        visit = Visit(browser, f"{public}/explorar/minuta?territorio={place}&idioma={language}", PHONE)
        visit.page.locator(".sm-proof img").wait_for(timeout=SLOW)
        visit.page.wait_for_function("() => document.fonts.status === 'loaded'", timeout=SLOW)
        feet = visit.page.eval_on_selector_all(
            ".sm-say li, .sm-never li, .sm-proof, .sm-proof p, .sm-proof img",
            "parts => parts.map(part => part.getBoundingClientRect().bottom)",
        )
        assert len(feet) > 6
        assert max(feet) <= PHONE["height"], (place, language)
        sizes = visit.page.eval_on_selector_all(
            ".sm-minute p, .sm-minute li", "parts => parts.map(part => parseFloat(getComputedStyle(part).fontSize))"
        )
        assert min(sizes) >= 12
        visit.page.context.close()


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_a_light_page_answers_in_the_first_screen_of_a_phone(public: str, browser: Any, language: str) -> None:
    """In the reader's own, perhaps wide, font: the first verdict and its counts stand above the edge."""
    for path, part in (("", ".community .line"), ("t/tacumbu", ".counts"), ("t/ricardo_brugada", ".counts")):
        visit = Visit(browser, f"{public}/{language}/{path}", PHONE)
        box = visit.page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"], path
        wide = visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide
        visit.page.context.close()

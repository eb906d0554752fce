"""What a person does: open the page, pick another territory, see the figures change, and send the address on."""

from typing import Any
from urllib.parse import urlparse

import pytest

from dashboard.language import count
from tests.dashboard.conftest import Published

pytestmark = pytest.mark.browser
COUNTS = "article[data-indicator={indicator}] .sm-counts"
SLOW = 60_000


def published(home: Published, indicator: str, territory: str) -> str:
    ((before, now),) = home.rows(
        "SELECT baseline_count, current_count FROM comparison WHERE scenario = 'headline' AND basis = 'lead' "
        "AND indicator = ? AND territory = ?",
        indicator,
        territory,
        door="public",
    )
    return f"{count(before)}→{count(now)}"


class Visit:
    """One page of one browser, and everything that it asked of the network or complained about."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.page = browser.new_context(**context).new_page()
        self.left: list[str] = []
        self.asked: list[str] = []
        self.said: list[str] = []
        self.host = urlparse(address).netloc
        self.page.on("request", self._note)
        self.page.on("websocket", lambda socket: self._note(socket))
        self.page.on("console", lambda m: self.said.append(m.text) if m.type in ("error", "warning") else None)
        self.page.goto(address)

    def _note(self, request: Any) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(("data:", "blob:")) and urlparse(request.url).netloc != self.host:
            self.left.append(request.url)

    def counts(self, indicator: str) -> str:
        shown = self.page.locator(COUNTS.format(indicator=indicator))
        shown.wait_for(timeout=SLOW)
        return "".join(shown.inner_text().split())

    def wait_for_counts(self, indicator: str, words: str) -> None:
        self.page.wait_for_function(
            "([place, words]) => document.querySelector(place)?.innerText.replace(/\\s/g, '').startsWith(words)",
            arg=[COUNTS.format(indicator=indicator), words],
            timeout=SLOW,
        )


def test_another_territory_changes_the_figures_and_nothing_leaves_the_host(
    server: str, browser: Any, chile: Published
) -> None:
    visit = Visit(browser, f"{server}/?territorio=renca")
    assert visit.counts("robo").startswith(published(chile, "robo", "renca"))
    visit.page.get_by_role("combobox").click()
    visit.page.get_by_role("option", name="Quilpué").click()
    visit.wait_for_counts("robo", published(chile, "robo", "quilpue"))
    assert visit.page.get_by_role("heading", level=1).inner_text().startswith("Quilpué: qué cambió")
    assert visit.left == []
    assert not [address for address in visit.asked if "plotly" in address.lower()], "nobody needs its 4.7 MB here"
    assert visit.said == []
    # the address says what was chosen: whoever gets it sees the same
    assert "territorio=quilpue" in visit.page.url
    other = Visit(browser, visit.page.url)
    assert other.counts("robo").startswith(published(chile, "robo", "quilpue"))


def test_a_name_in_the_strip_leads_to_its_territory(server: str, browser: Any, chile: Published) -> None:
    visit = Visit(browser, server)
    assert visit.counts("vif").startswith(published(chile, "vif", "conchali"))
    visit.page.locator(".sm-strip").get_by_role("link", name="Quilicura").click()
    visit.wait_for_counts("vif", published(chile, "vif", "quilicura"))


def test_the_fold_of_a_card_shows_its_months_and_is_sent_with_the_address(
    server: str, browser: Any, chile: Published
) -> None:
    visit = Visit(browser, f"{server}/?territorio=renca")
    visit.counts("robo")
    # the key of a widget stands in the class of its container
    visit.page.locator(".st-key-detalle-robo summary").click()
    visit.page.wait_for_url("**indicador=robo**", timeout=SLOW)
    ((value,),) = chile.rows(
        "SELECT value FROM indicator_value WHERE indicator = 'robo' AND territory = 'renca' AND month = '2018-01-01'",
        door="public",
    )
    for page in (visit.page, Visit(browser, visit.page.url).page):
        page.get_by_text("Ver estos datos en una tabla").click(timeout=SLOW)
        page.get_by_role("row", name=f"enero de 2018 {count(value)}").wait_for(timeout=SLOW)


def test_a_barrio_is_found_by_typing_it_without_accents(server: str, browser: Any) -> None:
    visit = Visit(browser, server)
    field = visit.page.get_by_role("searchbox")
    field.wait_for(timeout=SLOW)
    field.fill("quilpue")
    field.press("Enter")
    visit.page.get_by_text("Quilpué: qué cambió").wait_for(timeout=SLOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_drawn_and_nothing_is_wider_than_a_phone(server: str, browser: Any, scheme: str) -> None:
    visit = Visit(browser, server, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    visit.counts("robo")
    widths = visit.page.eval_on_selector_all(
        ".sm-picture img", "images => images.map(image => [image.naturalWidth, image.clientWidth])"
    )
    assert len(widths) == 4
    assert all(natural > 0 and 200 < shown <= 340 for natural, shown in widths)
    overflow = visit.page.evaluate(
        "[...document.querySelectorAll('main, [data-testid=stMain], .sm')]"
        ".filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"
    )
    assert overflow == []

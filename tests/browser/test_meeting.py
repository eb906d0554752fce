"""A meeting on a projector: keys of a keyboard and of a clicker, a reload, no scrolling, nothing from elsewhere."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from tests.browser.conftest import served
from tests.dashboard.mapped_home import Mapped, build

pytestmark = pytest.mark.browser
SLOW = 60_000
PROJECTORS = [(1280, 720), (1920, 1080)]
BODY_AT_1280 = 32
"""Pixels of the running text, legible from eight metres on an ordinary screen of two."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    """A released edition with withheld, insufficient and clear answers, and outlines."""
    return build(tmp_path_factory.mktemp("projected"))


@pytest.fixture(scope="module")
def address(home: Mapped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of that home."""
    yield from served(home.root, tmp_path_factory.mktemp("projector"))


def opened(browser: Any, address: str, **context: Any) -> Any:
    page = browser.new_context(**context).new_page()
    page.goto(address)
    page.locator(".sm-meet, .sm-map").first.wait_for(timeout=SLOW)
    if "/evaluacion" in address:  # nobody presses a key before the buttons are there
        listening = "window.smClicker && document.querySelector('.st-key-meeting-on button')"
        page.wait_for_function(f"Boolean({listening})", timeout=SLOW)
    return page


def reached(page: Any, number: int) -> None:
    """Wait until the screen and the address say that step."""
    page.wait_for_function(
        "n => new RegExp(`^\\\\D*${n}\\\\b`).test(document.querySelector('.sm-meet-place')?.innerText || '')"
        " && new URL(location).searchParams.get('paso') === String(n)",
        arg=number,
        timeout=SLOW,
    )


def test_arrows_and_clicker_go_from_step_to_step_and_a_reload_stays(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}/evaluacion?territorio=renca", viewport={"width": 1280, "height": 720})
    for key, number in (("ArrowRight", 2), ("PageDown", 3), ("PageDown", 4), ("PageUp", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        reached(page, number)
    before = page.locator(".sm-meet").inner_text()
    page.reload()
    page.locator(".sm-meet").wait_for(timeout=SLOW)
    reached(page, 2)
    assert page.locator(".sm-meet").inner_text() == before
    assert parse_qs(urlparse(page.url).query) == {"territorio": ["renca"], "paso": ["2"]}
    # another browser with that address sees the same screen, and the keys work there as well
    other = opened(browser, page.url, viewport={"width": 1280, "height": 720})
    assert other.locator(".sm-meet").inner_text() == before
    other.keyboard.press("PageDown")
    reached(other, 3)


@pytest.mark.parametrize("language", ["es", "gn", "en"])
@pytest.mark.parametrize(("width", "height"), PROJECTORS)
def test_every_step_fits_the_screen_in_letters_that_can_be_read(
    browser: Any, address: str, width: int, height: int, language: str
) -> None:
    page = opened(
        browser, f"{address}/evaluacion?territorio=renca&idioma={language}", viewport={"width": width, "height": height}
    )
    steps = 24
    for number in range(1, steps + 1):
        if number > 1:
            page.keyboard.press("PageDown")
            reached(page, number)
        size, over, scrolls = page.evaluate(
            """() => {
              const step = document.querySelector(".sm-meet"), frame = document.querySelector(".st-key-sm-projector");
              const foot = document.querySelector(".st-key-sm-steps").getBoundingClientRect();
              const low = Math.max(...[...step.children].map(each => each.getBoundingClientRect().bottom));
              const size = parseFloat(getComputedStyle(step).fontSize);
              return [size, low - foot.top, frame.scrollHeight - frame.clientHeight];
            }"""
        )
        assert size >= BODY_AT_1280 * width / 1280, number
        assert over <= 1, number
        assert scrolls <= 0, number
    # there is nothing after the last one
    page.wait_for_function("document.querySelector('.st-key-meeting-on button').disabled", timeout=SLOW)


def test_the_framework_head_makes_way_until_the_keyboard_goes_there(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}/evaluacion", viewport={"width": 1280, "height": 720})
    top = "document.querySelector('.st-key-sm-projector').getBoundingClientRect().top"
    assert page.evaluate(top) == 0
    page.locator("header a").first.focus()
    assert page.evaluate(top) > 40


@pytest.mark.parametrize(
    "path", ["evaluacion?territorio=renca", "mapa?indicador=robo", "mapa?indicador=robo&mostrar=tasa"]
)
def test_on_a_phone_nothing_is_cut_off_and_nothing_comes_from_elsewhere(browser: Any, address: str, path: str) -> None:
    left: list[str] = []
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    host = urlparse(address).netloc
    page.on(
        "request",
        lambda r: (
            left.append(r.url) if not r.url.startswith(("data:", "blob:")) and urlparse(r.url).netloc != host else None
        ),
    )
    page.goto(f"{address}/{path}")
    page.locator(".sm-meet, .sm-map").first.wait_for(timeout=SLOW)
    page.locator(".sm-meet-foot, .sm-foot").first.wait_for(timeout=SLOW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    outside = page.eval_on_selector_all(
        ".sm-map-name, .sm-meet *",
        "nodes => nodes.map(n => [n.innerText, n.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && (box.left < 0 || box.right > 361)).map(([text]) => text)",
    )
    assert outside == []
    assert left == []


def test_a_name_on_the_map_chooses_the_territory_on_the_other_pages(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}/mapa?indicador=robo", viewport={"width": 1280, "height": 900})
    page.locator(".sm-map-name", has_text="Quilicura").focus()
    page.keyboard.press("Enter")
    page.locator(".sm-map-card[data-territory=quilicura]").wait_for(timeout=SLOW)
    assert parse_qs(urlparse(page.url).query)["territorio"] == ["quilicura"]
    page.locator(".sm-map-card a").first.click()
    page.wait_for_url("**/?*territorio=quilicura*", timeout=SLOW)
    assert "Quilicura" in page.get_by_role("heading", level=1).first.inner_text()


def test_an_area_of_the_map_can_be_pressed(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}/mapa?indicador=robo", viewport={"width": 1280, "height": 1800})
    area = page.locator(".sm-map-reach[href*='territorio=renca']").last
    corner = area.evaluate(
        """node => {
          const [x, y] = node.style.clipPath.match(/polygon\\(([\\d.]+)% ([\\d.]+)%/).slice(1).map(Number);
          const box = node.getBoundingClientRect();
          return [box.left + box.width * x / 100 + 5, box.top + box.height * y / 100 - 5];
        }"""
    )
    page.mouse.click(*corner)
    page.locator(".sm-map-card[data-territory=renca]").wait_for(timeout=SLOW)

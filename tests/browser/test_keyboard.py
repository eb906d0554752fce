"""The front page by keyboard alone, and every page: all is reached in the order it stands, is seen, and lets one go."""

from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

pytestmark = pytest.mark.browser
SLOW = 60_000
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
MOST = 200
"""Presses of Tab after which a page counts as a trap."""

PAGES = {
    "": ".sm-foot", "mapa?indicador=robo": ".sm-foot", "evaluacion?territorio=renca": ".sm-meet-foot",
    "como-se-mide": ".sm-foot", "minuta": ".sm-foot", "ediciones": ".sm-foot", "panorama": ".sm-foot",
    "panorama?ver=celda&territorio=renca&indicador=robo": ".sm-foot", "calidad": ".sm-foot",
    "revisar": "[data-testid=stFileUploaderDropzone]",
}  # fmt: skip

STEP = """() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const last = window.smLast, forward = !last || Boolean(last.compareDocumentPosition(node) & 4);
  window.smLast = node;
  node.dataset.smReached = "yes";
  return {forward, name: `${node.tagName} ${node.getAttribute("aria-label") || node.innerText || ""}`.slice(0, 60)};
}"""

UNREACHED = """() => [...document.querySelectorAll(
    "main :is(a[href], button, input, textarea, select, summary, [tabindex='0'])"
  )].filter(node => {
    const shown = node.checkVisibility({visibilityProperty: true}) && node.getBoundingClientRect().width > 1;
    // of a group of choices one is reached by Tab and the others by arrow keys
    const choice = node.matches("[role=radio], [role=tab], [type=radio]");
    const off = node.disabled || node.matches("[tabindex='-1'], [type=file], [inert] *");
    return shown && !choice && !off && !node.dataset.smReached;
  }).map(node => node.outerHTML.slice(0, 120))"""

MARKED = """() => {
  const node = document.activeElement, looks = [];
  for (let each = node, up = 0; each && up < 5; each = each.parentElement, up++) {
    for (const part of [null, "::before", "::after"]) {
      const s = getComputedStyle(each, part);
      looks.push([s.outlineStyle, s.outlineColor, s.outlineWidth, s.boxShadow, s.borderColor, s.content].join());
    }
  }
  return looks.join("|");
}"""


def opened(browser: Any, url: str, last: str = ".sm-foot", size: dict[str, int] = WIDE) -> Any:
    page = browser.new_context(viewport=size).new_page()
    page.goto(url)
    page.locator(last).first.wait_for(timeout=SLOW)
    page.wait_for_timeout(500)
    return page


def walked(page: Any) -> list[dict[str, Any]]:
    """Tab from the beginning of the page until it lets one go."""
    steps: list[dict[str, Any]] = []
    while len(steps) < MOST:
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        if step is None:
            return steps
        steps.append(step)
    raise AssertionError([step["name"] for step in steps[-6:]])


def until(page: Any, wanted: Any, key: str = "Tab") -> None:
    """Press a key until the focus is on what is wanted."""
    for _ in range(MOST):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"never reached: {wanted}")


@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_all_in_order_and_leaves_the_page(browser: Any, server: str, path: str) -> None:
    page = opened(browser, f"{server}/{path}", PAGES[path])
    steps = walked(page)
    assert [step["name"] for step in steps if not step["forward"]] == []
    assert page.evaluate(UNREACHED) == []
    page.context.close()


def test_on_a_phone_one_key_leads_past_the_navigation(browser: Any, server: str) -> None:
    page = opened(browser, server, size=PHONE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Español"
    walked(page)
    assert page.evaluate(UNREACHED) == []
    page.context.close()


def test_the_focus_is_seen_wherever_it_is(browser: Any, server: str) -> None:
    page = opened(browser, server)
    unseen, stops = [], 0
    while stops < MOST:
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        if step is None:
            break
        stops += 1
        page.wait_for_timeout(250)  # the framework's marks fade in
        focused = page.evaluate(MARKED)
        page.evaluate("window.smNode = document.activeElement, smNode.blur()")
        page.wait_for_timeout(250)
        page.evaluate("window.smStay = document.activeElement")
        blurred = page.evaluate(MARKED.replace("document.activeElement", "window.smNode"))
        if focused == blurred:
            unseen.append(step["name"])
        page.evaluate("window.smNode.focus({focusVisible: true, preventScroll: true})")
    assert stops > 20
    assert unseen == []
    page.context.close()


def test_the_test_of_the_focus_sees_a_trap_and_what_cannot_be_reached(browser: Any) -> None:
    page = browser.new_context().new_page()
    page.set_content("<main><button>a</button><button id=b onblur='setTimeout(() => this.focus())'>b</button></main>")
    page.evaluate("() => { document.querySelector('#b').onkeydown = event => event.preventDefault() }")
    with pytest.raises(AssertionError, match="BUTTON b"):
        walked(page)
    page.set_content("<main><button>a</button><div hidden><button>c</button></div><a href=x>d</a></main>")
    page.evaluate("document.querySelector('a').addEventListener('focus', event => event.target.blur())")
    walked(page)
    assert page.evaluate(UNREACHED) == ['<a href="x">d</a>']
    page.context.close()


def test_the_front_page_from_territory_to_link_without_a_mouse(browser: Any, server: str) -> None:
    page = opened(browser, server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # a territory, chosen by typing part of its name
    until(page, page.get_by_role("combobox", name="Territorio"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("renc")
    page.get_by_role("option", name="Renca").wait_for(timeout=SLOW)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**territorio=renca**", timeout=SLOW)
    page.get_by_role("heading", level=1, name="Renca").wait_for(timeout=SLOW)
    # the detail of an answer; the focus stays where it was, and Tab goes into what has opened
    fold = page.locator("main summary", has_text="Ver el margen").first
    until(page, fold)
    page.keyboard.press("Enter")
    page.locator(".sm-interval").wait_for(timeout=SLOW)
    page.wait_for_timeout(500)
    assert fold.evaluate("node => node === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('details[open]'))")
    # the language, with the arrow keys
    until(page, page.get_by_role("radio", name="Español"), "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_url("**idioma=en**", timeout=SLOW)
    page.wait_for_function("document.documentElement.lang === 'en'", timeout=SLOW)
    # the link to all this
    until(page, page.locator(".st-key-compartir button"))
    page.keyboard.press("Enter")
    page.locator(".sm-share").wait_for(timeout=SLOW)
    until(page, page.locator(".sm-copy").first)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.sm-copy').innerText === 'Copied'", timeout=SLOW)
    asked = parse_qs(urlparse(page.evaluate("navigator.clipboard.readText()")).query)
    assert (asked["territorio"], asked["idioma"], "indicador" in asked) == (["renca"], ["en"], True)
    page.keyboard.press("Escape")
    page.locator(".sm-share").wait_for(state="detached", timeout=SLOW)
    assert page.locator(".st-key-compartir button").evaluate("node => node === document.activeElement")
    page.context.close()

"""axe-core on every page and state, on the light pages and on the report: our own content has no fault.

Faults of the framework's shell are named one by one in `SHELL` and in `docs/accessibility.md`; no rule is switched off.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.language import count, speaking_in
from tests.browser.conftest import served
from tests.dashboard.mapped_home import Mapped, build

pytestmark = pytest.mark.browser
SLOW = 60_000
WIDE, PHONE, ZOOMED = (1280, 900), (360, 740), (640, 450)
"""`ZOOMED` is what a window of 1280 px shows at 200 %."""

SHELL = (
    ("list", "[data-testid=stSidebarNavItems]", PHONE, ""),
    ("listitem", "[data-testid=stSidebarNavItems] li", PHONE, ""),
    ("presentation-role-conflict", "[data-testid=stFileUploaderDropzone]", WIDE, "revisar"),
)
"""What axe says of nodes of the framework: rule, which node, and where it is still seen (size, page)."""

PAGES = {
    "": ".sm-foot", "mapa?indicador=robo": ".sm-foot", "mapa?indicador=robo&mostrar=tasa": ".sm-foot",
    "como-se-mide": ".sm-foot", "como-se-mide?ver=m01": ".sm-foot", "minuta": ".sm-foot", "ediciones": ".sm-foot",
    "evaluacion?territorio=renca": ".sm-meet-foot", "panorama": ".sm-foot", "panorama?parte=falta": ".sm-foot",
    "panorama?ver=celda&territorio=conchali&indicador=robo": ".sm-foot", "calidad": ".sm-foot",
    "revisar": "[data-testid=stFileUploaderDropzone]", "?edicion=99": ".sm-state",
}  # fmt: skip
"""Every page with what comes last in it."""

LOOK = """shell => axe.run(document, {resultTypes: ["violations"], elementRef: true}).then(found =>
  found.violations.flatMap(fault => fault.nodes.map(node => ({
    rule: fault.id, impact: fault.impact, where: node.target.join(" "), html: node.html.slice(0, 160),
    why: node.failureSummary,
    shell: shell.findIndex(([rule, which]) => rule === fault.id && node.element.matches(which)),
  }))))"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    """A released edition with withheld, insufficient and clear answers, and outlines."""
    return build(tmp_path_factory.mktemp("accessible"))


@pytest.fixture(scope="module")
def address(home: Mapped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of that home."""
    yield from served(home.root, tmp_path_factory.mktemp("accessible-server"))


@contextmanager
def opened(browser: Any, url: str, last: str, size: tuple[int, int] = WIDE, **context: Any) -> Iterator[Any]:
    """A page of a new visit, once what comes last in it is there."""
    visit = browser.new_context(viewport={"width": size[0], "height": size[1]}, **context)
    page = visit.new_page()
    page.goto(url)
    page.locator(last).first.wait_for(timeout=SLOW)
    page.wait_for_timeout(300)
    yield page
    visit.close()


def faults(page: Any) -> list[dict[str, Any]]:
    """All that axe finds, of every impact; `shell` is the place in `SHELL`, or -1 where it is ours."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.evaluate(axe.Axe().axe_script)
    return list(page.evaluate(LOOK, [list(each[:2]) for each in SHELL]))


def ours(page: Any) -> str:
    """Faults of our own content, to be read in a failing test; empty where there is none."""
    return json.dumps([each for each in faults(page) if each["shell"] < 0], indent=1, ensure_ascii=False).strip("[]\n")


def resized(page: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(400)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_on_a_wide_screen_and_on_a_phone(browser: Any, address: str, path: str) -> None:
    with opened(browser, f"{address}/{path}", PAGES[path]) as page:
        assert ours(page) == ""
        resized(page, PHONE)
        assert ours(page) == ""


@pytest.mark.parametrize("path", ["", "panorama"])
def test_neither_in_the_dark(browser: Any, address: str, path: str) -> None:
    with opened(browser, f"{address}/{path}", PAGES[path], color_scheme="dark") as page:
        assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == "dark"
        assert ours(page) == ""


@pytest.mark.parametrize("language", ["gn", "en"])
def test_neither_in_another_language_and_the_document_says_which(browser: Any, address: str, language: str) -> None:
    with opened(browser, f"{address}/?idioma={language}", ".sm-foot", PHONE) as page:
        page.wait_for_function("l => document.documentElement.lang === l", arg=language, timeout=SLOW)
        assert ours(page) == ""


def test_neither_in_what_is_folded(browser: Any, address: str) -> None:
    with opened(browser, f"{address}/?territorio=renca&indicador=estupefacientes", ".sm-foot") as page:
        page.locator(".sm-interval").wait_for(timeout=SLOW)
        page.evaluate("document.querySelectorAll('.sm details').forEach(each => each.open = true)")
        page.locator(".st-key-compartir button").click()
        page.locator(".sm-share").wait_for(timeout=SLOW)
        assert ours(page) == ""
    with opened(browser, f"{address}/panorama", ".sm-foot") as page:
        page.evaluate("document.querySelectorAll('.sm details').forEach(each => each.open = true)")
        page.get_by_role("button", name="Llevar los datos").first.click()
        page.get_by_role("button", name="CSV").wait_for(timeout=SLOW)
        assert ours(page) == ""


def test_neither_in_the_steps_of_a_meeting(browser: Any, address: str) -> None:
    with opened(browser, f"{address}/evaluacion?territorio=conchali", ".sm-meet-foot", (1280, 720)) as page:
        seen = 1
        while page.locator(".st-key-meeting-on button").is_enabled() and seen < 9:
            page.keyboard.press("PageDown")
            seen += 1
            page.wait_for_function(
                "n => new URL(location).searchParams.get('paso') === String(n)"
                " && new RegExp(`^\\\\D*${n}\\\\b`).test(document.querySelector('.sm-meet-place')?.innerText || '')",
                arg=seen,
                timeout=SLOW,
            )
            assert ours(page) == "", seen
        assert seen == 9


def test_neither_where_nothing_is_released(browser: Any, home: Mapped, address: str) -> None:
    released = home.root / "published" / "released"
    kept = released.readlink()
    released.unlink()
    try:
        with opened(browser, address, ".sm-state") as page:
            assert page.get_by_role("heading", level=1).inner_text() == "Todavía no se publicó ninguna edición"
            assert ours(page) == ""
    finally:
        released.symlink_to(kept)


@pytest.mark.parametrize("place", range(len(SHELL)))
def test_each_fault_of_the_shell_is_still_there_and_told(browser: Any, address: str, place: int) -> None:
    rule, which, size, path = SHELL[place]
    with opened(browser, f"{address}/{path}", PAGES[path], size) as page:
        assert place in {each["shell"] for each in faults(page)}
    told = (Path(__file__).parents[2] / "docs" / "accessibility.md").read_text(encoding="utf-8")
    assert f"| `{rule}` | `{which}` |" in told


def test_axe_says_no_and_the_list_excuses_one_rule_alone(browser: Any) -> None:
    page = browser.new_context().new_page()
    page.set_content(
        "<html lang=es><title>x</title><main><h1>x</h1><ul data-testid=stSidebarNavItems><div>a</div></ul>"
        "<ul class=own><div>a</div></ul><p style='color:#999'>pale</p><img src='data:,'>"
        "<section data-testid=stSidebarNavItems><img src='data:,' id=inside></section></main>"
    )
    found = faults(page)
    assert [each["html"][:32] for each in found if each["shell"] == 0] == ['<ul data-testid="stSidebarNavIte']
    assert {(each["rule"], each["shell"]) for each in found if each["shell"] < 0} == {
        ("list", -1), ("color-contrast", -1), ("image-alt", -1),
    }  # fmt: skip
    page.context.close()


@pytest.mark.parametrize("path", ["", "panorama", "panorama?parte=falta", "mapa?indicador=robo", "minuta"])
def test_at_two_hundred_per_cent_nothing_is_cut_off(browser: Any, address: str, path: str) -> None:
    with opened(browser, f"{address}/{path}", ".sm-foot", ZOOMED) as page:
        assert cut_off(page) == []


def cut_off(page: Any) -> list[str]:
    """Texts and pictures of ours that reach over the screen's edge, and not in a box that can be scrolled."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter(node => {
              const box = node.getBoundingClientRect();
              const own = node.matches("img, svg, button, input") ||
                [...node.childNodes].some(each => each.nodeType === 3 && each.data.trim());
              const shown = node.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1;
              const held = node.closest(".sm-scroll, .scroll, [data-testid=stSidebar], style, script, .skip");
              return own && shown && !held && (box.right > innerWidth + 1 || box.left < -1);
            }).map(node => `${node.tagName} ${node.className} ${node.textContent.slice(0, 60)}`)"""
        )
    )


LIGHT = ["es/index.html", "es/t/renca.html", "es/t/quilpue.html", "es/barrios.html", "gn/t/renca.html", "en/index.html"]


def public(home: Mapped, path: str) -> str:
    return (home.root / "published" / "released" / "public" / path).resolve().as_uri()


@pytest.mark.parametrize(
    "path", [f"paginas/{each}" for each in LIGHT] + [f"informe/informe.{x}.html" for x in ("es", "gn", "en")]
)
def test_a_light_page_and_the_report_have_no_fault(browser: Any, home: Mapped, path: str) -> None:
    with opened(browser, public(home, path), "main", PHONE) as page:
        assert ours(page) == ""
        assert cut_off(page) == []
        page.emulate_media(color_scheme="dark")
        assert ours(page) == ""
        resized(page, WIDE)
        assert ours(page) == ""


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_a_light_page_shows_every_figure_on_a_phone_without_script(browser: Any, home: Mapped, language: str) -> None:
    rows = home.rows(
        "SELECT territory, indicator, baseline_count, current_count FROM comparison WHERE scenario = 'headline' "
        "AND basis = 'lead' AND verdict IN ('decreased', 'increased', 'no_clear_change')"
    )
    assert len(rows) > 5
    for territory in sorted({row[0] for row in rows}):
        url = public(home, f"paginas/{language}/t/{territory}.html")
        with opened(browser, url, "footer", PHONE, java_script_enabled=False) as page:
            for _, indicator, before, now in (row for row in rows if row[0] == territory):
                card = page.locator(f".answer[data-indicator={indicator}]")
                with speaking_in(language):
                    assert f"{count(before)}→{count(now)}" in card.locator(".counts").inner_text().replace(" ", "")
                picture = card.locator("figure img").bounding_box()
                assert picture["width"] > 200
                assert picture["x"] + picture["width"] <= PHONE[0]

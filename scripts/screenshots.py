"""Pictures of every page of a server, to be looked at: `python scripts/screenshots.py http://localhost:8501 OUT`.

Spanish on a wide screen and on a phone, light and dark; the pages of the three audiences on a phone in Guaraní and
English. `--only minuta` takes the pages whose name holds that word. Needs the development environment and a Chromium
(CHROMIUM, or the one on the path). Says of each picture what the browser complained about, what was asked of another
host, and whether anything is wider than the screen. Exit status 1 where there was any of it.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import sync_playwright

from dashboard.language import speaking_in
from dashboard.page_list import entries
from schemas.words import LANGUAGES

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, PHONE = (1280, 720), (360, 740)
LONGEST = 14_000
"""Pixels; a longer page is cut."""
AUDIENCES = ("", "evaluacion", "panorama")
PARTS = {
    "evaluacion-pregunta": "evaluacion?paso=2",
    "evaluacion-resultado": "evaluacion?paso=4",
    "panorama-celda": "panorama?ver=celda&territorio=luque&indicador=robo",
    "panorama-falta": "panorama?parte=falta",
    "territorio-abierto": "?indicador=robo",
}
"""Views that are reached inside a page; those that an edition does not have open the page itself."""
HARMLESS = ("_stcore/health", "_stcore/host-config")
"""What the framework looks for under a page's address first (docs/design-language.md)."""
INNER_HEIGHT = (
    "Math.max(document.documentElement.scrollHeight,"
    "...[...document.querySelectorAll('section, main, [data-testid=stMain]')].map(e => e.scrollHeight))"
)


@dataclass(frozen=True)
class Shot:
    """One picture: of which address, in what size and colours, and whether of the whole page."""

    name: str
    path: str
    language: str = "es"
    size: tuple[int, int] = WIDE
    dark: bool = False

    @property
    def file(self) -> str:
        """`minuta-es-360-dark.png`."""
        return f"{self.name}-{self.language}-{self.size[0]}{'-dark' if self.dark else ''}.png"

    @property
    def whole(self) -> bool:
        """A projector's screen is as high as the window, and is not stretched."""
        return self.name.partition("-")[0] != "evaluacion"

    @property
    def address(self) -> str:
        """With the language, which Spanish needs too: a browser might remember another."""
        return f"{self.path}{'&' if '?' in self.path else '?'}idioma={self.language}"


def shots() -> Iterator[Shot]:
    """All of them, page by page."""
    with speaking_in("es"):
        paths = {entry.address or "territorio": entry.address for entry in entries()}
    for name, path in (paths | PARTS).items():
        for size in (WIDE, PHONE):
            yield from (Shot(name, path, size=size, dark=dark) for dark in (False, True))
        if path in AUDIENCES:
            yield from (Shot(name, path, language, PHONE) for language in LANGUAGES if language != "es")


def settle(page: Any) -> None:
    """Wait until the page has been drawn and the framework shows no run."""
    page.wait_for_load_state("load")
    page.locator(".sm h1, .sm-meet").first.wait_for(timeout=60_000)
    page.wait_for_timeout(600)
    for _ in range(60):
        if page.locator('[data-testid="stStatusWidget"]').count() == 0:
            break
        page.wait_for_timeout(250)
    page.wait_for_timeout(900)


def take(browser: Any, server: str, shot: Shot, folder: Path) -> list[str]:
    """Take one picture; returns what is to be said of it."""
    width, height = shot.size
    phone = width < 600
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if shot.dark else "light",
        device_scale_factor=2 if phone else 1, is_mobile=phone, has_touch=phone,
    )  # fmt: skip
    page, said, host = context.new_page(), [], urlparse(server).netloc
    page.on("console", lambda m: said.append(m.text + m.location["url"]) if m.type in ("error", "warning") else None)
    page.on("request", lambda r: said.append(f"LEFT THE HOST: {r.url}") if left(r.url, host) else None)
    page.goto(f"{server}/{shot.address}")
    settle(page)
    if shot.whole:
        page.set_viewport_size({"width": width, "height": min(int(page.evaluate(INNER_HEIGHT)) + 8, LONGEST)})
        settle(page)
    page.screenshot(path=folder / shot.file)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        said.append("WIDER THAN THE SCREEN")
    context.close()
    return [words for words in dict.fromkeys(said) if not any(part in words for part in HARMLESS)]


def left(url: str, host: str) -> bool:
    """Whether a request went to another server."""
    return not url.startswith(("data:", "blob:")) and urlparse(url).netloc not in ("", host)


def main() -> int:
    """Take the pictures; 1 where something was complained about."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("server", help="http://localhost:8501")
    ask.add_argument("out", type=Path, help="folder for the pictures")
    ask.add_argument("--only", default="", help="only pictures whose file name holds this")
    asked = ask.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    complaints = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for shot in (each for each in shots() if asked.only in each.file):
            said = take(browser, asked.server.rstrip("/"), shot, asked.out)
            complaints += bool(said)
            print(shot.file, *said, sep="\n    ")
        browser.close()
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

"""In a real browser: the document's language, the switch by keyboard, a copied link, and the public server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.published import TABLES
from tests.browser.conftest import PATIENCE, answers, free_port
from tests.dashboard.conftest import ROOT

pytestmark = pytest.mark.browser
SLOW = 60_000


def heading(page: Any, words: str) -> None:
    page.wait_for_function("words => document.querySelector('h1')?.innerText.includes(words)", arg=words, timeout=SLOW)


def test_the_language_is_chosen_by_keyboard_and_stays(server: str, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{server}/?territorio=renca")
    heading(page, "Renca: qué cambió")
    page.get_by_role("radio", name="Guaraní").or_(page.get_by_role("button", name="Guaraní")).first.focus()
    page.keyboard.press("Enter")
    heading(page, "Renca: mbaʼépa oñemoambue")
    page.wait_for_function("document.documentElement.lang === 'gn'", timeout=SLOW)
    assert "idioma=gn" in page.url
    assert page.title().startswith("Renca: mbaʼépa")
    page.get_by_text("Ogapypegua").first.click()
    page.get_by_text("Marandu rekoporã").first.click()
    heading(page, "Marandu rekoporã")
    assert "idioma=gn" in page.url
    assert "territorio=renca" in page.url


def test_the_copied_link_restores_the_view_in_another_browser(server: str, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{server}/?territorio=renca&idioma=en")
    page.locator(".sm-foot").wait_for(timeout=SLOW)  # the page moves under what was opened before it stands whole
    page.get_by_role("button", name="Copy link").click(timeout=SLOW)
    field = page.locator(".sm-field textarea").first
    field.wait_for(timeout=SLOW)
    address = field.input_value()
    page.locator(".sm-copy").first.click()
    page.wait_for_function("document.querySelector('.sm-copy').innerText === 'Copied'", timeout=SLOW)
    assert address.startswith(f"{server}/?")
    assert "edicion=1" in address
    other = browser.new_context().new_page()
    other.goto(address)
    heading(other, "Renca: what changed")


@pytest.fixture
def public_server(tmp_path: Path) -> Iterator[str]:
    """A server that was given a public file and nothing else."""
    with duckdb.connect(str(tmp_path / "public.duckdb")) as connection:
        for table in TABLES:
            if table.public:
                connection.execute(table.ddl())
        connection.execute(
            "INSERT INTO edition (edition, schema_version, published_at, method_version, synthetic, title_es) "
            "VALUES (1, 1, TIMESTAMP '2020-07-01', '1', false, 'x')"
        )
        connection.execute("INSERT INTO territory (territory, name, role) VALUES ('uno', 'Uno', 'intervention')")
    port = free_port()
    public = {"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)],
        cwd=ROOT, env=os.environ | public, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while not answers(f"http://localhost:{port}/_stcore/health"):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def test_a_public_server_has_no_internal_page_in_its_menu_or_by_address(public_server: str, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.goto(public_server)
    heading(page, "Uno")
    assert page.get_by_text("Interno").count() == 0
    for address in ("calidad", "revisar", "panorama"):
        page.goto(f"{public_server}/{address}")
        # the framework opens the first page instead
        heading(page, "Uno")
        assert page.get_by_text("Calidad de los datos").count() == 0
        assert page.get_by_text("Revisar un archivo").count() == 0

"""What a clerk does: drop a file with faults, read what is wrong, take the answer along."""

import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.demo import generate
from tests.dashboard.conftest import ROOT

pytestmark = pytest.mark.browser
PROGRAMME = ROOT / "data" / "programmes" / "paraguay"
SLOW = 90_000


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A demonstration file of the police with faults, and what the generator says that it put in."""
    folder = tmp_path_factory.mktemp("feeds") / "paraguay"
    manifest = json.loads(generate(PROGRAMME, folder).read_text(encoding="utf-8"))
    told = next(each for each in manifest["deliveries"] if "policia_denuncias_2019-05" in each["file"])
    (path,) = folder.rglob(Path(told["file"]).name)
    return path, told


def test_a_file_with_faults_is_dropped_and_its_findings_are_seen(
    server: str, browser: Any, faulty: tuple[Path, dict[str, Any]]
) -> None:
    path, told = faulty
    page = browser.new_context().new_page()
    page.goto(f"{server}/revisar")
    page.locator("input[type=file]").wait_for(state="attached", timeout=SLOW)
    page.locator("input[type=file]").set_input_files(path)
    heading = f"Se puede cargar; {told['quarantined']} filas vuelven para corregirse"
    page.get_by_role("heading", name=heading).wait_for(timeout=SLOW)
    every = "wanted => document.querySelectorAll('.sm-finding').length >= wanted"
    page.wait_for_function(every, arg=len(told["findings"]), timeout=SLOW)
    shown = set(page.eval_on_selector_all(".sm-finding", "found => found.map(each => each.dataset.kind)"))
    assert shown == set(told["findings"])
    assert "fila 70" in page.locator(".sm-finding[data-kind=bad_date]").inner_text()
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name="Descargar la respuesta (XLSX)").click()
    assert download.value.suggested_filename == f"respuesta-{path.stem}.xlsx"
    sheets = pl.read_excel(io.BytesIO(Path(download.value.path()).read_bytes()), sheet_id=0, has_header=False)
    assert next(iter(sheets)) == "Constancia de recepción"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_calendar_scrolls_inside_itself_on_a_phone(server: str, browser: Any, scheme: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme).new_page()
    page.goto(f"{server}/calidad")
    calendar = page.locator(".sm-newest")
    calendar.wait_for(timeout=SLOW)
    overflow = page.evaluate(
        "[...document.querySelectorAll('main, [data-testid=stMain], .sm')]"
        ".filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"
    )
    assert overflow == []
    assert calendar.evaluate("node => node.scrollWidth > node.clientWidth")
    # the newest month is in sight without scrolling
    last = page.locator(".sm-calendar thead tr:last-child th").last.bounding_box()
    assert last["x"] + last["width"] <= 390

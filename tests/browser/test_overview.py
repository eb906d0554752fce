"""From the matrix to the deliveries in two clicks; the address restores a cell; the file taken away is the table."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from dashboard.language import count
from tests.dashboard.conftest import Published

pytestmark = pytest.mark.browser
SLOW = 60_000


def opened(browser: Any, address: str, **context: Any) -> Any:
    page = browser.new_context(**context).new_page()
    page.goto(address)
    page.locator(".sm-foot").wait_for(timeout=SLOW)
    return page


def cell(page: Any, territory: str, indicator: str) -> Any:
    return page.locator(f".sm-ov-cell[href*='territorio={territory}'][href*='indicador={indicator}']")


def figures(home: Published, territory: str, indicator: str) -> tuple[int, int]:
    ((before, now),) = home.rows(
        "SELECT baseline_count, current_count FROM comparison WHERE scenario = 'headline' AND basis = 'lead' "
        "AND territory = ? AND indicator = ?",
        territory,
        indicator,
    )
    return before, now


def test_two_clicks_lead_from_a_cell_to_its_deliveries(server: str, browser: Any, chile: Published) -> None:
    page = opened(browser, f"{server}/panorama")
    before, now = figures(chile, "renca", "robo")
    assert f"{count(before)} → {count(now)}" in cell(page, "renca", "robo").inner_text()
    cell(page, "renca", "robo").click()
    folded = page.locator(".sm-ov-behind").first
    folded.wait_for(timeout=SLOW)
    folded.locator("summary").click()
    ((files,),) = chile.rows(
        "SELECT list(DISTINCT file ORDER BY file) FROM completeness JOIN delivery USING (delivery) "
        "WHERE territory = 'renca' AND indicator = 'robo'"
    )
    assert sorted(folded.locator(".sm-file").all_inner_texts()) == files
    assert folded.locator(".sm-file").first.is_visible()
    # the address restores the cell for whoever gets it, and the way back leads to the matrix
    other = opened(browser, page.url)
    assert parse_qs(urlparse(page.url).query)["ver"] == ["celda"]
    assert "Renca" in other.get_by_role("heading", level=1).inner_text()
    other.locator(".sm-ov-back a").click()
    cell(other, "quilpue", "vif").wait_for(timeout=SLOW)


def test_the_file_taken_away_is_the_published_table(
    server: str, browser: Any, chile: Published, tmp_path: Path
) -> None:
    page = opened(browser, f"{server}/panorama")
    page.get_by_role("button", name="Llevar los datos").first.click()
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "matriz.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "matriz.csv").read_text(encoding="utf-8-sig"))))
    named = {(row["Territorio"], row["Indicador"]): row for row in rows}
    row = named["Renca", "Casos policiales de robo"]
    assert (int(row["Antes"]), int(row["Ahora"])) == figures(chile, "renca", "robo")


def test_the_part_stands_in_the_address_and_the_chart_waits_to_be_asked(server: str, browser: Any) -> None:
    page = opened(browser, f"{server}/panorama")
    page.get_by_role("radio", name="Qué falta").click()
    page.wait_for_url("**parte=falta**", timeout=SLOW)
    near = opened(browser, f"{server}/panorama?ver=celda&territorio=renca&indicador=robo")
    assert near.locator(".js-plotly-plot").count() == 0
    near.get_by_text("Explorar la serie").click()
    near.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=SLOW)


@pytest.mark.parametrize("view", ["", "?parte=falta", "?ver=celda&territorio=renca&indicador=robo"])
def test_nothing_is_wider_than_a_phone(server: str, browser: Any, view: str) -> None:
    page = opened(browser, f"{server}/panorama{view}", viewport={"width": 360, "height": 740})
    overflow = page.evaluate(
        "[...document.querySelectorAll('main, [data-testid=stMain], .sm')]"
        ".filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"
    )
    assert overflow == []

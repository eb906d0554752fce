"""Months that never came, generated data, hostile names and areas to compare with."""

import json
import re
from collections.abc import Callable

from tests.dashboard.conftest import HOSTILE, Page, Published, read

Open = Callable[..., Page]
MARK = "datos generados para demostración"


def test_a_month_that_never_came_is_missing_and_nowhere_zero(altered: Published, open_page: Open) -> None:
    statuses = altered.rows(
        "SELECT DISTINCT status, value FROM indicator_value WHERE year(month) = 2020 AND territory = 'renca'"
    )
    assert statuses == [("missing", None)]
    page = open_page(altered, territorio="renca", indicador="robo")
    table = page.html.split('aria-label="Serie mensual"')[1].split("</table>")[0]
    assert re.findall(r"<th scope=\"row\">\w+ de 2020</th><td>([^<]*)</td>", table) == ["sin dato"] * 12


def test_a_missing_month_is_a_gap_and_a_hatched_column_in_the_figure(altered: Published, open_page: Open) -> None:
    figure = json.loads(open_page(altered, territorio="renca", indicador="robo").figure().spec)
    bars = next(trace for trace in figure["data"] if trace["type"] == "bar")
    line = next(trace for trace in figure["data"] if trace["type"] == "scatter")
    assert bars["x"] == [f"2020-{month:02}-16" for month in range(1, 13)]
    assert bars["marker"]["pattern"]["shape"] == "/"
    drawn = dict(zip(line["x"], line["y"], strict=True))
    assert [drawn[month] for month in bars["x"]] == [None] * 12
    assert line["connectgaps"] is False
    assert all(value is not None for month, value in drawn.items() if month < "2020")


def test_the_answer_compares_the_months_that_both_windows_have(altered: Published, open_page: Open) -> None:
    """January and February are missing: eight of ten months match, which is enough for a verdict."""
    rows = altered.rows(
        "SELECT indicator, baseline_count, current_count FROM comparison WHERE scenario = 'headline' "
        "AND basis = 'lead' AND territory = 'conchali' AND months_matched = 8 AND verdict <> 'insufficient'"
    )
    assert len(rows) == 4
    page = open_page(altered, territorio="conchali")
    for indicator, before, now in rows:
        words = f"{before:,} → {now:,} casos en los mismos 8 meses".replace(",", ".")
        assert words in page.card(indicator)


def test_generated_data_bear_the_mark_on_top_and_inside_the_figure(altered: Published, open_page: Open) -> None:
    page = open_page(altered)
    assert page.app.main.get("html")[0].value.startswith('<p class="sm sm-band"')
    assert "Datos generados para demostración" in read(page.app.main.get("html")[0].value)
    labels = [label["text"] for label in json.loads(page.figure().spec)["layout"]["annotations"]]
    assert labels.count(MARK) == 1


def test_windows_and_shocks_are_drawn_in(altered: Published, open_page: Open) -> None:
    layout = json.loads(open_page(altered).figure().spec)["layout"]
    spans = {(shape["x0"], shape["x1"]) for shape in layout["shapes"] if shape["type"] == "rect"}
    assert {("2017-07-01", "2018-07-01"), ("2019-05-01", "2020-06-01"), ("2020-03-18", "2021-01-01")} <= spans
    labels = {label["text"] for label in layout["annotations"]}
    assert {"antes", "ahora", "Cuarentena desde marzo de 2020 (aparte)"} <= labels


def test_hostile_names_are_text_everywhere(altered: Published, open_page: Open) -> None:
    page = open_page(altered, territorio="renca")
    assert "<img src=x" not in page.html
    assert "<b>Carabineros" not in page.html
    assert read(f"{HOSTILE}: qué cambió".replace("<", "&lt;")) in page.text
    texts = [word for trace in json.loads(page.figure().spec)["data"] for word in trace["text"]]
    assert not [word for word in texts if "<b>" in word]


def test_an_area_to_compare_with_stands_apart_without_a_verdict(altered: Published, open_page: Open) -> None:
    page = open_page(altered, territorio="quilpue")
    assert "Zona de comparación: no es una comunidad del programa" in page.text
    assert "Sin veredicto" in page.card("robo")
    ours, apart = page.section("sm-matrix").split("<h3>")
    assert "Quilpué" not in ours
    assert "Quilpué" in apart
    assert not re.search("Bajaron|Subieron|Sin cambio claro", read(apart))


def test_activities_are_not_theirs(altered: Published, open_page: Open) -> None:
    assert "No corresponde" in open_page(altered, territorio="quilpue").card("actividades")

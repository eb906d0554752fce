"""Months that never came, generated data, hostile names and areas to compare with."""

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import unquote

from tests.dashboard.conftest import HOSTILE, Page, Published, read

Open = Callable[..., Page]
MARK = "datos generados para demostración"


def public(home: Published, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Rows of the released edition."""
    return home.rows(query, *parameters, door="public")


def test_a_month_that_never_came_is_missing_and_nowhere_zero(altered: Published, open_page: Open) -> None:
    statuses = altered.rows(
        "SELECT DISTINCT status, value FROM indicator_value WHERE year(month) = 2020 AND territory = 'renca'"
    )
    assert statuses == [("missing", None)]
    page = open_page(altered, territorio="renca", indicador="robo")
    table = page.html.split('aria-label="Serie mensual"')[1].split("</table>")[0]
    assert re.findall(r"<th scope=\"row\">\w+ de 2020</th><td>([^<]*)</td>", table) == ["sin dato"] * 12


def test_a_missing_month_is_a_gap_in_the_published_picture(altered: Published, open_page: Open) -> None:
    page = open_page(altered, territorio="renca", indicador="robo")
    query = "SELECT alt FROM picture WHERE picture = 'series_wide/robo/renca' AND language = 'es'"
    ((alt,),) = public(altered, query)
    assert "Sin dato: 12 meses." in alt
    # the name in it is hostile, and written escaped
    assert escape(alt, quote=True) in page.html


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


def test_generated_data_bear_the_mark_on_top_and_inside_each_picture(altered: Published, open_page: Open) -> None:
    page = open_page(altered)
    assert page.app.main.get("html")[0].value.startswith('<p class="sm sm-band"')
    assert "Datos generados para demostración" in read(page.app.main.get("html")[0].value)
    pictures = re.findall(r'<img src="data:image/svg\+xml,([^"]+)" alt="[^"]', page.html)
    assert len(pictures) == 4
    assert all(MARK in unquote(picture) for picture in pictures)


def test_windows_and_shocks_are_told_in_the_head(altered: Published, open_page: Open) -> None:
    text = open_page(altered).text
    assert "Antes julio de 2017 a junio de 2018" in text
    assert "Aparte marzo a mayo de 2020 (Cuarentena desde marzo de 2020)" in text


def test_hostile_names_are_text_everywhere(altered: Published, open_page: Open) -> None:
    page = open_page(altered, territorio="renca")
    assert "<img src=x" not in page.html
    assert "<b>Carabineros" not in page.html
    assert read(f"{HOSTILE}: qué cambió".replace("<", "&lt;")) in page.text


def test_an_area_to_compare_with_stands_apart_without_a_verdict(altered: Published, open_page: Open) -> None:
    page = open_page(altered, territorio="quilpue")
    assert "Zona de comparación: no es una comunidad del programa" in page.text
    assert "Sin veredicto" in page.card("robo")
    strip = page.html.split('class="sm-strip"')[1].split("</table>")[0]
    assert "Quilpué" not in strip
    assert "Quilpué" not in open_page(altered).html.split('class="sm-strip"')[1].split("</table>")[0]


def test_activities_are_not_theirs(altered: Published, open_page: Open) -> None:
    assert "No corresponde" in open_page(altered, territorio="quilpue").card("actividades")

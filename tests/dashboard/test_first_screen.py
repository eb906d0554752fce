"""«Mi territorio» shows the figures of the released tables, for the territory that was asked for, and nothing else."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.language import count
from tests.dashboard.conftest import Page, Published, read

Open = Callable[..., Page]
COMUNAS = ("conchali", "estacion_central", "quilicura", "renca", "quilpue")
COUNTED = ("vif", "paz_publica", "robo", "estupefacientes")
HEADLINE = """
    SELECT baseline_count, current_count, months_matched, verdict, sentence_es FROM comparison
    WHERE scenario = 'headline' AND basis = 'lead' AND indicator = ? AND territory = ?
"""


def public(home: Published, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Rows of the released edition."""
    return home.rows(query, *parameters, door="public")


def headline(home: Published, indicator: str, territory: str) -> tuple[Any, ...]:
    (row,) = public(home, HEADLINE, indicator, territory)
    return row


@pytest.mark.parametrize("territory", COMUNAS)
def test_each_answer_has_the_published_counts(chile: Published, open_page: Open, territory: str) -> None:
    page = open_page(chile, territorio=territory)
    for indicator in COUNTED:
        before, now, months, _, _ = headline(chile, indicator, territory)
        assert f"{count(before)} → {count(now)} casos en los mismos {months} meses" in page.card(indicator)


def test_the_sentence_is_the_published_one_word_for_word(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    for indicator in COUNTED:
        sentence = headline(chile, indicator, "renca")[4].replace("\xa0", " ")
        shown = page.card(indicator)
        # the permanent note may follow in a paragraph of its own, with the punctuation of the ficha
        assert without_punctuation(sentence) in without_punctuation(shown)


def without_punctuation(text: str) -> str:
    return re.sub(r"[\s.:]+", " ", text).casefold()


def test_another_territory_changes_the_figures(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    assert "Renca: qué cambió y qué no se puede decir" in page.text
    renca = page.card("robo")
    page.app.selectbox(key="territorio").select("quilpue").run()
    assert "Quilpué: qué cambió y qué no se puede decir" in page.text
    before, now, _, _, _ = headline(chile, "robo", "quilpue")
    assert f"{count(before)} → {count(now)}" in page.card("robo")
    assert f"{count(before)} → {count(now)}" not in renca
    assert page.app.query_params["territorio"] == "quilpue"


def test_an_address_that_names_no_territory_opens_the_first(chile: Published, open_page: Open) -> None:
    assert "Conchalí: qué cambió" in open_page(chile, territorio="' OR 1=1 --").text


def test_indicators_come_in_the_order_of_their_letters(chile: Published, open_page: Open) -> None:
    shown = re.findall(r'data-indicator="(\w+)"', open_page(chile).html)
    assert shown == ["vif", "paz_publica", "robo", "estupefacientes", "actividades"]


def test_the_counts_stand_once_in_large_type_and_the_sentence_goes_on_from_there(
    chile: Published, open_page: Open
) -> None:
    before, now, _, verdict, sentence = headline(chile, "robo", "renca")
    assert verdict in ("decreased", "increased", "no_clear_change")
    said = re.findall(r'class="sm-said"><p>([^<]*)</p>', open_page(chile, territorio="renca").html)[2]
    assert sentence.replace("\xa0", " ").endswith(read(said).replace("\xa0", " "))
    assert count(before) not in said
    assert count(now) not in said


def test_the_picture_is_the_published_one_with_its_words(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    published = public(
        chile, "SELECT alt FROM picture WHERE language = 'es' AND picture LIKE 'two_dots/%/renca' ORDER BY picture"
    )
    shown = re.findall(r'<figure class="sm-picture"><img src="data:image/svg\+xml,[^"]+" alt="([^"]+)"', page.html)
    assert sorted(read(alt) for alt in shown) == sorted(read(alt) for (alt,) in published)
    assert len(shown) == len(COUNTED)


def test_each_answer_says_who_registers_and_up_to_when(chile: Published, open_page: Open) -> None:
    page = open_page(chile)
    for indicator in COUNTED:
        assert "reunidos por el CEAD · datos hasta diciembre de 2020" in page.card(indicator)


def test_an_indicator_that_nobody_sends_is_no_zero(chile: Published, open_page: Open) -> None:
    card = open_page(chile).card("actividades")
    assert "Nadie envía este dato" in card
    assert "No es cero" in card
    assert re.search(r"\d", card.replace("Actividades", "")) is None


def test_neutral_indicators_keep_their_permanent_note(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="conchali")
    notes = public(chile, "SELECT note_es FROM indicator WHERE note_es IS NOT NULL")
    shown = [read(note) for note in re.findall(r'<p class="sm-note">([^<]*)</p>', page.html)]
    assert len(notes) == 3
    assert sorted(shown) == sorted(read(note) for (note,) in notes)


def test_the_head_says_windows_edition_and_that_the_baseline_is_provisional(chile: Published, open_page: Open) -> None:
    text = open_page(chile).text
    assert "Antes julio de 2017 a junio de 2018 línea de base provisional" in text
    assert "Ahora mayo de 2019 a mayo de 2020" in text
    assert "Aparte marzo a mayo de 2020 (Cuarentena desde marzo de 2020)" in text
    assert "Datos hasta el 31 de diciembre de 2020 · Edición 1, 31 de diciembre de 2020" in text


def test_the_other_communities_are_one_strip_with_their_published_verdicts(chile: Published, open_page: Open) -> None:
    strip = open_page(chile, territorio="renca").html.split('class="sm-strip"')[1].split("</table>")[0]
    rows = re.findall(r"<tr>.*?</tr>", strip.split("<tbody>")[1], re.DOTALL)
    assert len(rows) == len(COMUNAS) - 1
    assert not any("territorio=renca" in row for row in rows)
    words = {"decreased": "Bajaron", "increased": "Subieron", "no_clear_change": "Sin cambio claro"}
    for row, territory in zip(rows, [each for each in COMUNAS if each != "renca"], strict=True):
        assert f"?territorio={territory}" in row
        cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        for indicator, cell in zip(COUNTED, cells, strict=True):
            verdict = headline(chile, indicator, territory)[3]
            assert read(cell).startswith(words.get(verdict, "Datos insuficientes"))


def test_the_detail_of_the_indicator_in_the_address_is_open_with_its_months(chile: Published, open_page: Open) -> None:
    assert 'aria-label="Serie mensual"' not in open_page(chile, territorio="renca").html
    page = open_page(chile, territorio="renca", indicador="robo")
    months = public(
        chile,
        "SELECT value FROM indicator_value WHERE indicator = 'robo' AND territory = 'renca' AND period = 'month' "
        "ORDER BY month",
    )
    cells = re.findall(r"<td>([\d.]+)</td>", page.html.split('aria-label="Serie mensual"')[1].split("</table>")[0])
    assert cells == [count(value) for (value,) in months]
    assert len(cells) > 12
    (alt,) = public(chile, "SELECT alt FROM picture WHERE picture = 'series_wide/robo/renca' AND language = 'es'")[0]
    assert alt in page.html.replace("&#x27;", "'")


def test_the_page_needs_no_plotly(chile: Published, open_page: Open) -> None:
    assert open_page(chile, territorio="renca", indicador="robo").app.main.get("plotly_chart") == []


def test_a_series_told_by_window_is_two_figures_and_no_line(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca", indicador="vif")
    query = "SELECT value FROM indicator_value WHERE indicator = 'vif' AND territory = 'renca' ORDER BY month"
    values = [value for (value,) in public(chile, query)]
    shown = re.findall(r'class="sm-window"><b>([^<]*)</b>', page.html)
    assert shown == [count(value) for value in values]
    assert len(shown) == 2
    assert "Se publica sólo por período" in page.text
    assert 'aria-label="Serie mensual"' not in page.html


def test_the_months_of_the_quarantine_stand_apart_with_their_published_figures(
    chile: Published, open_page: Open
) -> None:
    section = open_page(chile, territorio="renca").html.split("¿Y en la cuarentena?")[2].split("</section>")[0]
    robberies = public(
        chile,
        "SELECT value FROM indicator_value WHERE indicator = 'robo' AND territory = 'renca' "
        "AND month BETWEEN '2020-03-01' AND '2020-05-01' ORDER BY month",
    )
    row = next(each for each in section.split("<tr>") if "robo" in each)
    assert re.findall(r"<td>([\d.]+)</td>", row) == [count(value) for (value,) in robberies]
    assert "no entran en ninguna comparación" in read(section)


def test_what_nobody_can_say_ends_with_what_no_comparison_says(chile: Published, open_page: Open) -> None:
    section = read(
        open_page(chile).html.split('aria-label="Lo que todavía nadie puede decir"')[1].split("</section>")[0]
    )
    assert "Actividades realizadas: nadie envía este dato." in section or "nadie informó si se hicieron." in section
    assert section.endswith("Lo que no se denunció ni se registró no está en ningún número.")


def test_credit_and_note_stand_on_the_page(chile: Published, open_page: Open) -> None:
    ((credit, note),) = public(chile, "SELECT credit, note_es FROM edition")
    text = open_page(chile).text
    assert read(credit) in text
    assert read(note) in text


def test_real_data_bear_no_mark_of_generated_ones(chile: Published, open_page: Open) -> None:
    assert "generados para demostración" not in open_page(chile).text


def test_only_the_released_edition_is_shown(chile: Published, open_page: Open) -> None:
    """A figure of the internal edition that the public one does not hold never reaches the front page."""
    page = open_page(chile, territorio="renca", indicador="vif")
    hidden = chile.rows(
        "SELECT DISTINCT value FROM indicator_value WHERE indicator = 'vif' AND territory = 'renca' AND value > 100"
    )
    told = {value for (value,) in public(chile, "SELECT value FROM indicator_value WHERE value IS NOT NULL")}
    counts = {value for row in public(chile, "SELECT baseline_count, current_count FROM comparison") for value in row}
    secret = [value for (value,) in hidden if value not in told | counts]
    assert secret
    assert not [value for value in secret if re.search(rf"\b{count(value)}\b", page.card("vif"))]

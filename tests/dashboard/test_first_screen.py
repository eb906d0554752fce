"""The page shows the figures of the published tables, for the territory that was asked for, and nothing else."""

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


def headline(home: Published, indicator: str, territory: str) -> tuple[Any, ...]:
    (row,) = home.rows(HEADLINE, indicator, territory)
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


def test_the_picture_is_the_published_one_with_its_words(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    published = chile.rows(
        "SELECT alt FROM picture WHERE language = 'es' AND picture LIKE 'before_now/%/renca' ORDER BY picture"
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
    notes = chile.rows("SELECT indicator, note_es FROM indicator WHERE note_es IS NOT NULL")
    assert len(notes) == 3
    for indicator, note in notes:
        assert page.card(indicator).count(read(note)) == 1


def test_the_head_says_windows_edition_and_that_the_baseline_is_provisional(chile: Published, open_page: Open) -> None:
    text = open_page(chile).text
    assert "Antes julio de 2017 a junio de 2018 línea de base provisional" in text
    assert "Ahora mayo de 2019 a mayo de 2020" in text
    assert "Aparte marzo a mayo de 2020 (Cuarentena desde marzo de 2020)" in text
    assert "Datos hasta el 31 de diciembre de 2020 · Edición 1, 31 de diciembre de 2020" in text


def test_the_matrix_holds_every_territory_and_indicator(chile: Published, open_page: Open) -> None:
    rows = re.findall(r"<tr>.*?</tr>", open_page(chile).section("sm-matrix").split("<tbody>")[1], re.DOTALL)
    assert len(rows) == len(COMUNAS)
    for row, territory in zip(rows, COMUNAS, strict=True):
        assert f"?territorio={territory}" in row
        for indicator in COUNTED:
            before, now, *_ = headline(chile, indicator, territory)
            assert f"{count(before)} → {count(now)}" in read(row)
        assert row.count("Nadie envía este dato") == 1


def test_choosing_another_indicator_draws_its_months(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    page.app.button_group(key="indicador").set_value("robo").run()
    months = chile.rows(
        "SELECT value FROM indicator_value WHERE indicator = 'robo' AND territory = 'renca' ORDER BY month"
    )
    assert page.app.query_params["indicador"] == "robo"
    cells = re.findall(r"<td>([\d.]+)</td>", page.html.split('aria-label="Serie mensual"')[1].split("</table>")[0])
    assert cells == [count(value) for (value,) in months]


def test_the_ledger_accounts_for_every_row(chile: Published, open_page: Open) -> None:
    ((read_, accepted, quarantined, repeated),) = chile.rows(
        "SELECT sum(rows_read), sum(accepted), sum(quarantined), sum(duplicates) FROM delivery"
    )
    assert read_ == accepted + quarantined + repeated
    words = read(open_page(chile).section("sm-sources"))
    assert f"No cargados 0 Filas leídas {count(int(read_))} Aceptadas {count(int(accepted))} Observadas 0" in words


def test_credit_note_and_method_stand_on_the_page(chile: Published, open_page: Open) -> None:
    ((credit, note),) = chile.rows("SELECT credit, note_es FROM edition")
    text = open_page(chile).text
    assert read(credit) in text
    assert read(note) in text
    assert "docs/methods.md (versión 1 del método)" in text


def test_real_data_bear_no_mark_of_generated_ones(chile: Published, open_page: Open) -> None:
    page = open_page(chile)
    assert "generados para demostración" not in page.text
    assert "generados para demostración" not in page.figure().spec

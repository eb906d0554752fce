"""Three languages: in the address, on every page, in numbers and dates, kept while the reader goes about."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard import questions
from dashboard.calendar_words import day, month_short, span
from dashboard.language import count, decimal, percent, speaking_in, t, tn
from dashboard.store import Edition, edition_at, once_per_edition
from dashboard.verdict_words import verdict_words
from schemas.catalogues import translations
from tests.dashboard.conftest import Page, Published

Open = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "counted", "decimals", "share"),
    [
        ("es", "1.234.567", "−1.234,5", "66 %"),
        ("gn", "1.234.567", "−1.234,5", "66 %"),
        ("en", "1,234,567", "−1,234.5", "66%"),
    ],
)
def test_numbers(language: str, counted: str, decimals: str, share: str) -> None:
    with speaking_in(language):
        assert (count(1234567), decimal(-1234.45), percent(0.655)) == (counted, decimals, share.replace(" ", "\u00a0"))
        assert (count(None), decimal(None)) == ("–", "–")


@pytest.mark.parametrize(
    ("language", "one_day", "months", "short"),
    [
        ("es", "31 de mayo de 2020", "marzo a mayo de 2020", "ene"),
        ("gn", "31 mayo (jasypo) 2020", "marzo (jasyapy) – mayo (jasypo) 2020", "ene"),
        ("en", "31 May 2020", "March to May 2020", "Jan"),
    ],
)
def test_dates(language: str, one_day: str, months: str, short: str) -> None:
    with speaking_in(language):
        assert day(date(2020, 5, 31)) == one_day
        assert span(date(2020, 3, 1), date(2020, 5, 1)) == months
        assert month_short(date(2020, 1, 1)) == short


def test_a_text_without_translation_stays_spanish_and_plurals_follow_the_number() -> None:
    with speaking_in("en"):
        # not literals, since the check of the catalogues would ask for their translation
        unknown, pair = "nunca dicho", ("{number} fila: {rows}", "{number} filas: {rows}")
        assert t(unknown) == "nunca dicho"
        assert tn(*pair, 1, rows="7") == "1 row: 7"
        assert tn(*pair, 2000, rows="7") == "2,000 rows: 7"


def test_both_catalogues_are_whole_and_guarani_says_that_it_awaits_review() -> None:
    assert set(translations("gn").texts) == set(translations("en").texts)
    assert len(translations("gn").texts) > 200


@pytest.mark.parametrize(
    ("language", "head", "label", "menu"),
    [
        ("es", "Conchalí: qué cambió y qué no se puede decir", "Territorio", "Español"),
        ("gn", "Conchalí: mbaʼépa oñemoambue ha mbaʼépa ndaikatúi ojeʼe", "Tekoha", "Guaraní"),
        ("en", "Conchalí: what changed and what cannot be said", "Territory", "English"),
    ],
)
def test_the_front_page_in_each_language(
    chile: Published, open_page: Open, language: str, head: str, label: str, menu: str
) -> None:
    page = open_page(chile, idioma=language)
    assert head in page.text
    assert page.app.selectbox(key="territorio").label == label
    assert page.app.button_group(key="idioma").value == language
    assert menu in page.app.button_group(key="idioma").options
    sentence = chile.rows(
        f"SELECT sentence_{language} FROM comparison WHERE scenario = 'headline' AND basis = 'lead' "  # noqa: S608
        "AND indicator = 'robo' AND territory = 'conchali'",
        door="public",
    )[0][0]
    assert sentence.replace("\u00a0", " ") in page.text.replace("\u00a0", " ")
    assert f"document.documentElement.lang='{language}'" in page.html


def test_guarani_says_once_that_it_awaits_review(chile: Published, open_page: Open) -> None:
    assert open_page(chile, idioma="gn").text.count("oikotevẽ gueteri jehechajey") == 1
    assert "oikotevẽ gueteri jehechajey" not in open_page(chile).text


def test_a_language_that_there_is_not_is_spanish(chile: Published, open_page: Open) -> None:
    page = open_page(chile, idioma="<script>")
    assert "qué cambió" in page.text
    assert "<script>document.documentElement.lang='es'</script>" in page.html


def test_the_switch_changes_the_page_and_the_address(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca")
    page.app.button_group(key="idioma").set_value("en").run()
    assert "Renca: what changed" in page.text
    assert page.app.query_params["idioma"] == "en"
    assert page.app.query_params["territorio"] == "renca"


def test_the_language_goes_along_to_another_page_and_in_our_links(chile: Published, open_page: Open) -> None:
    page = open_page(chile, idioma="gn")
    assert 'href="./?territorio=renca&amp;idioma=gn"' in page.html
    page.app.switch_page("app_pages/calidad.py").run()
    assert "Marandu rekoporã" in page.text
    assert page.app.query_params["idioma"] == "gn"


def test_what_is_kept_in_one_language_is_never_shown_in_another(chile: Published) -> None:
    @once_per_edition
    def said(edition: Edition) -> str:
        return t("Territorio") + str(questions.edition_mark(edition)["edition"])

    edition = edition_at(chile.root / "published" / "internal.duckdb")
    spoken = []
    for language in ("es", "gn", "en", "es"):
        with speaking_in(language):
            spoken.append(said(edition))
    assert spoken == ["Territorio1", "Tekoha1", "Territory1", "Territorio1"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Subieron las denuncias"), ("gn", "Ojupi umi ñemombeʼu (denuncia)"), ("en", "Reports rose")],
)
def test_the_verdict_of_a_neutral_indicator_keeps_its_noun(language: str, words: str) -> None:
    subjects = {
        "es": "las denuncias de violencia intrafamiliar",
        "gn": "umi ñemombeʼu (denuncia) mbaretejeporu ogapypegua rehegua",
        "en": "reports of domestic violence",
    }
    indicator = {"polarity": "neutral", "ficha": {"subject": subjects}}
    with speaking_in(language):
        assert verdict_words("increased", indicator, language) == words


def test_a_choice_that_another_page_does_not_know_comes_back(chile: Published, open_page: Open) -> None:
    page = open_page(chile, territorio="renca", indicador="robo", idioma="en")
    page.app.switch_page("app_pages/calidad.py").run()
    page.app.switch_page("app_pages/territory.py").run()
    assert "Renca: what changed" in page.text

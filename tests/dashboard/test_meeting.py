"""«Evaluación»: the steps, the question that hides its answer, what is withheld, the released figures word for word."""

import re
from collections.abc import Callable

import pytest

from dashboard.language import count, speaking_in, t
from dashboard.meeting_steps import position, steps
from dashboard.store import edition_at
from schemas.words import LANGUAGES
from tests.dashboard.conftest import Page, read
from tests.dashboard.mapped_home import Mapped, build

Open = Callable[..., Page]
HEADLINE = """
    SELECT baseline_count, current_count, sentence_{language}, spoken_{language} FROM comparison
    WHERE scenario = 'headline' AND basis = 'lead' AND indicator = ? AND territory = ?
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    """Withheld, insufficient and clear answers, released."""
    return build(tmp_path_factory.mktemp("meeting"))


@pytest.fixture
def open_step(open_page: Open) -> Open:
    """Open the page: `open_step(home, paso="3", territorio="renca")`."""

    def opened(home: Mapped, **address: str) -> Page:
        page = open_page(home.root, **address)
        page.app.switch_page("app_pages/evaluacion.py")
        for key, value in address.items():
            page.app.query_params[key] = value
        page.app.run()
        assert not page.app.exception
        return page

    return opened


def place(home: Mapped, territory: str, kind: str, indicator: str) -> str:
    """The number of a step, as the address has it."""
    edition = edition_at(home.root / "published" / "public.duckdb", "public")
    found = [(each.kind, each.indicator) for each in steps(edition, territory)]
    return str(found.index((kind, indicator)) + 1)  # type: ignore[arg-type]


def shown(page: Page) -> tuple[str, str]:
    ((kind, indicator),) = re.findall(r'data-step="(\w+)"(?: data-indicator="(\w+)")?', page.html)
    return kind, indicator


def test_the_steps_follow_the_letters_and_leave_out_what_cannot_be_shown(home: Mapped) -> None:
    edition = edition_at(home.root / "published" / "public.duckdb", "public")
    found = [(each.kind, each.indicator) for each in steps(edition, "renca")]
    assert (found[0], found[-1]) == (("opening", ""), ("closing", ""))
    assert [name for kind, name in found if kind == "talk"] == [
        "vif", "paz_publica", "robo", "estupefacientes", "actividades"
    ]  # fmt: skip
    by_indicator = {name: [kind for kind, each in found if each == name] for _, name in found}
    assert by_indicator["vif"] == ["question", "picture", "result", "chance", "caveats", "talk"]
    assert by_indicator["paz_publica"] == ["question", "result", "talk"]
    assert by_indicator["robo"] == ["question", "picture", "result", "caveats", "talk"]
    # nobody sends it: nothing to guess
    assert by_indicator["actividades"] == ["result", "talk"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(None, 0), ("", 0), ("1", 0), ("7", 6), ("0", 0), ("99", 21), ("-3", 0), ("²", 0), ("<b>", 0), ("99999", 0)],
)
def test_the_step_of_an_address(asked: str | None, expected: int) -> None:
    assert position(asked, 22) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_hides_the_answer(home: Mapped, open_step: Open, language: str) -> None:
    number = place(home, "conchali", "question", "robo")
    page = open_step(home, paso=number, territorio="conchali", idioma=language)
    assert shown(page) == ("question", "robo")
    ((before, now, sentence, spoken),) = home.rows(HEADLINE.format(language=language), "robo", "conchali")
    with speaking_in(language):
        counts = (count(before), count(now))
    assert not [each for each in (*counts, read(sentence), read(spoken)) if each in page.html]
    assert "%" not in page.text
    marks = re.search(r'<ul class="sm-meet-guesses".*?</ul>', page.html, re.DOTALL)
    assert marks
    assert len(re.findall("<img ", marks[0])) == 3
    # the three shapes are drawn alike: none in the colour of a judgement
    assert "%230c877b" not in marks[0]
    assert "%23c9560e" not in marks[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_is_the_released_one_word_for_word(home: Mapped, open_step: Open, language: str) -> None:
    number = place(home, "conchali", "result", "robo")
    page = open_step(home, paso=number, territorio="conchali", idioma=language)
    ((before, now, sentence, spoken),) = home.rows(HEADLINE.format(language=language), "robo", "conchali")
    with speaking_in(language):
        assert f"{count(before)} → {count(now)}" in page.text
        assert t("Para leer en voz alta") in page.text
    assert read(sentence) in page.text
    assert read(spoken) in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withheld_figure_is_a_step_that_says_why(home: Mapped, open_step: Open, language: str) -> None:
    number = place(home, "conchali", "result", "paz_publica")
    page = open_step(home, paso=number, territorio="conchali", idioma=language)
    with speaking_in(language):
        assert t("Dato reservado") in page.text
        why = t(
            "Hay un número, pero es tan chico que mostrarlo podría señalar a una familia. No es cero ni falta de dato."
        )
    assert why in page.text
    assert "→" not in re.sub(r"<footer.*", "", page.text)
    assert "sm-meet-counts" not in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_insufficient_one_says_so_without_a_percentage(home: Mapped, open_step: Open, language: str) -> None:
    number = place(home, "renca", "result", "robo")
    page = open_step(home, paso=number, territorio="renca", idioma=language)
    ((_, _, sentence, _),) = home.rows(HEADLINE.format(language=language), "robo", "renca")
    with speaking_in(language):
        assert t("Datos insuficientes") in page.text
    assert read(sentence) in page.text
    assert "%" not in page.text
    number = place(home, "renca", "caveats", "robo")
    caveats = open_step(home, paso=number, territorio="renca", idioma=language)
    assert shown(caveats) == ("caveats", "robo")
    assert 2 <= len(re.findall("<li>", caveats.html)) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_can_be_drawn_in_every_language(home: Mapped, open_step: Open, language: str) -> None:
    page = open_step(home, territorio="renca", idioma=language)
    seen = [shown(page)]
    while not page.app.button(key="meeting-on").disabled:
        page.app.button(key="meeting-on").click().run()
        assert not page.app.exception
        seen.append(shown(page))
        assert page.app.query_params["paso"] == str(len(seen))
    assert len(seen) == len(set(seen)) == 24
    assert seen[-1][0] == "closing"
    page.app.button(key="meeting-back").click().run()
    assert page.app.query_params["paso"] == "23"


def test_violence_in_families_is_two_windows_and_its_talk_names_help(home: Mapped, open_step: Open) -> None:
    drawn = open_step(home, paso=place(home, "renca", "picture", "vif"), territorio="renca")
    ((alt,),) = home.rows("SELECT alt FROM picture WHERE picture = 'two_dots/vif/renca' AND language = 'es'")
    assert read(alt) in read(drawn.html.replace('alt="', ">"))
    assert "Serie" not in drawn.text
    talk = open_step(home, paso=place(home, "renca", "talk", "vif"), territorio="renca")
    numbers = [number for (number,) in home.rows("SELECT number FROM help_line")]
    assert numbers
    assert all(number in talk.text for number in numbers)


def test_a_comparison_area_has_no_verdict(home: Mapped, open_step: Open) -> None:
    page = open_step(home, paso=place(home, "quilpue", "result", "robo"), territorio="quilpue")
    assert "Zona de comparación: no es una comunidad del programa" in page.text
    assert "Bajaron" not in page.text


def test_the_first_step_chooses_the_territory_and_the_last_names_what_stays_open(home: Mapped, open_step: Open) -> None:
    page = open_step(home)
    page.app.selectbox(key="territorio").select("renca").run()
    assert page.app.query_params["territorio"] == "renca"
    assert "Evaluación: Renca" in page.text
    last = open_step(home, paso="999", territorio="renca")
    assert shown(last)[0] == "closing"
    assert re.search(r"Nada todavía sobre: .*desorden.*robo", last.text)
    assert "Código QR de este enlace" in last.html

"""«Calidad de los datos»: what arrived, what is missing, and what became of each delivery, as published."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from dashboard.freshness import months_named
from etl import acts
from tests.dashboard.conftest import HOSTILE, Page, Published, read
from tests.small_programme import NOW, SmallProgramme, police_csv
from tests.steps_taken_once import Once

Open = Callable[..., Page]
Quality = Callable[..., Page]


@pytest.fixture
def open_quality(open_page: Open) -> Quality:
    """Open the page: `open_quality(home, institucion="policia", territorio="centro")`."""

    def opened(home: Published, **address: str) -> Page:
        page = open_page(home, **address)
        page.app.switch_page("app_pages/calidad.py")
        for key, value in address.items():
            page.app.query_params[key] = value
        page.app.run()
        assert not page.app.exception
        return page

    return opened


def marks(page: Page, kind: str = "whole") -> list[list[str]]:
    """The statuses of each row of the calendar, `whole` series or territories `within` one."""
    rows = re.findall(rf'<tr><th scope="row" class="sm-series sm-{kind}">.*?</tr>', page.html, re.DOTALL)
    return [re.findall(r"sm-month sm-is-(\w+)", row) for row in rows]


def test_a_month_that_never_came_is_told_from_a_zero(altered: Published, open_quality: Quality) -> None:
    page = open_quality(altered, territorio="renca")
    rows = marks(page)
    indicators = altered.rows("SELECT DISTINCT indicator FROM completeness WHERE status <> 'not_expected'")
    assert len(rows) == len(indicators)
    for row in rows:
        assert row[-12:] == ["missing"] * 12
        assert "missing" not in row[:-12]
    assert "enero de 2020: sin dato: no llegó" in page.text
    assert "Un mes sin dato no es un mes con cero casos." in page.text


@pytest.mark.parametrize("territory", ["renca", "quilpue", "conchali"])
def test_the_calendar_shows_the_published_statuses(altered: Published, open_quality: Quality, territory: str) -> None:
    published = altered.rows(
        "SELECT list(status ORDER BY month) FROM completeness JOIN indicator USING (indicator) WHERE territory = ? "
        "GROUP BY institution, indicator, letter HAVING bool_or(status <> 'not_expected') ORDER BY institution, letter",
        territory,
    )
    assert marks(open_quality(altered, territorio=territory)) == [statuses for (statuses,) in published]


def test_one_institution_shows_each_territory(altered: Published, open_quality: Quality) -> None:
    ((institution,),) = altered.rows("SELECT institution FROM institution WHERE institution IN (FROM ("
                                     "SELECT DISTINCT institution FROM completeness))")  # fmt: skip
    page = open_quality(altered, institucion=institution)
    published = altered.rows(
        "SELECT list(status ORDER BY month) FROM completeness JOIN indicator USING (indicator) "
        "JOIN territory USING (territory) GROUP BY indicator, letter, territory, role, territory.rowid "
        "HAVING bool_or(status <> 'not_expected') ORDER BY letter, role = 'comparison', territory.rowid"
    )
    assert marks(page, "within") == [statuses for (statuses,) in published]
    assert marks(open_quality(altered), "within") == []


def test_each_mark_has_its_words_and_the_legend_names_them(altered: Published, open_quality: Quality) -> None:
    page = open_quality(altered)
    pattern = r'<td title="([^"]+)" class="sm-month sm-is-(\w+)"><span aria-hidden="true">(.)</span><span[^>]*>([^<]+)<'
    cells = re.findall(pattern, page.html)
    assert {status: mark for _, status, mark, _ in cells}["missing"] == "–"
    assert [words for title, _, _, words in cells if title != words] == []
    for words in ("recibido", "recibido: cero casos", "incompleto", "sin dato: no llegó", "no se espera"):
        assert words in page.text.split("Mes a mes")[1].split("2017")[0]


def test_freshness_is_the_last_month_that_came(altered: Published, open_quality: Quality) -> None:
    text = open_quality(altered).text
    assert "diciembre de 2019" in text.split("Mes a mes")[0]
    assert "12 meses: enero a diciembre de 2020" in text.split("Mes a mes")[0]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], "ningún mes"),
        ([(2019, 9)], "septiembre de 2019"),
        ([(2019, 12), (2020, 1)], "2 meses: diciembre de 2019 a enero de 2020"),
        ([(2018, 1), (2018, 3), (2018, 5), (2018, 7)],
         "4 meses: los últimos, marzo de 2018; mayo de 2018; julio de 2018"),
    ],
)  # fmt: skip
def test_months_in_words(months: list[tuple[int, int]], words: str) -> None:
    assert months_named([date(year, month, 1) for year, month in months]) == words


def test_choices_stand_in_the_address(altered: Published, open_quality: Quality) -> None:
    page = open_quality(altered)
    page.app.selectbox(key="territorio").select("renca").run()
    assert page.app.query_params["territorio"] == "renca"
    assert len(page.app.selectbox) == 2
    assert page.app.selectbox(key="institucion").value == ""


def test_an_address_that_names_nothing_shows_all(altered: Published, open_quality: Quality) -> None:
    page = open_quality(altered, territorio="' OR 1=1 --", institucion="<b>")
    assert page.app.selectbox(key="territorio").value == ""
    assert page.app.selectbox(key="institucion").value == ""
    assert "OR 1=1" not in page.html
    assert len(marks(page)) == len(marks(open_quality(altered)))


def test_hostile_names_are_text(altered: Published, open_quality: Quality) -> None:
    ((institution,),) = altered.rows("SELECT DISTINCT institution FROM delivery")
    page = open_quality(altered, institucion=institution)
    assert "<img src=x" not in page.html
    assert "<b>Carabineros" not in page.html
    assert "&lt;img src=x" in page.html
    assert "&lt;b&gt;Carabineros" in page.html


@pytest.fixture
def deliveries(once: Once) -> SmallProgramme:
    return once(deliver)


def deliver(small_programme: SmallProgramme) -> None:
    """One delivery of each outcome, the refused one with a hostile name."""
    month = [f"{number};{number}/01/2019;Robo;Centro" for number in range(1, 21)]
    later = [row.replace("/01/", "/02/") for row in month]
    small_programme.send("policia_denuncias_2019-01_ext20190210.csv", police_csv(*month, "x;40/40/2019;Robo;Centro"))
    small_programme.send("policia_denuncias_2019-01_ext20190310.csv", police_csv(*month[:4]))
    small_programme.send("policia_denuncias_2019-02_ext20190310.csv", police_csv("1;5/2/2019;Robo;Nadie sabe", *later))
    small_programme.send(f"{HOSTILE.replace('/', '')}.csv", police_csv("1;5/2/2019;Robo;Centro"))
    (wrong,) = [outcome for outcome in small_programme.run().deliveries if "2019-02" in outcome.judgement.file]
    ((delivery,),) = small_programme.published("SELECT delivery FROM delivery WHERE file LIKE '%2019-02%'")
    assert wrong.judgement.quarantined == 1
    acts.decide(small_programme.home, "retract", delivery, "se mandó <i>por error</i>", NOW.date())
    small_programme.send("fiscalia_2019_ext20200110.csv", "MES;BARRIO;CANTIDAD\n2019-01;Centro;4\n")
    small_programme.run()


def test_every_outcome_is_told_with_its_reason(deliveries: SmallProgramme, open_quality: Quality) -> None:
    page = open_quality(Published(deliveries.home.root))
    listed = page.text.split("Entregas")[1].split("Observaciones")[0]
    assert "5 entregas: 2 cargadas, 1 en espera, 1 rechazada, 1 retirada." in listed
    assert "En espera de una decisión quitaría 16 de 20 filas de su período" in listed
    assert "Retirada se mandó <i>por error</i>" in listed
    assert "Rechazada el nombre no es el de ningún formato acordado" in listed
    assert "sin institución" in listed
    assert "<img src=x" not in page.html
    assert "&lt;i&gt;por error" in page.html


def test_findings_of_what_was_retracted_are_not_counted(deliveries: SmallProgramme, open_quality: Quality) -> None:
    page = open_quality(Published(deliveries.home.root))
    found = page.text.split("Observaciones")[-1]
    assert "Fecha que no es válida Qué pasa con la fila no se acepta Cuántas 1 De quién Policía 1" in found
    assert "Lugar desconocido" not in found
    assert "Ningún formato corresponde" in found
    other = open_quality(Published(deliveries.home.root), institucion="fiscalia")
    assert "Ninguna observación." in other.text
    assert "1 entrega: 1 cargada." in other.text


def test_a_pair_that_nobody_expects_is_told_so(small_programme: SmallProgramme, open_quality: Quality) -> None:
    small_programme.change("feeds/mesas_actividades.toml", 'territories = "all"', 'territories = ["centro"]')
    small_programme.send("fiscalia_2019_ext20200110.csv", "MES;BARRIO;CANTIDAD\n2019-01;Centro;4\n")
    small_programme.run()
    page = open_quality(Published(small_programme.home.root), institucion="mesas", territorio="sur")
    assert page.text.count("Nada se espera de esta institución en este territorio.") == 2
    assert read(page.html).count("0 entregas") == 0

"""«Panorama»: the minute's sentence, the matrix, one part at a time, and the way from a cell to its deliveries."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.language import count, speaking_in, t
from dashboard.page_list import registered
from etl.home import Home
from etl.run import run
from schemas.load import load_programme
from tests.dashboard.conftest import (
    CHILE,
    CHILE_FEEDS,
    HOSTILE,
    NOW,
    ROOT,
    Page,
    Published,
    change,
    read,
    silent,
)
from tests.small_programme import SmallProgramme, police_csv

Open = Callable[..., Page]
PARTS = ("tendencias", "zonas", "instituciones", "falta", "cambios")
VERDICTS = {
    "decreased": "Bajaron",
    "increased": "Subieron",
    "no_clear_change": "Sin cambio claro",
    "insufficient": "Datos insuficientes",
    "not_comparable": "No comparable",
}


@pytest.fixture(scope="module")
def with_area(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The same counts, said to be generated, with two areas to compare with."""
    folder = tmp_path_factory.mktemp("with_area")
    shutil.copytree(CHILE, folder / "programme")
    change(folder / "programme" / "programme.toml", 'data = "real"', 'data = "generated"')
    for name in ("Quilpué", "Quilicura"):
        change(folder / "programme" / "territories.csv", f"{name},intervention", f"{name},comparison")
    run(load_programme(folder / "programme"), CHILE_FEEDS, Home(folder / "home"), now=NOW, progress=silent)
    return Published(folder / "home")


@pytest.fixture
def open_overview(open_page: Open) -> Open:
    """Open the page: `open_overview(home, parte="zonas", idioma="gn")`."""

    def opened(home: Published | Path, **address: str) -> Page:
        page = open_page(home, **address)
        page.app.switch_page("app_pages/panorama.py")
        for key, value in address.items():
            page.app.query_params[key] = value
        page.app.run()
        assert not page.app.exception
        return page

    return opened


def cells(page: Page) -> dict[tuple[str, str], str]:
    """What each cell of the matrix says, by indicator and territory, which its link names."""
    found = re.findall(r'<a href="([^"]+)" target="_self" class="sm-ov-cell">(.*?)</a>', page.html, re.DOTALL)
    said = {}
    for address, html in found:
        asked = parse_qs(urlsplit(unescape(address)).query)
        assert asked["ver"] == ["celda"]
        said[asked["indicador"][0], asked["territorio"][0]] = read(html)
    return said


def test_each_cell_says_the_published_comparison(chile: Published, open_overview: Open) -> None:
    shown = cells(open_overview(chile))
    rows = chile.rows(
        "SELECT indicator, territory, polarity, verdict, baseline_count, current_count, comparison.reason "
        "FROM comparison JOIN indicator USING (indicator) JOIN territory USING (territory) "
        "WHERE scenario = 'headline' AND basis = 'lead' AND role = 'intervention' AND reason IS DISTINCT FROM 'no_feed'"
    )
    assert len(rows) >= 15
    for indicator, territory, polarity, verdict, before, now, reason in rows:
        words = shown[indicator, territory]
        assert words.startswith(VERDICTS[verdict])
        if verdict in ("decreased", "increased", "no_clear_change"):
            assert f"{count(before)} → {count(now)}" in words
        if polarity == "neutral":
            # never the bare verb: «Subieron las denuncias», not «Subieron»
            assert not re.match(r"(Bajaron|Subieron) \d", words), words
        assert reason != "missing_months" or "meses" in words


def test_a_neutral_indicator_has_neither_of_the_colours_of_judgement(chile: Published, open_overview: Open) -> None:
    html = open_overview(chile).html
    neutral = [row[0] for row in chile.rows("SELECT indicator FROM indicator WHERE polarity = 'neutral'")]
    links = re.findall(
        r'<a href="[^"]*indicador=(\w+)[^"]*" target="_self" class="sm-ov-cell">(.*?)</a>', html, re.DOTALL
    )
    judged = {indicator for indicator, told in links if "sm-sought" in told or "sm-contrary" in told}
    assert judged
    assert judged.isdisjoint(neutral)


def test_the_sentence_counts_the_published_verdicts(chile: Published, open_overview: Open) -> None:
    rows = chile.rows(
        "SELECT verdict, count(*) FROM comparison JOIN territory USING (territory) WHERE scenario = 'headline' "
        "AND basis = 'lead' AND role = 'intervention' AND verdict IS NOT NULL GROUP BY verdict"
    )
    numbers = dict(rows)
    clear = numbers.get("decreased", 0) + numbers.get("increased", 0)
    text = open_overview(chile).text
    total, still = sum(numbers.values()), numbers.get("no_clear_change", 0)
    assert re.search(
        rf"De {total} comparaci\w+, {clear} cambi\w+ con claridad\. En {still} no hay cambio claro\.", text
    )


@pytest.mark.parametrize("language", ["es", "gn", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_in_every_language(chile: Published, open_overview: Open, part: str, language: str) -> None:
    page = open_overview(chile, parte=part, idioma=language)
    with speaking_in(language):
        assert t("Panorama") in page.text
        assert page.app.session_state["parte"] == part
        names = [t("Tendencias"), t("Frente a otras zonas"), t("Instituciones"), t("Qué falta"), t("Qué cambió")]
    (control,) = [each for each in page.app.button_group if each.key == "parte"]
    assert control.options == names


def test_only_the_chosen_part_is_there(chile: Published, open_overview: Open) -> None:
    trends = open_overview(chile, parte="tendencias", indicador="robo").html
    assert trends.count('class="sm-ov-trend"') == 5
    late = open_overview(chile, parte="falta").html
    assert "sm-ov-trend" not in late
    assert "No deben nada" in late
    # plotly only where somebody asks for it
    assert not open_overview(chile).app.main.get("plotly_chart")


def test_an_unknown_part_or_cell_is_left_aside(chile: Published, open_overview: Open) -> None:
    for address in ({"parte": "x"}, {"ver": "celda", "indicador": "robo", "territorio": "nadie"}, {"ver": "celda"}):
        page = open_overview(chile, **address)
        assert len(cells(page)) == 25
        assert page.html.count('class="sm-ov-trend"') == 5


def test_a_programme_without_areas_or_a_second_institution_says_so(chile: Published, open_overview: Open) -> None:
    assert "no declaró zonas de comparación" in open_overview(chile, parte="zonas").text
    assert "informa una sola institución" in open_overview(chile, parte="instituciones").text
    assert "Es la primera edición" in open_overview(chile, parte="cambios").text


def test_what_never_came_is_told_by_institution(altered: Published, open_overview: Open) -> None:
    ((expected, missing),) = altered.rows(
        "SELECT count(*), count(*) FILTER (status = 'missing') FROM completeness JOIN territory USING (territory), "
        "evaluation WHERE status <> 'not_expected' AND role = 'intervention' AND leads "
        "AND (month BETWEEN baseline_from AND baseline_to OR month BETWEEN current_from AND current_to)"
    )
    assert missing > 0
    text = open_overview(altered, parte="falta").text
    assert f"De {count(expected)} datos esperados" in text
    assert f"no llegaron {count(missing)}" in text
    assert "institucion=" in open_overview(altered, parte="falta").html


def test_the_area_picture_has_the_published_figures(with_area: Published, open_overview: Open) -> None:
    rows = with_area.rows(
        "SELECT rrr, low, high FROM area_comparison WHERE indicator = 'robo' AND rrr IS NOT NULL AND low IS NOT NULL "
        "AND territory IN (SELECT territory FROM territory WHERE role = 'intervention')"
    )
    assert rows
    html = open_overview(with_area, parte="zonas", indicador="robo").html
    alt = unescape(re.findall(r'class="sm-ov-forest"><img [^>]*alt="([^"]+)"', html)[0])
    for figures in rows:
        here, low, high = (count(int(each * 100 + 0.5)) for each in figures)
        assert f": {here} (entre {low} y {high})" in alt
    assert alt.endswith("Datos generados para demostración.")


def test_a_name_of_a_file_becomes_no_markup(altered: Published, open_overview: Open) -> None:
    for address in ({"parte": "zonas"}, {"parte": "falta"}, {"parte": "tendencias"},
                    {"ver": "celda", "indicador": "robo", "territorio": "renca"}):  # fmt: skip
        html = open_overview(altered, **address).html
        assert HOSTILE not in html
        assert "<b>Carabineros" not in html
        assert "&lt;img src=x onerror" in html


def robberies(number: int, month: int) -> str:
    return police_csv(*(f"{n};{n % 27 + 1:02d}/{month:02d}/2019;ROBO;Centro" for n in range(1, number + 1)))


def test_two_steps_lead_from_a_cell_to_the_deliveries_behind_it(
    small_programme: SmallProgramme, open_overview: Open
) -> None:
    first = "policia_denuncias_2019-03_ext20190501.csv"
    small_programme.send(first, robberies(7, 3))
    small_programme.run()
    home = small_programme.home.root
    address = next(each for each in re.findall(r'href="(\./panorama[^"]+)"', open_overview(home).html)
                   if "robo" in each and "centro" in each)  # fmt: skip
    asked = {name: value for name, (value,) in parse_qs(urlsplit(unescape(address)).query).items()}
    page = open_overview(home, **asked)
    # first step: months with their statuses
    assert "marzo de 2019: 7" in page.text
    assert "abril de 2019: sin dato" in page.text
    # second step: the file as it was sent, when it came, its rows
    behind = page.html.split('<details class="sm-ov-behind">')[1].split("</details>")[0]
    assert read(behind).startswith("Policía Nacional: ver la entrega ")
    for words in (first, "marzo de 2019", "15 de junio de 2020", "7 leídas = 7 aceptadas + 0 observadas + 0 repetidas"):
        assert words in read(behind)
    assert f'href="{first}' not in page.html
    assert 'href="./panorama"' in page.html


def test_a_cell_without_deliveries_says_so(small_programme: SmallProgramme, open_overview: Open) -> None:
    small_programme.send("policia_denuncias_2019-03_ext20190501.csv", robberies(7, 3))
    small_programme.run()
    page = open_overview(small_programme.home.root, ver="celda", indicador="actividades", territorio="norte")
    assert "Ninguna entrega trae datos de este indicador en este territorio." in page.text


def test_what_changed_since_the_last_edition_names_the_delivery(
    small_programme: SmallProgramme, open_overview: Open
) -> None:
    corrected = "policia_denuncias_2019-03_ext20190601.csv"
    small_programme.send("policia_denuncias_2019-03_ext20190501.csv", robberies(7, 3))
    small_programme.run()
    small_programme.send(corrected, robberies(9, 3))
    small_programme.run()
    text = open_overview(small_programme.home.root, parte="cambios").text
    told = re.search(
        r"Robo · Centro · Policía · marzo de 2019 Antes decía 7 Ahora dice 9 Por qué entregas (\S+)", text, re.I
    )
    assert told, text
    assert told[1].startswith("policia_denuncias_2019-03")
    assert corrected in text


def test_an_edition_that_changed_nothing_published_says_so(
    small_programme: SmallProgramme, open_overview: Open
) -> None:
    small_programme.send("policia_denuncias_2019-03_ext20190501.csv", robberies(7, 3))
    small_programme.run()
    small_programme.send("policia_denuncias_2019-04_ext20190601.csv", robberies(5, 4))
    small_programme.run()
    assert "Ninguna cifra ya publicada cambió" in open_overview(small_programme.home.root, parte="cambios").text


def test_a_public_server_has_no_such_page() -> None:
    assert "panorama" in {entry.address for entry in registered(public_server=False)}
    assert "panorama" not in {entry.address for entry in registered(public_server=True)}


def test_the_modules_stay_small() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines())
               for path in (ROOT / "dashboard").glob("overview_*.py")}  # fmt: skip
    assert len(lengths) > 10
    assert {name: length for name, length in lengths.items() if length > 200} == {}

"""«Mapa»: every territory is drawn, linked and named; the table says the same; withheld and missing have a pattern."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from dashboard.language import decimal, speaking_in, t
from dashboard.map_geometry import WIDTH, Box, Panel, panels
from dashboard.map_labels import EDGE, placed
from dashboard.map_questions import base_shapes, outlines, rates
from dashboard.map_shown import shade
from dashboard.map_view import map_file
from dashboard.store import Edition, edition_at
from schemas.words import LANGUAGES
from tests.dashboard.conftest import Page, read
from tests.dashboard.mapped_home import PLACES, Mapped, build, square

Open = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    """Five squares, four of them close together."""
    return build(tmp_path_factory.mktemp("map"))


@pytest.fixture
def edition(home: Mapped) -> Edition:
    """The public edition."""
    return edition_at(home.root / "published" / "public.duckdb", "public")


@pytest.fixture
def open_map(open_page: Open) -> Open:
    """Open the page: `open_map(home, indicador="robo", mostrar="tasa")`."""

    def opened(home: Mapped, **address: str) -> Page:
        page = open_page(home.root, **address)
        page.app.switch_page("app_pages/mapa.py")
        for key, value in address.items():
            page.app.query_params[key] = value
        page.app.run()
        assert not page.app.exception
        return page

    return opened


def rows_of(section: str) -> list[str]:
    """The rows of territories, without headings."""
    return re.findall(r'<tr><th scope="row".*?</tr>', section, re.DOTALL)


@pytest.mark.parametrize("what", ["resultado", "tasa"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_parses_and_every_territory_has_a_link_and_a_title(
    edition: Edition, what: str, language: str
) -> None:
    with speaking_in(language):
        svg = map_file(edition, "robo", what, "renca", language)
    assert svg
    links = list(ElementTree.fromstring(svg).iter(f"{SVG}a"))  # noqa: S314  (made by us, above)
    addresses = {link.get("href") or "" for link in links}
    assert all(any(f"territorio={place}" in address for address in addresses) for place in PLACES)
    titles = [link.findtext(f"{SVG}title") or "" for link in links]
    assert all(re.fullmatch(r".+: .+", title) for title in titles)
    # the whole holds all five, the nearer view those that lie close together
    assert len(links) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_on_the_map_are_links_with_shape_and_word(home: Mapped, open_map: Open, language: str) -> None:
    page = open_map(home, indicador="robo", idioma=language)
    names = re.findall(r'<a href="([^"]+)"[^>]*class="sm-map-name[^>]*>.*?</a>', page.html)
    assert len(names) == len(PLACES)
    assert {place for place in PLACES for name in names if f"territorio={place}&amp;indicador=robo" in name} == set(
        PLACES
    )
    with speaking_in(language):
        words = {
            "renca": t("Datos insuficientes"),
            "conchali": t("Subieron"),
            "quilpue": t("Zona de comparación: sin veredicto"),
        }
    for place, word in words.items():
        (title,) = set(re.findall(rf'territorio={place}&amp;[^>]*class="sm-map-name[^>]*title="([^"]+)"', page.html))
        assert word in title
    twin = read(page.section("sm-map-twin"))
    assert all(words[place] in twin for place in ("renca", "conchali"))
    assert "2 " in twin
    with speaking_in(language):
        assert twin.count(t("Zonas de comparación: sin veredicto")) == 1, "once for all of them"
    assert words["quilpue"] not in twin
    (row,) = [each for each in rows_of(page.section("sm-map-twin")) if "Quilpu" in each]
    assert "–" in read(row)
    assert re.search(r"\d → \d", read(row))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_withheld_is_dotted_and_no_number_stands_beside_it(home: Mapped, open_map: Open, language: str) -> None:
    for what in ("resultado", "tasa"):
        page = open_map(home, indicador="paz_publica", mostrar=what, idioma=language)
        with speaking_in(language):
            word = t("Dato reservado")
        # the whole and the nearer view draw all five
        assert page.html.count("url(%23withheld)") == 2 * len(PLACES)
        rows = rows_of(page.section("sm-map-twin"))
        assert len(rows) == len(PLACES)
        assert all(word in read(row) and "–" in read(row) for row in rows)
        assert not [row for row in rows if re.search(r"\d", read(row))]


def test_what_is_insufficient_is_hatched_and_has_no_rate(home: Mapped, edition: Edition, open_map: Open) -> None:
    page = open_map(home, indicador="robo", mostrar="tasa")
    assert page.html.count("url(%23missing)") == 2
    assert "renca" not in rates(edition, "robo")
    assert set(rates(edition, "robo")) == set(PLACES) - {"renca"}
    assert rates(edition, "paz_publica") == {}


def test_a_rate_is_the_published_count_over_days_and_inhabitants(
    home: Mapped, edition: Edition, open_map: Open
) -> None:
    ((now, days),) = home.rows(
        "SELECT current_count, current_days FROM comparison WHERE indicator = 'robo' AND territory = 'conchali'"
    )
    ((people,),) = home.rows("SELECT population FROM population WHERE territory = 'conchali' AND year = 2019")
    by_hand = now / (people / 1000) / (days / 365.25)
    assert rates(edition, "robo")["conchali"]["rate"] == pytest.approx(by_hand)
    assert f"{decimal(by_hand)} cada 1.000 habitantes por año" in open_map(home, indicador="robo", mostrar="tasa").text


def test_choosing_and_the_way_to_the_other_pages(home: Mapped, open_map: Open) -> None:
    page = open_map(home, indicador="robo", territorio="renca")
    card = page.section("sm-map-card")
    assert 'data-territory="renca"' in card
    assert 'href="./?territorio=renca"' in card
    assert 'href="./evaluacion?territorio=renca"' in card
    assert page.html.count('aria-current="true"') == 2
    page.app.selectbox(key="territorio").select("quilicura").run()
    assert 'data-territory="quilicura"' in page.section("sm-map-card")
    area = open_map(home, indicador="robo", territorio="quilpue")
    assert "no lleva veredicto" in read(area.section("sm-map-card"))


def test_a_programme_without_outlines_has_the_table_alone(
    tmp_path_factory: pytest.TempPathFactory, open_map: Open
) -> None:
    bare = build(tmp_path_factory.mktemp("bare"), outlined=False)
    page = open_map(bare, indicador="robo")
    assert "Este programa no tiene mapa" in page.text
    assert "Conchalí" in read(page.section("sm-map-twin"))


def test_the_base_is_published_with_its_levels(edition: Edition) -> None:
    assert [(each["name"], each["level"]) for each in base_shapes(edition)] == [
        ("Norte", "district"),
        ("Centro", "neighbourhood"),
    ]
    assert set(outlines(edition)) == set(PLACES)


def test_close_territories_get_a_panel_and_scattered_ones_do_not() -> None:
    near = {name: square(0.02 * number, 0, 0.01) for number, name in enumerate("abc")}
    far = {"d": square(3, 3, 0.2)}
    whole, nearer = panels(near | far, dict.fromkeys("abc", "Capital") | {"d": "Otro"})
    assert (whole.name, whole.territories, nearer.name, nearer.territories) == ("", ("d",), "Capital", ("a", "b", "c"))
    assert whole.insets == (nearer.box,)
    (alone,) = panels(near, dict.fromkeys("abc", "Capital"))
    assert alone.territories == ("a", "b", "c")


def test_a_degree_of_longitude_is_drawn_shorter_than_one_of_latitude() -> None:
    panel = Panel("", ("a",), Box(-58, -26, -57, -25))
    west, north = panel.place(-58, -25)
    east, south = panel.place(-57, -26)
    assert (east - west) / (south - north) == pytest.approx(0.903, abs=0.002)


def test_labels_neither_cover_each_other_nor_leave_the_drawing() -> None:
    points = {str(number): (100.0 + 7 * number, 100.0 + 3 * number) for number in range(8)}
    labels = placed(points, dict.fromkeys(points, "San Vicente 4,5"), 300)
    for number, label in enumerate(labels):
        assert not [other for other in labels[:number] if label.covers(other)]
        assert label.x - label.width / 2 >= EDGE
        assert label.x + label.width / 2 <= WIDTH - EDGE
    assert any(label.moved for label in labels)


@pytest.mark.parametrize(("rate", "step"), [(0.0, 0), (2.4, 0), (2.6, 1), (9.9, 3), (10.0, 3)])
def test_the_shade_of_a_rate(rate: float, step: int) -> None:
    assert shade(rate, 10.0) == step
    assert shade(rate, 0.0) == 0

"""«Calidad de los datos»: what is still open, what later deliveries settled, and the frozen baseline beside today's."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.baseline import Act, freeze
from etl.warehouse import open_warehouse
from tests.dashboard.conftest import HOSTILE, Page
from tests.small_programme import NOW, SmallProgramme, police_csv
from tests.steps_taken_once import Once

Open = Callable[..., Page]
FIRST, AGAIN = "policia_denuncias_2018-01_ext20180301.csv", "policia_denuncias_2018-01_ext20180401.csv"
MONTH = [f"{n};{n:02d}/01/2018;ROBO;Centro" for n in range(1, 11)]


def quality(open_page: Open, home: Path, **address: str) -> Page:
    page = open_page(home, **address)
    page.app.switch_page("app_pages/calidad.py")
    for key, value in address.items():
        page.app.query_params[key] = value
    page.app.run()
    assert not page.app.exception
    return page


def frozen(programme: SmallProgramme) -> None:
    """Freeze the baseline as the command does, on the day of the last run."""
    loaded = programme.load()
    with open_warehouse(programme.home) as warehouse:
        warehouse.prepare(loaded)
        values = warehouse.values(loaded)
    freeze(programme.home, values, loaded.declaration.evaluations, Act(NOW.date(), "Oficina", "acta"))
    programme.run()


def deliver_and_freeze(programme: SmallProgramme) -> None:
    programme.send(FIRST, police_csv(*MONTH))
    programme.run()
    frozen(programme)


def correct(programme: SmallProgramme, name: str) -> None:
    """The same month with one case more, in a file of that name."""
    programme.send(name, police_csv(*MONTH, "11;12/01/2018;ROBO;Centro"))
    programme.run()


def test_only_what_is_open_is_listed_and_what_was_settled_is_counted(
    small_programme: SmallProgramme, open_page: Open
) -> None:
    small_programme.send(FIRST, police_csv(*MONTH, "20;41/01/2018;ROBO;Centro", "21;02/01/2018;ABIGEATO;Centro"))
    small_programme.send(AGAIN, police_csv(*MONTH, "20;41/01/2018;ROBO;Centro"))
    small_programme.run()
    found = quality(open_page, small_programme.home.root).text.split("Observaciones")[-1]
    assert "Fecha que no es válida Qué pasa con la fila no se acepta Cuántas 1 De quién Policía 1" in found
    assert "Hecho desconocido" not in found
    assert "2 cerradas por entregas posteriores." in found


def test_an_edition_of_before_there_was_the_column_shows_all_of_them(
    small_programme: SmallProgramme, open_page: Open
) -> None:
    small_programme.send(FIRST, police_csv(*MONTH, "20;41/01/2018;ROBO;Centro"))
    small_programme.run()
    with duckdb.connect(str((small_programme.home.current / "internal.duckdb").resolve())) as connection:
        connection.execute("ALTER TABLE finding DROP COLUMN open")
        connection.execute("DROP TABLE baseline_difference")
    text = quality(open_page, small_programme.home.root).text
    assert "Fecha que no es válida" in text
    assert "cerradas por entregas posteriores" not in text


def test_a_provisional_baseline_has_no_such_section(small_programme: SmallProgramme, open_page: Open) -> None:
    small_programme.send(FIRST, police_csv(*MONTH))
    small_programme.run()
    assert "La línea de base congelada" not in quality(open_page, small_programme.home.root).text


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_both_readings_stand_side_by_side(once: Once, open_page: Open, language: str) -> None:
    small_programme = once(deliver_and_freeze)
    same = {"es": "dan la misma línea de base", "gn": "papapy pyenda ojoguaitéva", "en": "give the same baseline"}
    assert same[language] in quality(open_page, small_programme.home.root, idioma=language).text
    once(correct, AGAIN.replace(".csv", HOSTILE.replace("/", "") + ".csv"))
    page = quality(open_page, small_programme.home.root, idioma=language)
    heading = {"es": "Con los datos de hoy 11", "gn": "Koʼág̃agua marandúpe 11", "en": "By today's data 11"}
    one = {"es": "1 valor congelado sería otro", "gn": "1 papapy oñeñongatuvaʼekue iñambuéta", "en": "1 frozen value"}
    assert one[language] in page.text
    assert heading[language] in page.text
    assert "&lt;img src=x" in page.html
    assert "<img src=x" not in page.html


def test_the_choice_of_an_institution_holds_there_too(once: Once, open_page: Open) -> None:
    small_programme = once(deliver_and_freeze)
    once(correct, AGAIN)
    assert "Con los datos de hoy 11" in quality(open_page, small_programme.home.root, institucion="policia").text
    assert "Con los datos de hoy 11" not in quality(open_page, small_programme.home.root, institucion="mesas").text

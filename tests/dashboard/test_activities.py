"""Activities: a full count against the plan; a register that nobody sends is not a register of nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from etl.releasing import release_newest
from tests.dashboard.conftest import Page
from tests.small_programme import NOW, SmallProgramme
from tests.steps_taken_once import Once

Open = Callable[..., Page]
REGISTER = (
    ("10/01/2019", "Charla", "Centro", "Escuela 1", "20", "Realizada", ""),
    ("12/02/2019", "Charla", "Centro", "Escuela 1", "", "Suspendida", "lluvia"),
    ("20/02/2019", "Reunión", "Centro", "Plaza", "9", "Realizada", ""),
)
HEADING = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")


def register(path: Path, *rows: tuple[str, ...]) -> bytes:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADING, *rows)):
            sheet.write_row(number, 0, row)
    return path.read_bytes()


@pytest.fixture
def programme(once: Once) -> SmallProgramme:
    return once(release_with_register)


def release_with_register(small_programme: SmallProgramme) -> None:
    small_programme.change("feeds/mesas_actividades.toml", 'territories = "all"', 'territories = ["centro", "norte"]')
    small_programme.change("plan.csv", "centro,Charla,2019-T1,2,acta 1", "centro,Charla,2019-T1,4,acta 1")
    small_programme.send("mesas_2019-T1.xlsx", register(small_programme.root / "book.xlsx", *REGISTER))
    assert small_programme.only().status == "loaded"
    assert release_newest(small_programme.home, "Oficina", NOW) == ()


def test_done_of_planned_with_the_suspended_apart(programme: SmallProgramme, open_page: Open) -> None:
    card = open_page(programme.home.root, territorio="centro").card("actividades")
    assert "2 de 4 actividades (50 %)" in card
    assert "1 suspendida, contada aparte." in card
    assert "Charla 1 4 1" in card
    assert "Reunión 1 – 0" in card


def test_months_that_did_not_come_are_told(programme: SmallProgramme, open_page: Open) -> None:
    """The register of one quarter came; the current window has ten months."""
    card = open_page(programme.home.root, territorio="centro").card("actividades")
    assert "7 meses de este período llegaron incompletos o no llegaron: pudo hacerse más." in card


def test_an_empty_register_is_told_from_none(programme: SmallProgramme, open_page: Open) -> None:
    page = open_page(programme.home.root, territorio="norte")
    assert "Ninguna actividad informada, y no hay plan." in page.card("actividades")
    assert "Nadie envía" not in page.card("actividades")


def test_a_plan_without_a_register_is_no_zero(small_programme: SmallProgramme, open_page: Open) -> None:
    small_programme.send("fiscalia_2019_ext20200110.csv", "MES;BARRIO;CANTIDAD\n2019-01;Centro;4\n")
    small_programme.run()
    assert release_newest(small_programme.home, "Oficina", NOW) == ()
    page = open_page(small_programme.home.root, territorio="centro")
    card = page.card("actividades")
    assert "Nadie envía este dato" in card
    assert "Se planificaron 2 actividades; nadie informó cuántas se hicieron. No es cero." in card
    assert "0 de 2" not in page.text
    assert "nadie informó si se hicieron." in page.text

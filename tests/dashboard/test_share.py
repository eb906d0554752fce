"""The address of a view can be sent: it restores what is seen, also behind another name, and as a QR code."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import segno

from dashboard.address import absolute, link
from dashboard.language import speaking_in
from dashboard.page_foot import report_an_error
from dashboard.share import citation, qr_image, qr_svg
from dashboard.store import edition_at
from tests.dashboard.conftest import Page, Published, read

Open = Callable[..., Page]


@pytest.mark.parametrize(
    ("url", "parameters", "configured", "address"),
    [
        ("http://a:1/mapa", {"territorio": "luque"}, None, "http://a:1/mapa?territorio=luque"),
        ("http://a:1", {"z": "1", "b": "2"}, None, "http://a:1/?b=2&z=1"),
        ("http://localhost:8501/mapa", {}, "https://seamos.gov.py/", "https://seamos.gov.py/mapa"),
        ("http://localhost:8501", {"a": "&x=1 "}, "https://seamos.gov.py", "https://seamos.gov.py/?a=%26x%3D1+"),
        (None, {"a": "1"}, "https://seamos.gov.py", "https://seamos.gov.py/?a=1"),
        (None, {}, None, ""),
    ],
)
def test_the_address_to_send(url: str | None, parameters: dict[str, str], configured: str | None, address: str) -> None:
    assert absolute(url, parameters, configured) == address


def test_a_link_of_ours_keeps_language_and_edition() -> None:
    assert link("mapa", territorio="luque") == "./mapa?territorio=luque"
    assert link("") == "./"
    with speaking_in("gn"):
        assert link("", 3, indicador=None, territorio="a&b") == "./?territorio=a%26b&edicion=3&idioma=gn"


def test_the_qr_code_is_that_of_the_address() -> None:
    address = "https://seamos.gov.py/?territorio=luque&edicion=3"
    root = ElementTree.fromstring(qr_svg(address))  # noqa: S314  (ours)
    side = segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert root.get("viewBox") == f"0 0 {side} {side}"
    assert qr_svg(address) != qr_svg(address + "0")
    assert qr_image(address).startswith("<img ")


def test_an_address_too_long_for_a_code_is_said_to_be_so() -> None:
    assert "demasiado largo" in qr_image("https://seamos.gov.py/?a=" + "x" * 2000)


def test_a_citation_of_generated_data_says_so(chile: Published, altered: Published) -> None:
    made = [edition_at(each.root / "published" / "internal.duckdb") for each in (chile, altered)]
    real, generated = (citation(each, "Renca", "https://x/") for each in made)
    assert "edición 1, 31 de diciembre de 2020. https://x/" in real
    assert "generados" not in real
    assert generated.endswith("[datos generados para demostración]")


def test_an_error_is_reported_to_the_responsible_office(chile: Published) -> None:
    told = report_an_error(edition_at(chile.root / "published" / "internal.duckdb"))
    assert "Avisar de un error: Proyecto Seamos" in read(told)
    assert 'href="https://cead.' in told


def test_the_foot_of_a_page_says_edition_source_and_method(chile: Published, open_page: Open) -> None:
    page = open_page(chile, idioma="en")
    foot = page.html[page.html.index("<footer") : page.html.index("</footer>")]
    assert "Data until 31 December 2020 · Edition 1, 31 December 2020" in read(foot)
    assert "Source: Casos policiales: CEAD" in read(foot)
    assert 'href="./como-se-mide?idioma=en"' in foot

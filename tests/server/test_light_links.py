"""What is copied from the first page of the public dashboard leads to the light page that says the same."""

import pytest

from dashboard.address import light_page
from tests.server.asking import ask
from tests.server.conftest import Site


@pytest.mark.parametrize(
    ("page", "parameters", "expected"),
    [
        ("https://a.example/explorar/", {"idioma": "gn", "territorio": "renca"}, "https://a.example/gn/t/renca"),
        ("https://a.example/explorar?x=1#y", {"idioma": "es"}, "https://a.example/es/"),
        ("https://a.example/explorar/", {"idioma": "es", "territorio": "../x"}, "https://a.example/es/t/..%2Fx"),
        ("https://a.example/explorar/mapa", {"idioma": "es", "territorio": "renca"}, None),
        ("https://a.example/", {"idioma": "es", "territorio": "renca"}, None),
        (None, {"idioma": "es"}, None),
    ],
)
def test_where_a_copied_link_leads(page: str | None, parameters: dict[str, str], expected: str | None) -> None:
    assert light_page(page, parameters) == expected


@pytest.mark.parametrize("language", ["es", "gn", "en"])
def test_the_server_has_that_page(chile: Site, language: str) -> None:
    link = light_page("http://localhost/explorar/", {"idioma": language, "territorio": "renca"})
    assert link is not None
    answer = ask(chile.app, f"{link.removeprefix('http://localhost')}?edicion=1")
    assert (answer.status, answer.headers["content-language"]) == (200, language)


def test_paper_is_shown_by_the_browsers_own_part(chile: Site) -> None:
    policy = ask(chile.app, "/informe/informe.es.pdf").headers["content-security-policy"]
    assert "sandbox" not in policy
    assert "default-src" not in policy

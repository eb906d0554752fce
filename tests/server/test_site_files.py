"""Pages, report and open data: which file an address means, in which language, and that no other file is ever read."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server.asking import ask, site_of
from tests.server.conftest import Site


def page(site: Site, name: str) -> bytes:
    return (site.folder / "paginas" / name).read_bytes()


@pytest.mark.parametrize(
    ("target", "header", "name"),
    [
        ("/", "", "index.html"),
        ("/", "en-GB,en;q=0.9", "en/index.html"),
        ("/", "de, gn;q=0.4, en;q=0.2", "gn/index.html"),
        ("/t/renca", "", "t/renca.html"),
        ("/t/renca.html", "gn", "gn/t/renca.html"),
        ("/es/", "en", "es/index.html"),
        ("/en/t/renca", "gn", "en/t/renca.html"),
        ("/gn/barrios.html", "", "gn/barrios.html"),
    ],
)
def test_a_page_in_the_language_of_address_or_browser(chile: Site, target: str, header: str, name: str) -> None:
    answer = ask(chile.app, target, accept_language=header)
    assert (answer.status, answer.kind) == (200, "text/html")
    assert answer.body == page(chile, name)
    named = target.split("/")[1] in ("es", "gn", "en")
    assert ("Accept-Language" in answer.headers["vary"]) is not named


@pytest.mark.parametrize(
    ("target", "to"),
    [
        ("/?idioma=gn", "/gn/"),
        ("/t/renca?idioma=en&edicion=1", "/en/t/renca?edicion=1"),
        ("/gn", "/gn/"),
        ("/informe", "/informe/"),
        ("/explorar", "/explorar/"),
        ("/explorar?territorio=renca&idioma=gn", "/explorar/?territorio=renca&idioma=gn"),
        ("/api/v1", "/api/v1/openapi.json"),
    ],
)
def test_where_an_address_leads(chile: Site, target: str, to: str) -> None:
    answer = ask(chile.app, target, host="evil.example")
    assert (answer.status, answer.headers["location"]) == (302, to)


def test_the_report_falls_back_to_spanish_and_there_is_an_icon(site: Site) -> None:
    (site.folder / "informe" / "informe.en.html").unlink()
    answer = ask(site.app, "/informe/", accept_language="en")
    assert answer.body == (site.folder / "informe/informe.es.html").read_bytes()
    assert ask(site.app, "/favicon.ico").kind == "image/svg+xml"


def test_report_and_data(site: Site) -> None:
    (site.folder / "datos").mkdir(exist_ok=True)
    (site.folder / "datos" / "valores.csv").write_bytes(b"a,b\r\n")
    (site.folder / "feed.xml").write_bytes(b"<feed/>")
    assert (
        ask(site.app, "/informe/", accept_language="en").body == (site.folder / "informe/informe.en.html").read_bytes()
    )
    assert ask(site.app, "/informe/informe.es.pdf").kind == "application/pdf"
    csv = ask(site.app, "/datos/valores.csv")
    assert csv.headers["content-disposition"] == 'attachment; filename="valores.csv"'
    assert csv.headers["access-control-allow-origin"] == "*"
    assert ask(site.app, "/feed.xml").kind == "application/atom+xml"


HOSTILE = [
    "/../public.duckdb", "/public.duckdb", "/paginas/es/index.html", "/t/../../public.duckdb",
    "/datos/../public.duckdb",
    "/datos/..%2fpublic.duckdb", "/datos/%2e%2e/public.duckdb", "/informe/..%5c..%5cpublic.duckdb", "//etc/passwd",
    "/datos//etc/passwd", "/datos/\x00", "/es/t/renca.html%00", "/withdrawn.json", "/public_history.json",
    "/informe/secreto.txt", "/datos/.oculto", "/datos/enlace.csv", "/internal.duckdb", "/%ff%fe",
    "/calidad", "/panorama", "/revisar", "/_stcore/health", "/explorar/_stcore/metrics", "/explorar/_stcore/agent/app",
    "/explorar/_stcore/upload_file/a/b", "/explorar/_stcore/script-health-check", "/explorar/component/a/index.html",
    "/explorar/mapa/_stcore/upload_file/a/b",
]  # fmt: skip


@pytest.mark.parametrize("target", HOSTILE)
def test_no_other_file_and_no_other_address(site: Site, tmp_path: Path, target: str) -> None:
    secret = tmp_path / "secreto.txt"
    secret.write_text("secreto")
    (site.folder / "datos").mkdir(exist_ok=True)
    (site.folder / "datos" / "enlace.csv").symlink_to(secret)
    (site.folder / "datos" / ".oculto").write_text("secreto")
    answer = ask(site.app, target)
    assert answer.status == 404
    assert b"secreto" not in answer.body


def test_a_file_that_came_later_is_not_served(site: Site) -> None:
    app = site.app
    assert ask(app, "/informe/").status == 200
    (site.folder / "informe" / "nuevo.html").write_text("secreto")
    assert ask(app, "/informe/nuevo.html").status == 404


def test_an_older_edition_by_its_number(site: Site, follow: Callable[[int], None]) -> None:
    figures = re.findall(rb"<b>[^<]*</b>", page(site, "es/t/renca.html"))
    follow(2)
    assert "edición 2" in ask(site.app, "/es/t/renca").text
    assert figures
    assert re.findall(rb"<b>[^<]*</b>", ask(site.app, "/es/t/renca?edicion=1").body) == figures
    assert ask(site.app, "/es/t/renca?edicion=7").status == 404


def test_packed_and_kept(chile: Site) -> None:
    plain, packed = ask(chile.app, "/es/t/renca"), ask(chile.app, "/es/t/renca", accept_encoding="br, gzip;q=0.8")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in ask(chile.app, "/es/t/renca", accept_encoding="gzip;q=0").headers
    again = ask(chile.app, "/es/t/renca", if_none_match=f'"x", {plain.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert ask(chile.app, "/es/t/renca", if_none_match='W/"x"').status == 200


def test_another_edition_has_another_etag(site: Site, follow: Callable[[int], None]) -> None:
    app = site.app
    before = ask(app, "/api/v1/comparisons").headers["etag"]
    assert ask(app, "/api/v1/comparisons").headers["etag"] == before
    follow(2)
    assert ask(app, "/api/v1/comparisons", if_none_match=before).status == 200
    assert ask(app, "/api/v1/comparisons?edition=1").status == 200


def test_without_light_pages_the_dashboard_opens(site: Site) -> None:
    import shutil

    shutil.rmtree(site.folder / "paginas")
    assert ask(site.app, "/?idioma=gn").headers["location"] == "/gn/"
    assert ask(site.app, "/").headers["location"] == "/explorar/"


@pytest.mark.parametrize("host", ["", "a b", "evil.example/x", "evil.example:99999999", "<script>", "a@b"])
def test_a_hostile_host_is_refused(chile: Site, host: str) -> None:
    answer = ask(chile.app, "/", host=host)
    assert answer.status == 421
    assert "location" not in answer.headers
    assert not host or host not in answer.text


def test_a_server_that_knows_its_name_answers_under_it_alone(chile: Site) -> None:
    app = site_of(chile.folder, "https://seguridad.example.org")
    assert ask(app, "/", host="seguridad.example.org").status == 200
    assert ask(app, "/", host="SEGURIDAD.example.org:443").status == 200
    assert ask(app, "/", host="127.0.0.1:8501").status == 200
    assert ask(app, "/", host="evil.example").status == 421
    assert ask(app, "/health", host="evil.example").status == 200


@pytest.mark.parametrize("target", ["/", "/es/t/renca", "/nada", "/api/v1/values", "/api/v1/openapi.json", "/health",
                                    "/buscar?q=x", "/informe/", "/api/v1/values?x=1"])  # fmt: skip
def test_headers_of_every_answer(chile: Site, target: str) -> None:
    headers = ask(chile.app, target, accept="text/html, */*").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors" in policy
    assert "script" not in policy
    assert not {"set-cookie", "server", "x-powered-by"} & set(headers)

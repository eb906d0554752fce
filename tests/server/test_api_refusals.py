"""What the API refuses, and how it says so."""

import asyncio
from typing import Any

import pytest

from dashboard.server.resources import BY_PATH
from etl.withdrawal import withdraw
from tests.server.asking import ask, site_of
from tests.server.conftest import NOW, Site


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/api/v1/values?territorio=renca", "unknown-parameter"),
        ("/api/v1/values?sum=month", "unknown-parameter"),
        ("/api/v1/editions?edition=1", "unknown-parameter"),
        ("/api/v1/values?territory=narnia", "unknown-value"),
        ("/api/v1/values?territory=renca&territory=narnia", "unknown-value"),
        ("/api/v1/values?territory=';DROP TABLE x", "unknown-value"),
        ("/api/v1/values?status=perdido", "unknown-value"),
        ("/api/v1/values?from=2019-13", "unknown-value"),
        ("/api/v1/values?from=0000-01", "unknown-value"),
        ("/api/v1/values?from=2019-01&from=2019-02", "repeated-parameter"),
        ("/api/v1/values?limit=0", "unknown-value"),
        ("/api/v1/values?limit=5001", "unknown-value"),
        ("/api/v1/values?limit=%D9%A3", "unknown-value"),
        ("/api/v1/values?offset=-1", "unknown-value"),
        ("/api/v1/values?edition=0", "unknown-value"),
        ("/api/v1/values?format=xml", "unknown-value"),
        ("/api/v1/values?format=csv&format=json", "repeated-parameter"),
        ("/api/v1/values?%FF=1", "unreadable-address"),
        ("/api/v1/values?" + "a=1&" * 200, "unreadable-address"),
    ],
)
def test_what_cannot_be_is_refused(chile: Site, target: str, kind: str) -> None:
    answer = ask(chile.app, target)
    assert (answer.status, answer.kind) == (400, "application/problem+json")
    assert answer.json["type"] == f"urn:seamos:problem:{kind}"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"


def test_it_says_what_could_be_in_the_readers_language(chile: Site) -> None:
    told = ask(chile.app, "/api/v1/values?territory=narnia", accept_language="en-GB,es;q=0.5").json
    assert "renca" in told["allowed"]
    assert told["detail"] == "Parameter “territory” cannot be “narnia”."
    assert "no puede ser" in ask(chile.app, "/api/v1/values?territory=narnia", accept_language="de").json["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api/v1/values", "/", "/health", "/datos/", "/explorar/", "/api/v1/nada"])
def test_nothing_can_be_written(chile: Site, method: str, path: str) -> None:
    answer = ask(chile.app, path, method)
    assert (answer.status, answer.kind) == (405, "application/problem+json")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_let_anybodys_page_read(chile: Site) -> None:
    answer = ask(chile.app, "/api/v1/values", "OPTIONS", origin="https://example.org")
    assert answer.status == 200
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("path", sorted(BY_PATH))
def test_head_is_get_without_its_body(chile: Site, path: str) -> None:
    whole, head = ask(chile.app, path), ask(chile.app, path, "HEAD")
    assert (head.status, head.headers) == (whole.status, whole.headers)
    assert head.body == b""
    assert int(head.headers["content-length"]) == len(whole.body)


def test_who_takes_neither_format(chile: Site) -> None:
    answer = ask(chile.app, "/api/v1/values", accept="image/png")
    assert answer.status == 406
    assert answer.json["allowed"] == ["application/json", "text/csv"]
    assert ask(chile.app, "/api/v1/values?format=csv", accept="image/png").kind == "text/csv"


def test_a_withdrawn_edition_leaves_its_notice(site: Site) -> None:
    site.another(2)
    site.lead_with(2)
    history = site.folder.parents[1] / "public_history.json"
    assert '"edition": 2' in history.read_text()
    app = site.app
    assert ask(app, "/api/v1/values?edition=1").json["edition"] == 1
    mark_withdrawn(site, 1)
    answer = ask(app, "/api/v1/values?edition=1")
    assert (answer.status, answer.kind) == (410, "application/problem+json")
    assert answer.json["notice"]["reason"] == "Un error de carga"
    assert ask(app, "/api/v1/values").json["edition"] == 2
    told = {row["edition"]: row for row in ask(app, "/api/v1/editions").json["editions"]}
    assert (told[1]["leads"], told[1]["reason"]) == (False, "Un error de carga")
    assert told[2]["leads"] is True
    page = ask(app, "/es/t/renca?edicion=1", accept="text/html")
    assert (page.status, page.kind) == (410, "text/html")
    assert "fue retirada" in page.text


def mark_withdrawn(site: Site, number: int) -> None:
    """What a withdrawal of an edition that does not lead writes for the public."""
    import json

    from tests.server.conftest import whole

    for place in (site.folder, site.folder.parents[1]):
        path = place / "public_history.json"
        told = json.loads(path.read_text())
        for each in told["editions"]:
            if each["edition"] == number:
                each |= {"withdrawn_at": NOW.isoformat(), "reason": "Un error de carga"}
        whole(path, json.dumps(told))


def test_withdrawing_the_only_one(site: Site) -> None:
    app = site.app
    assert ask(app, "/ready").status == 200
    with site.home.locked():
        withdraw(site.home, 1, "Un error de carga", "Oficina de prueba", NOW)
    answer = ask(app, "/api/v1/values")
    assert answer.status == 410
    assert "Un error de carga" in answer.json["notice"]["sentence_es"]
    assert ask(app, "/ready").status == 503
    assert ask(app, "/health").status == 200
    page = ask(app, "/gn/", accept="text/html")
    assert (page.status, "ojeipeʼákuri" in page.text) == (410, True)
    assert ask(app, "/api/v1/editions").json["editions"][0]["withdrawn_at"]


def test_nothing_released_yet(tmp_path: Any) -> None:
    app = site_of(tmp_path)
    assert ask(app, "/api/v1/values").json["type"].endswith("nothing-released")
    assert ask(app, "/", accept="text/html").status == 404
    assert ask(app, "/ready").status == 503
    assert ask(app, "/api/v1/editions").json["editions"] == []


def test_a_damaged_file_is_said_and_mends_itself(site: Site) -> None:
    app, path = site.app, site.folder / "public.duckdb"
    assert ask(app, "/ready").status == 200
    kept = path.read_bytes()
    damaged = path.with_suffix(".new")
    damaged.write_bytes(b"nothing")
    damaged.rename(path)
    assert ask(app, "/api/v1/values").status == 503
    assert ask(app, "/ready").status == 503
    damaged.write_bytes(kept)
    damaged.rename(path)
    assert ask(app, "/ready").status == 200


def test_websockets_are_for_the_dashboard_alone(chile: Site) -> None:
    def offered(path: str, host: bytes = b"localhost", *origins: bytes) -> str:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        headers = [(b"host", host), *((b"origin", each) for each in origins)]
        scope = {"type": "websocket", "path": path, "headers": headers, "query_string": b""}
        asyncio.run(chile.app(scope, receive, send))
        return str(sent[0]["type"])

    assert offered("/explorar/_stcore/stream") == "websocket.accept"
    assert offered("/_stcore/stream") == "websocket.close"
    assert offered("/explorar/otra") == "websocket.close"
    assert offered("/explorar/_stcore/stream", b"a b") == "websocket.close"
    same, stream = b"http://localhost", "/explorar/_stcore/stream"
    assert offered(stream, b"localhost", same) == "websocket.accept"
    for other in (b"https://evil.example", b"null", b"http://localhost:81", b"http://[", b""):
        assert offered(stream, b"localhost", other) == "websocket.close"
    assert offered(stream, b"localhost", same, b"https://evil.example") == "websocket.close"

"""The process that `seamos serve --public` starts: dashboard below `/explorar/`, headers, cookies, no internal page."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.page_list import entries
from etl.serving import public_server
from tests.server.conftest import ROOT, Site


@dataclass(frozen=True)
class Live:
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        names = [name.lower() for name, _ in answer.getheaders()]
        assert len(set(names)) == len(names), "a header stands twice"
        told = answer.status, dict(zip(names, (value for _, value in answer.getheaders()), strict=True)), answer.read()
        line.close()
        return told

    def visit(self, page: str) -> str:
        """All that the dashboard sends for a page, as text."""
        with connect(f"ws://127.0.0.1:{self.port}/explorar/_stcore/stream", max_size=None) as line:
            state = ClientState(page_name=page, query_string="")
            line.send(BackMsg(rerun_script=state).SerializeToString())
            found = []
            while True:
                data = line.recv(timeout=60)
                message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
                found.append(str(message))
                if message.WhichOneof("type") == "script_finished":
                    return "\n".join(found)


@pytest.fixture(scope="module")
def live(chile: Site) -> Iterator[Live]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = public_server(port, chile.folder, "127.0.0.1")
    process = subprocess.Popen(server.command, cwd=ROOT, env=server.environment(os.environ), stderr=subprocess.PIPE)
    found = Live(port)
    try:
        until = time.monotonic() + 90
        while not _ready(found):
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            assert time.monotonic() < until
            time.sleep(0.2)
        yield found
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert b"127.0.0.1" not in said, "the log names who asked"
    assert b"Traceback" not in said, said.decode()


def _ready(live: Live) -> bool:
    try:
        return live.get("/ready")[0] == 200
    except OSError:
        return False


@pytest.mark.parametrize("path", ["/explorar/", "/explorar/mapa", "/explorar/_stcore/health",
                                  "/explorar/_stcore/host-config", "/", "/api/v1/values", "/nada"])  # fmt: skip
def test_headers_and_no_cookie(live: Live, path: str) -> None:
    _, headers, _ = live.get(path)
    assert not {"set-cookie", "server", "x-powered-by"} & set(headers)
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in headers["content-security-policy"]
    assert not re.search(r"https?:|unsafe-eval|\*", headers["content-security-policy"])


def test_what_may_run_in_the_dashboard(live: Live) -> None:
    status, headers, body = live.get("/explorar/")
    (scripts,) = re.findall(r"script-src ([^;]*)", headers["content-security-policy"])
    assert status == 200
    assert "unsafe-inline" not in scripts
    assert scripts.split()[0] == "'self'"
    assert b"<script>" in body


def test_every_script_of_ours_is_let_through_by_its_hash() -> None:
    """Whoever adds a script to a page adds it to those of `explore`, or the browser refuses it on the public server."""
    with_scripts = {
        path.name for path in (ROOT / "dashboard").rglob("*.py") if "unsafe_allow_javascript=True" in path.read_text()
    }
    assert with_scripts == {"document_language.py", "meeting_keys.py", "share.py"}


def test_the_dashboard_answers_below_its_place(live: Live) -> None:
    assert "Renca" in live.visit("")
    assert "Ediciones" in live.visit("ediciones")


def test_there_is_no_internal_page(live: Live) -> None:
    pages = live.visit("")
    internal = [each for each in entries() if each.door == "internal"]
    assert internal
    for each in internal:
        assert f'url_pathname: "{each.address}"' not in pages
        assert "page_not_found" in live.visit(each.address)
    assert 'url_pathname: "ediciones"' in pages


def test_sockets_of_other_pages_are_refused(live: Live) -> None:
    with (
        pytest.raises(InvalidStatus),
        connect(f"ws://127.0.0.1:{live.port}/explorar/_stcore/stream", origin="https://evil.example"),
    ):
        raise AssertionError("a page of another site opened a socket")


def test_nothing_can_be_sent_up(live: Live) -> None:
    line = http.client.HTTPConnection("127.0.0.1", live.port, timeout=30)
    line.request("PUT", "/explorar/_stcore/upload_file/a/b", body=b"x" * 100)
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status == 405


def test_it_refuses_to_start_without_being_told_that_it_is_public() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEAMOS_")}
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard.server"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert "SEAMOS_PUBLIC=1" in ended.stderr

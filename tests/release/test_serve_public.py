"""The public server learns of one folder and of nothing else; the internal one listens on this machine alone."""

import subprocess
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from etl.cli import app, main
from tests.browser.conftest import free_port

Started = list[tuple[list[str], dict[str, str]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Commands and environments of the dashboards that were started."""
    found: Started = []

    def start(command: list[str], env: dict[str, str], **_: Any) -> AbstractContextManager[SimpleNamespace]:
        found.append((command, env))
        return nullcontext(SimpleNamespace(wait=lambda: 0))

    monkeypatch.setattr(subprocess, "Popen", start)
    for name, value in {
        "SEAMOS_HOME": "/var/seamos", "SEAMOS_PROGRAMME": "/var/programa", "SEAMOS_OTRA": "1",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return found


def serve(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        app(["serve", "--json", *words])
    return int(ended.value.code or 0)


def option(command: list[str], name: str) -> str:
    return command[command.index(name) + 1]


def ours(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith("SEAMOS_")}


def test_the_public_child_knows_the_released_folder_alone(started: Started, tmp_path: Path) -> None:
    assert serve("--public", "--home", str(tmp_path)) == 0
    ((command, environment),) = started
    folder = tmp_path / "published" / "released" / "public"
    assert ours(environment) == {"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(folder)}
    assert command[1:3] == ["-m", "dashboard.server"]
    assert option(command, "--host") == "0.0.0.0"  # noqa: S104
    assert "STREAMLIT_SERVER_ADDRESS" not in environment
    assert "PATH" in environment


def test_a_copied_folder_needs_no_home(started: Started, tmp_path: Path) -> None:
    words = ("--public", "--public-dir", str(tmp_path), "--host", "127.0.0.1", "--port", "9000")
    assert serve(*words, "--site", "https://seguridad.example.org") == 0
    ((command, environment),) = started
    assert ours(environment) == {
        "SEAMOS_PUBLIC": "1",
        "SEAMOS_PUBLISHED": str(tmp_path),
        "SEAMOS_PUBLIC_URL": "https://seguridad.example.org",
    }
    assert option(command, "--host") == "127.0.0.1"
    assert option(command, "--port") == "9000"


def test_a_public_folder_that_is_not_there(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["seamos", "serve", "--public", "--public-dir", str(tmp_path / "nada")])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "no existe la carpeta pública" in capsys.readouterr().err
    assert started == []


def test_without_public_it_is_this_machine_alone(started: Started, tmp_path: Path) -> None:
    assert serve("--home", str(tmp_path)) == 0
    ((command, environment),) = started
    assert option(command, "--server.address") == "127.0.0.1"
    assert "STREAMLIT_SERVER_ADDRESS" not in environment
    assert set(ours(environment)) == {"SEAMOS_HOME", "SEAMOS_PROGRAMME"}


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--site", "https://a.example"), ("--public-dir", ".")])  # noqa: S104
def test_without_public_nothing_opens_it_to_others(
    started: Started, words: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["seamos", "serve", *words])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert started == []


def test_who_ends_the_command_ends_the_server_with_it(tmp_path: Path) -> None:
    """A service manager sends SIGTERM to one process: the server must not go on without it."""
    seamos = Path(sys.executable).with_name("seamos")
    words = [
        str(seamos),
        "serve",
        "--public",
        "--public-dir",
        str(tmp_path),
        "--host",
        "127.0.0.1",
        "--port",
        str(free_port()),
    ]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as command:
        (server,) = wait_for_children(command.pid)
        command.terminate()
        command.wait(timeout=30)
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE


def wait_for_children(pid: int) -> list[psutil.Process]:
    until = time.monotonic() + 30
    while not (found := psutil.Process(pid).children()) and time.monotonic() < until:
        time.sleep(0.1)
    return found

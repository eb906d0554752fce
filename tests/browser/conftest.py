"""A real server, started as people start it, and a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.conftest import Published, chile, silent

__all__ = ["chile", "silent"]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def server(chile: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`seamos serve` on a free port; ended with all that it started."""
    yield from served(chile.root, tmp_path_factory.mktemp("server"))


def served(home: Path, folder: Path, *options: str, health: str = "/_stcore/health") -> Iterator[str]:
    """A server of a home on a free port, its log in a folder; ended with all that it started."""
    port = free_port()
    command = [sys.executable, "-c", "from etl.cli import main; main()", "serve", "--home", str(home), *options]
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port)], stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            until = time.monotonic() + PATIENCE
            while not answers(f"http://localhost:{port}{health}"):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.2)
            yield f"http://localhost:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """A browser without a page; what a test leaves open is closed, for each open page keeps both sides at work."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium: CHROMIUM, or the one of the system."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found or not Path(found).exists():
        pytest.skip("no Chromium: set CHROMIUM or install it")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()

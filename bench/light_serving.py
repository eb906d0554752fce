"""A kept API answer and a light page, beside bare routes of the same process, while twenty sessions act."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.app_speed import demonstration_home
from bench.streamlit_session import Visitor

_ROOT = Path(__file__).parents[1]
_TERRITORIES = ("luque", "limpio", "tacumbu")
_SESSIONS, _PAUSE = 20, 5.0
_CONNECTIONS, _TURN, _TURNS = 4, 0.25, 40
_FAILED, _COUNTING = "failed", threading.Lock()
_PATHS = {"api_answer": "/api/v1/comparisons", "light_page": "/es/t/luque"}


def run() -> list[dict[str, Any]]:
    """Rates of both, each as a share of its rival's."""
    with tempfile.TemporaryDirectory() as folder:
        public = _with_pages(demonstration_home(), Path(folder))
        with _served(public) as port, _acting(port):
            return [_compared(port, name, number) for number, name in enumerate(_PATHS)]


def _compared(port: int, name: str, number: int) -> dict[str, Any]:
    ours, bare = rates(port, _PATHS[name], f"/bare/{number}")
    detail = f"{ours:.0f} answers a second of {_PATHS[name]}, bare route {bare:.0f}; {_SESSIONS} sessions act"
    return {"name": f"served_{name}", "ratio": ours / bare, "bound": 0.6, "better": "higher", "detail": detail}


def rates(port: int, ours: str, bare: str) -> tuple[float, float]:
    """Whole answers a second of both, over connections that stay open, all asked for the same path at a time.

    They take turns of a quarter of a second, since the sessions beside them come in waves: both meet the same ones.

    Raises:
        RuntimeError: an answer was not 200.
    """
    turns = [(path, time.perf_counter() + _TURN * (number + 1)) for number, path in enumerate([ours, bare] * _TURNS)]
    done: Counter[str] = Counter()
    threads = [threading.Thread(target=_ask, args=(port, turns, done)) for _ in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if done[_FAILED]:
        raise RuntimeError(f"{ours} or {bare} was not answered as it should be")
    return done[ours] / (_TURN * _TURNS), done[bare] / (_TURN * _TURNS)


def _ask(port: int, turns: Sequence[tuple[str, float]], done: Counter[str]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        for path, until in turns:
            request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
            count = 0
            while time.perf_counter() < until:
                line.sendall(request)
                if not _whole_answer(line):
                    done[_FAILED] += 1
                    return
                count += 1
            with _COUNTING:
                done[path] += count


def _whole_answer(line: socket.socket) -> bool:
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(line.recv(65536))
    return head.startswith(b"HTTP/1.1 200 ")


@contextmanager
def _acting(port: int) -> Iterator[None]:
    """Twenty sessions, each of which asks for another territory every five seconds."""
    stop = threading.Event()
    with ExitStack() as open_ones:
        visitors = [open_ones.enter_context(Visitor(port, "/explorar")) for _ in range(_SESSIONS)]
        failed: list[Exception] = []
        threads = [
            threading.Thread(target=_act, args=(each, _PAUSE * place / _SESSIONS, stop, failed))
            for place, each in enumerate(visitors)
        ]
        for thread in threads:
            thread.start()
        time.sleep(_PAUSE)
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    if failed:
        raise RuntimeError("a session failed") from failed[0]


def _act(visitor: Visitor, wait: float, stop: threading.Event, failed: list[Exception]) -> None:
    try:
        for territory in cycle(_TERRITORIES):
            if stop.wait(wait):
                return
            took = visitor.visit("", f"territorio={territory}").seconds
            wait = max(0.0, _PAUSE - took)
    except Exception as error:  # noqa: BLE001  (told to whoever started the thread)
        failed.append(error)


@contextmanager
def _served(public: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "bench.rivals.bare_route", str(port), *_PATHS.values()]
    environment = {**os.environ, "SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(public)}
    process = subprocess.Popen(command, cwd=_ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _is_ready(port):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError("the public server did not start")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _with_pages(home: Path, folder: Path) -> Path:
    """The released public folder, its light pages made where the release made none."""
    from etl.light_pages.write import write_light_pages

    public = folder / "public"
    shutil.copytree(home / "published" / "released" / "public", public)
    if not (public / "paginas").exists():
        write_light_pages(public / "public.duckdb", public / "paginas")
    return public


if __name__ == "__main__":
    for entry in run():
        print(entry)

"""A kept API answer and a light page, beside bare routes of the same process, while twenty sessions act."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.app_speed import demonstration_home
from bench.streamlit_session import Visitor

_ROOT = Path(__file__).parents[1]
_TERRITORIES = ("luque", "limpio", "tacumbu")
_SESSIONS, _PAUSE = 20, 5.0
_CONNECTIONS, _SECONDS, _ROUNDS = 4, 2.0, 5
_PATHS = {"api_answer": "/api/v1/comparisons", "light_page": "/es/t/luque"}


def run() -> list[dict[str, Any]]:
    """Rates of both, each as a share of its rival's in the same round; the median of the rounds counts."""
    with tempfile.TemporaryDirectory() as folder:
        public = _with_pages(demonstration_home(), Path(folder))
        with _served(public) as port, _acting(port):
            return [_compared(port, name, number) for number, name in enumerate(_PATHS)]


def _compared(port: int, name: str, number: int) -> dict[str, Any]:
    rounds = []
    for turn in range(_ROUNDS):  # by turns, so that neither always has the warmer machine
        pair = [_PATHS[name], f"/bare/{number}"]
        rates = {path: rate(port, path) for path in (pair if turn % 2 else pair[::-1])}
        rounds.append((rates[pair[0]], rates[pair[1]]))
    ours, bare = (statistics.median(each) for each in zip(*rounds, strict=True))
    detail = f"{ours:.0f} answers a second of {_PATHS[name]}, bare route {bare:.0f}; {_SESSIONS} sessions act"
    ratio = statistics.median(ours / bare for ours, bare in rounds)
    return {"name": f"served_{name}", "ratio": ratio, "bound": 0.6, "better": "higher", "detail": detail}


def rate(port: int, path: str) -> float:
    """Whole answers a second, over connections that stay open; every answer has status 200 and the same length."""
    counts: list[int] = []
    until = time.perf_counter() + _SECONDS
    threads = [threading.Thread(target=_ask, args=(port, path, until, counts)) for _ in range(_CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) != _CONNECTIONS:
        raise RuntimeError(f"{path} was not answered as it should be")
    return sum(counts) / (time.perf_counter() - start)


def _ask(port: int, path: str, until: float, counts: list[int]) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as line:
        done = 0
        while time.perf_counter() < until:
            line.sendall(request)
            if not _whole_answer(line):
                return
            done += 1
    counts.append(done)


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

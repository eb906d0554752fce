"""Replaces the released edition again and again under readers of a real public server, and looks for any fault.

`python scripts/hammer.py --home .seamos [--swaps 50] [--readers 20] [--clients 4]`: the home must have a released
edition; it is only read. Readers open light pages and, every fourth of them, the dashboard; clients ask the API. Every
copy of the edition says its number in each comparison, so that an answer made of two would show it.
"""

import argparse
import csv
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import cycle
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
MARK = re.compile(r"marca-(\d+)")
EVERY = 0.8
"""Seconds between two swaps."""
PAGES = ("/", "/es/", "/gn/", "/es/t/{place}", "/t/{place}?idioma=es", "/es/barrios.html")
LISTS = ("/api/v1/comparisons", "/api/v1/comparisons?limit=7", "/api/v1/comparisons?format=csv",
         "/api/v1/comparisons?territory={place}")  # fmt: skip
Faults = list[str]


def main() -> int:
    """Exit status 0 where nothing was wrong."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--home", type=Path, default=Path(".seamos"))
    for name, number in (("swaps", 50), ("readers", 20), ("clients", 4)):
        ask.add_argument(f"--{name}", type=int, default=number)
    said = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        published = lay_out(said.home, Path(scratch), said.swaps)
        with serving(published / "released" / "public") as port:
            faults, seen = hammer(published, port, said.swaps, said.readers, said.clients)
    for fault in faults[:20]:
        print(fault)
    print(f"{said.swaps} swaps, {sum(seen.values())} answers of {len(seen)} editions, {len(faults)} faults")
    return 1 if faults or len(seen) < said.swaps // 2 else 0


def lay_out(home: Path, scratch: Path, swaps: int) -> Path:
    """Editions 1 to `swaps` + 1, copies of the released one that say their number everywhere."""
    source, published = (home / "published" / "released" / "public").resolve(strict=True), scratch / "published"
    pages = sorted(path.relative_to(source) for path in (source / "paginas").rglob("*.html"))
    for number in range(1, swaps + 2):
        folder = published / "editions" / str(number) / "public"
        folder.mkdir(parents=True)
        shutil.copy(source / "public.duckdb", folder)
        with duckdb.connect(str(folder / "public.duckdb")) as connection:
            connection.execute("UPDATE edition SET edition = ?", [number])
            texts = ", ".join(f"sentence_{each} = $mark, spoken_{each} = $mark" for each in ("es", "gn", "en"))
            connection.execute(f"UPDATE comparison SET {texts}", {"mark": f"marca-{number}"})  # noqa: S608
        for page in pages:
            (folder / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / page).write_text(f"<!doctype html><title>marca-{number}</title>" + f"<p>marca-{number}</p>" * 200)
        listed = [{"edition": each, "released_at": "2020-06-30T12:00:00+00:00"} for each in range(1, number + 1)]
        (folder / "public_history.json").write_text(json.dumps({"editions": listed, "head": ""}))
    lead_with(published, 1)
    return published


def lead_with(published: Path, number: int) -> None:
    """What a release does last: one rename."""
    link = published / f"next-{number}"
    link.symlink_to(Path("editions") / str(number))
    link.rename(published / "released")


def hammer(published: Path, port: int, swaps: int, readers: int, clients: int) -> tuple[Faults, Counter[int]]:
    """Faults, and how many answers there were of each edition."""
    faults, seen, stop = Faults(), Counter[int](), threading.Event()
    with duckdb.connect(str(published / "released/public/public.duckdb"), read_only=True) as connection:
        (place,) = connection.execute("SELECT min(territory) FROM comparison").fetchall()[0]
    acts: list[Callable[[], None]] = []
    for number in range(readers):
        looks = _look if number % 4 == 3 else _read(PAGES, place)
        acts.append(lambda looks=looks: looks(port, stop, faults, seen))  # type: ignore[misc]
    acts += [lambda: _read(LISTS, place)(port, stop, faults, seen)] * clients
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for number in range(2, swaps + 2):
        time.sleep(EVERY)
        lead_with(published, number)
    time.sleep(EVERY)
    stop.set()
    for thread in threads:
        thread.join()
    return faults, seen


def _read(paths: tuple[str, ...], place: str) -> Callable[[int, threading.Event, Faults, Counter[int]], None]:
    def reading(port: int, stop: threading.Event, faults: Faults, seen: Counter[int]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for path in cycle(paths):
            if stop.is_set():
                line.close()
                return
            try:
                line.request("GET", path.format(place=place))
                answer = line.getresponse()
                _judge(path, answer.status, answer.read().decode(), faults, seen)
            except OSError as error:
                faults.append(f"{path}: {error!r}")

    return reading


def _look(port: int, stop: threading.Event, faults: Faults, seen: Counter[int]) -> None:
    """One visitor of the dashboard, over the socket that a browser opens."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect

    try:
        with connect(f"ws://127.0.0.1:{port}/explorar/_stcore/stream", max_size=None, open_timeout=60) as line:
            while not stop.is_set():
                line.send(BackMsg(rerun_script=ClientState(query_string="")).SerializeToString())
                told = ""
                while "script_finished" not in told[-200:]:
                    data = line.recv(timeout=60)
                    told += str(ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode()))
                status = 500 if "exception {" in told or "FINISHED_WITH" in told else 200
                _judge("/explorar/", status, told, faults, seen)
    except Exception as error:  # noqa: BLE001  (every fault is told at the end)
        faults.append(f"/explorar/: {error!r}")


def _judge(path: str, status: int, told: str, faults: Faults, seen: Counter[int]) -> None:
    editions = {int(each) for each in MARK.findall(told)}
    if told.startswith('{"edition":'):
        editions.add(json.loads(told)["edition"])
    elif told.startswith("edition,"):
        editions |= {int(row["edition"]) for row in csv.DictReader(StringIO(told))}
    redirected = status == 302 and not told
    if (status != 200 or len(editions) != 1) and not redirected:
        faults.append(f"{path}: status {status}, editions {sorted(editions)}, {told[:200]!r}")
    seen.update(editions)


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The public server on a folder, as `seamos serve --public` starts it."""
    from etl.serving import public_server

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = public_server(port, folder, "127.0.0.1")
    process = subprocess.Popen(server.command, cwd=ROOT, env=server.environment(os.environ))  # noqa: S603
    try:
        until = time.monotonic() + 90
        while not _ready(port):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError("the public server did not start")
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ready(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/ready")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())

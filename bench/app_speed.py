"""How many runs a second each page stands, beside two rivals, and what fifty visitors wait for."""

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.streamlit_server import serving
from bench.streamlit_session import PageFailedError, Visitor

WORK = Path(__file__).with_name(".work")
_ROOT = Path(__file__).parents[1]
_RIVALS = _ROOT / "bench" / "rivals"
_TERRITORIES = ("luque", "limpio", "tacumbu", "ricardo_brugada", "tablada_nueva")
_SATURATING, _SECONDS, _ROUNDS = 4, 2.0, 2
_CROWD, _PAUSE, _ACTS = 50, 5.0, 5
PAGES = ("", "evaluacion", "mapa", "como-se-mide", "minuta", "panorama", "calidad", "revisar")
"""By address. None of them draws with Plotly before it is asked to."""
EXPLORED, EXPLORED_CELL, SWITCH = "panorama", "ver=celda&indicador=robo", "explorar"
"""The one place where people explore with Plotly: the series of a cell, behind a switch."""


def run() -> list[dict[str, Any]]:
    """Runs a second of every page and of both rivals, measured in turn; then the waiting of a crowd."""
    home = demonstration_home()
    environment = {"SEAMOS_HOME": str(home), "RIVAL_EDITION": str(home / "published" / "internal.duckdb")}
    scripts = (_ROOT / "dashboard" / "app.py", _RIVALS / "five_metrics.py", _RIVALS / "express_pictures.py")
    with ExitStack() as servers:
        app, metrics, express = (servers.enter_context(serving(script, environment)) for script in scripts)
        rates = {page: [_round(app, metrics, express, page) for _ in range(_ROUNDS)] for page in PAGES}
        explored = [_explored_round(app, express) for _ in range(_ROUNDS)]
        single, crowd = waiting(app, 1), waiting(app, _CROWD)
    against = {
        rival: {page: statistics.median(each[0] / each[place] for each in rounds) for page, rounds in rates.items()}
        for place, rival in enumerate(("metrics", "express"), start=1)
    }
    p50, p95 = statistics.median(crowd), statistics.quantiles(crowd, n=20)[-1]
    alone = statistics.median(single)
    explored_rates = ", ".join(f"{ours:.1f} and {theirs:.1f}" for ours, theirs in explored)
    return [
        _against("page_runs_against_five_metrics", 0.5, against["metrics"], rates, 1),
        _against("page_runs_against_plotly_express", 2.0, against["express"], rates, 2),
        _entry(
            "explored_page_against_plotly_express", statistics.median(ours / theirs for ours, theirs in explored), 1.4,
            "higher", f"/{EXPLORED}, a cell with its chart: runs a second beside the rival's: {explored_rates}",
        ),
        _entry(
            "crowd_p95_against_one_visitor", p95 / alone, 10.0, "lower",
            f"{_CROWD} visitors, one act every {_PAUSE:.0f} s: p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms; "
            f"one alone p50 {1000 * alone:.0f} ms",
        ),
    ]  # fmt: skip


def _round(app: int, metrics: int, express: int, page: str) -> tuple[float, float, float]:
    """Runs a second of a page and of both rivals, one after the other: what else the machine does meets all three."""
    return runs_a_second(app, page), runs_a_second(metrics, ""), runs_a_second(express, "")


def _explored_round(app: int, express: int) -> tuple[float, float]:
    return runs_a_second(app, EXPLORED, EXPLORED_CELL, SWITCH), runs_a_second(express, "")


def _against(
    name: str, bound: float, ratios: dict[str, float], rates: dict[str, list[tuple[float, float, float]]], rival: int
) -> dict[str, Any]:
    slowest = min(ratios, key=lambda page: ratios[page])
    pages = ", ".join(
        f"/{page} {statistics.median(r[0] for r in rates[page]):.1f} ({ratio:.2f})" for page, ratio in ratios.items()
    )
    theirs = statistics.median(each[rival] for rounds in rates.values() for each in rounds)
    return _entry(name, ratios[slowest], bound, "higher", f"runs a second (ratio): {pages}; rival {theirs:.1f}")


def demonstration_home() -> Path:
    """The demonstration edition, released; made once."""
    home = WORK / "demo"
    if not (home / "published" / "public.duckdb").exists():
        seamos = str(Path(sys.executable).with_name("seamos"))
        subprocess.run([seamos, "demo", "--no-serve", "--home", str(home)], check=True, stdout=subprocess.DEVNULL)
    return home


def runs_a_second(port: int, page: str, query: str = "", switch: str = "") -> float:
    """Finished runs of a page a second while four visitors ask again and again, each time for another territory.

    Args:
        port: of the server.
        page: by address.
        query: what else stands in the address, besides the territory.
        switch: key of a switch that is on all the time; with it each run must bring a chart.

    Raises:
        PageFailedError: a page failed, has no such switch or brings no chart with it.
    """
    with ExitStack() as open_ones:
        visitors = [open_ones.enter_context(Visitor(port)) for _ in range(_SATURATING)]
        on: tuple[str, ...] = ()
        if switch:
            on = (visitors[0].visit(page, _asked(_TERRITORIES[0], query)).switch(switch),)
        for visitor in visitors:  # what is made once for an edition has been made
            for territory in _TERRITORIES:
                drawn = visitor.visit(page, _asked(territory, query), on)
                if switch and not drawn.has_chart():
                    raise PageFailedError(f"/{page} brings no chart")
        start = time.perf_counter()
        done: list[int] = []
        until = start + _SECONDS
        _side_by_side([lambda each=each: done.append(_visit_until(each, page, query, on, until)) for each in visitors])
        return sum(done) / (time.perf_counter() - start)


def _asked(territory: str, query: str) -> str:
    return "&".join(filter(None, (query, f"territorio={territory}")))


def waiting(port: int, visitors: int) -> list[float]:
    """Seconds of every act of so many visitors, each of whom acts every five seconds, all out of step."""
    found: list[float] = []
    with ExitStack() as open_ones:
        crowd = [open_ones.enter_context(Visitor(port)) for _ in range(visitors)]
        for each in crowd:
            each.visit("", f"territorio={_TERRITORIES[0]}")
        acts = [
            lambda each=each, place=place: found.extend(_act(each, _PAUSE * place / visitors))
            for place, each in enumerate(crowd)
        ]
        _side_by_side(acts)
    return found


def _act(visitor: Visitor, wait: float) -> list[float]:
    found, start = [], time.perf_counter() + wait
    for number, territory in zip(range(_ACTS), cycle(_TERRITORIES), strict=False):
        time.sleep(max(0.0, start + number * _PAUSE - time.perf_counter()))
        found.append(visitor.visit("", f"territorio={territory}").seconds)
    return found


def _visit_until(visitor: Visitor, page: str, query: str, on: Sequence[str], until: float) -> int:
    done = 0
    for territory in cycle(_TERRITORIES):
        visitor.visit(page, _asked(territory, query), on)
        done += 1
        if time.perf_counter() >= until:
            return done
    return done


def _side_by_side(acts: Sequence[Any]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _entry(name: str, ratio: float, bound: float, better: str, detail: str) -> dict[str, Any]:
    return {"name": name, "ratio": ratio, "bound": bound, "better": better, "detail": detail}

"""A police file of 5 million rows from file to edition, beside DuckDB alone and beside pandas with pandera."""

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measured import Measured, measure
from bench.police_file import make

ROWS = int(os.environ.get("BENCH_ROWS", "5000000"))
ROUNDS = 3
WORK = Path(__file__).with_name(".work")
GIB = 1024**3
_PROGRAMME = Path(__file__).parents[1] / "data" / "programmes" / "paraguay"


def run() -> list[dict[str, Any]]:
    """Times (a) `seamos run`, (b) DuckDB alone, in turn; then (c) on a tenth, and (a) on three times the rows."""
    source = make(WORK / f"police-{ROWS}", ROWS)
    ours, rival = [], []
    for _ in range(ROUNDS):
        ours.append(first_load(source.parent))
        rival.append(duckdb_alone(source))
    tenth = make(WORK / f"police-{ROWS // 10}", ROWS // 10)
    pandas = measure([sys.executable, "-m", "bench.rivals.pandas_pandera", str(tenth)])
    a, b, c = _median(ours), _median(rival), float(pandas.output.split()[-1]) * 10
    bigger = first_load(make(WORK / f"police-{3 * ROWS}", 3 * ROWS).parent)
    peak = max(m.peak for m in ours)
    size = source.stat().st_size / 1e6
    return [
        _entry(
            "first_load_against_duckdb",
            a / b,
            1.0,
            "lower",
            f"{ROWS:,} rows, {size:.0f} MB: {a:.1f} s against {b:.1f} s",
        ),
        _entry(
            "first_load_against_pandas", c / a, 3.0, "higher", f"pandas with pandera {c:.0f} s, scaled from a tenth"
        ),
        _entry("first_load_peak_memory_gib", peak / GIB, 1.5, "lower", "whole process tree, GiB"),
        _entry(
            "first_load_memory_growth",
            bigger.peak / peak,
            1.15,
            "lower",
            f"{3 * ROWS:,} rows: {bigger.peak / GIB:.2f} GiB",
        ),
    ]


def first_load(feeds: Path) -> Measured:
    """`seamos run` into an empty home, as a process of its own."""
    home = Path(tempfile.mkdtemp(dir=WORK))
    try:
        return measure(seamos_run(feeds, home))
    finally:
        shutil.rmtree(home)


def seamos_run(feeds: Path, home: Path) -> list[str]:
    """The command line of a run of the demonstration programme."""
    seamos = str(Path(sys.executable).with_name("seamos"))
    return [seamos, "run", "--programme", str(_PROGRAMME), "--feeds", str(feeds), "--home", str(home), "--json"]


def duckdb_alone(source: Path) -> Measured:
    """Rival (b), as a process of its own."""
    database = WORK / "rival.duckdb"
    try:
        return measure([sys.executable, "-m", "bench.rivals.duckdb_plain", str(source), str(database)])
    finally:
        database.unlink(missing_ok=True)


def _median(runs: list[Measured]) -> float:
    return statistics.median(m.seconds for m in runs)


def _entry(name: str, ratio: float, bound: float, better: str, detail: str) -> dict[str, Any]:
    return {"name": name, "ratio": ratio, "bound": bound, "better": better, "detail": detail}


if __name__ == "__main__":
    for entry in run():
        print(entry)

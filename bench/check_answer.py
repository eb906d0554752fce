"""One file of 100,000 rows with 2 % faults through `seamos check`, answer included, beside pandas with pandera."""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measured import measure
from bench.police_file import make

ROWS, BAD_SHARE, ROUNDS = 100_000, 0.02, 3
_WORK = Path(__file__).with_name(".work")
_PROGRAMME = Path(__file__).parents[1] / "data" / "programmes" / "paraguay"


def run() -> list[dict[str, Any]]:
    """Seconds of the whole command, start of Python included; the rival says its own seconds, without that start."""
    source = make(_WORK / "check", ROWS, bad_share=BAD_SHARE)
    ours, rival = [], []
    for _ in range(ROUNDS):
        ours.append(_checked(source))
        pandas = measure([sys.executable, "-m", "bench.rivals.pandas_pandera", str(source)])
        rival.append(float(pandas.output.split()[-1]))
    seconds, theirs = statistics.median(ours), statistics.median(rival)
    detail = (
        f"{ROWS:,} rows, 2 % faults, answer included: {seconds:.1f} s; pandas with pandera, no answer: {theirs:.1f} s"
    )
    return [
        {"name": "check_seconds", "ratio": seconds, "bound": 5.0, "better": "lower", "detail": detail},
        {"name": "check_against_pandas", "ratio": seconds / theirs, "bound": 5.0, "better": "lower", "detail": detail},
    ]


def _checked(source: Path) -> float:
    """Raises RuntimeError where no answer was written."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "respuesta.xlsx"
        seamos = str(Path(sys.executable).with_name("seamos"))
        # 1: the file has findings that somebody must look at
        words = [seamos, "check", str(source), "--programme", str(_PROGRAMME), "--out", str(answer), "--json"]
        seconds = measure(words, finished=(0, 1)).seconds
        if not answer.exists():
            raise RuntimeError("seamos check wrote no answer")
        return seconds

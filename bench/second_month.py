"""The second month: one file of 100,000 rows added to the warehouse of the first load."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from bench.first_load import ROWS, WORK, seamos_run
from bench.measured import measure
from bench.police_file import make

_SECOND = "policia_denuncias_2019-06_extraido_20190820.csv"


def run() -> list[dict[str, Any]]:
    """What the new month costs beyond a run that finds nothing new, as a share of the first load."""
    source = make(WORK / f"police-{ROWS}", ROWS)
    folder = Path(tempfile.mkdtemp(dir=WORK))
    try:
        feeds, home = folder / "feeds", folder / "home"
        feeds.mkdir()
        (feeds / source.name).hardlink_to(source)
        first = measure(seamos_run(feeds, home)).seconds
        idle = measure(seamos_run(feeds, home)).seconds
        make(feeds, 100_000, seed=20190601, first_number=ROWS, name=_SECOND, month=6)
        second = measure(seamos_run(feeds, home)).seconds
    finally:
        shutil.rmtree(folder)
    detail = f"first {first:.1f} s, nothing new {idle:.1f} s, 100,000 rows more {second:.1f} s"
    return [
        {"name": "second_month", "ratio": (second - idle) / first, "bound": 0.1, "better": "lower", "detail": detail}
    ]


if __name__ == "__main__":
    for entry in run():
        print(entry)

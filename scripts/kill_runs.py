"""Kills a run at random moments, many times: the published edition stays whole, the next run completes, no row is lost.

python scripts/kill_runs.py [TIMES] [SEED]
"""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[1]
PROGRAMME, FEEDS = ROOT / "data" / "programmes" / "chile", ROOT / "data" / "feeds" / "chile"
TABLES = ("incident_count", "monthly_count", "activity", "quarantine", "finding", "delivery")


def command(home: Path, feeds: Path) -> list[str]:
    """One `seamos run`."""
    seamos = str(Path(sys.executable).with_name("seamos"))
    return [seamos, "run", "--programme", str(PROGRAMME), "--feeds", str(feeds), "--home", str(home), "--json"]


def killed(home: Path, feeds: Path, after: float) -> bool:
    """Start a run and kill its process without warning; False where it had ended before."""
    with subprocess.Popen(  # noqa: S603
        command(home, feeds), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


def published(home: Path) -> list[tuple[object, ...]] | None:
    """The figures of the current edition, read as a reader would; None before the first one."""
    path = home / "published" / "internal.duckdb"
    if not path.exists():
        return None
    with duckdb.connect() as reader:
        reader.execute(f"ATTACH '{path}' AS edition (READ_ONLY)")
        return reader.execute("FROM edition.indicator_value ORDER BY ALL").fetchall()


def counts(home: Path) -> dict[str, int]:
    """Rows of every table of the warehouse, and of the records of all parts."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = {t: warehouse.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in TABLES}  # type: ignore[index]  # noqa: S608
        records = warehouse.execute(
            "SELECT count(*) FROM read_parquet(?, union_by_name=true)",
            [str(home / "parts" / "*" / "records-*.parquet")],
        ).fetchone()
    return rows | {"records": records[0] if records else 0}


def whole_run(home: Path, feeds: Path) -> float:
    """A run that nobody disturbs, in seconds.

    Raises:
        SystemExit: it did not complete.
    """
    start = time.perf_counter()
    done = subprocess.run(command(home, feeds), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise SystemExit(f"a run did not complete: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return time.perf_counter() - start


def main(times: int, seed: int) -> None:
    """Kill `times` runs of a home that grows by one delivery a time; compare with an undisturbed home."""
    dice = random.Random(seed)  # noqa: S311
    files = sorted(FEEDS.glob("*.csv"))
    with tempfile.TemporaryDirectory() as folder:
        calm, shaken, feeds = Path(folder) / "calm", Path(folder) / "shaken", Path(folder) / "feeds"
        seconds = whole_run(calm, FEEDS)
        wanted, rows = published(calm), counts(calm)
        hits = 0
        while hits < times:
            for old in (shaken, feeds):
                shutil.rmtree(old, ignore_errors=True)
            feeds.mkdir()
            for file in files:
                (feeds / file.name).hardlink_to(file)
                before = published(shaken)
                if hits < times and killed(shaken, feeds, dice.uniform(0.05, 1.05) * seconds):
                    hits += 1
                    seen = published(shaken)
                    if seen is None and before is not None:
                        raise SystemExit(f"kill {hits}: the published edition is gone")
                whole_run(shaken, feeds)
            if published(shaken) != wanted or counts(shaken) != rows:
                raise SystemExit(f"after {hits} kills the figures differ: {counts(shaken)} instead of {rows}")
        print(
            f"{hits} kills: every edition whole, every next run complete, the same {sum(rows.values())} rows each time"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, int(sys.argv[2]) if len(sys.argv) > 2 else 1)

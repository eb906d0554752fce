"""What is kept of a judged delivery on disk: Parquet parts and its line of the ledger.

The warehouse can be made again from these folders alone.
"""

import hashlib
import json
import os
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from etl.home import Home
from etl.judging.delivery import Judgement
from etl.judging.period import Span

PART_NAMES = ("records", "quarantine", "findings")
_LEDGER = "delivery.json"


@dataclass(frozen=True)
class LedgerLine:
    """A delivery as the ledger knows it."""

    delivery: str
    received: datetime
    judgement: Judgement


def delivery_id(judgement: Judgement) -> str:
    """Name of a delivery: its feed and the beginning of its SHA-256."""
    digest = judgement.sha256 or hashlib.sha256(judgement.file.encode()).hexdigest()
    return delivery_name(judgement.feed, digest)


def delivery_name(feed: str | None, sha256: str) -> str:
    """The id of a delivery of a feed (None: of no known layout) whose file has this SHA-256."""
    return f"{feed or 'sin_formato'}-{sha256[:12]}"


class FolderSink:
    """Writes the rows of a delivery as they are judged, beside the place where they will stand."""

    def __init__(self, home: Home) -> None:
        """Prepare the folder."""
        self._folder = home.parts / f".incoming.{os.getpid()}"
        self.clear()

    def add(self, records: pl.DataFrame, quarantine: pl.DataFrame, findings: pl.DataFrame) -> None:
        """Write the rows of one block, one Parquet file a kind."""
        for name, frame in zip(PART_NAMES, (records, quarantine, findings), strict=True):
            if frame.height:
                self._blocks += 1
                path = self._folder / f"{name}-{self._blocks:06d}.parquet"
                frame.write_parquet(path, compression="lz4")

    def clear(self) -> None:
        """Begin anew."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._blocks = 0

    def keep_findings(self, most: int) -> Counter[str]:
        """Forget all rows, keep the first `most` findings; returns how many of each kind were kept."""
        found = sorted(self._folder.glob("findings-*.parquet"))
        kept = pl.concat(pl.scan_parquet(path) for path in found).head(most).collect() if found else pl.DataFrame()
        self.clear()
        self.add(pl.DataFrame(), pl.DataFrame(), kept)
        return Counter(kept["kind"].to_list() if kept.width else [])

    def store(self, home: Home, judgement: Judgement, received: datetime) -> LedgerLine:
        """Write the line of the ledger and move the whole folder in with one rename."""
        line = LedgerLine(delivery_id(judgement), received, judgement)
        (self._folder / _LEDGER).write_text(_to_json(line), encoding="utf-8")
        _replace_folder(self._folder, home.parts / line.delivery)
        return line


def part_files(home: Home, delivery: str, name: str) -> list[Path]:
    """The Parquet files of one part (`records`, `quarantine` or `findings`) of a delivery, in the order of the file."""
    return sorted((home.parts / delivery).glob(f"{name}-*.parquet"))


def read_part(home: Home, delivery: str, name: str) -> pl.DataFrame:
    """One part of a delivery as a frame; without columns where it has no row."""
    found = part_files(home, delivery, name)
    return pl.concat([pl.read_parquet(path) for path in found]) if found else pl.DataFrame()


def ledger(home: Home) -> dict[str, LedgerLine]:
    """Every delivery ever judged, by id, in order of id."""
    found: dict[str, LedgerLine] = {}
    for path in sorted(home.parts.glob(f"*/{_LEDGER}")):
        if not path.parent.name.startswith("."):
            line = _from_json(path.read_text(encoding="utf-8"))
            found[line.delivery] = line
    return found


def sweep(home: Home) -> None:
    """Remove what a run that died left beside its place."""
    for path in home.parts.glob(".*"):
        shutil.rmtree(path, ignore_errors=True)


def _replace_folder(beside: Path, final: Path) -> None:
    if final.exists():
        old = final.with_name(f".{final.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        final.rename(old)
        beside.rename(final)
        shutil.rmtree(old)
    else:
        beside.rename(final)


def _to_json(line: LedgerLine) -> str:
    content = asdict(line)
    content["received"] = line.received.isoformat()
    return json.dumps(content, default=str, ensure_ascii=False, indent=1, sort_keys=True)


def _from_json(text: str) -> LedgerLine:
    content = json.loads(text)
    judged = content["judgement"]
    period = judged["period"]
    judged["period"] = Span(date.fromisoformat(period["first"]), date.fromisoformat(period["last"])) if period else None
    judged["extracted"] = date.fromisoformat(judged["extracted"]) if judged["extracted"] else None
    judged["dropped_columns"] = tuple(judged["dropped_columns"])
    received = datetime.fromisoformat(content["received"]).astimezone(UTC)
    return LedgerLine(content["delivery"], received, Judgement(**judged))

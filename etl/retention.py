"""Removes what is past the time that the programme declares for it, and says so. No figure depends on what goes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import polars as pl

from etl.acts import Decision, decisions
from etl.answers.file_names import ANSWER, LETTER, OFFICER
from etl.chained_ledger import append_to_chain
from etl.home import Home
from etl.parts import ledger, part_files
from etl.retention_marks import Kind, is_past, mark
from etl.retention_texts import forget_texts, forget_texts_in_editions, texts_kept
from etl.standing import Standing, standings
from schemas.load import Programme
from schemas.programme import Retention

LEDGER = "retencion.jsonl"
_WHAT: Mapping[Kind, tuple[str, str]] = {
    "quarantine": ("textos de filas observadas", "texts of quarantined rows"),
    "parts": ("filas de entregas retiradas", "rows of retracted deliveries"),
    "answers": ("archivos de respuesta", "answer files"),
}


@dataclass(frozen=True)
class Removal:
    """What was removed of one kind.

    Attributes:
        kind: quarantine (texts of rows), parts (accepted rows of retracted deliveries) or answers (files).
        deliveries: ids of those that it belonged to, in order.
        count: texts, rows or files.
        days: how long the programme keeps them.
    """

    kind: Kind
    deliveries: tuple[str, ...]
    count: int
    days: int

    def told(self) -> tuple[str, str]:
        """One line for people, in Spanish and English."""
        es, en = _WHAT[self.kind]
        return (
            f"Se cumplió el plazo de {self.days} días: {self.count} {es} borrados de {len(self.deliveries)} entregas.",
            f"Past their {self.days} days: {self.count} {en} removed, of {len(self.deliveries)} deliveries.",
        )

    def as_json(self) -> dict[str, object]:
        """The object of `--json` and of the ledger."""
        return {"kind": self.kind, "count": self.count, "days": self.days, "deliveries": list(self.deliveries)}


def remove_expired(programme: Programme, home: Home, now: datetime) -> tuple[Removal, ...]:
    """Remove what is past its time; to be called while the home is locked, before anything is loaded.

    Counts, row numbers and kinds of faults stay, and all that a figure depends on. The ledger is written before
    anything goes, the mark of a delivery after: a removal that dies is begun again by the next run.

    Args:
        programme: declares the times.
        home: where the state lives.
        now: the time, taken at the edge.
    """
    lines, decided = ledger(home), decisions(home)
    standing = standings(lines, decided, programme)
    received: Mapping[str, datetime | None] = {delivery: line.received for delivery, line in lines.items()}
    retracted = {delivery: _retracted(delivery, standing, decided) for delivery in lines}
    declared = programme.declaration.retention
    done = []
    for kind, remover in _REMOVERS.items():
        since, days = (retracted if kind == "parts" else received), remover.days(declared)
        due = [delivery for delivery in lines if _older(since[delivery], days, now)]
        waiting = [delivery for delivery in due if not is_past(home, delivery, kind)]
        done.append(_remove(home, kind, waiting, declared, now, remover))
    return tuple(removal for removal in done if removal.count)


@dataclass(frozen=True)
class _Remover:
    """How one kind is counted and removed."""

    days: Callable[[Retention], int | None]
    count: Callable[[Home, str], int]
    remove: Callable[[Home, Iterable[str]], None]


def _remove(
    home: Home, kind: Kind, waiting: list[str], declared: Retention, now: datetime, remover: _Remover
) -> Removal:
    counts = {delivery: remover.count(home, delivery) for delivery in waiting}
    held = tuple(delivery for delivery in waiting if counts[delivery])
    removal = Removal(kind, held, sum(counts.values()), remover.days(declared) or 0)
    if held:
        append_to_chain(home.root / LEDGER, {"at": now.isoformat(timespec="seconds"), **removal.as_json()})
        remover.remove(home, held)
    for delivery in waiting:
        mark(home, delivery, kind, now)
    return removal


def _older(since: datetime | None, days: int | None, now: datetime) -> bool:
    """Whether a time that the programme declares has passed; what it does not declare is kept."""
    return since is not None and days is not None and now - since > timedelta(days=days)


def _retracted(delivery: str, standing: Mapping[str, Standing], decided: Mapping[str, Decision]) -> datetime | None:
    """When a person retracted a delivery, or the one that it corrects; None while it may count again by itself.

    One that a later delivery took the place of is kept: it counts again when that one is retracted.
    """
    if standing[delivery].status != "retracted":
        return None
    acts = [decided[each] for each in (delivery, standing[delivery].root) if each in decided]
    dates = [act.date for act in acts if act.deed == "retract"]
    return datetime.combine(max(dates), time.min, UTC) if dates else None


def _forget_quarantine(home: Home, deliveries: Iterable[str]) -> None:
    """The parts come last: while they hold a text, a removal that died is begun again."""
    forgotten = sorted(set(deliveries))
    forget_texts_in_editions(home, forgotten)
    _make_warehouse_anew(home)
    for delivery in forgotten:
        forget_texts(home, delivery)


def _remove_records(home: Home, deliveries: Iterable[str]) -> None:
    _make_warehouse_anew(home)
    for delivery in deliveries:
        for path in part_files(home, delivery, "records"):
            path.unlink()


def _make_warehouse_anew(home: Home) -> None:
    """A row deleted from a database leaves its bytes in the file; the run makes it again from the parts."""
    for name in (home.warehouse.name, f"{home.warehouse.name}.wal"):
        (home.root / name).unlink(missing_ok=True)


def _count_records(home: Home, delivery: str) -> int:
    return sum(
        pl.scan_parquet(path).select(pl.len()).collect().item() for path in part_files(home, delivery, "records")
    )


def _answer_files(home: Home, delivery: str) -> list[Path]:
    names = [name.format(delivery) for name in (ANSWER, LETTER, OFFICER)]
    return sorted(path for name in names for path in home.answers.glob(f"*/{name}"))


def _remove_answers(home: Home, deliveries: Iterable[str]) -> None:
    for delivery in deliveries:
        for path in _answer_files(home, delivery):
            path.unlink()


_REMOVERS: Mapping[Kind, _Remover] = {
    "quarantine": _Remover(lambda r: r.quarantine_days, texts_kept, _forget_quarantine),
    "parts": _Remover(lambda r: r.parts_days, _count_records, _remove_records),
    "answers": _Remover(lambda r: r.answers_days, lambda home, d: len(_answer_files(home, d)), _remove_answers),
}

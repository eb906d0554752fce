"""The frozen baseline: append-only, each line carrying the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from etl.home import Home, append_line
from schemas.errors import UsageError
from schemas.programme import Evaluation

_START = "0" * 64
_KEY = ("indicator", "territory", "institution", "month")
FROZEN_SCHEMA = {
    "indicator": pl.String, "territory": pl.String, "institution": pl.String, "month": pl.Date, "value": pl.Int64,
    "status": pl.String, "hash": pl.String, "date": pl.String, "office": pl.String, "reason": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Who froze, when and why."""

    date: date
    office: str
    reason: str


def read_baseline(home: Home) -> pl.DataFrame:
    """All frozen lines in order (FROZEN_SCHEMA); empty where nothing was frozen.

    Raises:
        UsageError: a line was changed, removed or added by hand.
    """
    if not home.baseline.exists():
        return pl.DataFrame(schema=FROZEN_SCHEMA)
    before, rows = _START, []
    for number, text in enumerate(home.baseline.read_text(encoding="utf-8").splitlines(), start=1):
        line = _parse(text, number)
        if line["before"] != before or line["hash"] != _hash(line):
            raise _tampered(number)
        before = line["hash"]
        rows.append({**line, "month": date.fromisoformat(line["month"])})
    return pl.DataFrame(rows, schema=FROZEN_SCHEMA)


def in_force(frozen: pl.DataFrame) -> pl.DataFrame:
    """The last frozen line of each cell and month: a rebase adds lines, the earlier reading stays above."""
    return frozen.unique(_KEY, keep="last", maintain_order=True)


def overlay(values: pl.DataFrame, frozen: pl.DataFrame) -> pl.DataFrame:
    """Values with the frozen ones in their months.

    A month frozen as reported or zero keeps its value whatever arrives later; a month frozen as missing stays missing.
    """
    force = in_force(frozen).select(*_KEY, pl.col("value").alias("kept"), pl.col("status").alias("kept_status"))
    joined = values.join(force, on=list(_KEY), how="left", maintain_order="left")
    held = pl.col("kept_status").is_not_null()
    return joined.with_columns(
        value=pl.when(held).then("kept").otherwise("value"),
        status=pl.when(held).then("kept_status").otherwise("status"),
    ).drop("kept", "kept_status")


def freeze(home: Home, values: pl.DataFrame, evaluations: Sequence[Evaluation], act: Act) -> int:
    """Freeze the baseline windows that have no frozen line yet; returns how many lines were written.

    Raises:
        UsageError: nothing is left to freeze.
    """
    frozen = read_baseline(home)
    fresh = _in_windows(values, evaluations).join(frozen, on=list(_KEY), how="anti")
    if fresh.height == 0:
        raise UsageError(
            "la línea de base ya está congelada; para cambiarla use «seamos baseline rebase --reason …»",
            "the baseline is already frozen; to change it use “seamos baseline rebase --reason …”",
        )
    return _append(home, fresh, frozen, act)


def rebase(home: Home, values: pl.DataFrame, evaluations: Sequence[Evaluation], act: Act) -> int:
    """Freeze again what today's data say otherwise; the earlier lines stay. Returns how many lines were written.

    Raises:
        UsageError: nothing was frozen, or nothing differs.
    """
    frozen = read_baseline(home)
    if frozen.height == 0:
        raise UsageError(
            "todavía no hay línea de base congelada; use primero «seamos baseline freeze»",
            "no baseline is frozen yet; use “seamos baseline freeze” first",
        )
    force = in_force(frozen).select(*_KEY, pl.col("value").alias("old"), pl.col("status").alias("old_status"))
    now = _in_windows(values, evaluations).join(force, on=list(_KEY), how="left")
    changed = now.filter(pl.col("value").ne_missing(pl.col("old")) | pl.col("status").ne_missing(pl.col("old_status")))
    if changed.height == 0:
        raise UsageError(
            "los datos de hoy dan la misma línea de base; no hay nada que cambiar",
            "today's data give the same baseline; there is nothing to change",
        )
    return _append(home, changed, frozen, act)


def differences(values: pl.DataFrame, frozen: pl.DataFrame) -> pl.DataFrame:
    """Frozen cells for which today's data would give another value: key, frozen and today's value and status."""
    force = in_force(frozen).select(*_KEY, pl.col("value").alias("frozen"), pl.col("status").alias("frozen_status"))
    now = values.select(*_KEY, pl.col("value").alias("today"), pl.col("status").alias("today_status"))
    both = force.join(now, on=list(_KEY), how="left", maintain_order="left")
    return both.filter(
        pl.col("frozen").ne_missing(pl.col("today")) | pl.col("frozen_status").ne_missing(pl.col("today_status"))
    )


def _in_windows(values: pl.DataFrame, evaluations: Iterable[Evaluation]) -> pl.DataFrame:
    months = sorted({m for e in evaluations for m in e.baseline.months})
    return values.filter(pl.col("month").is_in(months) & (pl.col("status") != "not_expected")).sort(_KEY)


def _append(home: Home, rows: pl.DataFrame, frozen: pl.DataFrame, act: Act) -> int:
    before = str(frozen["hash"][-1]) if frozen.height else _START
    lines = []
    for row in rows.select(*_KEY, "value", "status").iter_rows(named=True):
        line = {
            "before": before, **row, "month": row["month"].isoformat(), "date": act.date.isoformat(),
            "office": act.office, "reason": act.reason,
        }  # fmt: skip
        line["hash"] = before = _hash(line)
        lines.append(json.dumps(line, ensure_ascii=False))
    append_line(home.baseline, "\n".join(lines))
    return len(lines)


def _hash(line: Mapping[str, Any]) -> str:
    content = {key: value for key, value in line.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _parse(text: str, number: int) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except ValueError as error:
        raise _tampered(number) from error
    if not isinstance(line, dict) or not {"before", "hash", *_KEY, "value", "status"} <= line.keys():
        raise _tampered(number)
    return line


def _tampered(number: int) -> UsageError:
    return UsageError(
        f"baseline.jsonl: la línea {number} no es la que se congeló; recupere el archivo de una copia de respaldo",
        f"baseline.jsonl: line {number} is not the one that was frozen; restore the file from a backup",
    )

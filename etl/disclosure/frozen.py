"""The public table `baseline`: the frozen values in the form of the series, with a hash over what is public alone."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from etl.disclosure.forms import Choice
from etl.disclosure.statements import quarter_months
from etl.disclosure.thresholds import small

_KEY = ("indicator", "territory", "institution", "month")
_START = "0" * 64


def public_baseline(
    internal: pl.DataFrame, values: pl.DataFrame, choices: Sequence[Choice], leads: Mapping[str, str | None]
) -> pl.DataFrame:
    """Frozen values by month where the series is public by month, else those quarters and windows that it tells.

    A reading that a rebase replaced stays beside the new one by month, unless it is small itself. The hash of each line
    is taken over its public content and the hash of the line before: the hash of the internal line would be a check on
    every guess of a withheld count.

    Args:
        internal: table `baseline`, in the order of freezing.
        values: the public `indicator_value`, which is where sums come from.
        choices: how each controlled cell is published.
        leads: lead institution by indicator.
    """
    rows = internal.with_columns(period=pl.lit("month")).filter(
        pl.col("institution") == pl.col("indicator").replace_strict(leads, default=None, return_dtype=pl.String)
    )
    chosen = {choice.cell.key: choice for choice in choices}
    told = {key: list(group.iter_rows(named=True)) for key, group in values.group_by("indicator", "territory")}
    public: list[dict[str, Any]] = []
    for key, group in rows.group_by("indicator", "territory", maintain_order=True):
        choice = chosen.get((str(key[0]), str(key[1])))
        frozen = list(group.iter_rows(named=True))
        if choice is None or choice.form == "month":
            public += _monthly(frozen, choice)
        elif choice.form in ("quarter", "window"):
            public += _sums(frozen, told.get(key, []))
    schema = {name: dtype for name, dtype in rows.schema.items() if name in internal.columns}
    ordered = sorted(public, key=lambda row: (*(str(row[name]) for name in _KEY), row["period"]))
    return pl.DataFrame(list(_chained(ordered, list(schema))), schema=schema, orient="row")


def _monthly(frozen: Iterable[dict[str, Any]], choice: Choice | None) -> Iterator[dict[str, Any]]:
    rows = list(frozen)
    last = {row["month"]: row["hash"] for row in rows}
    for row in rows:
        replaced = row["hash"] != last[row["month"]]
        kept = row["value"] is None or choice is None or not small(row["value"], choice.cell.rule.k, sensitive=False)
        if kept or not replaced:
            yield row


def _sums(frozen: Sequence[dict[str, Any]], told: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The quarters and windows of the series that begin in the baseline and whose months were all frozen."""
    months = {row["month"] for row in frozen}
    for row in told:
        inside = row["month"] in months
        if row["period"] == "quarter":
            inside = months.issuperset(quarter_months(row["month"]))
        if inside and row["value"] is not None:
            yield {**frozen[-1], "month": row["month"], "value": row["value"], "status": row["status"],
                   "period": row["period"]}  # fmt: skip


def _chained(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    before = _START
    for row in rows:
        content = {name: str(row[name]) for name in names if name != "hash"} | {"before": before}
        before = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        yield {name: row[name] for name in names} | {"hash": before}

"""Which published figures changed since the last edition, by which deliveries, and whether a verdict turned over."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

_VALUE_KEY = ("indicator", "territory", "institution", "month")
_CELL_KEY = ("evaluation", "indicator", "territory", "scenario", "basis")
_SCHEMA = {
    "edition": pl.Int64, "table": pl.String, "key": pl.String, "before": pl.String, "now": pl.String, "why": pl.String,
    "verdict_turned": pl.Boolean,
}  # fmt: skip


def build_errata(previous: Path | None, tables: Mapping[str, pl.DataFrame], edition: int) -> pl.DataFrame:
    """Rows of table `erratum`: those of the earlier editions and what this one changes.

    A figure that was not there before is news, not an erratum; one that is no longer there is.

    Args:
        previous: `internal.duckdb` of the last edition; None for the first one.
        tables: the new edition's tables by name (comparison, indicator_value, delivery).
        edition: number of the new edition.
    """
    if previous is None:
        return pl.DataFrame(schema=_SCHEMA)
    with duckdb.connect(str(previous), read_only=True) as connection:
        old = {
            name: connection.sql(f'SELECT * FROM "{name}"').pl()  # noqa: S608
            for name in ("indicator_value", "comparison", "delivery", "erratum")
        }
    changed = _deliveries_between(old["delivery"], tables["delivery"])
    fresh = pl.concat(
        [
            changed_values(old["indicator_value"], tables["indicator_value"]),
            changed_verdicts(old["comparison"], tables["comparison"]),
        ]
    )
    fresh = fresh.with_columns(pl.lit(edition, pl.Int64).alias("edition"), pl.lit(changed).alias("why"))
    return pl.concat([old["erratum"].select(_SCHEMA.keys()), fresh.select(_SCHEMA.keys())])


def _deliveries_between(old: pl.DataFrame, new: pl.DataFrame) -> str:
    """Files whose standing differs between two editions: what made the difference."""
    columns = ("delivery", "status", "contract_version")
    differing = new.join(old.select(columns), on=list(columns), how="anti", nulls_equal=True)
    gone = old.join(new.select("delivery"), on="delivery", how="anti")
    files: Sequence[str] = sorted({*differing["file"].drop_nulls().to_list(), *gone["file"].drop_nulls().to_list()})
    return ", ".join(files) if files else "cambio en el programa o en la línea de base"


def changed_values(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows of `indicator_value` whose value is another one: table, key, before, now, verdict_turned."""
    both = old.select(*_VALUE_KEY, pl.col("value").alias("was")).join(new, on=list(_VALUE_KEY), how="left")
    moved = both.filter(pl.col("was").is_not_null() & pl.col("was").ne_missing(pl.col("value")))
    month = pl.col("month").dt.strftime("%Y-%m")
    return moved.select(
        pl.lit("indicator_value").alias("table"),
        pl.concat_str("indicator", "territory", "institution", month, separator="/").alias("key"),
        pl.col("was").cast(pl.String).alias("before"),
        pl.col("value").cast(pl.String).fill_null("sin dato").alias("now"),
        pl.lit(False).alias("verdict_turned"),
    )


def changed_verdicts(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows of `comparison` whose counts or verdict are others: table, key, before, now, verdict_turned."""
    figures = ("baseline_count", "current_count", "verdict")
    was = old.select(*_CELL_KEY, *(pl.col(name).alias(f"was_{name}") for name in figures))
    both = was.join(new.select(*_CELL_KEY, *figures), on=list(_CELL_KEY), how="left")
    same = pl.all_horizontal(pl.col(f"was_{name}").eq_missing(pl.col(name)) for name in figures)
    moved = both.filter(~same & pl.col("was_baseline_count").is_not_null())
    return moved.select(
        pl.lit("comparison").alias("table"),
        pl.concat_str(*_CELL_KEY, separator="/").alias("key"),
        _told("was_baseline_count", "was_current_count", "was_verdict").alias("before"),
        _told(*figures).alias("now"),
        pl.col("was_verdict").ne_missing(pl.col("verdict")).alias("verdict_turned"),
    )


def _told(before: str, current: str, verdict: str) -> pl.Expr:
    counts = [pl.col(name).cast(pl.String).fill_null("–") for name in (before, current)]
    return pl.format("{} → {} ({})", *counts, pl.col(verdict).fill_null("–"))

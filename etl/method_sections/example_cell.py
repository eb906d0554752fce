"""Which cell of an edition serves as the worked example: chosen by a declared rule, and safe to show to anybody."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

import polars as pl

from etl.compare_signals import leading
from schemas.load import Programme
from schemas.programme import Indicator

Row = Mapping[str, Any]
Cell = tuple[str, str]
"""Indicator and territory."""

JUDGED = ("decreased", "increased", "no_clear_change")
NEVER = "vif"
"""No example is made of domestic violence, whatever the counts are."""
NEEDED = (
    "baseline_rate", "current_rate", "baseline_low", "baseline_high", "current_low", "current_high", "rate_ratio",
    "ratio_low", "ratio_high", "detect_low", "detect_high",
)  # fmt: skip
"""What the example says: a cell without one of them (withheld, infinite, not tested) is no example."""
DECEIVES = 0.20
"""«Más de 20 % es un cambio»: the simple rule that the example is to be set against."""


def headlines(comparison: pl.DataFrame, programme: Programme) -> list[Row]:
    """The headline rows of the lead institutions in the leading evaluation, in the order of the table."""
    leads = leading(programme.declaration.evaluations).id
    chosen = comparison.filter(
        (pl.col("evaluation") == leads) & (pl.col("scenario") == "headline") & (pl.col("basis") == "lead")
    )
    return list(chosen.iter_rows(named=True))


def choose_cell(rows: Iterable[Row], programme: Programme, allowed: Container[Cell] | None = None) -> Row | None:
    """The cell of the worked examples: the first that fits, in the order of the table, by this order of preference.

    Only intervention cells with a testable verdict whose two counts are both at least the indicator's k, never
    domestic violence nor another sensitive indicator, and of those only the `allowed` ones: nothing of a cell that
    the public edition may withhold is in the choice, so that the choice says nothing about it. Among them first those
    where the simple percentage is over 20 and yet nothing clear may be said (it is that which the page explains),
    of these first those of an indicator with a direction; then any other.

    Args:
        rows: of `headlines`.
        programme: for the fichas and the roles of the territories.
        allowed: cells that may be shown; None for all that are safe by their counts.

    Returns:
        None where no cell is safe: the texts then use a made-up case and say so.
    """
    safe = [row for row in rows if _may_serve(row, programme, allowed)]
    return min(safe, key=lambda row: (not _deceives(row), not _has_direction(row, programme)), default=None)


def all_safe(rows: Iterable[Row], programme: Programme, allowed: Container[Cell] | None) -> bool:
    """Whether nothing in these rows may be withheld: every count that is there is at least its indicator's k."""
    return all(row["verdict"] != "withheld" and _counts_safe(row, programme, allowed) for row in rows)


def family_of(rows: Iterable[Row], programme: Programme) -> list[Row]:
    """All intervention cells, tested or not: p, q and dispersion may be said only if none of them may be withheld."""
    return [row for row in rows if programme.roles.get(row["territory"]) == "intervention"]


def areas_of(rows: Iterable[Row], programme: Programme, indicator: str) -> list[Row]:
    """The comparison areas' cells of one indicator, whose counts together make the ratio of rate ratios."""
    outside = [row for row in rows if programme.roles.get(row["territory"]) == "comparison"]
    return [row for row in outside if row["indicator"] == indicator]


def series_safe(values: pl.DataFrame, row: Row, indicator: Indicator) -> bool:
    """Whether every month of a cell's lead series may be shown: none withheld, none put together, all at least k."""
    series = values.filter(
        (pl.col("indicator") == row["indicator"])
        & (pl.col("territory") == row["territory"])
        & (pl.col("institution") == indicator.lead)
    )
    counts = [value for value in series["value"].to_list() if value is not None]
    by_month = "period" not in series.columns or (series["period"] == "month").all()
    return by_month and bool(counts) and "suppressed" not in series["status"] and min(counts) >= indicator.k


def _may_serve(row: Row, programme: Programme, allowed: Container[Cell] | None) -> bool:
    indicator = programme.indicators[row["indicator"]]
    if indicator.sensitive or indicator.id == NEVER or programme.roles.get(row["territory"]) != "intervention":
        return False
    there = all(row[name] is not None for name in ("baseline_count", "current_count", *NEEDED))
    return row["verdict"] in JUDGED and there and _counts_safe(row, programme, allowed)


def _counts_safe(row: Row, programme: Programme, allowed: Container[Cell] | None) -> bool:
    k = programme.indicators[row["indicator"]].k
    counts = [row[name] for name in ("baseline_count", "current_count") if row[name] is not None]
    shown = allowed is None or not counts or (row["indicator"], row["territory"]) in allowed
    return shown and all(count >= k for count in counts)


def _deceives(row: Row) -> bool:
    simple = row["current_count"] / row["baseline_count"] - 1
    return row["verdict"] == "no_clear_change" and row["reason"] is None and abs(simple) > DECEIVES


def _has_direction(row: Row, programme: Programme) -> bool:
    return programme.indicators[row["indicator"]].polarity != "neutral"

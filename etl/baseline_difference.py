"""Where today's data would give another baseline than the frozen one, and which deliveries made the difference."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.acts import Decision
from etl.baseline import FROZEN_SCHEMA, differences, in_force
from schemas.load import Programme

_KEY = ("indicator", "territory", "institution", "month")
_USABLE = ("reported", "zero", "provisional")
SCHEMA = {
    **{name: FROZEN_SCHEMA[name] for name in _KEY}, "frozen": pl.Int64, "frozen_status": pl.String, "today": pl.Int64,
    "today_status": pl.String, "deliveries": pl.String,
}  # fmt: skip


def baseline_difference(
    live: pl.DataFrame,
    frozen: pl.DataFrame,
    deliveries: pl.DataFrame,
    decided: Mapping[str, Decision],
    programme: Programme,
) -> pl.DataFrame:
    """Rows of table `baseline_difference`: frozen cells that today's data say otherwise.

    A month that has only matured (provisional, then reported, the count being the same) is no other baseline.

    Args:
        live: monthly values of today's data with the `delivery` that counts, before the frozen ones are laid over them.
        frozen: the lines of the baseline (FROZEN_SCHEMA), in order.
        deliveries: the ledger: delivery, file, feed, root, status, received, period_from, period_to.
        decided: the last decision about each delivery.
        programme: says which feed is a source of which indicator.
    """
    found = differences(live, frozen)
    told = pl.col("frozen_status").is_in(_USABLE) != pl.col("today_status").is_in(_USABLE)
    found = found.filter(pl.col("frozen").ne_missing(pl.col("today")) | told.fill_null(value=True))
    if found.height == 0:
        return pl.DataFrame(schema=SCHEMA)
    dated = found.join(in_force(frozen).select(*_KEY, "date"), on=list(_KEY), how="left", maintain_order="left")
    dated = dated.join(
        live.select(*_KEY, pl.col("delivery").alias("counting")), on=list(_KEY), how="left", maintain_order="left"
    )
    ledger = list(_changes(deliveries, decided))
    why = [_made_by(row, ledger, programme) for row in dated.iter_rows(named=True)]
    return found.with_columns(pl.Series("deliveries", why, dtype=pl.String)).select(SCHEMA.keys()).sort(_KEY)


def _changes(deliveries: pl.DataFrame, decided: Mapping[str, Decision]) -> Iterator[tuple[dict[str, Any], date]]:
    """Each delivery that could move a figure, with the day of its arrival or of what was decided about it since."""
    for row in deliveries.filter(pl.col("status").is_in(["loaded", "retracted"])).iter_rows(named=True):
        if row["period_from"] is not None:
            decision = decided.get(row["delivery"])
            arrived = row["received"].date()
            yield row, max(arrived, decision.date) if decision else arrived


def _made_by(cell: Mapping[str, Any], ledger: list[tuple[dict[str, Any], date]], programme: Programme) -> str | None:
    """Files that arrived, or about which a person decided, after the day of the freeze; None where none did.

    Of that day itself nobody knows what came first: the files that count today, or that were taken out.
    """
    frozen_on = date.fromisoformat(cell["date"])
    held = [(row, day) for row, day in ledger if row["period_from"] <= cell["month"] <= row["period_to"]]
    own = [(row, day) for row, day in held if _feeds(row, cell, programme)]
    counting = set((cell["counting"] or "").split())
    files = {str(row["file"]) for row, day in own if day > frozen_on} or {
        str(row["file"])
        for row, day in own
        if day == frozen_on and (row["root"] in counting or row["status"] == "retracted")
    }
    return ", ".join(sorted(files)) or None


def _feeds(row: Mapping[str, Any], cell: Mapping[str, Any], programme: Programme) -> bool:
    feed = programme.feeds.get(row["feed"] or "")
    return feed is not None and feed.institution == cell["institution"] and cell["indicator"] in feed.covers.indicators


def published_differences(edition: Path | None) -> list[dict[str, object]]:
    """The rows that an edition publishes, in order; none where there is no edition or it is older than the table."""
    if edition is None:
        return []
    with duckdb.connect(str(edition), read_only=True) as connection:
        names = {name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        if "baseline_difference" not in names:
            return []
        return connection.sql("SELECT * FROM baseline_difference").pl().to_dicts()

"""The public series: by month, by quarter or by window, and what hangs on the months: signals, completeness."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from etl.disclosure.forms import Choice, quarters
from etl.disclosure.statements import Key, quarter_months
from schemas.load import Programme

RECEIVED = ("reported", "zero", "provisional")
COUNTS = ("reported", "zero")


def public_values(
    internal: pl.DataFrame, choices: Sequence[Choice], comparison: pl.DataFrame, released: pl.DataFrame | None
) -> pl.DataFrame:
    """Table `indicator_value`, each cell in its own form.

    Args:
        internal: the monthly values of the lead institutions alone.
        choices: how each controlled cell is published; other indicators stay as they are.
        comparison: the public comparisons: the value of a window is the count told there.
        released: the table as it is public now.
    """
    months = _by_cell(internal)
    chosen = {choice.cell.key: choice for choice in choices}
    rows: list[dict[str, Any]] = []
    for key, mine in months.items():
        choice = chosen.get(key)
        if choice is None or choice.form == "month":
            rows += mine
        elif choice.form == "as_released":
            rows += _by_cell(released).get(key, [])
        elif choice.form == "quarter":
            rows += _quarters(choice, mine)
        else:
            rows += _windows(key, mine, comparison)
    return pl.DataFrame([{name: row.get(name) for name in internal.schema} for row in rows], schema=internal.schema)


def monthly_for_pictures(internal: pl.DataFrame, choices: Sequence[Choice]) -> pl.DataFrame:
    """A row for every month: those that are not told by month have the status `suppressed`, missing ones theirs."""
    told = [choice.cell.key for choice in choices if choice.form != "month"]
    hidden = pl.DataFrame(told, schema={"indicator": pl.String, "territory": pl.String}, orient="row")
    marked = internal.join(hidden.with_columns(_hidden=True), on=["indicator", "territory"], how="left")
    cover = pl.col("_hidden").is_not_null()
    known = pl.col("status").is_in(["missing", "not_expected"])
    return marked.with_columns(
        value=pl.when(~cover).then("value"),
        status=pl.when(cover & ~known).then(pl.lit("suppressed")).otherwise("status"),
        zero_confirmed=pl.when(~cover).then("zero_confirmed"),
    ).drop("_hidden")


def public_completeness(internal: pl.DataFrame, programme: Programme) -> pl.DataFrame:
    """What has arrived: received, partial or missing; never a zero, never a delivery.

    Of a sensitive indicator a month says the same in all territories of an institution: whether it is partial in one
    of them depends on how many cases that one has.
    """
    sensitive = [name for name, indicator in programme.indicators.items() if indicator.sensitive]
    status = pl.when(pl.col("status").is_in(RECEIVED)).then(pl.lit("received")).otherwise("status")
    known = internal.filter(pl.col("status") != "not_expected").with_columns(
        status=status, delivery=pl.lit(None, pl.String)
    )
    alike = pl.when(pl.col("status").n_unique() == 1).then(pl.col("status").first()).otherwise(pl.lit("partial"))
    together = alike.over("institution", "indicator", "month")
    return known.with_columns(
        status=pl.when(pl.col("indicator").is_in(sensitive)).then(together).otherwise("status")
    )  # fmt: skip


def public_signals(internal: pl.DataFrame, choices: Sequence[Choice]) -> pl.DataFrame:
    """Rows of `signal` where every month is public; limits of others would tell the sum that they rest on."""
    told = [choice.cell.key for choice in choices if choice.form == "month"]
    shown = pl.DataFrame(told, schema={"indicator": pl.String, "territory": pl.String}, orient="row")
    return internal.join(shown, on=["indicator", "territory"], how="semi")


def _by_cell(values: pl.DataFrame | None) -> dict[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = {}
    for row in values.iter_rows(named=True) if values is not None else ():
        found.setdefault((row["indicator"], row["territory"]), []).append(row)
    return found


def _quarters(choice: Choice, months: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row a calendar quarter that the series touches; without a value where one of its months cannot be added."""
    statuses = {row["month"]: row["status"] for row in months}
    sums = quarters(choice.cell)
    for start in sorted({month.replace(month=month.month - (month.month - 1) % 3) for month in statuses}):
        status = _together([statuses.get(month, "not_expected") for month in quarter_months(start)])
        value = sums.get(start)
        if value is not None:
            status = "reported" if value else "zero"
        yield _row(months[0], start, "quarter", value, status)


def _together(statuses: Sequence[str]) -> str:
    """The status of a quarter that has no sum."""
    for status in ("missing", "partial", "provisional"):
        if status in statuses:
            return status
    return "not_expected" if set(statuses) == {"not_expected"} else "partial"


def _windows(key: Key, months: Sequence[Mapping[str, Any]], comparison: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The two windows of each evaluation, with the counts of its comparison; a window that two share comes once."""
    found: dict[date, dict[str, Any]] = {}
    for row in comparison.filter(indicator=key[0], territory=key[1]).iter_rows(named=True):
        for side in ("baseline", "current"):
            start, value = row[f"{side}_from"], row[f"{side}_count"]
            if start not in found or found[start]["value"] is None:
                found[start] = _row(months[0], start, "window", value, _window_status(row, value))
    yield from found.values()


def _window_status(row: Mapping[str, Any], value: int | None) -> str:
    if value is not None:
        return "reported" if value else "zero"
    if row["verdict"] == "withheld":
        return "suppressed"
    return "not_expected" if row["reason"] == "no_feed" else "missing"


def _row(like: Mapping[str, Any], month: date, period: str, value: int | None, status: str) -> dict[str, Any]:
    names = {name: like[name] for name in ("indicator", "territory", "institution")}
    return {**names, "month": month, "value": value, "status": status, "zero_confirmed": None, "period": period}

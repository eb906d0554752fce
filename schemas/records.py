"""The two contracts for the rows of a delivery: one on the text as sent, one on the typed values.

A check's name is the kind of finding that it gives (schemas/finding_kinds.py). Both contracts are validated eagerly
and lazily (`lazy=True`), so that every fault of a row is found at once.
"""

from collections.abc import Callable
from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas.feed import REQUIRED_COLUMNS, Feed
from schemas.text_shapes import date_pattern, number_pattern

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


def text_contract(feed: Feed, columns: list[str]) -> pa.DataFrameSchema:
    """The contract on the text of a delivery: which cells must be filled, and with what pattern.

    Args:
        feed: the layout.
        columns: standard columns that the delivery has.
    """
    patterns = _patterns(feed)
    required = _required(feed)
    return pa.DataFrameSchema(
        {
            name: pa.Column(
                pl.String,
                [_matches(name, *patterns[name])] if name in patterns else [],
                nullable=name not in required,
            )
            for name in columns
        },
        strict=False,
    )


def _required(feed: Feed) -> set[str]:
    required = set(REQUIRED_COLUMNS[feed.grain])
    if feed.grain == "monthly_count":
        required |= {"count"}
    if feed.grain != "activity" and feed.indicator is None:
        required |= {"offence"}
    return required


def _patterns(feed: Feed) -> dict[str, tuple[str, str]]:
    dates = date_pattern(feed)
    patterns = {"event_date": (dates, "bad_date"), "report_date": (dates, "bad_date")}
    if feed.grain == "monthly_count":
        patterns["count"] = (number_pattern(feed), "bad_number")
    if feed.grain == "activity":
        patterns["participants"] = (number_pattern(feed), "bad_number")
    return patterns


def _matches(column: str, pattern: str, kind: str) -> pa.Check:
    def check(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key or column).str.contains(pattern))

    return pa.Check(check, name=kind)


def typed_contract(_: Feed, columns: list[str]) -> pa.DataFrameSchema:
    """The contract on typed values: dates in a sane range and in order, counts not below zero.

    Args:
        feed: the layout.
        columns: typed columns present (`event_date` and `report_date` Date, `month` Date, `count` Int64).
    """
    fields: dict[str, pa.Column] = {}
    for name in ("event_date", "report_date", "month"):
        if name in columns:
            fields[name] = pa.Column(pl.Date, [_expression(_within(name), "bad_date")], nullable=True)
    for name in ("count", "participants"):
        if name in columns:
            fields[name] = pa.Column(pl.Int64, [_expression(pl.col(name) >= 0, "negative_count")], nullable=True)
    together = []
    if {"event_date", "report_date"} <= set(columns):
        in_order = pl.col("report_date") >= pl.col("event_date")
        together.append(_expression(in_order.fill_null(True), "report_before_event"))
    return pa.DataFrameSchema(fields, checks=together, strict=False)


def _within(name: str) -> pl.Expr:
    return (pl.col(name) >= EARLIEST) & (pl.col(name) < LATEST)


def _expression(expression: pl.Expr, kind: str) -> pa.Check:
    def check(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression)

    return pa.Check(check, name=kind)


def failures(contract: pa.DataFrameSchema, frame: pl.DataFrame, kinds: Callable[[str, str], str]) -> pl.DataFrame:
    """Validate and return what failed: `position` (UInt32, row of `frame`), `column`, `kind`.

    Args:
        contract: one of the two above.
        frame: collected; a LazyFrame would have only its names and types checked.
        kinds: (column, name of pandera's check) -> kind of finding.

    Raises:
        pa.errors.SchemaErrors: a whole-column fault, which is a mistake of ours and not of the sender.
    """
    empty = pl.DataFrame(schema={"position": pl.UInt32, "column": pl.String, "kind": pl.String})
    if frame.height == 0:
        return empty
    try:
        contract.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases: pl.DataFrame = error.failure_cases
        if cases["index"].null_count():
            raise
        named = {
            (column, check): kinds(column or "", check)
            for column, check in cases.select("column", "check").unique().iter_rows()
        }
        lookup = pl.DataFrame(
            [(c, k, v) for (c, k), v in named.items()],
            schema=dict.fromkeys(("column", "check", "kind"), pl.String),
            orient="row",
        )
        found: pl.DataFrame = cases.join(lookup, on=["column", "check"], nulls_equal=True).select(
            pl.col("index").cast(pl.UInt32).alias("position"), "column", "kind"
        )
        return found
    return empty

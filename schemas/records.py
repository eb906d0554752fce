"""The two contracts for the rows of a delivery: one on the text as sent, one on the typed values.

A check's name is the kind of finding that it gives (schemas/finding_kinds.py). Both contracts are validated eagerly
and lazily (`lazy=True`), so that every fault of a row is found at once.
"""

import re
from collections.abc import Callable
from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from schemas.feed import REQUIRED_COLUMNS, Feed

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
TIME_PATTERN = r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?h(?:s|oras)?\.?)?)?"
NUMBER_PATTERN = r"^[-−]?(?:\d{1,3}(?:[. ]\d{3})+|\d+(?:[.,]0+)?)$"
_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
_SERIAL = r"[2-7]\d{4}(?:\.\d+)?"
_DIRECTIVES = {
    "%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%y": r"\d{2}", "%H": r"\d{1,2}", "%M": r"\d{2}", "%S": r"\d{2}",
    "%B": r"[^\W\d]+", "%b": r"[^\W\d]+\.?",
}  # fmt: skip


def date_pattern(feed: Feed) -> str:
    """Regular expression for a date as this feed writes it, with an optional time after it.

    ISO dates and, in workbooks, Excel's day numbers are always understood: spreadsheets write them by themselves.
    """
    shapes = [_shape(re.split(r"[ T]%H", text)[0]) for text in feed.date_formats]
    shapes.append(_ISO)
    if feed.format in ("xlsx", "ods"):
        shapes.append(_SERIAL)
    return f"^(?:{'|'.join(dict.fromkeys(shapes))}){TIME_PATTERN}$"


def _shape(date_format: str) -> str:
    parts = re.split(r"(%[a-zA-Z])", date_format)
    return "".join(_DIRECTIVES.get(part, r"\w+") if part.startswith("%") else re.escape(part) for part in parts)


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
        patterns["count"] = (NUMBER_PATTERN, "bad_number")
    if feed.grain == "activity":
        patterns["participants"] = (NUMBER_PATTERN, "bad_number")
    return patterns


def _matches(column: str, pattern: str, kind: str) -> pa.Check:
    def check(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key or column).str.contains(pattern))

    return pa.Check(check, name=kind)


def typed_contract(feed: Feed, columns: list[str]) -> pa.DataFrameSchema:
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
        cases = error.failure_cases
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
        return cases.join(lookup, on=["column", "check"], nulls_equal=True).select(
            pl.col("index").cast(pl.UInt32).alias("position"), "column", "kind"
        )
    return empty

"""Months as columns: each cell becomes a record with its month and its count."""

from datetime import date

import polars as pl

from etl.judging.period import Span
from etl.read.block import ROW, SHIFTED
from etl.read.door import MONTH_PREFIX

MONTH_HEADING = "month_heading"


def months_into_rows(frame: pl.DataFrame, period: Span | None = None) -> pl.DataFrame:
    """Turn `month:…` columns into rows with `month` and `count`; empty cells are no records.

    A shifted row stays one record, since its cells cannot be told apart. `month_heading` keeps the column's name. A
    heading without a year has that of the column `year` or, where there is none, of the period that the name of the
    file or of its sheet declares.
    """
    months = [name for name in frame.columns if name.startswith(MONTH_PREFIX)]
    if not months:
        return frame
    others = [name for name in frame.columns if name not in months]
    whole = frame.filter(~pl.col(SHIFTED))
    cells = whole.unpivot(months, index=others, variable_name=MONTH_HEADING, value_name="count")
    cells = cells.filter(pl.col("count").is_not_null())
    month = pl.col(MONTH_HEADING).str.strip_prefix(MONTH_PREFIX)
    if "year" in others:
        month = month.str.replace("*", pl.col("year").str.extract(r"(\d{4})").fill_null("????"), literal=True)
    elif period is not None:
        month = month.replace({f"*-{number:02d}": f"{_year(number, period)}-{number:02d}" for number in range(1, 13)})
    cells = cells.with_columns(month=month).drop("year", strict=False)
    shifted = frame.filter(pl.col(SHIFTED)).select(name for name in others if name != "year")
    return pl.concat([cells, shifted], how="diagonal").sort(ROW, maintain_order=True)


def _year(month: int, period: Span) -> int:
    """The year in which the period has this month; its first one where it has it in none."""
    years = range(period.first.year, period.last.year + 1)
    return next((y for y in years if period.first <= date(y, month, 1) <= period.last), period.first.year)

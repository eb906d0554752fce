"""M10's example: one month of the chosen cell's series beside its limits, where every month may be shown."""

from typing import Any

import polars as pl

from etl.method_sections import made_up
from etl.method_sections.example_cell import series_safe
from etl.method_sections.example_words import case_values
from etl.method_sections.section_texts import words_in
from etl.method_sections.worked import Filled, Worked
from etl.words.dates import month_year
from etl.words.numbers import number


def series(worked: Worked, language: str) -> Filled:
    """The first month outside its limits, or the first that has limits at all; else a made-up month."""
    case, found = worked.case, _month(worked)
    if found is None:
        case = worked.made_up
    month: dict[str, Any] = found or made_up.unusual_month() | {"month": case.row["current_from"]}
    words = words_in(language)
    outside = not month["low"] <= month["value"] <= month["high"]
    values = case_values(case, language) | {
        "centre": number(month["centre"], language, 1), "month": month_year(month["month"], language),
        "place": words["outside" if outside else "inside"],
        **{name: number(month[name], language) for name in ("low", "high", "value")},
    }  # fmt: skip
    cell = None if case.invented else (case.row["indicator"], case.row["territory"])
    return Filled(values, invented=case.invented, cell=cell)


def _month(worked: Worked) -> dict[str, Any] | None:
    case = worked.case
    values = worked.tables["indicator_value"]
    if case.invented or not series_safe(values, case.row, case.indicator):
        return None
    cell = [pl.col(name) == case.row[name] for name in ("indicator", "territory")]
    counted = values.filter(*cell, pl.col("institution") == case.indicator.lead).select("month", "value")
    drawn = worked.tables["signal"].filter(*cell).join(counted, on="month", how="inner").sort("month")
    drawn = drawn.drop_nulls(["centre", "low", "high", "value"])
    marked = drawn.filter(pl.col("kind").is_in(["above", "below"]))
    found = marked if marked.height else drawn
    return found.row(0, named=True) if found.height else None

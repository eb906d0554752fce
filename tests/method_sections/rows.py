"""Published tables written by hand for the real programmes: the cells that a worked example may or may not be of."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from etl.compare_rows import as_table
from etl.method_sections.made_up import comparison_row
from etl.words.table import add_sentences
from schemas.load import Programme, load_programme
from schemas.published import ACTIVITY_PROGRESS, AREA_COMPARISON, COMPARISON, INDICATOR_VALUE, SIGNAL

PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"
EVALUATION = "participativa_2020"


@cache
def programme(name: str = "paraguay") -> Programme:
    """One of the two programmes that are shipped."""
    return load_programme(PROGRAMMES / name)


def cell(indicator: str, territory: str, **other: Any) -> dict[str, Any]:
    """A headline row: that of the made-up case, of a place, with what is said otherwise."""
    row = comparison_row(programme().declaration.methods)
    names = {"evaluation": EVALUATION, "indicator": indicator, "territory": territory}
    return row | names | {"verdict": "no_clear_change", "reason": None} | other


def tables(*rows: Mapping[str, Any], **more: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables that the sections are made from, with these comparisons."""
    names = [column.name for column in COMPARISON.columns]
    columns = {name: [row.get(name) for row in rows] for name in names}
    indicators, places = list(programme().indicators.values()), programme().territory_names
    empty = {
        "area_comparison": as_table({}, AREA_COMPARISON), "signal": as_table({}, SIGNAL),
        "indicator_value": as_table({}, INDICATOR_VALUE), "activity_progress": as_table({}, ACTIVITY_PROGRESS),
    }  # fmt: skip
    return empty | {"comparison": add_sentences(as_table(columns, COMPARISON), indicators, places)} | more


def section(frame: pl.DataFrame, method: str, language: str = "es") -> dict[str, Any]:
    """One section as a row by name."""
    return frame.filter((pl.col("method") == method) & (pl.col("language") == language)).row(0, named=True)

"""Which cell is the worked example: never domestic violence, never a cell that may be withheld, by a declared order."""

from typing import Any

import polars as pl
import pytest

from etl.compare_rows import as_table
from etl.method_sections.example_cell import all_safe, choose_cell, series_safe
from schemas.published import INDICATOR_VALUE
from tests.method_sections.rows import cell, programme

CALM = {"baseline_count": 24, "current_count": 23}


def chosen(*rows: dict[str, Any], allowed: set[tuple[str, str]] | None = None) -> tuple[str, str] | None:
    row = choose_cell(rows, programme(), allowed)
    return (row["indicator"], row["territory"]) if row else None


def test_it_is_never_domestic_violence() -> None:
    assert chosen(cell("vif", "luque", baseline_count=900, current_count=600)) is None


def test_it_is_no_other_sensitive_indicator_either() -> None:
    sensitive = programme().indicators["robo"].model_copy(update={"sensitive": True})
    kept = {**programme().indicators, "robo": sensitive}
    changed = type(programme())(**{**vars(programme()), "indicators": kept})
    assert choose_cell([cell("robo", "luque")], programme()) is not None
    assert choose_cell([cell("robo", "luque")], changed) is None


@pytest.mark.parametrize("side", ["baseline_count", "current_count"])
def test_both_counts_are_at_least_k(side: str) -> None:
    k = programme().indicators["robo"].k
    assert chosen(cell("robo", "luque", **{side: k})) == ("robo", "luque")
    assert chosen(cell("robo", "luque", **{side: k - 1})) is None
    assert chosen(cell("robo", "luque", **{side: 0})) is None


@pytest.mark.parametrize(
    "other",
    [
        {"verdict": "withheld"}, {"verdict": "insufficient"}, {"verdict": None}, {"verdict": "not_comparable"},
        {"rate_ratio": None}, {"ratio_high": None}, {"baseline_count": None}, {"detect_low": None},
    ],
)  # fmt: skip
def test_a_cell_of_which_something_may_not_be_said_is_none(other: dict[str, Any]) -> None:
    assert chosen(cell("robo", "luque", **other)) is None


def test_a_comparison_area_is_none() -> None:
    assert chosen(cell("robo", "lambare")) is None


def test_only_allowed_cells_are() -> None:
    rows = cell("robo", "luque"), cell("robo", "limpio")
    assert chosen(*rows, allowed={("robo", "limpio")}) == ("robo", "limpio")
    assert chosen(*rows, allowed=set()) is None


def test_first_a_cell_where_the_simple_percentage_deceives() -> None:
    calm, loud = cell("robo", "tacumbu", **CALM), cell("robo", "luque")
    assert chosen(calm, loud) == ("robo", "luque")
    assert chosen(calm, {**loud, "verdict": "decreased"}) == ("robo", "tacumbu")
    assert chosen(calm, {**loud, "reason": "weak_signal"}) == ("robo", "tacumbu")


def test_then_an_indicator_with_a_direction_then_the_order_of_the_table() -> None:
    neutral, directed = cell("paz_publica", "luque"), cell("robo", "luque")
    assert chosen(neutral, directed) == ("robo", "luque")
    assert chosen(cell("robo", "limpio"), directed) == ("robo", "limpio")
    assert chosen(neutral) == ("paz_publica", "luque")


def test_a_cell_that_is_withheld_changes_nothing_in_the_choice() -> None:
    shown = {("robo", "limpio")}
    loud = cell("robo", "luque")
    for hidden in ({}, CALM, {"verdict": "decreased"}):
        assert chosen({**loud, **hidden}, cell("robo", "limpio", **CALM), allowed=shown) == ("robo", "limpio")


def test_one_small_count_closes_a_family() -> None:
    rows = [cell("robo", "luque"), cell("vif", "luque", baseline_count=10, current_count=10)]
    assert all_safe(rows, programme(), None)
    assert not all_safe([*rows, cell("vif", "limpio", baseline_count=9)], programme(), None)
    assert not all_safe([*rows, cell("vif", "limpio", verdict="withheld")], programme(), None)
    assert not all_safe(rows, programme(), {("robo", "luque")})


def series(*counts: int | None, **other: Any) -> pl.DataFrame:
    size = len(counts)
    columns = {
        "indicator": ["robo"] * size, "territory": ["luque"] * size, "institution": ["policia"] * size,
        "value": list(counts), "status": ["reported"] * size, "period": ["month"] * size,
    }  # fmt: skip
    return as_table(columns | other, INDICATOR_VALUE)


def test_monthly_figures_need_every_month() -> None:
    indicator, row = programme().indicators["robo"], cell("robo", "luque")
    assert series_safe(series(5, 9, None), row, indicator)
    assert not series_safe(series(5, 9, 4), row, indicator)
    assert not series_safe(series(None, None), row, indicator)
    assert not series_safe(series(5, None, status=["reported", "suppressed"]), row, indicator)
    assert not series_safe(series(5, 9, period=["month", "quarter"]), row, indicator)

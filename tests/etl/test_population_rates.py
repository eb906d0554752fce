"""Rates over inhabitants come from the counts that the same edition shows, and from the nearest population."""

from datetime import date

import polars as pl
import pytest

from etl.population_rates import population_rates

_PEOPLE = pl.DataFrame(
    [("luque", 2017, 100_000, False), ("luque", 2020, 200_000, True), ("sur", 2020, 0, False)],
    schema=["territory", "year", "population", "estimated"], orient="row",
)  # fmt: skip


def _comparison(**changes: object) -> pl.DataFrame:
    row = {
        "evaluation": "e", "indicator": "robo", "territory": "luque", "scenario": "headline", "basis": "lead",
        "verdict": "decreased", "current_from": date(2019, 5, 1), "current_count": 50, "current_days": 274,
    } | changes  # fmt: skip
    return pl.DataFrame([row], schema_overrides={"current_count": pl.Int64, "verdict": pl.String})


def test_cases_per_thousand_and_year_over_the_nearest_population() -> None:
    (row,) = population_rates(_comparison(), _PEOPLE).to_dicts()
    assert row["rate"] == pytest.approx(1000 * 50 / 200_000 * 365.25 / 274)
    assert (row["year"], row["estimated"]) == (2020, True)


def test_of_two_years_as_near_the_earlier_one_serves() -> None:
    people = pl.DataFrame(
        {"territory": ["luque"] * 2, "year": [2020, 2018], "population": [10, 20], "estimated": False}
    )
    assert population_rates(_comparison(), people)["year"].to_list() == [2018]


@pytest.mark.parametrize(
    "changes",
    [
        {"current_count": None},
        {"verdict": "withheld"},
        {"verdict": "insufficient"},
        {"scenario": "whole"},
        {"basis": "sum"},
        {"territory": "sur"},
        {"territory": "elsewhere"},
        {"current_days": 0},
    ],
)
def test_no_rate_without_a_count_that_may_be_said_or_without_inhabitants(changes: dict[str, object]) -> None:
    assert population_rates(_comparison(**changes), _PEOPLE).is_empty()


def test_a_comparison_area_has_no_verdict_and_yet_a_rate() -> None:
    assert population_rates(_comparison(verdict=None), _PEOPLE).height == 1

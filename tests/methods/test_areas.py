"""The table `area_comparison`: against a plain calculation, and where it says that there is none."""

import math
import random
from calendar import monthrange
from datetime import date
from typing import Any

import polars as pl
import pytest

from etl.compare import build_area_comparison
from etl.methods.areas import ratio_of_ratios
from schemas.programme import Break, MethodParameters
from schemas.published import AREA_COMPARISON
from schemas.words import months_between
from tests.methods.small_programmes import NAME, QUARANTINE, evaluation, flat, frame, indicator, month, only, series

MONTHS = months_between(month("2017-07"), month("2018-06")) + months_between(month("2019-05"), month("2020-05"))
ROLES = {"T1": "intervention", "T2": "intervention", "Z1": "comparison", "Z2": "comparison", "Z3": "comparison"}
NUMBERS = ("rrr", "low", "high", "p_value")


def areas(values: pl.DataFrame, **more: Any) -> pl.DataFrame:
    return build_area_comparison(
        values,
        more.pop("evaluations", [evaluation()]),
        [QUARANTINE],
        more.pop("indicators", [indicator()]),
        more.pop("roles", ROLES),
        MethodParameters(),
    )


def zones(*levels: tuple[int | None, int | None], **more: Any) -> list[dict[str, Any]]:
    return [row for n, (a, b) in enumerate(levels, 1) for row in flat(a, b, territory=f"Z{n}", **more)]


def days_of(when: date) -> int:
    return monthrange(when.year, when.month)[1]


def plain(cells: dict[str, dict[date, int | None]], here: str) -> tuple[float, ...]:
    """M07 written out: counts, exposures and Pearson's dispersion, group by group."""

    def usable(name: str) -> set[int]:
        shared = {m.month for m in MONTHS if m < month("2018-07")} & {
            m.month for m in MONTHS if month("2019-05") <= m < month("2020-03")
        }
        every = [m for m in MONTHS if m < month("2020-03")]
        return {n for n in shared if all(cells[name][m] is not None for m in every if m.month == n)}

    own = usable(here)
    totals, exposures, x2, df = [], [], 0.0, 0
    for group in ([here], [name for name in cells if name.startswith("Z")]):
        for now in (True, False):
            side = [m for m in MONTHS if (m >= month("2019-05")) == now and m < month("2020-03")]
            total = exposure = 0
            for name in group:
                used = [m for m in side if m.month in own & usable(name)]
                y = [cells[name][m] or 0 for m in used]
                days = [days_of(m) for m in used]
                total, exposure = total + sum(y), exposure + sum(days)
                if sum(y):
                    mu = [sum(y) / sum(days) * d for d in days]
                    x2 += sum((a - b) ** 2 / b for a, b in zip(y, mu, strict=True))
                    df += len(y) - 1
            totals.append(total)
            exposures.append(exposure)
    got = ratio_of_ratios(totals, exposures, max(1.0, x2 / df), df)
    return tuple(float(part) for part in got)


@pytest.mark.parametrize("seed", range(6))
def test_the_table_is_the_plain_calculation(seed: int) -> None:
    dice = random.Random(seed)
    level = {"T1": 6, "T2": 0.25, "Z1": 9, "Z2": 4, "Z3": 7}
    cells: dict[str, dict[date, int | None]] = {
        name: {m: None if dice.random() < 0.02 else sum(dice.random() < mean / 40 for _ in range(40)) for m in MONTHS}
        for name, mean in level.items()
    }
    cells["T2"][month("2017-08")] = cells["T2"][month("2019-08")] = 4
    table = areas(frame(*(series(list(cells[name].items()), name) for name in cells)))
    for name in ("T1", "T2"):
        row = only(table, territory=name)
        assert row["reason"] is None
        for column, value in zip(NUMBERS, plain(cells, name), strict=True):
            assert row[column] == pytest.approx(value, rel=1e-9)


def test_the_table_has_the_published_columns_and_only_intervention_territories() -> None:
    table = areas(frame(flat(6, 3, territory="T1"), flat(6, 6, territory="T2"), zones((5, 5), (6, 6), (4, 4))))
    assert table.columns == list(AREA_COMPARISON.names)
    assert table["territory"].to_list() == ["T1", "T2"]
    assert table["areas"].to_list() == [3, 3]
    row = only(table, territory="T1")
    assert row["rrr"] == pytest.approx(0.5)
    assert row["low"] < 0.5 < row["high"] < 1
    assert only(table, territory="T2")["rrr"] == pytest.approx(1)


def test_what_falls_everywhere_is_no_difference() -> None:
    row = only(areas(frame(flat(8, 4, territory="T1"), zones((8, 4), (6, 3)))), territory="T1")
    assert row["rrr"] == pytest.approx(1)
    assert row["p_value"] > 0.9


def test_small_counts_are_exact_and_an_infinite_ratio_is_not_published() -> None:
    sure = {"confirmed": True}
    row = only(areas(frame(flat(0, 3, territory="T1", **sure), zones((8, 8), (6, 6)))), territory="T1")
    assert (row["rrr"], row["high"]) == (None, None)
    assert row["low"] > 1
    assert row["p_value"] < 0.01
    assert row["reason"] is None


@pytest.mark.parametrize(
    ("zone_levels", "used"),
    [
        ([(20, 20)], 1),
        ([(20, 20), (None, 20)], 1),
        ([(20, 20), (20, 0)], 1),
        ([(0, 9), (0, 9)], 0),
    ],
    ids=["one area", "one has no baseline", "one waits for its zeros", "none before"],
)
def test_no_useful_areas(zone_levels: list[tuple[int | None, int | None]], used: int) -> None:
    row = only(areas(frame(flat(6, 3, territory="T1"), zones(*zone_levels))), territory="T1")
    assert (row["reason"], row["areas"]) == ("no_areas", used)
    assert all(row[name] is None for name in NUMBERS)


def test_ten_cases_in_each_window_are_needed_in_the_areas_together() -> None:
    def reason(cases_now: int) -> str | None:
        """Z1 has one case in each month of the current window but the last, Z2 `cases_now` in one month."""
        rows = zones((2, 1), (5, 0), confirmed=True)
        for row in rows:
            if row["month"] == month("2020-02") or (row["territory"], row["month"]) == ("Z2", month("2019-07")):
                row["value"] = cases_now if row["month"] == month("2019-07") else 0
        got: str | None = only(areas(frame(flat(6, 3, territory="T1"), rows)), territory="T1")["reason"]
        return got

    assert reason(1) is None
    assert reason(0) == "no_areas"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (flat(None, 3, territory="T1"), "missing_months"),
        (flat(2, 0, territory="T1"), "zeros_unconfirmed"),
        (flat(0, 0, territory="T1"), "few_cases"),
        ([], "no_feed"),
    ],
)
def test_a_territory_that_cannot_be_compared_says_why(rows: list[dict[str, Any]], reason: str) -> None:
    row = only(areas(frame(rows, zones((5, 5), (6, 6)))), territory="T1")
    assert row["reason"] == reason
    assert all(row[name] is None for name in NUMBERS)


def test_a_change_of_recording_leaves_no_comparison() -> None:
    changed = indicator(breaks=(Break(date=date(2018, 11, 1), what=NAME),))
    table = areas(frame(flat(6, 3, territory="T1"), zones((5, 5), (6, 6))), indicators=[changed])
    assert only(table, territory="T1")["reason"] == "recording_changed"


def test_without_intervention_territories_or_indicators_the_table_is_empty() -> None:
    values = frame(zones((5, 5), (6, 6)))
    assert areas(values, roles={"Z1": "comparison"}).is_empty()
    assert areas(values, indicators=[]).is_empty()
    assert areas(values, indicators=[indicator(grain="activity")]).is_empty()


def test_a_months_that_an_area_lacks_leaves_its_exposure() -> None:
    rows = zones((5, 5), (6, 6))
    for row in rows:
        if row["territory"] == "Z1" and row["month"] == month("2017-12"):
            row["value"], row["status"] = None, "missing"
    row = only(areas(frame(flat(6, 3, territory="T1"), rows)), territory="T1")
    expected = (30 / 305) / (60 / 304) / ((105 / (305 + 274)) / (105 / (304 + 273)))
    assert math.isclose(row["rrr"], expected, rel_tol=1e-9)

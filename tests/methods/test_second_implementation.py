"""The vectorised comparison against the slow one, on programmes full of gaps, zeros, breaks and several sources."""

import math
import random
from datetime import date
from typing import Any

import polars as pl
import pytest

from etl.compare import build_comparison
from schemas.programme import Break, Evaluation, Indicator, MethodParameters
from schemas.published import COMPARISON
from schemas.words import months_between
from tests.methods.obvious_comparison import obvious_comparison
from tests.methods.small_programmes import ALL_SCENARIOS, NAME, QUARANTINE, evaluation, frame, indicator, month, window

TERRITORIES = {"T1": "intervention", "T2": "intervention", "T3": "intervention", "Z1": "comparison", "Z2": "comparison"}
PROGRAMMES = 7
STATUSES = ("missing", "partial", "provisional", "not_expected")


def random_indicators(dice: random.Random) -> list[Indicator]:
    when = date(2018, dice.randint(1, 12), dice.randint(1, 28))
    change = Break(date=when, what=NAME, institution=dice.choice([None, "policia", "muni"]))
    return [
        indicator("robo"),
        indicator("vif", ("policia", "muni", "fiscalia"), breaks=(change,) if dice.random() < 0.3 else ()),
        indicator("ruidos", ("muni", "policia")),
        indicator("drogas", ()),
        indicator("sin_datos", ("salud",)),
        indicator("actividades", ("muni",), grain="activity"),
    ]


def random_series(dice: random.Random, name: str, institution: str, territory: str) -> list[dict[str, Any]]:
    mean, change = dice.choice([0, 0.3, 1, 4, 15]), dice.choice([0, 0.4, 1, 1, 2.5])
    rough, gaps = dice.choice([0, 0, 1.5]), dice.choice([0, 0, 0.05, 0.4])
    sure, off = dice.random() < 0.5, dice.random() < 0.1
    rows = []
    for when in months_between(month("2017-06"), month("2020-05")):
        level = mean * (change if when >= month("2019-05") else 1) * math.exp(dice.gauss(0, rough) if rough else 0)
        count = sum(dice.random() < level / 60 for _ in range(60))
        missing = off or dice.random() < gaps
        status = ("not_expected" if off else dice.choice(STATUSES)) if missing else "zero" if count == 0 else "reported"
        value = count if status in ("partial", "provisional", "zero", "reported") else None
        rows.append(
            {
                "indicator": name,
                "territory": territory,
                "institution": institution,
                "month": when,
                "value": value,
                "status": status,
                "zero_confirmed": sure and status == "zero",
            }
        )
    return rows


def random_programme(seed: int) -> dict[str, Any]:
    dice = random.Random(seed)
    indicators = random_indicators(dice)
    values = frame(
        *(
            random_series(dice, each.id, institution, territory)
            for each in indicators
            for institution in each.institutions
            for territory in TERRITORIES
            if each.id != "sin_datos" and dice.random() < 0.95
        )
    )
    evaluations: list[Evaluation] = [evaluation()]
    if dice.random() < 0.5:
        first = window("2017-07", f"2018-{dice.randint(3, 9):02}")
        evaluations.append(evaluation(first, window("2018-10", f"2019-{dice.randint(6, 12):02}"), "otra"))
    return {
        "values": values,
        "evaluations": evaluations,
        "shocks": [QUARANTINE] if dice.random() < 0.8 else [],
        "indicators": indicators,
        "roles": TERRITORIES,
        "parameters": MethodParameters(alpha=dice.choice([0.05, 0.2]), fdr=dice.choice([0.1, 0.3])),
        "scenarios": ALL_SCENARIOS,
        "unplaced": random_unplaced(dice) if dice.random() < 0.7 else None,
        "linked": random_linked(dice, values) if dice.random() < 0.5 else None,
    }


def random_unplaced(dice: random.Random) -> pl.DataFrame:
    every = [
        {"indicator": name, "institution": institution, "month": when, "count": dice.randint(0, 6)}
        for name in ("robo", "vif", "ruidos")
        for institution in ("policia", "muni")
        for when in months_between(month("2017-06"), month("2020-05"))
        if dice.random() < 0.3
    ]
    schema = {"indicator": pl.String, "institution": pl.String, "month": pl.Date, "count": pl.Int64}
    return pl.DataFrame(every, schema=schema)


def random_linked(dice: random.Random, values: pl.DataFrame) -> pl.DataFrame:
    vif = values.filter(pl.col("indicator") == "vif", pl.col("value").is_not_null(), pl.col("territory") != "T3")
    summed = vif.group_by("indicator", "territory", "month").agg(pl.col("value").sum()).sort("territory", "month")
    thinned = summed.filter(pl.col("value") > dice.choice([-1, 0]))
    return thinned.with_columns(pl.col("value") * dice.choice([6, 8, 10]) // 10)


def different(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) and not math.isfinite(wanted):
        wanted = None
    if isinstance(wanted, float) and isinstance(got, float):
        return not math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return bool(got != wanted)


@pytest.mark.parametrize("seed", range(PROGRAMMES))
def test_both_implementations_agree(seed: int) -> None:
    programme = random_programme(seed)
    positional = [programme[k] for k in ("values", "evaluations", "shocks", "indicators", "roles")]
    more = [programme[k] for k in ("parameters", "scenarios", "unplaced", "linked")]
    table = build_comparison(*positional, *more)
    slow = obvious_comparison(*positional, *more)
    key = ("evaluation", "indicator", "territory", "scenario", "basis")
    fast = {tuple(row[k] for k in key): row for row in table.rows(named=True)}
    assert fast.keys() == {tuple(row[k] for k in key) for row in slow}
    faults = [
        (tuple(row[k] for k in key), column, fast[tuple(row[k] for k in key)][column], row.get(column))
        for row in slow
        for column in COMPARISON.names
        if different(fast[tuple(row[k] for k in key)][column], row.get(column))
    ]
    assert faults == []


def test_the_random_programmes_reach_every_word() -> None:
    """Without this the agreement could be one of two empty tables."""
    tables = []
    for seed in range(PROGRAMMES):
        programme = random_programme(seed)
        tables.append(build_comparison(**programme))
    seen = pl.concat(tables)
    assert set(seen["verdict"].drop_nulls()) == {
        "decreased",
        "increased",
        "no_clear_change",
        "insufficient",
        "not_comparable",
    }
    assert set(seen["reason"].drop_nulls()) == {
        "missing_months",
        "few_cases",
        "zeros_unconfirmed",
        "recording_changed",
        "weak_signal",
        "no_feed",
    }
    assert set(seen["fragile"].drop_nulls()) == {"source", "window", "unplaced"}
    assert set(seen["basis"]) == {"lead", "sum", "max", "linked"}
    assert set(seen["dispersion_from"].drop_nulls()) == {"cell", "indicator", "unverified"}

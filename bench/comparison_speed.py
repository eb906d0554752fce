"""How long the whole comparison of 1,000 territories takes, beside the library's calls made cell by cell."""

import math
import time
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from bench.rivals import comparison_cell_by_cell as rival
from etl.compare import build_area_comparison, build_comparison
from etl.methods.windows import days_in_months
from schemas.programme import Evaluation, Indicator, MethodParameters, Shock, Window
from schemas.words import Text, months_between

TERRITORIES, INDICATORS = 1000, 5
BOUND = 0.1
ROUNDS = 5
NAME = Text(es="prueba", gn="prueba", en="trial")
BASELINE = Window(first=date(2017, 7, 1), last=date(2018, 6, 1))
CURRENT = Window(first=date(2019, 5, 1), last=date(2020, 5, 1))
SHOCK = Shock(id="cuarentena", name=NAME, first=date(2020, 3, 11), last=date(2020, 5, 31), stands_apart=True)
EVALUATION = Evaluation(
    id="prueba", name=NAME, meeting=date(2020, 6, 15), declared=date(2019, 4, 1), baseline=BASELINE, current=CURRENT
)


@dataclass(frozen=True)
class MadeUp:
    """Monthly values of every cell, months on one axis, and the comparison areas: one territory in ten."""

    values: pl.DataFrame
    months: list[date]
    days: np.ndarray
    indicators: list[Indicator]
    roles: dict[str, str]

    @property
    def areas(self) -> set[str]:
        return {territory for territory, role in self.roles.items() if role == "comparison"}


def made_up(seed: int = 20190501) -> MadeUp:
    """Counts of many levels, some changed, some erratic, with 1 % of the months missing."""
    dice = np.random.default_rng(seed)
    months = months_between(date(2011, 1, 1), date(2020, 12, 1))
    names = [f"t{number:04}" for number in range(TERRITORIES)]
    shape = (INDICATORS, TERRITORIES, 1)
    level = dice.gamma(1.5, 3.0, shape)
    change = dice.choice([1, 1, 1, 0.5, 1.6], shape) ** np.array([month >= CURRENT.first for month in months])
    rough = dice.gamma(4, 0.25, (INDICATORS, TERRITORIES, len(months))) ** dice.choice([0, 0, 1], shape)
    counts = dice.poisson(level * change * rough).ravel()
    values = pl.DataFrame(
        {
            "indicator": np.repeat([f"i{number}" for number in range(INDICATORS)], TERRITORIES * len(months)),
            "territory": np.tile(np.repeat(names, len(months)), INDICATORS),
            "institution": ["policia"] * len(counts),
            "month": pl.Series(months * (TERRITORIES * INDICATORS)),
            "value": pl.Series(counts, dtype=pl.Int64),
            "missing": dice.random(len(counts)) < 0.01,
        }
    )
    status = pl.when("missing").then(pl.lit("missing")).when(pl.col("value") == 0).then(pl.lit("zero"))
    value = pl.when(~pl.col("missing")).then(pl.col("value"))
    values = values.with_columns(value.alias("value"), status.otherwise(pl.lit("reported")).alias("status"))
    values = values.drop("missing").with_columns(zero_confirmed=pl.lit(False))
    indicators = [_indicator(f"i{number}") for number in range(INDICATORS)]
    roles = {name: "comparison" if number % 10 == 0 else "intervention" for number, name in enumerate(names)}
    return MadeUp(values, months, np.array([days_in_months([m]) for m in months], dtype=float), indicators, roles)


def headline_pairs(months: list[date]) -> list[tuple[int, int]]:
    """Positions of each calendar month of the headline in both windows."""
    now = [month for month in CURRENT.months if month not in SHOCK.months]
    before = {month.month: month for month in BASELINE.months}
    return [(months.index(before[month.month]), months.index(month)) for month in now]


def _indicator(name: str) -> Indicator:
    return Indicator(
        id=name, letter="c", name=NAME, subject=NAME, subject_gender="m", definition=NAME, unit="case",
        date_that_counts="event", polarity="lower_better", polarity_decided_by="prueba",
        institutions=("policia",), lead="policia",
    )  # fmt: skip


def run() -> list[dict]:
    """Ours (the median of five rounds) over the rival's one, after seeing that both give the same figures."""
    data = made_up()
    given = (data.values, [EVALUATION], [SHOCK], data.indicators, data.roles, MethodParameters())
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        comparison, areas = build_comparison(*given, ["headline"]), build_area_comparison(*given)
        rounds.append(time.perf_counter() - start)
    ours = float(np.median(rounds))
    cells, theirs = rival.compare(data.values, data.months, data.days, headline_pairs(data.months), data.areas)
    agreed = _agree(comparison, areas, cells)
    detail = (
        f"{TERRITORIES} territories x {INDICATORS} indicators x {len(data.months)} months, q of the family and"
        f" comparison areas included: {ours:.2f} s; the library's calls cell by cell: {theirs:.2f} s;"
        f" {agreed} figures agree"
    )
    return [{"name": "comparison_speed", "ratio": ours / theirs, "bound": BOUND, "better": "lower", "detail": detail}]


def _agree(comparison: pl.DataFrame, areas: pl.DataFrame, cells: dict[tuple[str, str], dict]) -> int:
    """How many figures both have; raises ValueError where they differ: a rival that computes less is no rival."""
    pairs = []
    for row in comparison.iter_rows(named=True):
        cell = cells[row["indicator"], row["territory"]]
        low, high = cell.get("interval", (None, None))
        fall, rise = cell.get("detect", (None, None))
        pairs += [(row["p_value"], cell.get("p")), (row["q_value"], cell.get("q")), (row["ratio_low"], low)]
        pairs += [(row["ratio_high"], high)]
        if "p" in cell:
            pairs += [(row["detect_low"], None if fall == -1 else fall), (row["detect_high"], rise)]
    for row in areas.filter(pl.col("reason").is_null()).iter_rows(named=True):
        figures = [row[name] for name in ("rrr", "low", "high", "p_value")]
        pairs += zip(figures, cells[row["indicator"], row["territory"]]["rrr"], strict=True)
    for ours, calculated in pairs:
        theirs = None if calculated == math.inf else calculated  # infinite is published as NULL
        if (ours is None) != (theirs is None) or (ours is not None and not math.isclose(ours, theirs, rel_tol=1e-5)):
            raise ValueError(f"the two comparisons differ: {ours} and {theirs}")
    return sum(ours is not None for ours, _ in pairs)


if __name__ == "__main__":
    for entry in run():
        print(entry)

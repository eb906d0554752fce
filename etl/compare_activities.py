"""The table `activity_progress`: activities carried out against those planned (M17)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from etl.compare_rows import as_table
from etl.methods.activities import progress
from schemas.programme import Evaluation
from schemas.published import ACTIVITY_PROGRESS
from schemas.words import add_months

TOTAL = "total"
_QUARTER = re.compile(r"^(\d{4})-[TQ]([1-4])$")
Key = tuple[str, str, str]
"""territory, kind, period"""


def quarter_of(day: date) -> str:
    """The calendar quarter of a day, as YYYY-Qn."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def build_activity_progress(activities: pl.DataFrame, plan: pl.DataFrame, evaluation: Evaluation) -> pl.DataFrame:
    """Done, suspended and planned by territory and kind, over the evaluation and by quarter.

    Activities count by their day inside the current window; of the plan, the quarters that the window touches. The
    kind `total` adds all kinds, planned or not. Suspended activities are counted apart and are never done.

    Args:
        activities: territory, kind, date, state (done or suspended); those without a territory count nowhere.
        plan: territory, kind, quarter ("2019-T3" or "2019-Q3"), planned.
        evaluation: whose current window is the period.

    Returns:
        The columns of `schemas.published.ACTIVITY_PROGRESS`, sorted; states met, partial, none or no_target.

    Raises:
        ValueError: if a quarter of the plan is not written as above.
    """
    first, last = evaluation.current.first, add_months(evaluation.current.last, 1)
    inside = activities.filter(pl.col("date") >= first, pl.col("date") < last, pl.col("territory").is_not_null())
    counts: Counter[tuple[Key, str]] = Counter()
    for territory, kind, day, state in inside.select("territory", "kind", "date", "state").iter_rows():
        for key in _keys(territory, kind, (evaluation.id, quarter_of(day))):
            counts[key, state] += 1
    planned: Counter[Key] = Counter()
    for territory, kind, quarter, number in _inside(plan, {quarter_of(m) for m in evaluation.current.months}):
        for key in _keys(territory, kind, (evaluation.id, quarter)):
            planned[key] += number
    return _table({key for key, _ in counts} | planned.keys(), counts, planned)


def _keys(territory: str, kind: str, periods: Iterable[str]) -> Iterator[Key]:
    for period in periods:
        yield territory, kind, period
        yield territory, TOTAL, period


def _inside(plan: pl.DataFrame, quarters: set[str]) -> Iterator[tuple[str, str, str, int]]:
    """Rows of the plan that fall on `quarters`, these written as YYYY-Qn."""
    for territory, kind, written, number in plan.select("territory", "kind", "quarter", "planned").iter_rows():
        found = _QUARTER.match(str(written).strip())
        if found is None:
            raise ValueError(f"a quarter of the plan is written as 2019-T3 or 2019-Q3, not {written!r}")
        quarter = f"{found[1]}-Q{found[2]}"
        if quarter in quarters and number is not None:
            yield territory, kind, quarter, number


def _table(keys: set[Key], counts: Counter[tuple[Key, str]], planned: Counter[Key]) -> pl.DataFrame:
    ordered = sorted(keys, key=lambda key: (key[0], key[1] == TOTAL, key[1], key[2]))
    made = [progress(counts[key, "done"], planned.get(key)) for key in ordered]
    columns = {
        "territory": [key[0] for key in ordered],
        "kind": [key[1] for key in ordered],
        "period": [key[2] for key in ordered],
        "planned": [planned.get(key) for key in ordered],
        "done": [counts[key, "done"] for key in ordered],
        "suspended": [counts[key, "suspended"] for key in ordered],
        "share": [each.share for each in made],
        "state": [each.state for each in made],
    }
    return as_table(columns, ACTIVITY_PROGRESS)

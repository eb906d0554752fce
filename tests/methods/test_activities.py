"""The table `activity_progress`: done against planned, suspended apart."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from etl.compare import build_activity_progress
from schemas.published import ACTIVITY_PROGRESS
from tests.methods.small_programmes import evaluation, only

ACTIVITY = {"territory": pl.String, "kind": pl.String, "date": pl.Date, "state": pl.String}
PLANNED = {"territory": pl.String, "kind": pl.String, "quarter": pl.String, "planned": pl.Int64}


def held(*rows: tuple[str | None, str, str, str]) -> pl.DataFrame:
    made = [(territory, kind, date.fromisoformat(day), state) for territory, kind, day, state in rows]
    return pl.DataFrame(made, schema=ACTIVITY, orient="row")


def plan(*rows: tuple[str, str, str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=PLANNED, orient="row")


def progress(activities: pl.DataFrame, planned: pl.DataFrame) -> pl.DataFrame:
    return build_activity_progress(activities, planned, evaluation())


def row(table: pl.DataFrame, kind: str = "taller", period: str = "eval", territory: str = "T1") -> dict[str, Any]:
    return only(table, kind=kind, period=period, territory=territory)


DONE = ("T1", "taller", "2019-08-03", "done")


def test_the_published_columns() -> None:
    table = progress(held(DONE), plan())
    assert table.columns == list(ACTIVITY_PROGRESS.names)
    assert progress(held(), plan()).schema == table.schema


@pytest.mark.parametrize(
    ("done", "planned", "share", "state"),
    [
        (3, 4, 0.75, "partial"),
        (4, 4, 1.0, "met"),
        (5, 4, 1.25, "met"),
        (0, 4, 0.0, "none"),
        (2, None, None, "no_target"),
        (2, 0, None, "no_target"),
    ],
)
def test_states(done: int, planned: int | None, share: float | None, state: str) -> None:
    target = plan() if planned is None else plan(("T1", "taller", "2019-T3", planned))
    got = row(progress(held(*[DONE] * done), target))
    assert (got["done"], got["planned"], got["share"], got["state"]) == (done, planned, share, state)


def test_suspended_activities_are_counted_apart() -> None:
    got = row(progress(held(DONE, ("T1", "taller", "2020-03-20", "suspended")), plan(("T1", "taller", "2019-Q3", 2))))
    assert (got["done"], got["suspended"], got["share"]) == (1, 1, 0.5)


def test_the_total_and_the_quarters_add_up() -> None:
    table = progress(
        held(DONE, DONE, ("T1", "patrulla", "2019-11-02", "done"), ("T2", "taller", "2019-08-03", "done")),
        plan(("T1", "taller", "2019-T3", 3), ("T1", "feria", "2019-T4", 2), ("T1", "taller", "2020-T1", 1)),
    )
    assert [row(table, "total")[name] for name in ("done", "planned")] == [3, 6]
    assert [row(table)[name] for name in ("done", "planned")] == [2, 4]
    assert [row(table, "total", "2019-Q4")[name] for name in ("done", "planned")] == [1, 2]
    assert row(table, "feria")["state"] == "none"
    assert row(table, "patrulla")["state"] == "no_target"
    assert row(table, "total", territory="T2")["state"] == "no_target"
    quarters = table.filter(pl.col("period") != "eval").group_by("territory", "kind").agg(pl.col("done").sum())
    whole = table.filter(period="eval")
    assert whole.join(quarters, on=["territory", "kind", "done"]).height == whole.height


def test_only_what_lies_in_the_window_and_has_a_place_counts() -> None:
    table = progress(
        held(
            ("T1", "taller", "2019-04-30", "done"),
            ("T1", "taller", "2019-05-01", "done"),
            ("T1", "taller", "2020-05-31", "done"),
            ("T1", "taller", "2020-06-01", "done"),
            (None, "taller", "2019-08-03", "done"),
        ),
        plan(("T1", "taller", "2019-T1", 7), ("T1", "taller", "2019-T2", 1), ("T1", "taller", "2020-T3", 7)),
    )
    assert (row(table)["done"], row(table)["planned"]) == (2, 1)
    assert table["territory"].unique().to_list() == ["T1"]


@pytest.mark.parametrize("written", ["2019-T5", "T3 2019", "2019", ""])
def test_a_quarter_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="2019-T3"):
        progress(held(), plan(("T1", "taller", written, 1)))

"""Small programmes for the comparison's tests: the windows of the commitment, and series written as lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from etl.compare import build_comparison
from schemas.programme import Evaluation, Indicator, MethodParameters, Shock, Window
from schemas.words import Text, months_between

NAME = Text(es="nombre", gn="téra", en="name")
ALL_SCENARIOS = ("headline", "whole", "apart", "baseline_back", "baseline_forward")


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def window(first: str, last: str) -> Window:
    return Window(first=month(first), last=month(last))


def evaluation(
    baseline: Window | None = None, current: Window | None = None, name: str = "eval", **more: Any
) -> Evaluation:
    return Evaluation(
        id=name,
        name=NAME,
        meeting=more.pop("meeting", date(2020, 6, 15)),
        declared=date(2019, 4, 1),
        baseline=baseline or window("2017-07", "2018-06"),
        current=current or window("2019-05", "2020-05"),
        **more,
    )


QUARANTINE = Shock(id="cuarentena", name=NAME, first=date(2020, 3, 11), last=date(2020, 5, 31), stands_apart=True)


def indicator(name: str = "robo", institutions: Sequence[str] = ("policia",), **more: Any) -> Indicator:
    return Indicator(
        id=name,
        letter="c",
        name=NAME,
        subject=NAME,
        subject_gender="m",
        definition=NAME,
        unit="case",
        date_that_counts="event",
        polarity="lower_better",
        polarity_decided_by="mesa",
        institutions=tuple(institutions),
        lead=more.pop("lead", institutions[0] if institutions else None),
        **more,
    )


def series(
    counts: Mapping[str, int | None] | Iterable[tuple[date, int | None]],
    territory: str = "T1",
    name: str = "robo",
    institution: str = "policia",
    confirmed: bool = False,
    status: str | None = None,
) -> list[dict[str, Any]]:
    """Rows of one series; None is a missing month."""
    pairs = [(month(m), c) for m, c in counts.items()] if isinstance(counts, Mapping) else list(counts)
    return [
        {
            "indicator": name,
            "territory": territory,
            "institution": institution,
            "month": when,
            "value": count,
            "status": status or ("missing" if count is None else "zero" if count == 0 else "reported"),
            "zero_confirmed": confirmed and count == 0,
        }
        for when, count in pairs
    ]


def flat(before: int | None, now: int | None, quarantine: int | None = 0, **more: Any) -> list[dict[str, Any]]:
    """A series with the same count in every month of the baseline, of the current window, and of the quarantine."""
    return series(
        [
            *((m, before) for m in months_between(month("2017-07"), month("2018-06"))),
            *((m, now) for m in months_between(month("2019-05"), month("2020-02"))),
            *((m, quarantine) for m in months_between(month("2020-03"), month("2020-05"))),
        ],
        **more,
    )


def frame(*parts: Sequence[dict[str, Any]]) -> pl.DataFrame:
    schema = {
        "indicator": pl.String,
        "territory": pl.String,
        "institution": pl.String,
        "month": pl.Date,
        "value": pl.Int64,
        "status": pl.String,
        "zero_confirmed": pl.Boolean,
    }
    return pl.DataFrame([row for part in parts for row in part], schema=schema)


def compare(values: pl.DataFrame, **more: Any) -> pl.DataFrame:
    """`build_comparison` with the windows of the commitment unless told otherwise."""
    return build_comparison(
        values,
        more.pop("evaluations", [evaluation()]),
        more.pop("shocks", [QUARANTINE]),
        more.pop("indicators", [indicator()]),
        more.pop("roles", dict.fromkeys(values["territory"].unique().sort().to_list(), "intervention")),
        more.pop("parameters", MethodParameters()),
        more.pop("scenarios", ALL_SCENARIOS),
        **more,
    )


def only(table: pl.DataFrame, **where: str) -> dict[str, Any]:
    """The one row of a table that has these values; headline and lead unless told otherwise."""
    if "scenario" in table.columns:
        where = {"scenario": "headline", "basis": "lead"} | where
    return table.row(by_predicate=pl.all_horizontal(*(pl.col(k) == v for k, v in where.items())), named=True)

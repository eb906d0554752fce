"""Which months a published figure adds up: declared windows, scenarios and matched months are public facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from tests.attacks.evidence import PublicFolder

USABLE = ("received", "reported", "zero")
Sides = tuple[frozenset[date], frozenset[date]]


def following(month: date, steps: int = 1) -> date:
    """The month so many months later."""
    index = month.year * 12 + month.month - 1 + steps
    return date(index // 12, index % 12 + 1, 1)


def span(first: date, last: date) -> list[date]:
    """All months from the first to the last."""
    months = [first]
    while months[-1] < last:
        months.append(following(months[-1]))
    return months


def quarter(first: date) -> frozenset[date]:
    """The three months that begin with `first`."""
    return frozenset(following(first, step) for step in range(3))


def days(months: Iterable[date]) -> int:
    """How many days they have."""
    return sum((following(month) - month).days for month in months)


def matched(public: PublicFolder, row: Mapping[str, Any]) -> Sides:
    """The months that a row of `comparison` added up: as `disclosure` lists them, else worked out from what arrived."""
    listed = public.tables["disclosure"].filter(
        evaluation=row["evaluation"], indicator=row["indicator"], territory=row["territory"], as_of=public.edition
    )
    if listed.height and row["scenario"] == "headline":
        before, now = listed.select("baseline_months", "current_months").row(0)
        return _written(before), _written(now)
    return _worked_out(public, row)


def _written(text: str | None) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{month}-01") for month in (text or "").split())


def _worked_out(public: PublicFolder, row: Mapping[str, Any]) -> Sides:
    apart = _apart(public)
    before = span(row["baseline_from"], row["baseline_to"])
    now = span(row["current_from"], row["current_to"])
    edition = public.tables["edition"].row(0, named=True)
    if row["scenario"] in ("baseline_back", "baseline_forward"):
        inside = set(span(edition["first_month"], edition["last_month"])) - set(now)
        before = [month for month in before if month in inside]
    if row["scenario"] != "whole":
        before = [month for month in before if month not in apart]
        now = [month for month in now if (month in apart) == (row["scenario"] == "apart")]
    arrived = _arrived(public, row["indicator"], row["territory"])
    good = {
        number
        for number in range(1, 13)
        for mine in [[month for month in (*before, *now) if month.month == number]]
        if set(mine) <= arrived and any(m in before for m in mine) and any(m in now for m in mine)
    }
    sides = [frozenset(month for month in side if month.month in good) for side in (before, now)]
    return sides[0], sides[1]


def _apart(public: PublicFolder) -> set[date]:
    shocks = public.tables["shock"].filter(pl.col("stands_apart"))
    return {
        month
        for starts, ends in shocks.select("starts", "ends").iter_rows()
        for month in span(starts.replace(day=1), ends.replace(day=1))
    }


def _arrived(public: PublicFolder, indicator: str, territory: str) -> set[date]:
    rows = public.tables["completeness"].filter(
        pl.col("status").is_in(USABLE),
        indicator=indicator,
        territory=territory,
        institution=public.leads[indicator],
    )
    return set(rows["month"])

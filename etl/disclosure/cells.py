"""The cells that disclosure control works on: one indicator in one territory, as the lead institution counts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from etl.compare_signals import leading
from etl.compare_windows import apart_months, pairing
from etl.disclosure.leaks import Rule, Values
from etl.disclosure.statements import Key
from etl.disclosure.thresholds import controlled, threshold
from schemas.load import Programme
from schemas.programme import Indicator

USABLE = ("reported", "zero")


@dataclass(frozen=True)
class Compared:
    """The headline of one evaluation: the months that were matched, and what they add up to.

    Attributes:
        evaluation: id.
        baseline: matched months of the window before; empty where none is.
        current: matched months of the window now.
        row: the row of `comparison`.
    """

    evaluation: str
    baseline: frozenset[date]
    current: frozenset[date]
    row: Mapping[str, Any]

    @property
    def sums(self) -> list[tuple[frozenset[date], int]]:
        """Both windows with their counts; nothing where no month was matched."""
        both = ((self.baseline, self.row["baseline_count"]), (self.current, self.row["current_count"]))
        return [(months, count) for months, count in both if months]


@dataclass(frozen=True)
class Cell:
    """One indicator in one territory.

    Attributes:
        indicator: its ficha.
        territory: id.
        values: every month that has a count, whatever its status.
        usable: the months that may enter a sum.
        compared: the headline of each evaluation, the one that leads first.
    """

    indicator: Indicator
    territory: str
    values: Values
    usable: frozenset[date]
    compared: tuple[Compared, ...]

    @property
    def key(self) -> Key:
        """indicator, territory."""
        return self.indicator.id, self.territory

    @property
    def rule(self) -> Rule:
        """How it is protected."""
        return Rule(threshold(self.indicator), self.indicator.sensitive)


def build_cells(tables: Mapping[str, pl.DataFrame], programme: Programme) -> list[Cell]:
    """The controlled cells of an edition, in the order of indicators and territories.

    Args:
        tables: the internal tables.
        programme: the declared plan.

    Raises:
        ValueError: a published count is not the sum of its months: what is audited would not be what is published.
    """
    months = lead_values(tables["indicator_value"], tables["indicator"])
    usable = lead_values(tables["indicator_value"].filter(pl.col("status").is_in(USABLE)), tables["indicator"])
    span: list[date] = tables["indicator_value"]["month"].unique().sort().to_list()
    headlines = _headlines(tables["comparison"])
    cells = []
    for indicator in filter(controlled, programme.indicators.values()):
        for territory in programme.roles:
            key = (indicator.id, territory)
            mine = usable.get(key, {})
            compared = _compared(programme, key, mine, span, headlines)
            cells.append(Cell(indicator, territory, months.get(key, {}), frozenset(mine), compared))
    return cells


def lead_values(values: pl.DataFrame, indicators: pl.DataFrame) -> dict[Key, dict[date, int]]:
    """Counts by month of each indicator's lead institution: the internal table `indicator_value`, and `indicator`."""
    leads = indicators.select("indicator", pl.col("lead").alias("institution"))
    known = values.filter(pl.col("value").is_not_null()).join(leads, on=["indicator", "institution"], how="semi")
    found: dict[Key, dict[date, int]] = {}
    for indicator, territory, month, value in known.select("indicator", "territory", "month", "value").iter_rows():
        found.setdefault((indicator, territory), {})[month] = value
    return found


def _headlines(comparison: pl.DataFrame) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = comparison.filter(scenario="headline", basis="lead").iter_rows(named=True)
    return {(row["evaluation"], row["indicator"], row["territory"]): row for row in rows}


def _compared(
    programme: Programme,
    key: Key,
    usable: Values,
    span: Sequence[date],
    headlines: Mapping[tuple[str, str, str], Mapping[str, Any]],
) -> tuple[Compared, ...]:
    declaration = programme.declaration
    lead = leading(declaration.evaluations)
    found = []
    for evaluation in sorted(declaration.evaluations, key=lambda each: each.id != lead.id):
        row = headlines.get((evaluation.id, *key))
        paired = pairing("headline", evaluation, apart_months(declaration.shocks), span)
        if row is None or paired is None:
            continue
        matched = [each for each in paired.calendar if usable.keys() >= {*each.baseline, *each.current}]
        sides = [frozenset(m for each in matched for m in getattr(each, side)) for side in ("baseline", "current")]
        compared = Compared(evaluation.id, sides[0], sides[1], row)
        _check(compared, usable, key)
        found.append(compared)
    return tuple(found)


def _check(compared: Compared, usable: Values, key: Key) -> None:
    for months, count in compared.sums:
        if sum(usable[month] for month in months) != count:
            raise ValueError(f"{compared.evaluation}/{key[0]}/{key[1]}: the count is not the sum of its months")

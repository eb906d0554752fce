"""What an edition says about the months of a cell, as sums: the only thing that arithmetic can start from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from schemas.words import add_months

Key = tuple[str, str]
"""indicator, territory: of the lead institution, the only one that is public."""
QUARTER = 3
SIDES = ("baseline", "current")
SPREAD = (
    "rate_ratio", "ratio_low", "ratio_high", "p_value", "q_value", "dispersion", "dispersion_from", "detect_low",
    "detect_high",
)  # fmt: skip
"""Figures from which the dispersion, and with it the sum of squares of the months, can be solved."""


@dataclass(frozen=True)
class Statement:
    """One published sum of whole months of one cell.

    Attributes:
        months: first days of the months that are added.
        total: cases in them.
        edition: number of the edition whose data it rests on.
    """

    months: frozenset[date]
    total: int
    edition: int


@dataclass(frozen=True)
class Spread:
    """The months whose sum of squares a published comparison tells.

    Attributes:
        windows: matched months of both windows with their cases. Other cases in the same months are another spread:
            the difference of the two squares would tell the month that changed.
    """

    windows: tuple[tuple[frozenset[date], int | None], ...]

    def __str__(self) -> str:
        return " / ".join(f"{months_written(months)} ({count})" for months, count in self.windows)


@dataclass(frozen=True)
class Told:
    """What one edition tells of one cell.

    Attributes:
        statements: every sum in its tables, those of an older edition that it repeats left out.
        windows: months of each declared window of each evaluation, told or not.
        k: the threshold that it was made with.
        form: month, quarter, window, as_released or none.
        spreads: the comparisons that tell how far their months stray, those of an older edition left out.
    """

    statements: tuple[Statement, ...]
    windows: tuple[frozenset[date], ...]
    k: int
    form: str
    spreads: tuple[Spread, ...] = ()


def told_by(tables: Mapping[str, pl.DataFrame], edition: int) -> dict[Key, Told]:
    """Read the statements of every cell from public tables.

    Args:
        tables: at least `disclosure`, `indicator_value` and `comparison`, as they are public.
        edition: the number of that edition.

    Returns:
        Every cell that `disclosure` names. Rows that only repeat an older edition (`as_of`) add no statement.
    """
    series, windows = _series(tables["indicator_value"]), _windows(tables["comparison"])
    spreading = _spreading(tables["comparison"])
    found: dict[Key, Told] = {}
    for row in tables["disclosure"].iter_rows(named=True):
        key = (row["indicator"], row["territory"])
        sides = {side: months_of(row[f"{side}_months"]) for side in SIDES}
        before = found.get(key)
        sums: list[tuple[frozenset[date], int]] = []
        spreads = before.spreads if before else ()
        if row["as_of"] == edition:
            sums = [] if before else list(series.get(key, ()))
            counts = windows.get((row["evaluation"], *key), {})
            sums += [(months, counts[side]) for side, months in sides.items() if months and side in counts]
            if (row["evaluation"], *key) in spreading:
                spreads += (Spread(tuple((months, counts.get(side)) for side, months in sides.items())),)
        statements = tuple(Statement(months, total, edition) for months, total in sums)
        found[key] = Told(
            statements=tuple(dict.fromkeys((*(before.statements if before else ()), *statements))),
            windows=(*(before.windows if before else ()), *(months for months in sides.values() if months)),
            k=row["k"],
            form=row["form"],
            spreads=tuple(dict.fromkeys(spreads)),
        )
    return found


def quarter_months(first: date) -> tuple[date, ...]:
    """The three months of the quarter that begins with `first`."""
    return tuple(add_months(first, step) for step in range(QUARTER))


def months_of(written: str | None) -> frozenset[date]:
    """The months of a list as `disclosure` writes it («2018-05 2018-06»)."""
    return frozenset(date.fromisoformat(f"{month}-01") for month in (written or "").split())


def months_written(months: Iterable[date]) -> str:
    """The opposite of `months_of`."""
    return " ".join(f"{month:%Y-%m}" for month in sorted(months))


def _series(values: pl.DataFrame) -> dict[Key, list[tuple[frozenset[date], int]]]:
    """Months and quarters that have a value; a window is read from `comparison`, which has the same sums."""
    found: dict[Key, list[tuple[frozenset[date], int]]] = {}
    known = values.filter(pl.col("value").is_not_null(), pl.col("period").is_in(["month", "quarter"]))
    for indicator, territory, month, value, period in known.select(
        "indicator", "territory", "month", "value", "period"
    ).iter_rows():
        months = quarter_months(month) if period == "quarter" else (month,)
        found.setdefault((indicator, territory), []).append((frozenset(months), value))
    return found


def _windows(comparison: pl.DataFrame) -> dict[tuple[str, str, str], dict[str, int]]:
    rows = comparison.select("evaluation", "indicator", "territory", "baseline_count", "current_count").iter_rows()
    return {
        key: {side: count for side, count in zip(SIDES, counts, strict=True) if count is not None}
        for *names, baseline, current in rows
        for key, counts in [((names[0], names[1], names[2]), (baseline, current))]
    }


def _spreading(comparison: pl.DataFrame) -> set[tuple[str, str, str]]:
    """Comparisons that tell any figure which carries the dispersion."""
    told = comparison.filter(pl.any_horizontal(pl.col(SPREAD).is_not_null()))
    return set(told.select("evaluation", "indicator", "territory").iter_rows())

"""The monthly values as dense arrays (indicator x institution x territory x month), and the series of each basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.methods.windows import days_in_months
from schemas.programme import Indicator
from schemas.words import months_between

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
USABLE = ("reported", "zero")
"""Only months with one of these statuses enter a comparison."""


@dataclass(frozen=True)
class Axes:
    """What stands on each axis of a panel."""

    indicators: tuple[Indicator, ...]
    institutions: tuple[str, ...]
    territories: tuple[str, ...]
    months: tuple[date, ...]

    def columns(self, months: Sequence[date]) -> Numbers:
        """Positions of months on the last axis; a month outside it is the empty column at its end."""
        position = {month: place for place, month in enumerate(self.months)}
        return np.array([position.get(month, len(self.months)) for month in months], dtype=np.int64)

    @property
    def days(self) -> Floats:
        """Days of each month; 0 in the empty column."""
        return np.array([float(days_in_months([month])) for month in self.months] + [0.0])


@dataclass(frozen=True)
class Panel:
    """Counts by indicator, institution, territory and month; NaN where a month cannot be used."""

    axes: Axes
    counts: Floats
    confirmed: Flags
    covers: Flags
    """indicator x institution x territory: the institution sends this indicator from there."""


@dataclass(frozen=True)
class Series:
    """One basis: for each indicator and territory one monthly series."""

    basis: str
    counts: Floats
    confirmed: Flags
    covers: Flags
    """institutions that stand behind the series: indicator x institution x territory."""
    applies: Flags
    """indicator x territory: there is a row of this basis."""

    @property
    def fed(self) -> Flags:
        """Somebody sends it."""
        return np.asarray(self.covers.any(axis=1))


def build_panel(values: pl.DataFrame, indicators: Sequence[Indicator], territories: Sequence[str]) -> Panel:
    """Spread the rows of `indicator_value` over dense arrays.

    Args:
        values: one row per indicator, territory, institution and month; institutions that an indicator does not
            name are left out.
        indicators: those that are compared.
        territories: the order of the territories.
    """
    named = sorted({name for indicator in indicators for name in indicator.institutions})
    axes = Axes(tuple(indicators), tuple(named), tuple(territories), _span(values))
    shape = (len(indicators), len(named), len(territories), len(axes.months) + 1)
    counts, confirmed = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    covers = np.zeros(shape[:3], dtype=bool)
    if values.is_empty() or 0 in shape:
        return Panel(axes, counts, confirmed, covers)
    rows = _positions(values, axes)
    at = tuple(rows[name].to_numpy() for name in ("indicator", "institution", "territory", "month"))
    counts[at] = rows["usable"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    confirmed[at] = rows["zero_confirmed"].fill_null(False).to_numpy()
    expected = rows["expected"].to_numpy()
    covers[tuple(place[expected] for place in at[:3])] = True
    return _declared_only(Panel(axes, counts, confirmed, covers))


def lead_series(panel: Panel) -> Series:
    """The series of each indicator's lead institution; an indicator without one has an empty series."""
    axes = panel.axes
    behind = np.zeros_like(panel.covers)
    for place, indicator in enumerate(axes.indicators):
        if indicator.lead is not None:
            lead = axes.institutions.index(indicator.lead)
            behind[place, lead] = panel.covers[place, lead]
    everywhere = np.ones((len(axes.indicators), len(axes.territories)), dtype=bool)
    return Series("lead", _summed(panel, behind), _all_confirm(panel, behind), behind, everywhere)


def sum_series(panel: Panel) -> Series:
    """All institutions that cover a territory, added; a month only where all of them reported."""
    return Series("sum", _summed(panel, panel.covers), _all_confirm(panel, panel.covers), panel.covers, _several(panel))


def max_series(panel: Panel) -> Series:
    """The largest of the institutions that cover a territory, month by month, where all of them reported."""
    if not panel.axes.institutions:
        return Series("max", _nothing(panel), _all_confirm(panel, panel.covers), panel.covers, _several(panel))
    largest = np.where(panel.covers[..., None], panel.counts, -np.inf).max(axis=1)
    counts = np.where(np.isneginf(largest), np.nan, largest)
    return Series("max", counts, _all_confirm(panel, panel.covers), panel.covers, _several(panel))


def linked_series(panel: Panel, linked: pl.DataFrame) -> Series:
    """Cases de-duplicated by their reference, in the months in which all institutions that cover a territory reported.

    A month without a row is then a month without cases; a territory without any row is not linked at all.

    Args:
        panel: what the institutions reported one by one.
        linked: indicator, territory, month, value; a NULL value is a month that is not known.
    """
    reported = ~np.isnan(_summed(panel, panel.covers))
    counts = np.where(reported, 0.0, np.nan)
    rows = _positions(linked, panel.axes)
    at = tuple(rows[name].to_numpy() for name in ("indicator", "territory", "month"))
    counts[at] = rows["value"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    counts[~reported] = np.nan
    applies = np.zeros(counts.shape[:2], dtype=bool)
    applies[at[:2]] = True
    return Series("linked", counts, _all_confirm(panel, panel.covers), panel.covers, applies)


def monthly(frame: pl.DataFrame, axes: Axes, value: str) -> Floats:
    """Sum of `value` by indicator, institution and month, 0 where there is no row (the empty column included)."""
    out = np.zeros((len(axes.indicators), len(axes.institutions), len(axes.months) + 1))
    rows = _positions(frame, axes)
    at = tuple(rows[name].to_numpy() for name in ("indicator", "institution", "month"))
    np.add.at(out, at, rows[value].cast(pl.Float64).fill_null(0.0).to_numpy())
    return out


def _positions(frame: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    """The rows that stand on the axes, their ids turned into positions."""
    ids: Mapping[str, Sequence[str]] = {
        "indicator": [indicator.id for indicator in axes.indicators],
        "institution": axes.institutions,
        "territory": axes.territories,
    }
    first = axes.months[0].year * 12 + axes.months[0].month if axes.months else 0
    month = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month() - first
    known = [
        pl.col(name).cast(pl.Enum(places), strict=False).to_physical().cast(pl.Int64)
        for name, places in ids.items()
        if name in frame.columns
    ]
    placed = frame.with_columns(*known, month.alias("month"), *_states(frame))
    inside = pl.col("month").is_between(0, len(axes.months) - 1)
    return placed.filter(inside, *(pl.col(name).is_not_null() for name in ids if name in frame.columns))


def _states(frame: pl.DataFrame) -> list[pl.Expr]:
    if "status" not in frame.columns:
        return []
    usable = pl.when(pl.col("status").is_in(USABLE)).then(pl.col("value"))
    return [usable.alias("usable"), (pl.col("status") != "not_expected").alias("expected")]


def _declared_only(panel: Panel) -> Panel:
    """Leave out what an institution sends for an indicator that does not name it."""
    named = np.array([[name in i.institutions for name in panel.axes.institutions] for i in panel.axes.indicators])
    return Panel(panel.axes, panel.counts, panel.confirmed, panel.covers & named[..., None])


def _span(values: pl.DataFrame) -> tuple[date, ...]:
    first, last = values["month"].min(), values["month"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return ()
    return tuple(months_between(first, last))


def _several(panel: Panel) -> Flags:
    return np.asarray(panel.covers.sum(axis=1) >= 2)


def _some(behind: Flags) -> Flags:
    return np.asarray(behind.any(axis=1))


def _summed(panel: Panel, behind: Flags) -> Floats:
    """The sum over the institutions `behind` each series; NaN where one of them did not report, or there is none."""
    total = np.where(behind[..., None], panel.counts, 0.0).sum(axis=1)
    return np.where(_some(behind)[..., None], total, np.nan)


def _all_confirm(panel: Panel, behind: Flags) -> Flags:
    return np.asarray((panel.confirmed | ~behind[..., None]).all(axis=1) & _some(behind)[..., None])


def _nothing(panel: Panel) -> Floats:
    axes = panel.axes
    return np.full((len(axes.indicators), len(axes.territories), len(axes.months) + 1), np.nan)

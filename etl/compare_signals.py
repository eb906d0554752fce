"""The table `signal`: the monthly series with its frozen centre line and limits (M10)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.compare_panel import Axes, Flags, Floats, Panel, build_panel, lead_series
from etl.compare_rows import as_table
from etl.compare_windows import apart_months
from etl.methods.run_chart import poisson_limits, runs
from schemas.programme import Evaluation, Indicator, MethodParameters, Shock
from schemas.published import SIGNAL

MIN_BASELINE_MONTHS = 10
MIN_BASELINE_SHARE = 10 / 12
"""A centre line needs ten of twelve baseline months."""
MIN_MEAN = 1.0
"""Cases a month, or a quarter, below which Poisson limits say nothing."""
QUARTER = 3


def leading(evaluations: Sequence[Evaluation]) -> Evaluation:
    """The latest closed evaluation leads; while none is closed, the one whose meeting comes first.

    Raises:
        ValueError: if there is none.
    """
    closed = [evaluation for evaluation in evaluations if evaluation.closed]
    if closed:
        return max(closed, key=lambda evaluation: evaluation.meeting)
    return min(evaluations, key=lambda evaluation: evaluation.meeting)


def build_signals(
    values: pl.DataFrame,
    evaluations: Sequence[Evaluation],
    shocks: Sequence[Shock],
    indicators: Sequence[Indicator],
    roles: Mapping[str, str],
    parameters: MethodParameters,
) -> pl.DataFrame:
    """Every month of the lead institution's series, with centre, limits and what is out of the ordinary.

    The centre line, in cases per mean month, is frozen over the baseline of the leading evaluation. Limits are counts
    of that month, by its days. Under one case a month the limits are those of calendar quarters: `low` and `high`
    are NULL then and `kind` marks the months of the quarter. Months of a shock that stands apart give no signal.

    Args:
        values: the columns of `indicator_value`; months that are not `reported` or `zero` have no point.
        evaluations: the declared pairs of windows.
        shocks: those that stand apart give no signal.
        indicators: activities are left out.
        roles: territory -> intervention or comparison.
        parameters: of the methods.

    Returns:
        The columns of `schemas.published.SIGNAL`; `kind` is above, below, run or crossings, NULL where nothing is.
        No row for a series that the lead institution does not send.
    """
    compared = [indicator for indicator in indicators if indicator.grain != "activity"]
    panel = build_panel(values, compared, list(roles))
    if not (compared and roles and evaluations and panel.axes.months):
        return as_table({}, SIGNAL)
    columns = _columns(panel, leading(evaluations), shocks, parameters)
    return as_table(columns, SIGNAL)


def _columns(
    panel: Panel, evaluation: Evaluation, shocks: Sequence[Shock], parameters: MethodParameters
) -> dict[str, Any]:
    axes, series = panel.axes, lead_series(panel)
    fed = series.fed.ravel()
    counts = series.counts.reshape(len(fed), -1)[fed, :-1]
    exposure = axes.days[:-1] / parameters.mean_month_days
    apart = _apart(axes, shocks)
    centre = _centre(counts, exposure, axes, evaluation, apart)
    low, high = _limits(centre, exposure)
    points = np.where(apart, np.nan, counts)
    kind = np.full(points.shape, None, dtype=object)
    for cell in np.flatnonzero(~np.isnan(centre)):
        _mark(kind[cell], points[cell], exposure, float(centre[cell]), (low[cell], high[cell]), axes)
    months, cells = len(axes.months), [name for name, sent in zip(_cells(axes), fed, strict=True) if sent]
    return {
        "indicator": [indicator for indicator, _ in cells for _ in range(months)],
        "territory": [territory for _, territory in cells for _ in range(months)],
        "month": list(axes.months) * len(cells),
        "centre": np.repeat(centre, months),
        "low": low.ravel(),
        "high": high.ravel(),
        "kind": kind.ravel().tolist(),
    }


def _cells(axes: Axes) -> Iterable[tuple[str, str]]:
    return ((indicator.id, territory) for indicator in axes.indicators for territory in axes.territories)


def _apart(axes: Axes, shocks: Sequence[Shock]) -> Flags:
    months = apart_months(shocks)
    return np.array([month in months for month in axes.months], dtype=bool)


def _centre(counts: Floats, exposure: Floats, axes: Axes, evaluation: Evaluation, apart: Flags) -> Floats:
    """Cases per mean month over the baseline, NaN where too little of it was reported."""
    window = [month for month in axes.columns(evaluation.baseline.months) if month < len(axes.months)]
    frozen = np.array([month for month in window if not apart[month]], dtype=np.int64)
    reported = ~np.isnan(counts[:, frozen])
    total = np.where(reported, counts[:, frozen], 0.0).sum(axis=1)
    enough = reported.sum(axis=1) >= max(MIN_BASELINE_MONTHS, MIN_BASELINE_SHARE * len(evaluation.baseline.months))
    return np.where(enough, total / np.where(enough, reported @ exposure[frozen], 1.0), np.nan)


def _limits(centre: Floats, exposure: Floats) -> tuple[Floats, Floats]:
    """Monthly limits of each cell; NaN where the mean is under one a month. Each length of month is computed once."""
    low, high = np.full((len(centre), len(exposure)), np.nan), np.full((len(centre), len(exposure)), np.nan)
    usable = np.flatnonzero(centre >= MIN_MEAN)
    for length in np.unique(exposure):
        limits = poisson_limits(centre[usable] * length)
        at = np.ix_(usable, np.flatnonzero(exposure == length))
        low[at], high[at] = limits.low[:, None], limits.high[:, None]
    return low, high


def _mark(
    kind: npt.NDArray[np.object_],
    points: Floats,
    exposure: Floats,
    centre: float,
    limits: tuple[Floats, Floats],
    axes: Axes,
) -> None:
    """Write the signals of one series into `kind`: a month outside its limits, else a long run, else few crossings."""
    if centre >= MIN_MEAN:
        _mark_points(kind, points, exposure, centre, limits, [(place,) for place in range(len(points))])
        return
    groups = _quarters(axes)
    sums = np.array([points[list(group)].sum() for group in groups])
    lengths = np.array([exposure[list(group)].sum() for group in groups])
    if not groups or centre * QUARTER < MIN_MEAN:
        return
    quarterly = poisson_limits(centre * lengths)
    _mark_points(kind, sums, lengths, centre, (quarterly.low, quarterly.high), groups)


def _mark_points(
    kind: npt.NDArray[np.object_],
    points: Floats,
    exposure: Floats,
    centre: float,
    limits: tuple[Floats, Floats],
    groups: Sequence[tuple[int, ...]],
) -> None:
    found = runs(points / exposure, centre)
    marks: list[tuple[str, Iterable[int]]] = []
    if found.few_crossings:
        marks.append(("crossings", [int(np.flatnonzero(~np.isnan(points))[-1])]))
    if found.long_run:
        marks.append(("run", found.longest_at))
    marks += [("below", np.flatnonzero(points < limits[0])), ("above", np.flatnonzero(points > limits[1]))]
    for word, places in marks:
        for place in places:
            kind[list(groups[place])] = word


def _quarters(axes: Axes) -> list[tuple[int, ...]]:
    """Positions of the months of each whole calendar quarter of the series."""
    starts = [place for place, month in enumerate(axes.months) if month.month % QUARTER == 1]
    return [tuple(range(start, start + QUARTER)) for start in starts if start + QUARTER <= len(axes.months)]

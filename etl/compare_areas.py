"""The table `area_comparison`: each territory's change against that of the comparison areas (M07)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from etl.compare_cells import Sums, Window, broken_series, sum_windows, why_untested
from etl.compare_panel import Flags, Floats, Panel, build_panel, lead_series
from etl.compare_rows import as_table
from etl.compare_windows import apart_months, pairing
from etl.methods.areas import ratio_of_ratios
from etl.methods.dispersion import dispersion
from etl.methods.verdict import Texts, absent
from schemas.programme import Evaluation, Indicator, MethodParameters, Shock
from schemas.published import AREA_COMPARISON

MIN_AREAS = 2
MIN_AREA_CASES = 10
"""Fewer areas, or fewer cases in all areas together in either window, are no use for comparing."""


def build_area_comparison(
    values: pl.DataFrame,
    evaluations: Sequence[Evaluation],
    shocks: Sequence[Shock],
    indicators: Sequence[Indicator],
    roles: Mapping[str, str],
    parameters: MethodParameters,
) -> pl.DataFrame:
    """Lead institution and headline months of every intervention territory against all usable comparison areas.

    An area is used where its lead institution reports it, its way of recording did not change, it has months enough
    and no window of zeros waits to be confirmed; of its months those count that the territory has too. A territory
    that is not compared has the reason of `comparison` (`no_feed`, `recording_changed`, `missing_months`,
    `few_cases`, `zeros_unconfirmed`), or `no_areas`: fewer than two usable areas, or fewer than ten cases in them
    together in either window.

    Args:
        values: the columns of `indicator_value`.
        evaluations: the declared pairs of windows.
        shocks: those that stand apart take their months out.
        indicators: activities are left out.
        roles: territory -> intervention or comparison.
        parameters: of the methods.

    Returns:
        The columns of `schemas.published.AREA_COMPARISON`, in their order, sentences NULL.
    """
    compared = [indicator for indicator in indicators if indicator.grain != "activity"]
    panel = build_panel(values, compared, list(roles))
    intervention = np.array([role == "intervention" for role in roles.values()], dtype=bool)
    frames = [as_table({}, AREA_COMPARISON)]
    for evaluation in evaluations if compared and intervention.any() else ():
        sums, untestable = _headline(panel, evaluation, shocks, parameters)
        for place, indicator in enumerate(compared):
            cells = slice(place * len(roles), (place + 1) * len(roles))
            columns = _against_areas(sums, untestable[cells], cells, intervention, parameters.alpha)
            names = {"evaluation": evaluation.id, "indicator": indicator.id}
            frames.append(_rows(names, panel.axes.territories, intervention, columns))
    return pl.concat(frames)


def _headline(
    panel: Panel, evaluation: Evaluation, shocks: Sequence[Shock], parameters: MethodParameters
) -> tuple[Sums, Texts]:
    """The matched windows of the lead institutions, and why a cell cannot be compared."""
    paired = pairing("headline", evaluation, apart_months(shocks), panel.axes.months)
    if paired is None:
        raise ValueError(f"evaluation {evaluation.id} has no headline")
    series = lead_series(panel)
    sums = sum_windows(series, panel.axes, paired)
    broken = broken_series(series, panel.axes, paired).ravel()
    return sums, why_untested(sums, broken, series.fed.ravel(), parameters)


def _against_areas(sums: Sums, untestable: Texts, cells: slice, intervention: Flags, alpha: float) -> dict[str, Any]:
    """One indicator: rrr, low, high, p_value, areas and reason of its intervention territories."""
    areas = (absent(untestable) | (untestable == "few_cases")) & ~intervention
    now, before = (_Side(window, cells, intervention, areas) for window in (sums.current, sums.baseline))
    counts = np.stack([now.here, before.here, now.areas, before.areas], axis=1)
    days = np.stack([now.here_days, before.here_days, now.areas_days, before.areas_days], axis=1)
    x2 = sums.x2[cells][intervention] + now.x2 + before.x2
    df = sums.df[cells][intervention] + now.df + before.df
    reason = untestable[intervention].copy()
    useful = (areas.sum() >= MIN_AREAS) & (now.areas >= MIN_AREA_CASES) & (before.areas >= MIN_AREA_CASES)
    reason[absent(reason) & ~useful] = "no_areas"
    tested = absent(reason)
    out = np.full((4, len(reason)), np.nan)
    if tested.any():
        phi = dispersion(x2[tested], df[tested])
        out[:, tested] = ratio_of_ratios(counts[tested], days[tested], phi, df[tested], alpha)
    used = np.full(len(reason), float(areas.sum()))
    return dict(zip(("rrr", "low", "high", "p_value"), out, strict=True)) | {"areas": used, "reason": reason}


class _Side:
    """One window: cases and days here and in the areas, over the months that the territory has matched.

    Every sum over the areas of a territory's own months is a product of matrices: territory x month by month x area.
    """

    def __init__(self, window: Window, cells: slice, intervention: Flags, areas: Flags) -> None:
        matched = window.matched[cells]
        self.here = window.cases[cells][intervention]
        self.here_days = window.days[cells][intervention]
        mine = matched[intervention].astype(np.float64)
        both = matched[areas].astype(np.float64)
        counts = np.where(matched[areas], window.counts[cells][areas], 0.0)
        by_area = mine @ counts.T
        days_by_area = mine @ (both * window.days_by_month).T
        self.areas = by_area.sum(axis=1)
        self.areas_days = days_by_area.sum(axis=1)
        squares = mine @ (counts**2 / np.where(window.days_by_month > 0, window.days_by_month, 1.0)).T
        self.x2, self.df = _variation(by_area, days_by_area, squares, mine @ both.T)


def _variation(total: Floats, days: Floats, squares: Floats, months: Floats) -> tuple[Floats, Floats]:
    """Pearson's X2 and df of all areas, each with its own mean: sum (y-mu)^2/mu = sum(y^2/d) days/total - total."""
    eventful = total > 0
    x2 = np.where(eventful, squares * days / np.where(eventful, total, 1.0) - total, 0.0)
    return x2.sum(axis=1), np.where(eventful, months - 1, 0.0).sum(axis=1)


def _rows(
    names: Mapping[str, str], territories: Sequence[str], intervention: Flags, columns: Mapping[str, Any]
) -> pl.DataFrame:
    here = [territory for territory, inside in zip(territories, intervention, strict=True) if inside]
    fixed = {name: [value] * len(here) for name, value in names.items()}
    return as_table({**fixed, "territory": here, **columns}, AREA_COMPARISON)

"""The table `comparison`: baseline against current, for every evaluation, indicator, territory, scenario and basis."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from etl.compare_activities import build_activity_progress
from etl.compare_areas import build_area_comparison
from etl.compare_cells import broken_series, judge_cells, sum_windows, why_untested
from etl.compare_panel import (
    Floats,
    Panel,
    Series,
    build_panel,
    lead_series,
    linked_series,
    max_series,
    monthly,
    sum_series,
)
from etl.compare_robust import fragility
from etl.compare_rows import ORDER, Block, as_table, block_rows
from etl.compare_signals import build_signals
from etl.compare_windows import apart_months, pairing
from schemas.programme import Evaluation, Indicator, MethodParameters, Shock
from schemas.published import COMPARISON

__all__ = ["build_activity_progress", "build_area_comparison", "build_comparison", "build_signals"]


def build_comparison(
    values: pl.DataFrame,
    evaluations: Sequence[Evaluation],
    shocks: Sequence[Shock],
    indicators: Sequence[Indicator],
    roles: Mapping[str, str],
    parameters: MethodParameters,
    scenarios: Sequence[str],
    unplaced: pl.DataFrame | None = None,
    linked: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """All comparisons of a run, without their sentences.

    Args:
        values: the columns of `indicator_value`; only months `reported` or `zero` are used.
        evaluations: the declared pairs of windows.
        shocks: those that stand apart take their months out of every scenario but `whole` and `apart`.
        indicators: activities are left out: they are compared with their plan alone.
        roles: territory -> intervention or comparison.
        parameters: of the methods.
        scenarios: which scenarios are computed; the label of the headline is checked against those that are there.
        unplaced: indicator, institution, month, count: rows of that month that have no territory.
        linked: indicator, territory, month, value: cases counted once over all institutions.

    Returns:
        The columns of `schemas.published.COMPARISON`, in their order, sentences NULL. Infinite numbers are NULL.
    """
    compared = [indicator for indicator in indicators if indicator.grain != "activity"]
    panel = build_panel(values, compared, list(roles))
    if not compared or not roles:
        return as_table({}, COMPARISON)
    every_series = _bases(panel, linked)
    loose = None if unplaced is None else _unplaced(panel, unplaced)
    frames = []
    for rank, evaluation in enumerate(evaluations):
        blocks = _blocks(panel, every_series, evaluation, apart_months(shocks), scenarios, roles, parameters)
        by_key = {(block.pairing.scenario, block.series.basis): block.results for block in blocks}
        held = fragility(by_key, loose, parameters) if ("headline", "lead") in by_key else None
        frames += [block_rows(panel.axes, block, held, parameters, (rank, place)) for place, block in enumerate(blocks)]
    if not frames:
        return as_table({}, COMPARISON)
    return pl.concat(frames).sort(ORDER).drop(ORDER)


def _bases(panel: Panel, linked: pl.DataFrame | None) -> list[Series]:
    every = [lead_series(panel), sum_series(panel), max_series(panel)]
    if linked is not None:
        every.append(linked_series(panel, linked))
    return [series for series in every if series.applies.any()]


def _unplaced(panel: Panel, unplaced: pl.DataFrame) -> Floats:
    """Unplaced rows of each indicator's lead institution, the same for every territory: cell x month."""
    loose = monthly(unplaced, panel.axes, "count")
    lead = np.zeros((loose.shape[0], loose.shape[2]))
    for place, indicator in enumerate(panel.axes.indicators):
        if indicator.lead is not None:
            lead[place] = loose[place, panel.axes.institutions.index(indicator.lead)]
    return np.repeat(lead, len(panel.axes.territories), axis=0)


def _blocks(
    panel: Panel,
    every_series: Sequence[Series],
    evaluation: Evaluation,
    apart: frozenset[date],
    scenarios: Sequence[str],
    roles: Mapping[str, str],
    parameters: MethodParameters,
) -> list[Block]:
    of = np.repeat(np.arange(len(panel.axes.indicators)), len(roles))
    intervention = np.tile([role == "intervention" for role in roles.values()], len(panel.axes.indicators))
    blocks = []
    for scenario in scenarios:
        paired = pairing(scenario, evaluation, apart, panel.axes.months)
        if paired is None:
            continue
        for series in every_series:
            sums = sum_windows(series, panel.axes, paired)
            broken = broken_series(series, panel.axes, paired).ravel()
            # a row that is not there must not enter the family: nobody feeds it
            untestable = why_untested(sums, broken, (series.fed & series.applies).ravel(), parameters)
            results = judge_cells(sums, untestable, of, intervention, parameters)
            blocks.append(Block(evaluation, paired, series, results))
    return blocks

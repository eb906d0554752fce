"""The rows of `comparison`: from arrays to the published columns, infinite and unsaid numbers as NULL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from etl.compare_cells import Results, Window
from etl.compare_panel import Axes, Series
from etl.compare_robust import Fragility
from etl.compare_windows import Pairing
from etl.methods.rates import rate
from schemas.programme import Evaluation, MethodParameters
from schemas.published import COMPARISON
from schemas.table import Table

ORDER = ("_evaluation", "_cell", "_block")
"""Columns that put the rows in order, and leave before they are published."""
POLARS: Mapping[str, Any] = {
    "VARCHAR": pl.String,
    "DATE": pl.Date,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
}


@dataclass(frozen=True)
class Block:
    """One evaluation, scenario and basis: everything that becomes rows."""

    evaluation: Evaluation
    pairing: Pairing
    series: Series
    results: Results


def as_table(columns: Mapping[str, Any], table: Table) -> pl.DataFrame:
    """A frame with all columns of a published table, in order and of their types.

    Args:
        columns: name -> values, all of one length; a column that is not given is NULL.
        table: the published table. NaN and infinite become NULL.
    """
    size = next((len(values) for values in columns.values()), 0)
    return pl.DataFrame(
        [_typed(column.name, columns.get(column.name), POLARS[column.type], size) for column in table.columns]
    )


def block_rows(
    axes: Axes, block: Block, held: Fragility | None, parameters: MethodParameters, rank: tuple[int, int]
) -> pl.DataFrame:
    """The rows of one block, with the columns of `ORDER` after those that are published.

    Args:
        axes: names of indicators and territories.
        block: what has been computed.
        held: whether the headline's labels hold; used for the headline of the lead institution alone.
        parameters: of the methods.
        rank: order of the evaluation, and of the block in it.
    """
    results = block.results
    columns = _names(axes, block) | _windows(block, parameters)
    if block.pairing.scenario == "apart":
        columns["reason"] = ["no_feed" if reason == "no_feed" else None for reason in results.untestable]
    else:
        columns |= _judgement(results)
    if (block.pairing.scenario, block.series.basis) == ("headline", "lead") and held is not None:
        columns |= {"robust": held.robust, "fragile": held.fragile}
    table = as_table(columns, COMPARISON)
    order = [pl.lit(rank[0]), pl.int_range(len(table)), pl.lit(rank[1])]
    keyed = table.with_columns(part.alias(name) for part, name in zip(order, ORDER, strict=True))
    return keyed.filter(pl.Series(block.series.applies.ravel()))


def _typed(name: str, values: Any, kind: Any, size: int) -> pl.Series:
    if values is None:
        return pl.Series(name, [None] * size, dtype=kind)
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        numbers = pl.Series(name, np.where(np.isfinite(values), values, np.nan))
        return numbers.fill_nan(None).cast(kind)
    return pl.Series(name, list(values), dtype=kind)


def _names(axes: Axes, block: Block) -> dict[str, Any]:
    size, width = len(axes.indicators) * len(axes.territories), len(axes.territories)
    leads = [indicator.lead if block.series.basis == "lead" else None for indicator in axes.indicators]
    return {
        "evaluation": [block.evaluation.id] * size,
        "indicator": [indicator.id for indicator in axes.indicators for _ in range(width)],
        "territory": list(axes.territories) * len(axes.indicators),
        "scenario": [block.pairing.scenario] * size,
        "basis": [block.series.basis] * size,
        "institution": [lead for lead in leads for _ in range(width)],
        "months_matched": block.results.sums.months,
        "months_expected": [block.pairing.planned] * size,
    }


def _windows(block: Block, parameters: MethodParameters) -> dict[str, Any]:
    sums, paired = block.results.sums, block.pairing
    fed = block.series.fed.ravel()
    columns: dict[str, Any] = {}
    sides: tuple[tuple[str, tuple[date, date], Window], ...] = (
        ("baseline", paired.baseline, sums.baseline),
        ("current", paired.current, sums.current),
    )
    for side, (first, last), window in sides:
        rates = rate(window.cases, window.days, parameters.mean_month_days, parameters.alpha)
        columns |= {
            f"{side}_from": [first] * len(fed),
            f"{side}_to": [last] * len(fed),
            f"{side}_days": np.where(fed, window.days, np.nan),
            f"{side}_count": window.cases,
            f"{side}_rate": rates.rate,
            f"{side}_low": rates.low,
            f"{side}_high": rates.high,
        }
    return columns


def _judgement(results: Results) -> dict[str, Any]:
    return {
        "rate_ratio": results.test.ratio,
        "ratio_low": results.test.low,
        "ratio_high": results.test.high,
        "p_value": results.test.p,
        "q_value": results.q,
        "dispersion": results.phi,
        "dispersion_from": results.phi_from,
        "detect_low": results.detect.largest_fall,
        "detect_high": results.detect.smallest_rise,
        "verdict": results.verdict,
        "reason": results.reason,
    }

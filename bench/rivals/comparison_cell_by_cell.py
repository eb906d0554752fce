"""Rival: the headline comparison, one cell after another, with the library calls that the methods name."""

import time
from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from scipy import stats
from scipy.stats.contingency import odds_ratio
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

Pairs = Sequence[tuple[int, int]]
"""Positions, in the series, of each calendar month in the baseline and in the current window."""


def compare(
    values: pl.DataFrame, months: Sequence[date], days: np.ndarray, pairs: Pairs, areas: set[str]
) -> tuple[dict[tuple[str, str], dict], float]:
    """Figures by indicator and territory, and the seconds that they took."""
    start = time.perf_counter()
    cells = {}
    for (indicator, territory), rows in values.group_by("indicator", "territory"):
        series = np.full(len(months), np.nan)
        usable = rows.filter(pl.col("status").is_in(["reported", "zero"]))
        place = {month: number for number, month in enumerate(months)}
        series[[place[month] for month in usable["month"]]] = usable["value"].to_numpy()
        cells[indicator, territory] = _cell(series, days, pairs)
    for indicator in {key[0] for key in cells}:
        family = [c for (i, t), c in cells.items() if i == indicator and t not in areas and "p" in c]
        _areas([c for (i, t), c in cells.items() if i == indicator and t in areas and c["enough"]], family, days)
    tested = [c for (_, territory), c in cells.items() if territory not in areas and "p" in c]
    for cell, q in zip(tested, stats.false_discovery_control([c["p"] for c in tested]), strict=True):
        cell["q"] = q
    return cells, time.perf_counter() - start


def _cell(series: np.ndarray, days: np.ndarray, pairs: Pairs) -> dict:
    kept = [(b, c) for b, c in pairs if not np.isnan(series[[b, c]]).any()]
    windows = [np.array([pair[side] for pair in kept], dtype=int) for side in (1, 0)]
    cell: dict = {"enough": len(kept) >= max(6, 0.75 * len(pairs)), "windows": windows, "series": series}
    if not cell["enough"]:
        return cell
    (x1, e1), (x0, e0) = ((series[w].sum(), days[w].sum()) for w in windows)
    cell["x2"], cell["df"] = (sum(part) for part in zip(*(_pearson(series[w], days[w]) for w in windows), strict=True))
    cell["rates"] = [confint_poisson(x, e, method="exact-c") for x, e in ((x1, e1), (x0, e0))]
    share = e1 / (e1 + e0)
    if 2 * min(share, 1 - share) ** (x1 + x0) > 0.05:
        return cell
    if 0 in (x1, x0):
        cell["enough"] = False
        return cell
    phi = max(1.0, cell["x2"] / cell["df"])
    if phi == 1:
        low, high = stats.binomtest(int(x1), int(x1 + x0), share).proportion_ci(method="exact")
        sides = [stats.binomtest(int(x1), int(x1 + x0), share, alternative=a).pvalue for a in ("less", "greater")]
    else:
        low, high = proportion_confint(x1 / phi, (x1 + x0) / phi, method="beta")
        sides = [_fall(x1, x0, share, phi), _rise(x1, x0, share, phi)]
    cell["p"] = min(1.0, 2 * min(sides))
    cell["interval"] = (low / (1 - low) * e0 / e1, high / (1 - high) * e0 / e1)
    cell["detect"] = _detect(x0, share, phi)
    return cell


def _pearson(y: np.ndarray, days: np.ndarray) -> tuple[float, int]:
    mu = y.sum() / days.sum() * days
    return (((y - mu) ** 2 / mu).sum(), len(y) - 1) if y.sum() else (0.0, 0)


def _fall(x1: float, x0: float, share: float, phi: float) -> float:
    return float(stats.beta.sf(share, x1 / phi + 1, x0 / phi))


def _rise(x1: float, x0: float, share: float, phi: float) -> float:
    return 1.0 if x1 == 0 else float(stats.beta.cdf(share, x1 / phi, x0 / phi + 1))


def _detect(x0: float, share: float, phi: float) -> tuple[int, int]:
    """By halves, as anybody would."""
    expected = int(x0 * share / (1 - share))
    yes, no = -1, expected + 1
    while no - yes > 1:
        middle = (yes + no) // 2
        yes, no = (middle, no) if 2 * _fall(middle, x0, share, phi) <= 0.05 else (yes, middle)
    least, most = expected, 2 * expected + 20
    while 2 * _rise(most, x0, share, phi) > 0.05:
        most *= 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if 2 * _rise(middle, x0, share, phi) <= 0.05 else (middle, most)
    return yes, most


def _areas(areas: list[dict], family: list[dict], days: np.ndarray) -> None:
    for cell in family:
        counts, exposure, x2, df = [], [], cell["x2"], cell["df"]
        for window in cell["windows"]:
            counts.append(cell["series"][window].sum())
            exposure.append(days[window].sum())
        known = [~np.isnan(a["series"][np.stack(cell["windows"])]).any(axis=0) for a in areas]
        for window in cell["windows"]:
            parts = [(a["series"][window[k]], days[window[k]]) for a, k in zip(areas, known, strict=True)]
            counts.append(sum(y.sum() for y, _ in parts))
            exposure.append(sum(d.sum() for _, d in parts))
            for y, d in parts:
                more, freedom = _pearson(y, d)
                x2, df = x2 + more, df + freedom
        cell["rrr"] = _ratio(np.array(counts), np.array(exposure), max(1.0, x2 / df), df)


def _ratio(counts: np.ndarray, exposure: np.ndarray, phi: float, df: float) -> tuple[float, ...]:
    rates = counts / exposure
    ratio = rates[0] / rates[1] / (rates[2] / rates[3])
    if counts.min() >= 5:
        error = np.sqrt(phi * (1 / counts).sum())
        reach = np.exp(stats.t.isf(0.025, df) * error)
        return ratio, ratio / reach, ratio * reach, 2 * stats.t.sf(abs(np.log(ratio)) / error, df)
    a, b, c, d = np.floor(counts / phi).astype(int)
    null = exposure[0] / exposure[1] / (exposure[2] / exposure[3])
    low, high = odds_ratio([[a, b], [c, d]], kind="conditional").confidence_interval()
    fisher = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, null)
    return ratio, low / null, high / null, min(1.0, 2 * min(fisher.cdf(a), fisher.sf(a - 1)))


if __name__ == "__main__":
    from bench.comparison_speed import headline_pairs, made_up

    data = made_up()
    print(f"{compare(data.values, data.months, data.days, headline_pairs(data.months), data.areas)[1]:.2f}")

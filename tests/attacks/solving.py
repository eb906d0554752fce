"""Attacks that solve for counts: from ratios, p, q, limits of detection, rates, centre lines, other areas."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import days, matched
from tests.attacks.public_methods import (
    MEAN_MONTH,
    agrees,
    central_p,
    chi_square,
    detectable,
    freedom,
    q_values,
    ratio_limits,
)

REACH = 60
"""Counts under this are tried."""
SIDES = ("baseline", "current")
Grid = tuple[np.ndarray, np.ndarray, np.ndarray]


def _hidden(public: PublicFolder) -> Iterator[dict[str, Any]]:
    """Rows of the headline with a count that is not told."""
    for row in public.compared().iter_rows(named=True):
        if row["baseline_count"] is None or row["current_count"] is None:
            yield row


def _pairs(public: PublicFolder, row: Mapping[str, Any], grid: Grid, way: str) -> list[Claim]:
    """Claims from all pairs (now, before) that fit, of the counts that are not told."""
    now, before, fits = grid
    if not fits.any():
        return []
    return [
        _claim(public, row, months, float(tried[fits].min()), float(tried[fits].max()), way)
        for months, side, tried in zip(matched(public, row), SIDES, (before, now), strict=True)
        if row[f"{side}_count"] is None and months
    ]


def _claim(
    public: PublicFolder, row: Mapping[str, Any], months: frozenset[date], low: float, high: float, way: str
) -> Claim:
    return Claim(row["indicator"], row["territory"], months, low, high, public.edition, way)


def _grid(row: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All pairs of counts (now, before): a count that is told is the only one tried."""
    tried = [
        np.arange(REACH) if row[f"{side}_count"] is None else np.array([row[f"{side}_count"]])
        for side in ("current", "baseline")
    ]
    now, before = np.meshgrid(*tried, indexing="ij")
    return now, before, np.ones(now.shape, dtype=bool)


def ratio_and_interval(publics: Sequence[PublicFolder]) -> list[Claim]:
    """M14-05, -06: a rounded ratio with its interval has few pairs of counts."""
    public, claims = publics[-1], []
    for row in _hidden(public):
        if row["rate_ratio"] is None or row["ratio_high"] is None:
            continue
        now, before, fits = _grid(row)
        with np.errstate(divide="ignore", invalid="ignore"):
            fits &= agrees(row["rate_ratio"], (now / row["current_days"]) / (before / row["baseline_days"]))
        limits = ratio_limits(now, before, row["current_days"], row["baseline_days"], row["dispersion"] or 1.0)
        fits &= agrees(row["ratio_low"], limits[0]) & agrees(row["ratio_high"], limits[1])
        claims += _pairs(public, row, (now, before, fits), "ratio and interval")
    return claims


def p_and_detectability(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The limits of detection give the count before; p then gives the count now."""
    public, claims = publics[-1], []
    for row in _hidden(public):
        if row["detect_high"] is None or row["p_value"] is None:
            continue
        phi, spans = row["dispersion"] or 1.0, (row["current_days"], row["baseline_days"])
        now, before, fits = _grid(row)
        told = (row["detect_low"], row["detect_high"])
        fits &= np.isin(before, [count for count in np.unique(before) if detectable(int(count), *spans, phi) == told])
        fits &= agrees(row["p_value"], central_p(now, before, *spans, phi))
        claims += _pairs(public, row, (now, before, fits), "p and detectability")
    return claims


def q_of_the_family(publics: Sequence[PublicFolder]) -> list[Claim]:
    """From q, and the p of the others, the p of the withheld cell; with the count of one window, that of the other."""
    public, claims = publics[-1], []
    family = public.compared().filter(pl.col("q_value").is_not_null())
    for evaluation in family["evaluation"].unique():
        rows = list(family.filter(evaluation=evaluation).iter_rows(named=True))
        for place, row in enumerate(rows):
            if row["baseline_count"] is None or row["current_count"] is None:
                claims += _by_q(public, rows, place)
    return claims


def _by_q(public: PublicFolder, rows: Sequence[Mapping[str, Any]], place: int) -> list[Claim]:
    row = rows[place]
    if (row["baseline_count"] is None and row["current_count"] is None) or any(r["p_value"] is None for r in rows):
        return []
    now, before, fits = _grid(row)
    tried = central_p(now, before, row["current_days"], row["baseline_days"], row["dispersion"] or 1.0)
    for at in np.argwhere(fits):
        p = [float(each["p_value"]) for each in rows]
        p[place] = float(tried[tuple(at)])
        fits[tuple(at)] = agrees(row["q_value"], q_values(p)[place])
    return _pairs(public, row, (now, before, fits), "q of a family")


def rates_and_days(publics: Sequence[PublicFolder]) -> list[Claim]:
    """M14-07: a rate times its exposure is a count; so is the rate interval."""
    public, claims = publics[-1], []
    for row in _hidden(public):
        for months, side in zip(matched(public, row), SIDES, strict=True):
            if row[f"{side}_count"] is None and row[f"{side}_rate"] is not None and months:
                count = row[f"{side}_rate"] * row[f"{side}_days"] / MEAN_MONTH
                claims.append(_claim(public, row, months, count - 0.01, count + 0.01, "rate times days"))
    return claims


def rates_over_inhabitants(publics: Sequence[PublicFolder]) -> list[Claim]:
    """M14-07: a rate over inhabitants is a count as soon as the inhabitants are known."""
    public, claims = publics[-1], []
    names = ("evaluation", "indicator", "territory")
    rates = {tuple(row[name] for name in names): row for row in public.tables["population_rate"].iter_rows(named=True)}
    for row in _hidden(public):
        told = rates.get(tuple(row[name] for name in names))
        months = matched(public, row)[1]
        if told is not None and row["current_count"] is None and months:
            count = told["rate"] * told["population"] / 1000 * row["current_days"] / 365.25
            claims.append(_claim(public, row, months, count - 0.01, count + 0.01, "rate over inhabitants"))
    return claims


def detection_limits(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The limits of detection alone: they are a function of the count before."""
    public, claims = publics[-1], []
    for row in _hidden(public):
        if row["detect_high"] is None or row["baseline_count"] is not None:
            continue
        spans, phis = (row["current_days"], row["baseline_days"]), [row["dispersion"] or 1.0]
        told = (row["detect_low"], row["detect_high"])
        fits = [count for count in range(REACH) if any(detectable(count, *spans, phi) == told for phi in phis)]
        if fits:
            claims.append(_claim(public, row, matched(public, row)[0], min(fits), max(fits), "limits of detection"))
    return claims


def centre_lines(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The centre line of a run chart is the baseline's sum: less the months shown, it is those that are not."""
    public, claims = publics[-1], []
    windows = public.tables["evaluation"].filter(pl.col("leads")).select("baseline_from", "baseline_to")
    centres = public.tables["signal"].filter(pl.col("centre").is_not_null())
    for (indicator, territory, centre), _ in centres.group_by("indicator", "territory", "centre"):
        if not windows.height or str(indicator) not in public.k:
            continue
        first, last = windows.row(0)
        series = public.series().filter(indicator=indicator, territory=territory)
        inside = series.filter(pl.col("month").is_between(first, last), pl.col("status") != "missing")
        total = float(str(centre)) * days(inside["month"]) / MEAN_MONTH
        rest = total - float(inside["value"].sum() or 0)
        left = frozenset(inside.filter(pl.col("value").is_null())["month"])
        if left and abs(total - round(total)) < 0.01:
            ends = (round(rest), round(rest)) if len(left) == 1 else (0, round(rest))
            for months, low in [(left, round(rest)), *((frozenset([month]), ends[0]) for month in left)]:
                claims.append(Claim(str(indicator), str(territory), months, low, round(rest), public.edition, "centre"))
    return claims


def signals_below(publics: Sequence[PublicFolder]) -> list[Claim]:
    """A month marked as unusually low is under its limit."""
    public = publics[-1]
    shown = {(r["indicator"], r["territory"], r["month"]) for r in public.series().drop_nulls("value").to_dicts()}
    return [
        Claim(row["indicator"], row["territory"], frozenset([row["month"]]), 0, row["low"] - 1, public.edition, "below")
        for row in public.tables["signal"].filter(kind="below").iter_rows(named=True)
        if (row["indicator"], row["territory"], row["month"]) not in shown and row["indicator"] in public.k
    ]


def dispersion_of_few_months(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The dispersion is a sum of squares: with few months missing, only some counts give it."""
    public, claims = publics[-1], []
    shown: dict[tuple[str, str], dict[date, int]] = {}
    for row in public.series().drop_nulls("value").iter_rows(named=True):
        shown.setdefault((row["indicator"], row["territory"]), {})[row["month"]] = row["value"]
    for row in public.compared().filter(pl.col("dispersion") > 1.0).iter_rows(named=True):
        windows = matched(public, row)
        mine = shown.get((row["indicator"], row["territory"]), {})
        hidden = sorted(month for window in windows for month in window if month not in mine)
        if hidden and 9 ** len(hidden) <= 7000:
            claims += _squares(public, row, windows, mine, hidden)
    return claims


def _squares(
    public: PublicFolder,
    row: Mapping[str, Any],
    windows: tuple[frozenset[date], frozenset[date]],
    shown: Mapping[date, int],
    hidden: Sequence[date],
) -> list[Claim]:
    fits = []
    for tried in product(range(min(public.k[row["indicator"]], 9)), repeat=len(hidden)):
        counts = {**shown, **dict(zip(hidden, tried, strict=True))}
        before, now = ({month: float(counts[month]) for month in window} for window in windows)
        told = zip((row["baseline_count"], row["current_count"]), (before, now), strict=True)
        if any(count is not None and count != sum(window.values()) for count, window in told):
            continue
        spread = chi_square(before) + chi_square(now)
        if agrees(row["dispersion"], max(1.0, spread / max(freedom(before, now), 1))):
            fits.append(tried)
    columns = zip(*fits, strict=True) if fits else ()
    return [
        _claim(public, row, frozenset([month]), min(column), max(column), "dispersion")
        for month, column in zip(hidden, columns, strict=False)
    ]


def other_areas(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The change of all comparison areas is the territory's over the ratio of ratios: it gives one count."""
    public, claims = publics[-1], []
    headlines = list(public.compared().iter_rows(named=True))
    areas = set(public.tables["territory"].filter(role="comparison")["territory"])
    for row in public.tables["area_comparison"].filter(pl.col("rrr").is_not_null()).iter_rows(named=True):
        cell = (row["evaluation"], row["indicator"])
        same = [each for each in headlines if (each["evaluation"], each["indicator"]) == cell]
        mine = next(each for each in same if each["territory"] == row["territory"])
        theirs = [each for each in same if each["territory"] in areas]
        hidden = [each for each in theirs if each["current_count"] is None]
        rest = [each["current_count"] for each in theirs if each["current_count"] is not None]
        before = [each["baseline_count"] for each in theirs]
        if mine["rate_ratio"] is None or len(hidden) != 1 or None in before or not row["rrr"]:
            continue
        spans = [sum(each[f"{side}_days"] for each in theirs) for side in ("current", "baseline")]
        now, was, _ = _grid(hidden[0])
        ratio = ((now + sum(rest)) / spans[0]) / (sum(before) / spans[1])
        with np.errstate(divide="ignore"):
            fits = agrees(row["rrr"], mine["rate_ratio"] / ratio)
        claims += _pairs(public, hidden[0], (now, was, fits), "other areas")
    return claims

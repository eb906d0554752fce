"""The comparison once more: slow, one cell after another, one library call after another. Only tests use it."""

import math
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from schemas.programme import Evaluation, Indicator, MethodParameters, Shock
from schemas.words import add_months

Row = dict[str, Any]
Month = tuple[int | None, bool]
"""Count (None: unusable) and whether its zero is confirmed."""
Series = dict[date, Month]
Sent = dict[tuple[str, str, str], list[Row]]


def days_of(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def window_months(
    scenario: str, evaluation: Evaluation, apart: set[date], held: list[date]
) -> tuple[list[date], list[date], tuple[date, date]]:
    """Months of the baseline and of the current window, and the baseline's declared ends."""
    before, now = list(evaluation.baseline.months), list(evaluation.current.months)
    ends = before[0], before[-1]
    step = {"baseline_back": -1, "baseline_forward": 1}.get(scenario)
    if step is not None:
        before = [add_months(m, step) for m in before]
        ends = before[0], before[-1]
        before = [m for m in before if held and min(held) <= m <= max(held) and m not in now]
    if scenario == "apart":
        now = [m for m in now if m in apart]
    elif scenario != "whole":
        now = [m for m in now if m not in apart]
    if scenario != "whole":
        before = [m for m in before if m not in apart]
    return before, now, ends


def institution_series(rows: Sent, indicator: str, territory: str, institution: str) -> Series | None:
    """None where the institution does not cover the territory."""
    mine = rows.get((indicator, territory, institution), [])
    if all(r["status"] == "not_expected" for r in mine):
        return None
    made: Series = {}
    for r in mine:
        usable = r["status"] in ("reported", "zero") and r["value"] is not None
        made[r["month"]] = (r["value"] if usable else None, bool(r["zero_confirmed"]))
    return made


def combine(parts: Sequence[Series], basis: str) -> Series:
    made: Series = {}
    for when in {m for part in parts for m in part}:
        cells = [part.get(when, (None, False)) for part in parts]
        counts = [count for count, _ in cells]
        known = [count for count in counts if count is not None]
        value = None if len(known) < len(cells) else (sum(known) if basis == "sum" else max(known))
        made[when] = (value, all(sure for _, sure in cells))
    return made


def bases(rows: Sent, indicator: Indicator, territory: str, linked: pl.DataFrame | None) -> dict[str, Any]:
    """basis -> (series or None, institutions behind it)."""
    covering = {}
    for name in indicator.institutions:
        found = institution_series(rows, indicator.id, territory, name)
        if found is not None:
            covering[name] = found
    lead = covering.get(indicator.lead) if indicator.lead else None
    made: dict[str, Any] = {"lead": (lead, [indicator.lead] if lead is not None else [])}
    if len(covering) >= 2:
        for basis in ("sum", "max"):
            made[basis] = (combine(list(covering.values()), basis), list(covering))
    if linked is not None:
        mine = linked.filter(pl.col("indicator") == indicator.id, pl.col("territory") == territory)
        if mine.height:
            together = combine(list(covering.values()), "sum")
            counts = dict(zip(mine["month"], mine["value"], strict=True))
            kept = {m: (None if known is None else counts.get(m, 0), sure) for m, (known, sure) in together.items()}
            made["linked"] = (kept, list(covering))
    return made


def match(series: Series, before: list[date], now: list[date]) -> tuple[int, list[date], list[date], int]:
    """Calendar months planned, months used of both windows, and calendar months matched."""
    planned = sorted({m.month for m in before} & {m.month for m in now})
    kept = []
    for number in planned:
        every = [m for m in before + now if m.month == number]
        if all(series.get(m, (None, False))[0] is not None for m in every):
            kept.append(number)
    return len(planned), [m for m in before if m.month in kept], [m for m in now if m.month in kept], len(kept)


def pearson(series: Series, months: list[date]) -> tuple[float, int]:
    counts = [series[m][0] or 0 for m in months]
    if not counts or sum(counts) == 0:
        return 0.0, 0
    rate = sum(counts) / sum(days_of(m) for m in months)
    x2 = sum((c - rate * days_of(m)) ** 2 / (rate * days_of(m)) for c, m in zip(counts, months, strict=True))
    return x2, len(counts) - 1


def exact(x1: float, x0: float, e1: int, e0: int, phi: float, alpha: float) -> tuple[float, float, float, float]:
    low, high = proportion_confint(x1 / phi, (x1 + x0) / phi, alpha=alpha, method="beta")
    ratio = math.inf if x0 == 0 else (x1 / e1) / (x0 / e0)
    upper = math.inf if high == 1 else high / (1 - high) * e0 / e1
    return ratio, low / (1 - low) * e0 / e1, upper, central(x1, x0, e1, e0, phi)


def central(x1: float, x0: float, e1: int, e0: int, phi: float) -> float:
    share = e1 / (e1 + e0)
    if phi == 1:
        fall, rise = stats.binom.cdf(x1, x1 + x0, share), stats.binom.sf(x1 - 1, x1 + x0, share)
    else:
        fall = 1.0 if x0 == 0 else stats.beta.sf(share, x1 / phi + 1, x0 / phi)
        rise = 1.0 if x1 == 0 else stats.beta.cdf(share, x1 / phi, x0 / phi + 1)
    return float(min(1.0, 2 * min(fall, rise)))


def detect(x0: int, e1: int, e0: int, phi: float, alpha: float) -> tuple[int | None, int | None]:
    """Every count now, one after another, up to where any would be a rise."""
    share = e1 / (e1 + e0)
    every = range(10 * x0 + 200)
    counts = np.array(every, dtype=float)
    fall = stats.beta.sf(share, counts / phi + 1, x0 / phi) if x0 else np.ones(len(counts))
    rise = np.append(1.0, stats.beta.cdf(share, counts[1:] / phi, x0 / phi + 1))
    falls = [x for x in every if 2 * fall[x] <= alpha and x / e1 < x0 / e0]
    rises = [x for x in every if 2 * rise[x] <= alpha and x / e1 > x0 / e0]
    return max(falls, default=None), min(rises)


def least_p(total: int, e1: int, e0: int) -> float:
    share = e1 / (e1 + e0)
    return min(1.0, 2 * min(share, 1 - share) ** total)


def broken(indicator: Indicator, behind: list[str], first: date, last: date) -> bool:
    end = date(last.year, last.month, days_of(last))
    return any(first < b.date <= end and (b.institution is None or b.institution in behind) for b in indicator.breaks)


def label(cell: Row, p: float, q: float, ratio: float, rules: MethodParameters) -> tuple[str, str | None]:
    if p <= rules.alpha and q <= rules.fdr:
        return ("decreased" if ratio < 1 else "increased"), None
    return "no_clear_change", "weak_signal" if p <= rules.alpha else None


def first_cells(
    rows: Sent,
    evaluation: Evaluation,
    scenario: str,
    indicators: Sequence[Indicator],
    roles: Mapping[str, str],
    apart: set[date],
    linked: pl.DataFrame | None,
    rules: MethodParameters,
) -> list[Row]:
    """Everything of a scenario that a cell knows without the others."""
    held = [r["month"] for sent in rows.values() for r in sent]
    before, now, ends = window_months(scenario, evaluation, apart, held)
    if scenario == "apart" and not now:
        return []
    cells = []
    for indicator in indicators:
        for territory in roles:
            for basis, (series, behind) in bases(rows, indicator, territory, linked).items():
                cell: Row = {
                    "evaluation": evaluation.id,
                    "indicator": indicator.id,
                    "territory": territory,
                    "scenario": scenario,
                    "basis": basis,
                    "institution": indicator.lead if basis == "lead" else None,
                    "baseline_from": ends[0],
                    "baseline_to": ends[1],
                    "current_from": evaluation.current.first,
                    "current_to": evaluation.current.last,
                    "_role": roles[territory],
                    "_why": "no_feed",
                    "_series": series,
                    "_months": ([], []),
                }
                cell["months_expected"], used0, used1, cell["months_matched"] = match(series or {}, before, now)
                if series is not None:
                    count_windows(cell, series, used0, used1, rules)
                    cell["_why"] = why_not(cell, broken(indicator, behind, ends[0], cell["current_to"]), rules)
                cells.append(cell)
    return cells


def count_windows(cell: Row, series: Series, used0: list[date], used1: list[date], rules: MethodParameters) -> None:
    cell["_months"] = (used0, used1)
    for side, used in (("baseline", used0), ("current", used1)):
        days = sum(days_of(m) for m in used)
        cell[f"{side}_days"] = days
        if used:
            count = sum(series[m][0] or 0 for m in used)
            low, high = confint_poisson(count, days, method="exact-c", alpha=rules.alpha)
            cell[f"{side}_count"] = count
            cell[f"{side}_rate"] = count / days * rules.mean_month_days
            cell[f"{side}_low"], cell[f"{side}_high"] = low * rules.mean_month_days, high * rules.mean_month_days
    parts = [pearson(series, used0), pearson(series, used1)]
    cell["_x2"], cell["_df"] = parts[0][0] + parts[1][0], parts[0][1] + parts[1][1]


def why_not(cell: Row, recording_changed: bool, rules: MethodParameters) -> str | None:
    matched, planned = cell["months_matched"], cell["months_expected"]
    if recording_changed:
        return "recording_changed"
    if matched < rules.min_matched_months or matched / planned < rules.min_matched_share:
        return "missing_months"
    x0, x1 = cell["baseline_count"], cell["current_count"]
    if least_p(x0 + x1, cell["current_days"], cell["baseline_days"]) > rules.alpha:
        return "few_cases"
    for count, used in zip((x0, x1), cell["_months"], strict=True):
        if count == 0 and not all(cell["_series"][m][1] for m in used):
            return "zeros_unconfirmed"
    return None


def choose_phi(cell: Row, family: list[Row], rules: MethodParameters) -> tuple[float, str]:
    if cell["_df"] >= rules.min_df_dispersion:
        return max(1.0, cell["_x2"] / cell["_df"]), "cell"
    pool = [
        c
        for c in family
        if c["indicator"] == cell["indicator"]
        and c["_role"] == "intervention"
        and c["_why"] in (None, "zeros_unconfirmed")
    ]
    x2, df = sum(c["_x2"] for c in pool), sum(c["_df"] for c in pool)
    return (max(1.0, x2 / df), "indicator") if df >= rules.min_df_dispersion else (1.0, "unverified")


def judge_together(cells: list[Row], rules: MethodParameters) -> None:
    """Dispersion, test, q and verdict of one scenario and basis."""
    for cell in cells:
        if cell["_why"] == "no_feed":
            continue
        cell["dispersion"], cell["dispersion_from"] = choose_phi(cell, cells, rules)
        if cell["_why"] in (None, "few_cases", "zeros_unconfirmed"):
            days = cell["current_days"], cell["baseline_days"]
            cell["detect_low"], cell["detect_high"] = detect(
                cell["baseline_count"], *days, cell["dispersion"], rules.alpha
            )
        if cell["_why"] is None:
            days = cell["current_days"], cell["baseline_days"]
            test = exact(cell["current_count"], cell["baseline_count"], *days, cell["dispersion"], rules.alpha)
            cell["rate_ratio"], cell["ratio_low"], cell["ratio_high"], cell["p_value"] = test
    family = [c for c in cells if c["_why"] is None and c["_role"] == "intervention"]
    for cell, q in zip(family, benjamini_hochberg([c["p_value"] for c in family]), strict=True):
        cell["q_value"] = q
    for cell in cells:
        cell["reason"] = cell["_why"]
        if cell["_role"] != "intervention":
            continue
        if cell["_why"] is None:
            cell["verdict"], cell["reason"] = label(cell, cell["p_value"], cell["q_value"], cell["rate_ratio"], rules)
        else:
            apart = cell["_why"] in ("recording_changed", "no_feed")
            cell["verdict"] = "not_comparable" if apart else "insufficient"


def benjamini_hochberg(ps: list[float]) -> list[float]:
    """Written out, so that it is not the library's own."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    qs, least = [0.0] * len(ps), 1.0
    for rank in range(len(ps), 0, -1):
        least = min(least, ps[order[rank - 1]] * len(ps) / rank)
        qs[order[rank - 1]] = least
    return qs


def mark_fragile(
    cell: Row, cells: list[Row], indicator: Indicator, unplaced: pl.DataFrame | None, rules: MethodParameters
) -> None:
    decided = ("decreased", "increased", "no_clear_change")
    if cell.get("verdict") not in decided:
        return
    same = [c for c in cells if all(c[k] == cell[k] for k in ("evaluation", "indicator", "territory"))]

    def turned(keys: Sequence[tuple[str, str]]) -> bool:
        others = [c.get("verdict") for c in same if (c["scenario"], c["basis"]) in keys]
        return any(other in decided and other != cell["verdict"] for other in others)

    found = None
    if turned([("headline", "sum"), ("headline", "max")]):
        found = "source"
    elif turned([(scenario, "lead") for scenario in ("whole", "baseline_back", "baseline_forward")]):
        found = "window"
    elif unplaced is not None and unplaced_turn(cell, cells, indicator, unplaced, rules):
        found = "unplaced"
    cell["robust"], cell["fragile"] = found is None, found


def unplaced_turn(
    cell: Row, cells: list[Row], indicator: Indicator, unplaced: pl.DataFrame, rules: MethodParameters
) -> bool:
    more = []
    for used in cell["_months"]:
        mine = unplaced.filter(
            pl.col("indicator") == indicator.id, pl.col("institution") == indicator.lead, pl.col("month").is_in(used)
        )
        more.append(int(mine["count"].sum()))
    family = [
        c
        for c in cells
        if (c["evaluation"], c["scenario"], c["basis"]) == (cell["evaluation"], "headline", "lead")
        and c["_why"] is None
        and c["_role"] == "intervention"
    ]
    for x0, x1 in ((more[0], 0), (0, more[1])):
        days = cell["current_days"], cell["baseline_days"]
        counts = cell["current_count"] + x1, cell["baseline_count"] + x0
        ratio, _, _, p = exact(*counts, *days, cell["dispersion"], rules.alpha)
        ps = [p if c is cell else c["p_value"] for c in family]
        q = benjamini_hochberg(ps)[[c is cell for c in family].index(True)]
        if label(cell, p, q, ratio, rules)[0] != cell["verdict"]:
            return True
    return False


def obvious_comparison(
    values: pl.DataFrame,
    evaluations: Sequence[Evaluation],
    shocks: Sequence[Shock],
    indicators: Sequence[Indicator],
    roles: Mapping[str, str],
    rules: MethodParameters,
    scenarios: Sequence[str],
    unplaced: pl.DataFrame | None = None,
    linked: pl.DataFrame | None = None,
) -> list[Row]:
    rows: Sent = {}
    for row in values.rows(named=True):
        rows.setdefault((row["indicator"], row["territory"], row["institution"]), []).append(row)
    apart = {m for shock in shocks if shock.stands_apart for m in shock.months}
    compared = {i.id: i for i in indicators if i.grain != "activity"}
    everything: list[Row] = []
    for evaluation in evaluations:
        cells: list[Row] = []
        for scenario in scenarios:
            mine = first_cells(rows, evaluation, scenario, list(compared.values()), roles, apart, linked, rules)
            for basis in ("lead", "sum", "max", "linked"):
                together = [c for c in mine if c["basis"] == basis]
                if scenario == "apart":
                    for cell in together:
                        cell["reason"] = "no_feed" if cell["_why"] == "no_feed" else None
                else:
                    judge_together(together, rules)
            cells += mine
        for cell in cells:
            if (cell["scenario"], cell["basis"]) == ("headline", "lead"):
                mark_fragile(cell, cells, compared[cell["indicator"]], unplaced, rules)
        everything += cells
    return everything

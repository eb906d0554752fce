"""From the monthly series of one basis to the sums, tests and verdicts of one scenario: all cells at once."""

from dataclasses import dataclass, replace

import numpy as np

from etl.compare_panel import Axes, Flags, Floats, Numbers, Series
from etl.compare_windows import Pairing
from etl.methods.detectability import Detectable, detectable
from etl.methods.dispersion import dispersion, pearson
from etl.methods.family import q_values, smallest_p
from etl.methods.rate_ratio import RateRatio, rate_ratio
from etl.methods.verdict import Texts, absent, enough_months, judge, untestable_reason
from etl.methods.windows import month_end
from schemas.programme import MethodParameters


@dataclass(frozen=True)
class Window:
    """One window of every cell: its matched months, and cases and days summed over them."""

    columns: Numbers
    matched: Flags
    counts: Floats
    """cell x month: NaN where a month left the match."""
    days_by_month: Floats
    cases: Floats
    days: Floats
    zeros_unconfirmed: Flags

    def add(self, monthly: Floats) -> Floats:
        """Sum another monthly array (cell x month of the panel) over the same matched months."""
        return np.asarray(np.where(self.matched, monthly[:, self.columns], 0.0).sum(axis=1))


@dataclass(frozen=True)
class Sums:
    """The matched months of every cell (indicator x territory, flat) in both windows."""

    months: Floats
    planned: int
    baseline: Window
    current: Window
    x2: Floats
    df: Floats


@dataclass(frozen=True)
class Results:
    """What is known of every cell of one scenario and basis; NaN or None where nothing may be said."""

    sums: Sums
    phi: Floats
    phi_from: Texts
    test: RateRatio
    q: Floats
    detect: Detectable
    untestable: Texts
    verdict: Texts
    reason: Texts
    family: Flags


def sum_windows(series: Series, axes: Axes, pairing: Pairing) -> Sums:
    """Sum both windows over the calendar months that are usable wherever they come (M02)."""
    flat = series.counts.reshape(-1, series.counts.shape[-1])
    confirmed = series.confirmed.reshape(flat.shape)
    usable = [
        ~np.isnan(flat[:, axes.columns([*month.baseline, *month.current])]).any(axis=1) for month in pairing.calendar
    ]
    matched = np.column_stack(usable) if usable else np.zeros((len(flat), 0), dtype=bool)
    windows = []
    for side in ("baseline", "current"):
        months = [getattr(month, side) for month in pairing.calendar]
        repeated = np.repeat(np.arange(len(months)), [len(each) for each in months])
        columns = axes.columns([month for each in months for month in each])
        windows.append(_window(flat, confirmed, columns, matched[:, repeated], axes.days))
    variation = [pearson(window.counts, window.days_by_month) for window in windows]
    x2, df = (variation[0].x2 + variation[1].x2, variation[0].df + variation[1].df)
    return Sums(matched.sum(axis=1).astype(np.float64), pairing.planned, windows[0], windows[1], x2, df)


def _window(flat: Floats, confirmed: Flags, columns: Numbers, matched: Flags, days: Floats) -> Window:
    counts = np.where(matched, flat[:, columns], np.nan)
    some = matched.any(axis=1)
    cases = np.where(some, np.where(matched, counts, 0.0).sum(axis=1), np.nan)
    unconfirmed = (cases == 0) & (matched & ~confirmed[:, columns]).any(axis=1)
    return Window(columns, matched, counts, days[columns], cases, matched @ days[columns], unconfirmed)


def why_untested(sums: Sums, broken: Flags, fed: Flags, rules: MethodParameters) -> Texts:
    """Rules 1 to 4 of M16 for every cell, and `no_feed`; None where the cell is tested.

    Args:
        sums: the matched windows.
        broken: the way of recording changed.
        fed: somebody sends this cell.
        rules: parameters of the methods.
    """
    now, before = sums.current, sums.baseline
    enough = enough_months(sums.months, sums.planned, rules.min_matched_months, rules.min_matched_share)
    least = smallest_p(now.cases + before.cases, now.days, before.days)
    zeros = now.zeros_unconfirmed | before.zeros_unconfirmed
    untestable = untestable_reason(broken, enough, least, zeros, rules.alpha)
    untestable[~fed] = "no_feed"
    return untestable


def judge_cells(sums: Sums, untestable: Texts, of: Numbers, intervention: Flags, rules: MethodParameters) -> Results:
    """M05, M04, M06 and M16 for every cell of one scenario and basis.

    Args:
        sums: the matched windows.
        untestable: why a cell is not tested; None where it is.
        of: position of each cell's indicator.
        intervention: the cell belongs to the programme: only such cells make the family and the pooled dispersion.
        rules: parameters of the methods.
    """
    now, before, fed = sums.current, sums.baseline, untestable != "no_feed"
    tested = absent(untestable)
    pooled = intervention & (tested | (untestable == "zeros_unconfirmed"))
    phi, phi_from = choose_dispersion(sums, of, pooled, rules.min_df_dispersion)
    cases = np.where(tested, now.cases, np.nan)
    test = rate_ratio(cases, before.cases, now.days, before.days, phi, rules.alpha)
    family = tested & intervention
    q = np.full(len(phi), np.nan)
    q[family] = q_values(test.p[family])
    seen = tested | (untestable == "few_cases") | (untestable == "zeros_unconfirmed")
    detect = detectable(np.where(seen, before.cases, np.nan), now.days, before.days, phi, rules.alpha)
    label, reason = judge(untestable, test.ratio, test.p, q, rules.alpha, rules.fdr)
    return _silence(Results(sums, phi, phi_from, test, q, detect, untestable, label, reason, family), fed, intervention)


def choose_dispersion(sums: Sums, of: Numbers, pooled: Flags, min_df: int) -> tuple[Floats, Texts]:
    """The cell's own dispersion if it has degrees of freedom enough, else its indicator's, else 1 (M05)."""
    count = int(of.max()) + 1 if len(of) else 0
    x2 = np.bincount(of[pooled], weights=sums.x2[pooled], minlength=count)[of]
    df = np.bincount(of[pooled], weights=sums.df[pooled], minlength=count)[of]
    own, shared = sums.df >= min_df, df >= min_df
    phi = np.where(own, dispersion(sums.x2, sums.df), np.where(shared, dispersion(x2, df), 1.0))
    return phi, np.where(own, "cell", np.where(shared, "indicator", "unverified")).astype(object)


def _silence(results: Results, fed: Flags, intervention: Flags) -> Results:
    """Comparison territories get no verdict, and a cell that nobody feeds nothing but that reason."""
    verdict, reason = results.verdict.copy(), results.reason.copy()
    verdict[~fed], reason[~fed] = "not_comparable", "no_feed"
    reason[~intervention] = results.untestable[~intervention]
    verdict[~intervention] = None
    phi, phi_from = np.where(fed, results.phi, np.nan), results.phi_from.copy()
    phi_from[~fed] = None
    return replace(results, verdict=verdict, reason=reason, phi=phi, phi_from=phi_from)


def broken_series(series: Series, axes: Axes, pairing: Pairing) -> Flags:
    """Rule 1: a change of recording after the start of the baseline and up to the end of the current window.

    Args:
        series: the institutions behind each series decide which breaks concern it.
        axes: the indicators with their declared breaks.
        pairing: the windows.
    """
    broken = np.zeros(series.applies.shape, dtype=bool)
    for place, indicator in enumerate(axes.indicators):
        for change in indicator.breaks:
            if not pairing.baseline[0] < change.date <= month_end(pairing.current[1]):
                continue
            if change.institution is None:
                broken[place] = True
            elif change.institution in axes.institutions:
                broken[place] |= series.covers[place, axes.institutions.index(change.institution)]
    return broken

"""M01 and M13: does the label depend on the institution, on the window, or on rows without a place?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.compare_cells import Results
from etl.compare_panel import Flags, Floats
from etl.methods.family import q_values
from etl.methods.rate_ratio import rate_ratio
from etl.methods.verdict import Texts, absent, judge
from schemas.programme import MethodParameters

DECIDED = ("decreased", "increased", "no_clear_change")
OTHER_SOURCES = (("headline", "sum"), ("headline", "max"))
OTHER_WINDOWS = (("whole", "lead"), ("baseline_back", "lead"), ("baseline_forward", "lead"))
Key = tuple[str, str]


@dataclass(frozen=True)
class Fragility:
    """Per cell: does the label hold (None where there is no label), and what does it hang on."""

    robust: Texts
    fragile: Texts


def fragility(of: Mapping[Key, Results], unplaced: Floats | None, rules: MethodParameters) -> Fragility:
    """Compare the headline's label with the other sources and windows, and with the unplaced rows put in.

    Only labels are compared: a source or window with too few data has none, and says nothing about the headline's.

    Args:
        of: results of one evaluation by scenario and basis; the headline of the lead institution is among them.
        unplaced: cases without a territory that could belong to the cell, cell x month; None where there are none.
        rules: parameters of the methods.
    """
    headline = of["headline", "lead"]
    labelled = _decided(headline.verdict)
    fragile = np.full(labelled.shape, None, dtype=object)
    if unplaced is not None:
        fragile[labelled & _turned_by_unplaced(headline, unplaced, rules)] = "unplaced"
    for reason, others in (("window", OTHER_WINDOWS), ("source", OTHER_SOURCES)):
        for key in others:
            if key in of:
                other = of[key].verdict
                fragile[labelled & _decided(other) & (other != headline.verdict)] = reason
    robust = absent(fragile).astype(object)
    robust[~labelled] = None
    return Fragility(robust, fragile)


def _decided(verdict: Texts) -> Flags:
    return np.isin(verdict.astype(str), DECIDED)


def _turned_by_unplaced(headline: Results, unplaced: Floats, rules: MethodParameters) -> Flags:
    """Would all the unplaced rows, put into the one window or into the other, give another label?"""
    now, before = headline.sums.current, headline.sums.baseline
    more_now = _label(headline, now.cases + now.add(unplaced), before.cases, rules)
    more_before = _label(headline, now.cases, before.cases + before.add(unplaced), rules)
    return np.asarray((more_now != headline.verdict) | (more_before != headline.verdict))


def _label(headline: Results, current: Floats, baseline: Floats, rules: MethodParameters) -> Texts:
    """The label of each cell with other counts, every other cell of its family left as it is."""
    days = (headline.sums.current.days, headline.sums.baseline.days)
    test = rate_ratio(np.where(headline.family, current, np.nan), baseline, *days, headline.phi, rules.alpha)
    q = np.full(len(headline.q), np.nan)
    for cell in np.flatnonzero(headline.family & (test.p != headline.test.p)):
        p = headline.test.p.copy()
        p[cell] = test.p[cell]
        q[cell] = q_values(p[headline.family])[np.count_nonzero(headline.family[:cell])]
    unchanged = test.p == headline.test.p
    q[unchanged] = headline.q[unchanged]
    return judge(headline.untestable, test.ratio, test.p, q, rules.alpha, rules.fdr).verdict

"""The made-up cases of the page, for editions none of whose cells may be shown: inputs of the methods' reference cases.

Their results are computed by the engine's own functions, so that they cannot disagree with it either.
"""

from datetime import date
from functools import cache
from typing import Any

import numpy as np

from etl.methods.areas import RatioOfRatios, ratio_of_ratios
from etl.methods.detectability import detectable
from etl.methods.distributions import poisson_chance, poisson_quantile
from etl.methods.rate_ratio import rate_ratio
from etl.methods.rates import rate
from etl.methods.run_chart import poisson_limits
from etl.methods.sources import Overlap, overlap
from etl.methods.verdict import verdict
from schemas.programme import MethodParameters

BEFORE, NOW, BEFORE_DAYS, NOW_DAYS, MONTHS = 24, 11, 304, 305, 10
"""Case M04-01 of the methods' reference values."""
RESTLESS = 1.8
"""The dispersion of case M05-02, on the same counts."""
HERE_AND_AREAS, THEIR_DAYS = (11, 24, 80, 95), (305, 304, 274, 274)
"""Case M07-03."""
MEAN, UNUSUAL = 5.0, 15
"""Case M10-06, and a month outside its limits."""
PARTS_BEFORE = {"policia": 18, "ministerio_publico": 14, "municipalidad": 3}
PARTS_NOW = {"policia": 10, "ministerio_publico": 12, "municipalidad": 2}
"""Case M13-01."""
DONE, PLANNED = 18, 20
"""Case M17-01."""
AREAS = 2
FEW, SOME, WINDOW_MONTHS = 0.5, 2.0, 10
"""Cases a month between which the simple rule is tried, over ten months before and now."""


def comparison_row(rules: MethodParameters, phi: float = 1.0) -> dict[str, Any]:
    """The made-up comparison with the columns of `comparison` that the texts use."""
    test = rate_ratio(NOW, BEFORE, NOW_DAYS, BEFORE_DAYS, phi, rules.alpha)
    seen = detectable(BEFORE, NOW_DAYS, BEFORE_DAYS, phi, rules.alpha)
    then, since = (
        rate(n, days, rules.mean_month_days, rules.alpha) for n, days in ((BEFORE, BEFORE_DAYS), (NOW, NOW_DAYS))
    )
    label, reason = verdict(
        broken=False, matched=MONTHS, planned=MONTHS, total=BEFORE + NOW, current_days=NOW_DAYS,
        baseline_days=BEFORE_DAYS, ratio=float(test.ratio), p=float(test.p), q=float(test.p), alpha=rules.alpha,
        fdr=rules.fdr, min_matched_months=rules.min_matched_months, min_matched_share=rules.min_matched_share,
    )  # fmt: skip
    return {
        "scenario": "headline", "basis": "lead", "institution": None, "fragile": None, "reason": reason,
        "verdict": label, "months_matched": MONTHS, "months_expected": MONTHS, "baseline_days": BEFORE_DAYS,
        "current_days": NOW_DAYS, "baseline_count": BEFORE, "current_count": NOW, "dispersion": phi,
        "baseline_from": date(2017, 7, 1), "baseline_to": date(2018, 6, 1), "current_from": date(2019, 5, 1),
        "current_to": date(2020, 2, 1), "rate_ratio": float(test.ratio), "ratio_low": float(test.low),
        "ratio_high": float(test.high), "p_value": float(test.p), "q_value": float(test.p),
        "detect_low": _whole(seen.largest_fall), "detect_high": _whole(seen.smallest_rise),
        "baseline_rate": float(then.rate), "baseline_low": float(then.low), "baseline_high": float(then.high),
        "current_rate": float(since.rate), "current_low": float(since.low), "current_high": float(since.high),
    }  # fmt: skip


def against_areas(rules: MethodParameters) -> RatioOfRatios:
    """The made-up territory against two areas."""
    return ratio_of_ratios(HERE_AND_AREAS, THEIR_DAYS, alpha=rules.alpha)


def unusual_month() -> dict[str, float]:
    """The made-up month outside its limits, with the columns of `signal`."""
    limits = poisson_limits(MEAN)
    return {"centre": MEAN, "low": float(limits.low), "high": float(limits.high), "value": UNUSUAL}


def three_institutions() -> Overlap:
    """Three made-up lists that overlap."""
    return overlap(PARTS_BEFORE, PARTS_NOW, BEFORE_DAYS, NOW_DAYS)


@cache
def false_alarms(cases_a_month: float, most: float) -> float:
    """Chance that the simple rule announces a change although nothing changed.

    Both windows of ten months are Poisson with the same mean; every pair of counts is weighed, and counts as a change
    where the simple percentage is over `most`. From no case to some is a change, from none to none is not.

    Args:
        cases_a_month: expected, the same before and now.
        most: 0.2 for «más de 20 %».
    """
    expected = cases_a_month * WINDOW_MONTHS
    counts = np.arange(int(poisson_quantile(1 - 1e-12, expected)) + 1)
    chance = poisson_chance(counts, expected)
    before, now = counts[:, None], counts[None, :]
    # 1e-9: from 10 to 8 is 20 % and no more, whatever 0.2 is in binary
    changed = np.abs(now - before) > most * before + 1e-9
    return float((chance[:, None] * chance[None, :] * changed).sum())


def _whole(value: Any) -> int | None:
    return None if np.isnan(value) else int(value)

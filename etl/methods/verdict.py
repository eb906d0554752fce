"""M16: what the data allow one to say about a comparison. The order of the rules decides: the first that holds."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.methods.family import smallest_p

Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


class Verdict(NamedTuple):
    """A verdict and its reason in the words of the published tables; None where there is no reason."""

    verdict: Texts
    reason: Texts


def absent(texts: Texts) -> Flags:
    """Where there is no text: no reason, no verdict."""
    return np.array([text is None for text in texts.ravel()], dtype=bool).reshape(texts.shape)


def enough_months(matched: Any, planned: Any, least: int, least_share: float) -> Flags:
    """Rule 2: at least `least` matched months, and at least `least_share` of those planned.

    Args:
        matched: calendar months in both windows.
        planned: calendar months that both windows were meant to share.
        least: months.
        least_share: share of the planned ones.
    """
    got, wanted = np.asarray(matched, dtype=np.float64), np.asarray(planned, dtype=np.float64)
    # 1e-9: 0.7 * 10 must not turn 7 of 10 months away
    return np.asarray((got >= least) & (got >= least_share * wanted - 1e-9) & (wanted > 0))


def untestable_reason(broken: Any, enough: Any, least_p: Any, zeros: Any, alpha: float) -> Texts:
    """Rules 1 to 4: why a cell is not tested; None where it is.

    Args:
        broken: the way of recording changed between the windows.
        enough: rule 2 holds.
        least_p: the smallest p that the cases of both windows could give.
        zeros: one whole window is zero and its source has not confirmed it.
        alpha: two-sided error of the test.
    """
    rules = [
        (np.asarray(broken, dtype=bool), "recording_changed"),
        (~np.asarray(enough, dtype=bool), "missing_months"),
        (np.asarray(least_p) > alpha, "few_cases"),
        (np.asarray(zeros, dtype=bool), "zeros_unconfirmed"),
    ]
    shape = np.broadcast_shapes(*(condition.shape for condition, _ in rules))
    reason = np.full(shape, None, dtype=object)
    for condition, word in reversed(rules):
        reason[np.broadcast_to(condition, shape)] = word
    return reason


def judge(untestable: Any, ratio: Any, p: Any, q: Any, alpha: float, fdr: float) -> Verdict:
    """Rules 5 and 6, after rules 1 to 4 have said which cells are tested.

    Args:
        untestable: the reason of `untestable_reason`, None where the cell is tested.
        ratio: current over baseline; infinite where there was nothing before.
        p: central two-sided p.
        q: Benjamini-Hochberg adjusted p of the family.
        alpha: a mark needs p at most this,
        fdr: and q at most this.
    """
    reason = np.array(untestable, dtype=object)
    rr, p_value, q_value = (np.asarray(number, dtype=np.float64) for number in (ratio, p, q))
    tested = absent(reason)
    alone = tested & (p_value <= alpha)
    marked = alone & (q_value <= fdr)
    verdict = np.full(reason.shape, "no_clear_change", dtype=object)
    verdict[~tested] = "insufficient"
    verdict[reason == "recording_changed"] = "not_comparable"
    verdict[marked & (rr < 1)] = "decreased"
    verdict[marked & (rr > 1)] = "increased"
    reason[alone & ~marked] = "weak_signal"
    return Verdict(verdict, reason)


def verdict(
    *,
    broken: bool,
    matched: int,
    planned: int,
    total: int,
    current_days: int,
    baseline_days: int,
    ratio: float,
    p: float,
    q: float,
    zeros_unconfirmed: bool = False,
    alpha: float = 0.05,
    fdr: float = 0.10,
    min_matched_months: int = 6,
    min_matched_share: float = 0.75,
) -> tuple[str, str | None]:
    """All six rules for one cell, on plain numbers.

    Returns:
        The verdict and its reason, in the words of the published tables.
    """
    enough = enough_months(matched, planned, min_matched_months, min_matched_share)
    least_p = smallest_p(total, current_days, baseline_days)
    untestable = untestable_reason(broken, enough, least_p, zeros_unconfirmed, alpha)
    label, reason = judge(untestable, ratio, p, q, alpha, fdr)
    return label.item(), reason.item()

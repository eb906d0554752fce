"""M13: several institutions count overlapping facts. Bounds, not sums."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Overlap:
    """Bounds of the true total in both windows, and of the ratio; None where a ratio does not exist."""

    baseline: tuple[int, int]
    current: tuple[int, int]
    ratio_without_overlap: float | None
    ratio_with_full_overlap: float | None
    worst_case: tuple[float | None, float | None]


def overlap(baseline: Mapping[str, int], current: Mapping[str, int], baseline_days: int, current_days: int) -> Overlap:
    """Without a common case number the true total lies between the largest institution and the sum of all.

    Args:
        baseline: institution -> cases before.
        current: institution -> cases now, of the same institutions.
        baseline_days: days before.
        current_days: days now.

    Raises:
        ValueError: if the institutions differ: the series of one is never compared with that of another.
    """
    if baseline.keys() != current.keys():
        raise ValueError(f"not the same institutions: {sorted(baseline)} and {sorted(current)}")
    before = (max(baseline.values(), default=0), sum(baseline.values()))
    now = (max(current.values(), default=0), sum(current.values()))

    def ratio(count_now: int, count_before: int) -> float | None:
        if not count_before or not baseline_days or not current_days:
            return None
        return count_now / count_before * baseline_days / current_days

    return Overlap(
        baseline=before,
        current=now,
        ratio_without_overlap=ratio(now[1], before[1]),
        ratio_with_full_overlap=ratio(now[0], before[0]),
        worst_case=(ratio(now[0], before[1]), ratio(now[1], before[0])),
    )

"""M02: what has been reported, what is mature, and which calendar months both windows share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.methods.rates import MEAN_MONTH_DAYS
from etl.methods.windows import days_in_months, month_end


@dataclass(frozen=True)
class Completeness:
    """Months reported of a window and their rate; `total` and `rate_per_month` are None when nothing was reported."""

    months_expected: int
    months_reported: int
    completeness: float | None
    total: int | None
    days_reported: int
    rate_per_month: float | None


@dataclass(frozen=True)
class Matched:
    """Calendar months reported in both windows, and the cases and days summed over them."""

    calendar_months: tuple[int, ...]
    baseline_total: int | None
    current_total: int | None
    baseline_days: int
    current_days: int


def completeness(
    months: Sequence[date], counts: Sequence[int | None], mean_month_days: float = MEAN_MONTH_DAYS
) -> Completeness:
    """Share of months reported, and the rate over the reported ones alone: missing is not zero.

    Args:
        months: first days of the months expected.
        counts: cases of each month; None where nothing was reported.
        mean_month_days: days of a mean month.

    Raises:
        ValueError: if the two differ in length.
    """
    reported = [(month, count) for month, count in zip(months, counts, strict=True) if count is not None]
    days = days_in_months(month for month, _ in reported)
    total = sum(count for _, count in reported) if reported else None
    return Completeness(
        months_expected=len(months),
        months_reported=len(reported),
        completeness=len(reported) / len(months) if months else None,
        total=total,
        days_reported=days,
        rate_per_month=None if total is None else total / days * mean_month_days,
    )


def matched(baseline: Mapping[date, int | None], current: Mapping[date, int | None]) -> Matched:
    """Sum both windows over the calendar months that each of them holds and reports.

    A calendar month that comes twice in a window counts twice, and only if it was reported both times.

    Args:
        baseline: first day of month -> cases, None where nothing was reported.
        current: the same for the current window.
    """
    shared = sorted(_reported_calendar_months(baseline) & _reported_calendar_months(current))
    before = {month: count for month, count in baseline.items() if month.month in shared}
    now = {month: count for month, count in current.items() if month.month in shared}
    return Matched(tuple(shared), _total(before), _total(now), days_in_months(before), days_in_months(now))


def provisional(months: Sequence[date], extracted_on: date, maturity_days: int) -> list[date]:
    """The months whose last day lies fewer than `maturity_days` before the extraction."""
    return [month for month in months if (extracted_on - month_end(month)).days < maturity_days]


def _reported_calendar_months(window: Mapping[date, int | None]) -> set[int]:
    missing = {month.month for month, count in window.items() if count is None}
    return {month.month for month in window} - missing


def _total(window: Mapping[date, int | None]) -> int | None:
    return sum(count for count in window.values() if count is not None) if window else None

"""M01: how many days a set of months, or a span of days, is exposed."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta


def month_end(month: date) -> date:
    """The last day of the month in which `month` lies."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def days_in_months(months: Iterable[date]) -> int:
    """Days of whole months, each counted as often as it is named.

    Args:
        months: first days of months.

    Returns:
        Days; 0 for no months.
    """
    return sum(month_end(month).day for month in months)


def days_between(first: date, last: date) -> int:
    """Days from `first` to `last`, both included; 0 when reversed (for windows cut inside a month, with daily data)."""
    return max((last - first + timedelta(days=1)).days, 0)

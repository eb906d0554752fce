"""How a value of a published table is written as text: plain numbers, ISO dates, and no text that acts as a formula."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from etl.answers.safe_text import kept_as_text


def cell_text(value: Any) -> str:
    """The text of a cell; a missing value is empty, never 0.

    Args:
        value: of a column of type VARCHAR, DATE, BIGINT, DOUBLE, BOOLEAN or TIMESTAMP (in UTC).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    return kept_as_text(value) if isinstance(value, str) else str(value)


def plain_number(value: float) -> str:
    """The shortest digits that give the same number back, without an exponent."""
    return format(Decimal(repr(value)), "f")


def timestamp(value: datetime) -> str:
    """A time in UTC, as in RFC 3339."""
    return f"{value.replace(tzinfo=None).isoformat()}Z"

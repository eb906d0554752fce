"""What is known of one month, in words: a missing month is never a zero."""

from dashboard.language import count, t
from dashboard.store import Row

DRAWN = ("reported", "zero", "provisional", "partial")
"""Statuses whose value may be drawn; provisional and partial are drawn hollow."""


def month_words(row: Row) -> str:
    """«43», «0 (informado)», «43 (incompleto)», «sin dato»."""
    value = count(row["value"])
    words = {
        "reported": value,
        "zero": t("0 (informado)"),
        "provisional": t("{value} (provisorio)", value=value),
        "partial": t("{value} (incompleto)", value=value),
        "missing": t("sin dato"),
        "suppressed": t("reservado"),
        "not_expected": t("no corresponde"),
    }
    return words.get(row["status"], t("sin dato"))

"""What the picture before and now has to show: two rows with their words, and what chance alone could do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.pictures import picture_texts as texts
from etl.words.nouns import NOUNS
from etl.words.numbers import number, rate
from schemas.programme import Indicator

TESTED = ("decreased", "increased", "no_clear_change")
PLAIN_REASONS = ("few_cases", "zeros_unconfirmed")
Band = tuple[float, float | None]


@dataclass(frozen=True)
class Row:
    """One of the two rows: its value with its interval, and what is written beside it."""

    value: float
    low: float | None
    high: float | None
    figure: str
    unit: str


def drawable(row: Mapping[str, Any]) -> bool:
    """Both values are known and may stand on one axis."""
    if row["baseline_rate"] is None or row["current_rate"] is None:
        return False
    return row["verdict"] is None or row["verdict"] in TESTED or row["reason"] in PLAIN_REASONS


def rate_rows(row: Mapping[str, Any], language: str, detail: bool) -> tuple[Row, Row]:
    """Cases per mean month, with their intervals where `detail` asks for them."""
    units = (texts.PER_MONTH_BEFORE[language], texts.PER_MONTH_NOW[language])
    before, now = (
        Row(
            row[f"{side}_rate"],
            row[f"{side}_low"] if detail else None,
            row[f"{side}_high"] if detail else None,
            rate(row[f"{side}_rate"], language),
            unit,
        )
        for side, unit in zip(("baseline", "current"), units, strict=True)
    )
    return before, now


def count_rows(row: Mapping[str, Any], indicator: Indicator, language: str) -> tuple[Row, Row]:
    """Cases over the matched months."""
    noun = NOUNS[indicator.unit]
    before, now = (
        Row(count, None, None, number(count, language), words[language].format(noun=name[language]))
        for count, words in ((row["baseline_count"], texts.COUNT_BEFORE), (row["current_count"], texts.COUNT_NOW))
        for name in (noun.one if count == 1 else noun.many,)
    )
    return before, now


def one_case(row: Mapping[str, Any]) -> float:
    """One case of the current window as a rate, with the run's own length of a mean month."""
    month: float = row["baseline_rate"] * row["baseline_days"] / row["baseline_count"]
    return month / float(row["current_days"])


def detect_rates(row: Mapping[str, Any]) -> tuple[float | None, float | None] | None:
    """`detect_low` and `detect_high` as rates per mean month; None where neither is known."""
    low, high = row["detect_low"], row["detect_high"]
    if row["verdict"] not in TESTED or (low is None and high is None) or not row["baseline_count"]:
        return None
    case = one_case(row)
    return None if low is None else low * case, None if high is None else high * case


def chance_band(row: Mapping[str, Any]) -> Band | None:
    """What the current rate could be by chance alone, as rates per mean month.

    The counts from `detect_low` down and from `detect_high` up would stand out: the band ends half a case inside
    them, so that a dot on a limit lies outside. An end that no count reaches is zero, or None (open).
    """
    limits = detect_rates(row)
    if limits is None:
        return None
    half = one_case(row) / 2
    return 0.0 if limits[0] is None else limits[0] + half, None if limits[1] is None else limits[1] - half

"""The sentence with the figures: counts over the same months, or rates where the two windows are of unequal length."""

from collections.abc import Mapping
from typing import Any

from etl.words import verdict_texts as texts
from etl.words.nouns import Noun, alone, counted
from etl.words.voice import Voice, capital

EQUAL_DAYS = 0.03
"""Windows that differ by less (a 29 February, 305 against 304 days) are shown by their counts."""


def figures(row: Mapping[str, Any], noun: Noun, voice: Voice, with_change: bool) -> list[str]:
    """What was counted before and now, and with `with_change` the percentage with its interval where one exists."""
    if row["baseline_count"] == 0:
        now = alone(row["current_count"], noun, voice)
        return [voice.say(texts.NONE_BEFORE, informed=noun.informed[voice.language], now=now)]
    changed = with_change and row["rate_ratio"] is not None
    if changed and voice.aloud:
        return [_plain(row, noun, voice), *_aloud_change(row, voice)]
    if not changed:
        return [_plain(row, noun, voice)]
    return [_with_change(row, noun, voice)]


def equal_windows(row: Mapping[str, Any]) -> bool:
    """True where raw counts may stand side by side."""
    before, now = row["baseline_days"], row["current_days"]
    return before is not None and now is not None and abs(now - before) <= EQUAL_DAYS * before


def same_months(count: int, voice: Voice) -> str:
    """«los mismos 10 meses», «el mismo mes»."""
    key = "one" if count == 1 else "many"
    return voice.say(texts.SAME_MONTHS[key], months=voice.count(count, before_noun=True))


def _plain(row: Mapping[str, Any], noun: Noun, voice: Voice) -> str:
    if not equal_windows(row):
        return capital(voice.say(texts.RATES, **_rate_values(row, noun, voice)))
    return capital(voice.say(texts.COUNTS, **_count_values(row, noun, voice)))


def _with_change(row: Mapping[str, Any], noun: Noun, voice: Voice) -> str:
    change = {"change": voice.percent(row["rate_ratio"]), **_limits(row, voice)}
    if not equal_windows(row):
        return capital(voice.say(texts.RATES_CHANGE, **_rate_values(row, noun, voice), **change))
    return capital(voice.say(texts.COUNTS_CHANGE, **_count_values(row, noun, voice), **change))


def _count_values(row: Mapping[str, Any], noun: Noun, voice: Voice) -> dict[str, str]:
    return {
        "before": counted(row["baseline_count"], noun, voice),
        "now": alone(row["current_count"], noun, voice),
        "months": same_months(row["months_matched"], voice),
    }


def _rate_values(row: Mapping[str, Any], noun: Noun, voice: Voice) -> dict[str, str]:
    return {
        "before": voice.rate(row["baseline_rate"]),
        "now": voice.rate(row["current_rate"]),
        "noun": noun.many[voice.language],
    }


def _limits(row: Mapping[str, Any], voice: Voice) -> dict[str, str]:
    return {"low": voice.percent(row["ratio_low"]), "high": voice.percent(row["ratio_high"])}


def _aloud_change(row: Mapping[str, Any], voice: Voice) -> list[str]:
    """The change in words; of a fall the smaller size is said first («entre 35 y 71 por ciento menos»)."""
    key = "less" if row["rate_ratio"] < 1 else "more"
    limits = _limits(row, voice)
    if key == "less":
        limits = {"low": limits["high"], "high": limits["low"]}
    change = voice.say(texts.ALOUD_CHANGE[key], change=voice.percent(row["rate_ratio"]))
    return [change, voice.say(texts.ALOUD_INTERVAL[key], **limits)]

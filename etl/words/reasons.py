"""Why a comparison gives no verdict, in sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from etl.words import reason_texts as texts
from etl.words.nouns import NOUNS, Noun, alone, counted
from etl.words.voice import Voice, capital
from schemas.programme import Break, Indicator


def reason_sentences(row: Mapping[str, Any], indicator: Indicator, voice: Voice) -> list[str]:
    """The sentences for the reason of a row of `comparison`; none where the reason says nothing by itself."""
    noun = NOUNS[indicator.unit]
    match row["reason"]:
        case "missing_months":
            return [missing_months(row["months_matched"], row["months_expected"], voice), _not_zero(voice)]
        case "few_cases":
            return _few_cases(row, noun, voice)
        case "zeros_unconfirmed":
            return [texts.ZEROS_UNCONFIRMED[voice.language]]
        case "recording_changed":
            return _recording_changed(row, indicator, voice)
        case "no_feed":
            return [texts.NO_FEED[voice.language]]
    return []


def missing_months(matched: int, expected: int, voice: Voice) -> str:
    """How many months both windows have: «Sólo 5 de 10 meses están informados en los dos períodos.»."""
    key = {0: "none", 1: "one"}.get(matched, "many")
    template = texts.MISSING_MONTHS[key]
    return capital(voice.say(template, months=voice.count(matched), expected=voice.count(expected, before_noun=True)))


def break_of(row: Mapping[str, Any], indicator: Indicator) -> Break | None:
    """The change of recording that lies between the windows of a row, for its institution or for all."""
    start, end = row["baseline_from"], row["current_to"]
    for change in indicator.breaks:
        concerns = row["institution"] is None or change.institution in (None, row["institution"])
        if concerns and start <= change.date <= _month_end(end):
            return change
    return None


def _month_end(day: date) -> date:
    """A window may be given by its last month's first day: whatever falls into that month still counts."""
    return day.replace(day=31) if day.month in (1, 3, 5, 7, 8, 10, 12) else date(day.year, day.month + 1, 1)


def _not_zero(voice: Voice) -> str:
    return texts.MISSING_IS_NOT_ZERO[voice.language]


def _few_cases(row: Mapping[str, Any], noun: Noun, voice: Voice) -> list[str]:
    before, now = row["baseline_count"], row["current_count"]
    few = texts.FEW_CASES[voice.language]
    if before is None or now is None:
        return [few]
    if before == now == 0:
        return [capital(voice.say(texts.NO_CASES, no_one=noun.no_one[voice.language]))]
    counts = voice.say(texts.FEW_CASES_COUNTS, before=counted(before, noun, voice), now=alone(now, noun, voice))
    return [few, capital(counts)]


def _recording_changed(row: Mapping[str, Any], indicator: Indicator, voice: Voice) -> list[str]:
    change = break_of(row, indicator)
    if change is None:
        return [texts.RECORDING_CHANGED[voice.language]]
    sentence = voice.say(texts.RECORDING_CHANGED_IN, month=voice.month(change.date))
    return [sentence, capital(change.what[voice.language]).rstrip(".") + "."]

"""The alternative text of the picture before and now: the same figures, in words."""

from collections.abc import Mapping
from typing import Any

from etl.pictures import picture_texts as texts
from etl.pictures.before_now_rows import detect_rates, drawable
from etl.words.figures import equal_windows
from etl.words.labels import verdict_label
from etl.words.nouns import NOUNS, alone, counted
from etl.words.numbers import number, rate, rate_places
from etl.words.reasons import reason_sentences
from etl.words.voice import Voice, capital
from schemas.programme import Indicator


def before_now_alt(
    row: Mapping[str, Any],
    indicator: Indicator,
    language: str,
    synthetic: bool,
    institution: str,
    territory: str,
    detail: bool,
) -> str:
    """Everything that the picture shows: what and where, both values, the verdict, the reason, the mark."""
    voice = Voice(language)
    parts = [f"{capital(what(indicator, language, institution, territory))}.", *_values(row, indicator, voice, detail)]
    label = verdict_label(row["verdict"], indicator, language)
    parts += [f"{label}."] if label else []
    # the first reason is enough: the others explain it, and stand in words beside the picture
    parts += reason_sentences(row, indicator, voice)[:1] or (_band(row, voice) if detail else [])
    if synthetic:
        parts.append(f"{capital(texts.SYNTHETIC[language])}.")
    return " ".join(parts)


def what(indicator: Indicator, language: str, institution: str, territory: str) -> str:
    """«los robos denunciados en Luque (fuente: Policía Nacional)», to stand inside a sentence."""
    subject = indicator.subject[language]
    named = texts.ALT_PLACE[language].format(subject=subject, territory=territory) if territory else subject
    source = texts.ALT_SOURCE[language].format(institution=institution) if institution else ""
    return named + source


def _values(row: Mapping[str, Any], indicator: Indicator, voice: Voice, detail: bool) -> list[str]:
    if not drawable(row):
        return []
    if not detail and equal_windows(row):
        noun = NOUNS[indicator.unit]
        before, now = counted(row["baseline_count"], noun, voice), alone(row["current_count"], noun, voice)
        return [capital(voice.say(texts.ALT_COUNTS, before=before, now=now))]
    # an interval serves a comparison: where there is none to make, the reason is what a listener needs
    around = detail and row["verdict"] != "insufficient"
    values = {
        "before": rate(row["baseline_rate"], voice.language),
        "now": rate(row["current_rate"], voice.language),
        "around_before": _around(row, "baseline", voice) if around else "",
        "around_now": _around(row, "current", voice) if around else "",
    }
    return [voice.say(texts.ALT_RATES, **values)]


def _around(row: Mapping[str, Any], side: str, voice: Voice) -> str:
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    if low is None or high is None:
        return ""
    return voice.say(texts.ALT_AROUND, low=_limit(low, voice), high=_limit(high, voice))


def _limit(value: float, voice: Voice) -> str:
    """The limit of an interval: one decimal is enough, and a small one may well read as zero."""
    return number(value, voice.language, min(rate_places(value), 1))


def _band(row: Mapping[str, Any], voice: Voice) -> list[str]:
    limits = detect_rates(row)
    if limits is None:
        return []
    shown = {
        name: rate(limit, voice.language)
        for name, limit in zip(("low", "high"), limits, strict=True)
        if limit is not None
    }
    key = "both" if len(shown) == 2 else next(iter(shown))
    return [voice.say(texts.ALT_BAND[key], **shown)]

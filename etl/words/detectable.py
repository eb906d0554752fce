"""What could have been detected: said beside what was found."""

from collections.abc import Mapping
from typing import Any

from etl.words.nouns import Noun, alone
from etl.words.qualifier_texts import DETECTABLE, SEEN_BOTH, SEEN_FALL, SEEN_RISE
from etl.words.voice import Voice, capital

FEW = 50
"""Below this many cases before, only a change of about two fifths or more can stand out (table of M06)."""
RESTLESS = 1.5
"""From this dispersion on it is the variation between months, not the size of the counts, that hides a change."""
LARGE = 0.5
"""Only where less than about a quarter up or down would not be seen is what would be seen called large."""


def detectable(row: Mapping[str, Any], noun: Noun, voice: Voice) -> str | None:
    """«Con tan pocos casos sólo un cambio grande se nota: 19 o menos, o 55 o más.»; None where nothing is known.

    Why only that could be seen is a qualifier: it is left out where the result already has one.
    """
    seen = seen_counts(row, noun, voice)
    if seen is None:
        return None
    so_few = noun.so_few[voice.language]
    return capital(voice.say(DETECTABLE[_why(row)], seen=seen, so_few=so_few))


def seen_counts(row: Mapping[str, Any], noun: Noun, voice: Voice) -> str | None:
    """«19 o menos, o 55 o más», one of the two where the other cannot be reached, None without either."""
    low, up = row["detect_low"], row["detect_high"]
    fall = None if low is None else _fall(low, noun, voice)
    rise = None if up is None else voice.say(SEEN_RISE, count=voice.count(up, noun.gender))
    if fall and rise:
        return voice.say(SEEN_BOTH, fall=fall, rise=rise)
    return fall or rise


def _fall(low: int, noun: Noun, voice: Voice) -> str:
    return alone(low, noun, voice) if low == 0 else voice.say(SEEN_FALL, count=voice.count(low, noun.gender))


def _why(row: Mapping[str, Any]) -> str:
    if row["fragile"]:
        return "plain"
    if row["baseline_count"] < FEW:
        return "few"
    return "restless" if (row["dispersion"] or 1) >= RESTLESS and _only_large(row) else "plain"


def _only_large(row: Mapping[str, Any]) -> bool:
    before, low, up = row["baseline_count"], row["detect_low"], row["detect_high"]
    return low is None or up is None or up - low >= LARGE * before

"""The one honest text of a comparison: what was found, whether chance alone does that, and what it does not say.

The order follows M16: headline, figures, what chance does, at most one qualifier, the permanent note.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from etl.words import qualifier_texts, scenario_texts, verdict_texts
from etl.words.detectable import detectable
from etl.words.figures import equal_windows, figures
from etl.words.nouns import NOUNS
from etl.words.reasons import missing_months, reason_sentences
from etl.words.voice import Voice, capital
from schemas.programme import Indicator, Shock

MOST_WORDS = 25
"""No sentence is longer: the longest that people follow when it is read to them once."""


def sentence(
    row: Mapping[str, Any],
    indicator: Indicator,
    territory_name: str,
    language: str,
    *,
    shocks: Sequence[Shock] = (),
    tests: int | None = None,
) -> str | None:
    """What may be said of one row of `comparison`, on screen.

    Args:
        row: one row of table `comparison` by column name.
        indicator: its ficha; an indicator without a direction has its note in every text.
        territory_name: plain text; it is never read as a template.
        language: es, gn or en.
        shocks: of the programme; the one that stands apart names the scenario `apart`.
        tests: how many comparisons the family of q has, for a weak signal («entre 25 comparaciones»).

    Returns:
        Plain text of short sentences, or None where there is no verdict (comparison territories).
    """
    return _text(row, indicator, territory_name, Voice(language), shocks, tests)


def spoken(
    row: Mapping[str, Any],
    indicator: Indicator,
    territory_name: str,
    language: str,
    *,
    shocks: Sequence[Shock] = (),
    tests: int | None = None,
) -> str | None:
    """The same text to be said aloud: numbers in words, no sign and no bracket. Arguments as in `sentence`."""
    return _text(row, indicator, territory_name, Voice(language, aloud=True), shocks, tests)


def note(indicator: Indicator, language: str) -> str | None:
    """The permanent note of an indicator that may not be judged, as its ficha has it."""
    return indicator.neutral_note[language] if indicator.neutral_note else None


def _text(
    row: Mapping[str, Any],
    indicator: Indicator,
    territory: str,
    voice: Voice,
    shocks: Sequence[Shock],
    tests: int | None,
) -> str | None:
    if row["verdict"] is None and row["scenario"] != "apart":
        return None
    place = {"subject": indicator.subject[voice.language], "territory": territory}
    if row["verdict"] == "withheld":
        return voice.tidy(_headline(row, place, voice))
    if row["scenario"] == "apart":
        parts = _apart(row, indicator, place, voice, shocks)
    else:
        parts = [*_variant(row, voice), _headline(row, place, voice), *_body(row, indicator, voice, tests)]
    return voice.tidy(" ".join([*parts, *note_sentences(indicator, voice)]))


def _headline(row: Mapping[str, Any], place: Mapping[str, str], voice: Voice) -> str:
    return capital(voice.say(verdict_texts.HEADLINES[row["verdict"]], **place))


def _body(row: Mapping[str, Any], indicator: Indicator, voice: Voice, tests: int | None) -> list[str]:
    verdict = row["verdict"]
    if verdict in ("decreased", "increased"):
        return _clear(row, indicator, voice)
    if verdict == "no_clear_change":
        return _unclear(row, indicator, voice, tests)
    return [*reason_sentences(row, indicator, voice), *_fragile(row, voice)]


def _clear(row: Mapping[str, Any], indicator: Indicator, voice: Voice) -> list[str]:
    parts = figures(row, NOUNS[indicator.unit], voice, with_change=True)
    parts += [verdict_texts.BEYOND_CHANCE[voice.language], *_fragile(row, voice)]
    return parts if indicator.neutral_note else [*parts, verdict_texts.NO_WHY[voice.language]]


def _unclear(row: Mapping[str, Any], indicator: Indicator, voice: Voice, tests: int | None) -> list[str]:
    """A weak signal has passed the mark of detection, so that the two are never said together."""
    noun = NOUNS[indicator.unit]
    parts = figures(row, noun, voice, with_change=False)
    weak = row["reason"] == "weak_signal"
    if weak and not row["fragile"]:
        return [*parts, _weak_signal(row, voice, tests), verdict_texts.NOT_THE_SAME[voice.language]]
    if row["baseline_count"] != row["current_count"]:
        parts.append(verdict_texts.MAY_BE_CHANCE[voice.language])
    parts += [verdict_texts.NOT_THE_SAME[voice.language], *_fragile(row, voice)]
    seen = detectable(row, noun, voice) if equal_windows(row) and not weak else None
    return [*parts, seen] if seen else parts


def _weak_signal(row: Mapping[str, Any], voice: Voice, tests: int | None) -> str:
    falling = row["rate_ratio"] is not None and row["rate_ratio"] < 1
    many = qualifier_texts.SO_MANY_TESTS[voice.language] if tests is None else voice.count(tests, "f", True)
    return voice.say(qualifier_texts.WEAK_SIGNAL["less" if falling else "more"], tests=many)


def _fragile(row: Mapping[str, Any], voice: Voice) -> list[str]:
    return [qualifier_texts.FRAGILE[row["fragile"]][voice.language]] if row["fragile"] else []


def _variant(row: Mapping[str, Any], voice: Voice) -> list[str]:
    names = (scenario_texts.SCENARIOS.get(row["scenario"]), scenario_texts.BASES.get(row["basis"]))
    what = "; ".join(name[voice.language] for name in names if name)
    said = [voice.say(scenario_texts.VARIANT, what=what)] if what else []
    return [*said, scenario_texts.SUM_MAY_REPEAT[voice.language]] if row["basis"] == "sum" else said


def _apart(
    row: Mapping[str, Any],
    indicator: Indicator,
    place: Mapping[str, str],
    voice: Voice,
    shocks: Sequence[Shock],
) -> list[str]:
    before = _apart_count(row["baseline_count"], indicator, voice)
    now = _apart_count(row["current_count"], indicator, voice)
    return [
        *_variant(row, voice),
        _apart_months(row, voice, shocks),
        capital(voice.say(scenario_texts.APART_NOW, now=now, **place)),
        voice.say(scenario_texts.APART_BEFORE, before=before),
        scenario_texts.APART_OUTSIDE[voice.language],
        *_apart_gaps(row, indicator, voice),
    ]


def _apart_gaps(row: Mapping[str, Any], indicator: Indicator, voice: Voice) -> list[str]:
    """Why the months apart are not all there: a count over fewer months than were named must say so."""
    reasons = reason_sentences(row, indicator, voice)
    if reasons or row["months_matched"] >= row["months_expected"]:
        return reasons
    return [missing_months(row["months_matched"], row["months_expected"], voice)]


def _apart_count(count: int | None, indicator: Indicator, voice: Voice) -> str:
    """A count beside the indicator's subject agrees with it, not with the unit: «las denuncias: ninguna»."""
    if count is None:
        return scenario_texts.NO_DATA[voice.language]
    gender = indicator.subject_gender if voice.language == "es" else "m"
    return voice.count(count, gender) if count else scenario_texts.APART_NONE[gender][voice.language]


def _apart_months(row: Mapping[str, Any], voice: Voice, shocks: Sequence[Shock]) -> str:
    """The months of the shocks that stand apart in the current window, with their names."""
    inside = {shock: months for shock in shocks if shock.stands_apart and (months := _inside(row, shock))}
    months = sorted(month for found in inside.values() for month in found)
    if not months:
        return scenario_texts.APART_UNNAMED[voice.language]
    names = "; ".join(shock.name[voice.language] for shock in inside)
    return voice.say(scenario_texts.APART, span=voice.months(months[0], months[-1]), names=names)


def _inside(row: Mapping[str, Any], shock: Shock) -> list[date]:
    first, last = row["current_from"], row["current_to"]
    return [month for month in shock.months if first.replace(day=1) <= month <= last]


def note_sentences(indicator: Indicator, voice: Voice) -> list[str]:
    """The note; where one of its sentences is too long to be followed, its colon becomes a full stop."""
    text = note(indicator, voice.language)
    if text is None:
        return []
    return [_shortened(part) for part in re.split(r"(?<=[.!?])\s+", text.strip())]


def _shortened(part: str) -> str:
    head, colon, tail = part.partition(": ")
    too_long = len(part.split()) > MOST_WORDS
    return f"{head}. {capital(tail)}" if colon and too_long else part

"""The sentence that sets a territory beside its comparison areas (M07)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from etl.words import area_texts as texts
from etl.words.numbers import MOST_PLACES, number, rounded
from etl.words.sentences import note_sentences
from etl.words.voice import Voice, capital
from schemas.programme import Indicator
from schemas.words import Text

ALPHA = 0.05


def area_sentence(
    row: Mapping[str, Any],
    indicator: Indicator,
    territory_name: str,
    language: str,
    *,
    verdict: str | None = None,
    own_ratio: float | None = None,
    alpha: float = ALPHA,
) -> str:
    """What may be said of one row of `area_comparison`.

    Args:
        row: one row by column name; `rrr` NULL means that there is no useful comparison area, or an infinite ratio.
        indicator: its ficha.
        territory_name: plain text.
        language: es, gn or en.
        verdict: of the territory's own headline; only with it may a text say «bajaron más».
        own_ratio: the territory's own rate ratio; with it the areas' own change follows (own / rrr).
        alpha: of the programme's method parameters.
    """
    voice = Voice(language)
    place = {"subject": indicator.subject[language], "territory": territory_name}
    if row["p_value"] is None:
        return " ".join([*_not_compared(row, place, voice), *note_sentences(indicator, voice)])
    clear = row["p_value"] <= alpha
    main = capital(voice.say(_main(row, verdict) if clear else texts.UNCLEAR, **place))
    parts = [main, *_also(row, own_ratio, clear, voice), *_ratio(row, voice)]
    if clear:
        parts.append(texts.NO_PROOF[language])
    return " ".join([*parts, *note_sentences(indicator, voice)])


def _not_compared(row: Mapping[str, Any], place: Mapping[str, str], voice: Voice) -> list[str]:
    reason = texts.REASONS.get(row["reason"] or "")
    if reason is None:
        return [capital(voice.say(texts.NO_AREA, **place))]
    return [capital(voice.say(texts.NOT_COMPARED, **place)), reason[voice.language]]


def _main(row: Mapping[str, Any], verdict: str | None) -> Text:
    lower = row["rrr"] is not None and row["rrr"] < 1
    if lower:
        return texts.FELL_MORE if verdict == "decreased" else texts.LOWER
    return texts.ROSE_MORE if verdict == "increased" else texts.HIGHER


def _also(row: Mapping[str, Any], own_ratio: float | None, clear: bool, voice: Voice) -> list[str]:
    """The areas' own counts went the same way: said where the difference is not clear, as a plain fact of counts."""
    if clear or not own_ratio or not row["rrr"]:
        return []
    areas_ratio = own_ratio / row["rrr"]
    if own_ratio < 1 and areas_ratio < 1:
        return [texts.ALSO_FEWER[voice.language]]
    return [texts.ALSO_MORE[voice.language]] if own_ratio > 1 and areas_ratio > 1 else []


def _ratio(row: Mapping[str, Any], voice: Voice) -> list[str]:
    values = {"here": row["rrr"], "low": row["low"], "high": row["high"]}
    if any(value is None for value in values.values()):
        return []
    return [voice.say(texts.IN_A_HUNDRED, **{name: _in_a_hundred(value, voice) for name, value in values.items()})]


def _in_a_hundred(ratio: float, voice: Voice) -> str:
    """A ratio of 0.55 is «55»; with decimals only where none or all hundred would be said and is not true."""
    value = Decimal(repr(float(ratio))) * 100
    exact = (places for places in range(MOST_PLACES) if rounded(value, places) not in (0, 100))
    return number(value, voice.language, 0 if value in (0, 100) else next(exact, MOST_PLACES))

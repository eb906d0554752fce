"""Figures of an example in words of a language: rounded as everywhere else on the screens."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from etl.method_sections.section_texts import words_in
from etl.method_sections.worked import Case
from etl.words.nouns import NOUNS
from etl.words.numbers import number, percent_sign, rounded, signed_percent
from etl.words.voice import Voice
from schemas.programme import MethodParameters

UNKNOWN = "–"
FINEST = 3
"""Decimals of a probability; below its smallest step it is said to be under it."""


def case_values(case: Case, language: str) -> dict[str, str]:
    """Everything that the texts say of a comparison, by the names in braces.

    Args:
        case: with the columns of `comparison`.
        language: es, gn or en.
    """
    row, voice = case.row, Voice(language)
    return {
        "territory": case.place(language),
        "case": words_in(language)["of_what"].format(
            subject=case.indicator.subject[language], territory=case.place(language)
        ),
        "noun": NOUNS[case.indicator.unit].many[language],
        "before": _count(row["baseline_count"], language), "now": _count(row["current_count"], language),
        "matched": _count(row["months_matched"], language), "expected": _count(row["months_expected"], language),
        "baseline_days": _count(row["baseline_days"], language),
        "current_days": _count(row["current_days"], language),
        "baseline_span": voice.months(row["baseline_from"], row["baseline_to"]),
        "current_span": voice.months(row["current_from"], row["current_to"]),
        **{name: voice.rate(row[name]) for name in (
            "baseline_rate", "baseline_low", "baseline_high", "current_rate", "current_low", "current_high")},
        "change": signed_percent(row["rate_ratio"], language), "low": signed_percent(row["ratio_low"], language),
        "high": signed_percent(row["ratio_high"], language),
        "simple": signed_percent(row["current_count"] / row["baseline_count"], language),
        "detect_low": _count(row["detect_low"], language), "detect_high": _count(row["detect_high"], language),
    }  # fmt: skip


def parameter_values(rules: MethodParameters, language: str) -> dict[str, str]:
    """The parameters as the texts say them, by their own names; `level` is the confidence of every interval."""
    shares = {"min_matched_share", "partial_share"}
    said = {
        name: percent(value, language) if name in shares else plain(value, language)
        for name, value in rules.model_dump().items()
    }
    level = 1 - Decimal(repr(rules.alpha))
    return said | {"level": percent(level, language), "fdr_percent": percent(rules.fdr, language)}


def plain(value: float, language: str) -> str:
    """A number with all its decimals and no more: «0,05», «30,4375», «6»."""
    exact = Decimal(repr(value)).normalize()
    return number(exact, language, max(-int(exact.as_tuple().exponent), 0))


def percent(share: float | Decimal, language: str) -> str:
    """A share as a percentage with as many decimals as it needs: «5 %», «0,135 %»."""
    exact = (Decimal(str(share)) * 100).normalize()
    return percent_sign(number(exact, language, max(-int(exact.as_tuple().exponent), 0)), language)


def probability(value: float, language: str) -> str:
    """A p or a q: two decimals, three where two would say 0, and «menos de 0,001» where three would."""
    for places in range(2, FINEST + 1):
        if rounded(value, places) != 0:
            return number(value, language, places)
    return words_in(language)["under"].format(limit=number(Decimal(1).scaleb(-FINEST), language, FINEST))


def joined(parts: Mapping[str, Any], language: str) -> str:
    """Numbers in a row: «18, 14 y 3»."""
    last = {"es": " y ", "gn": " ha ", "en": " and "}[language]
    *first, end = (_count(each, language) for each in parts.values())
    return last.join([", ".join(first), end]) if first else end


def _count(value: int | None, language: str) -> str:
    return UNKNOWN if value is None else number(value, language)

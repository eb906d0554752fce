"""Rows of `comparison` and indicators for the tests of words and pictures."""

import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from schemas.programme import Evaluation, Indicator, Shock
from schemas.published import COMPARISON
from schemas.words import Text

PROGRAMMES = Path(__file__).parent.parent.parent / "data" / "programmes"
QUARANTINE = Shock(
    id="cuarentena",
    name=Text(es="Cuarentena", gn="Cuarentena", en="Quarantine"),
    **{"from": date(2020, 3, 11), "to": date(2020, 5, 31)},
    stands_apart=True,
)
EVALUATION = Evaluation.model_validate(
    {
        "id": "evaluacion_2020",
        "name": {"es": "Evaluación", "gn": "Evaluación", "en": "Evaluation"},
        "meeting": date(2020, 6, 15),
        "declared": date(2018, 8, 1),
        "baseline": {"from": "2017-07", "to": "2018-06"},
        "current": {"from": "2019-05", "to": "2020-05"},
    }
)
TESTED: dict[str, dict[str, Any]] = {
    "fall": {"verdict": "decreased"},
    "rise": {"verdict": "increased", "current_count": 153, "rate_ratio": 1.773, "ratio_low": 1.2, "ratio_high": 2.6},
    "unclear": {"verdict": "no_clear_change", "current_count": 80, "rate_ratio": 0.93},
    "weak": {"verdict": "no_clear_change", "reason": "weak_signal", "current_count": 58},
}
UNTESTED: dict[str, dict[str, Any]] = {
    "missing_months": {"verdict": "insufficient", "reason": "missing_months", "months_matched": 5},
    "few_cases": {"verdict": "insufficient", "reason": "few_cases", "baseline_count": 2, "current_count": 1},
    "zeros_unconfirmed": {"verdict": "insufficient", "reason": "zeros_unconfirmed", "current_count": 0},
    "recording_changed": {"verdict": "not_comparable", "reason": "recording_changed"},
    "no_feed": {
        "verdict": "not_comparable",
        "reason": "no_feed",
        "baseline_count": None,
        "current_count": None,
        "baseline_rate": None,
        "current_rate": None,
        "months_matched": 0,
    },
    "withheld": {"verdict": "withheld", "baseline_count": None, "current_count": None, "baseline_rate": None},
}
EDGES: dict[str, dict[str, Any]] = {
    "plain": {},
    "none before": {"baseline_count": 0, "rate_ratio": None, "ratio_high": None, "detect_low": None, "detect_high": 9},
    "none now": {"current_count": 0, "rate_ratio": 0.0, "ratio_low": 0.0, "ratio_high": 0.849},
    "one case": {"baseline_count": 1, "current_count": 1, "detect_low": None, "detect_high": None},
    "thousands": {"baseline_count": 123_456, "current_count": 100_231, "detect_low": 122_001, "detect_high": 124_999},
    "restless": {"baseline_count": 176, "dispersion": 2.6, "detect_low": 120, "detect_high": 250},
    "no detectability": {"detect_low": None, "detect_high": None},
    "only a rise shows": {"baseline_count": 6, "detect_low": None, "detect_high": 17},
    "only none would be a fall": {"baseline_count": 6, "detect_low": 0, "detect_high": 17},
    "tiny change": {"rate_ratio": 0.9996, "ratio_low": 0.4, "ratio_high": 0.998},
    "huge change": {"rate_ratio": 21.5, "ratio_low": 12.04, "ratio_high": 1099.6},
    "unequal windows": {"baseline_days": 365, "current_days": 397},
    "one month": {"months_matched": 1, "months_expected": 1, "baseline_days": 31, "current_days": 31},
    "no month": {"months_matched": 0},
}


def row(**values: Any) -> dict[str, Any]:
    """One row of `comparison`: 86 cases before, 38 now, a clear fall, unless `values` say otherwise."""
    plain: dict[str, Any] = {column.name: None for column in COMPARISON.columns}
    plain |= {
        "evaluation": "evaluacion_2020",
        "indicator": "robo",
        "territory": "luque",
        "scenario": "headline",
        "basis": "lead",
        "institution": "policia",
        "months_matched": 10,
        "months_expected": 10,
        "baseline_from": date(2017, 7, 1),
        "baseline_to": date(2018, 6, 1),
        "baseline_days": 304,
        "baseline_count": 86,
        "current_from": date(2019, 5, 1),
        "current_to": date(2020, 5, 1),
        "current_days": 305,
        "current_count": 38,
        "rate_ratio": 0.44041174228,
        "ratio_low": 0.292417549747,
        "ratio_high": 0.652308520472,
        "p_value": 1.8e-05,
        "q_value": 6.3e-05,
        "dispersion": 1.0,
        "detect_low": 61,
        "detect_high": 115,
        "verdict": "decreased",
        "robust": True,
    }
    return _with_rates(plain | values, values)


def _with_rates(found: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Rates that follow from counts and days, with an interval of a third around them."""
    for side in ("baseline", "current"):
        count, days = found[f"{side}_count"], found[f"{side}_days"]
        if f"{side}_rate" not in given and count is not None:
            found[f"{side}_rate"] = count / days * 30.4375
            found[f"{side}_low"], found[f"{side}_high"] = (found[f"{side}_rate"] * by for by in (0.67, 1.33))
    return found


def shipped_indicators() -> dict[str, list[Indicator]]:
    """The fichas of the two programmes that the project ships."""
    return {
        name: [
            Indicator.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
            for path in sorted((PROGRAMMES / name / "indicators").glob("*.toml"))
        ]
        for name in ("paraguay", "chile")
    }


def every_indicator() -> list[Indicator]:
    """The shipped ones, and one for each unit and direction that they do not have."""
    shipped = [indicator for found in shipped_indicators().values() for indicator in found]
    model = next(indicator for indicator in shipped if indicator.id == "robo")
    others = ({"unit": "victim"}, {"unit": "complaint", "subject_gender": "f"}, {"polarity": "higher_better"})
    return [*shipped, *(model.model_copy(update=change) for change in others)]


def by_id(name: str, programme: str = "paraguay") -> Indicator:
    """One shipped ficha."""
    return next(indicator for indicator in shipped_indicators()[programme] if indicator.id == name)


def every_row() -> Iterator[dict[str, Any]]:
    """Rows of every kind: verdicts and reasons, scenarios and bases, what they hang on, the edges of the figures."""
    for edge in EDGES.values():
        yield from (row(**edge | kind) for kind in UNTESTED.values())
        for kind, fragile in product(TESTED.values(), (None, "source", "window", "unplaced")):
            yield row(**kind | edge, fragile=fragile, robust=fragile is None)
    variants = product(("headline", "whole", "baseline_back", "baseline_forward"), ("lead", "sum", "max", "linked"))
    for (scenario, basis), kind in product(variants, (*TESTED.values(), *UNTESTED.values())):
        yield row(**kind, scenario=scenario, basis=basis)
    for counts in ({}, {"baseline_count": None}, {"current_count": 0}, {"reason": "no_feed"}, {"months_matched": 2}):
        yield row(**counts, scenario="apart", verdict=None)

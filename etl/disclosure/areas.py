"""The public table `area_comparison`: only where the areas give away nothing but what they tell themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from etl.disclosure.comparison import RATIO_PLACES, digits, places
from etl.disclosure.forms import Choice
from etl.disclosure.states import States
from etl.words.area_table import add_area_sentences
from etl.words.verdict_texts import HEADLINES
from etl.words.voice import Voice, capital
from schemas.load import Programme
from schemas.words import LANGUAGES

UNUSED = ("no_feed", "recording_changed", "missing_months")
"""Why an area is no use, as anybody can see; any other reason says something of its counts."""
OWN = (*UNUSED, "few_cases", "zeros_unconfirmed")
"""Reasons of the territory itself, which its own comparison tells."""
FULL = ("exact", "rounded")
OPEN = (*FULL, "plain")


def public_areas(
    internal: pl.DataFrame, comparison: pl.DataFrame, choices: Sequence[Choice], states: States, programme: Programme
) -> pl.DataFrame:
    """Rows of `area_comparison`, each told or withheld.

    The counts of all areas together can be solved from the ratio and its interval. So a row is told only where the
    territory and every area that could be used tell their own comparison whole, and the sum over an area is one that it
    tells itself: its matched months are all matched in the territory, or its series is public by month.

    Args:
        internal: table `area_comparison`.
        comparison: the public comparisons.
        choices: how each cell is published.
        states: of every headline.
        programme: roles, names, fichas.
    """
    chosen = {choice.cell.key: choice for choice in choices}
    rows = []
    for row in internal.iter_rows(named=True):
        if _is_told(row, chosen, states, programme):
            rows.append(_rounded(row))
        elif states.of.get((row["evaluation"], row["indicator"], row["territory"])) in OPEN and row["reason"] in OWN:
            rows.append({**row, "areas": None, _TOLD: True})
        else:
            rows.append(_withheld(row))
    frame = pl.DataFrame(rows, schema={**internal.schema, _TOLD: pl.Boolean}, orient="row")
    worded = add_area_sentences(
        frame, comparison, list(programme.indicators.values()), programme.territory_names,
        programme.declaration.methods.alpha,
    )  # fmt: skip
    return _reserved(worded, programme).drop(_TOLD)


_TOLD = "_told"


def _is_told(row: Mapping[str, Any], chosen: Mapping[Any, Choice], states: States, programme: Programme) -> bool:
    evaluation, indicator, territory = row["evaluation"], row["indicator"], row["territory"]
    if states.of.get((evaluation, indicator, territory)) not in FULL:
        return False
    here = _matched(chosen[indicator, territory], evaluation)
    for area, role in programme.roles.items():
        choice = chosen[indicator, area]
        if role == "intervention" or _unusable(choice, evaluation):
            continue
        if states.of.get((evaluation, indicator, area)) not in FULL:
            return False
        if choice.form != "month" and not _matched(choice, evaluation) <= here:
            return False
    return True


def _unusable(choice: Choice, evaluation: str) -> bool:
    reasons = [each.row["reason"] for each in choice.cell.compared if each.evaluation == evaluation]
    return not reasons or reasons[0] in UNUSED


def _matched(choice: Choice, evaluation: str) -> frozenset[Any]:
    every = [each.baseline | each.current for each in choice.cell.compared if each.evaluation == evaluation]
    return every[0] if every else frozenset()


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    ratios = {name: places(row[name], RATIO_PLACES) for name in ("rrr", "low", "high")}
    return {**row, **ratios, "p_value": digits(row["p_value"]), _TOLD: True}


def _withheld(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **dict.fromkeys(("rrr", "low", "high", "p_value", "areas", "reason")), _TOLD: False}


def _reserved(frame: pl.DataFrame, programme: Programme) -> pl.DataFrame:
    """The one sentence of a withheld row, in every language."""
    names = programme.territory_names
    texts: dict[str, list[str]] = {f"sentence_{language}": [] for language in LANGUAGES}
    for row in frame.iter_rows(named=True):
        for language in LANGUAGES:
            subject = programme.indicators[row["indicator"]].subject[language]
            said = Voice(language).say(HEADLINES["withheld"], subject=subject, territory=names[row["territory"]])
            column = f"sentence_{language}"
            texts[column].append(row[column] if row[_TOLD] else capital(said))
    return frame.with_columns(pl.Series(name, values, pl.String) for name, values in texts.items())

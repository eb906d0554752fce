"""The public table `comparison`: the headline alone, with what may be said of it, and its sentences made again."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from etl.disclosure.statements import SPREAD
from etl.disclosure.states import States
from etl.words.table import WORDINGS
from schemas.load import Programme
from schemas.words import LANGUAGES

COUNTED = (
    "baseline_count", "baseline_rate", "baseline_low", "baseline_high",
    "current_count", "current_rate", "current_low", "current_high",
)  # fmt: skip
FAMILY = ("p_value", "q_value", "dispersion", "dispersion_from")
HELD = ("robust", "fragile")
"""Whether the label holds in other windows: what moving a window by a month takes away can then not be much."""
JUDGED = ("reason", *HELD)
RATIO_PLACES, DISPERSION_PLACES, DIGITS = 2, 1, 2


def public_comparison(
    internal: pl.DataFrame, states: States, programme: Programme, released: pl.DataFrame | None
) -> pl.DataFrame:
    """The headline rows of the lead institutions, each as its state allows.

    Args:
        internal: table `comparison` of the internal edition.
        states: of every headline.
        programme: for names, fichas and which territories are judged.
        released: the table as it is public now, whose rows are repeated where the state is `as_released`.
    """
    headlines = internal.filter(scenario="headline", basis="lead")
    repeated = _by_key(released)
    rows = []
    for row in headlines.iter_rows(named=True):
        key = (row["evaluation"], row["indicator"], row["territory"])
        state = states.of.get(key, "withheld")
        if state == "as_released":
            rows.append(_repeated(repeated.get(key), row))
        else:
            rows.append(_allowed(row, state, states, programme))
    tested = Counter(row["evaluation"] for row in rows if row["q_value"] is not None)
    spoken = [_worded(row, programme, tested) if not _is_old(row) else row for row in rows]
    return pl.DataFrame([_plain(row) for row in spoken], schema=internal.schema, orient="row")


def withheld_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of which nothing is told but that it is withheld; windows and months are no secret."""
    return {**row, **dict.fromkeys((*COUNTED, *SPREAD, *JUDGED)), "verdict": "withheld"}


def _allowed(row: Mapping[str, Any], state: str, states: States, programme: Programme) -> dict[str, Any]:
    if state == "withheld":
        return withheld_row(row)
    inside = programme.roles[row["territory"]] == "intervention"
    allowed = dict(row) if state != "plain" else {**row, **dict.fromkeys(SPREAD)}
    if state == "rounded":
        allowed |= _rounded(row)
    elif _family_is_coarse(row, states, programme):
        allowed["q_value"] = digits(row["q_value"])
    if (row["indicator"], row["territory"]) not in states.by_month:
        allowed |= dict.fromkeys(HELD)
    if inside and row["evaluation"] in states.closed:
        allowed |= dict.fromkeys(FAMILY)
    return allowed


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ratio_low": places(row["ratio_low"], RATIO_PLACES),
        "ratio_high": places(row["ratio_high"], RATIO_PLACES),
        "p_value": digits(row["p_value"]),
        "q_value": digits(row["q_value"]),
        "dispersion": places(row["dispersion"], DISPERSION_PLACES),
    }


def _family_is_coarse(row: Mapping[str, Any], states: States, programme: Programme) -> bool:
    """A q may be another cell's p: exact only where every month of the family is public."""
    return any(
        state != "exact"
        for (evaluation, _, territory), state in states.of.items()
        if evaluation == row["evaluation"] and programme.roles[territory] == "intervention"
    )


def places(value: float | None, decimals: int) -> float | None:
    """A number to so many decimals."""
    return None if value is None else round(value, decimals)


def digits(value: float | None) -> float | None:
    """A probability to two significant digits."""
    return None if value is None else float(f"{value:.{DIGITS}g}")


def _by_key(released: pl.DataFrame | None) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = [] if released is None else list(released.iter_rows(named=True))
    return {(row["evaluation"], row["indicator"], row["territory"]): row for row in rows}


def _repeated(old: Mapping[str, Any] | None, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it is public now; p and q belong to a family that is no longer the same."""
    if old is None:
        return withheld_row(row)
    return {name: old.get(name) for name in row} | dict.fromkeys(FAMILY) | {_OLD: True}


_OLD = "_as_released"


def _is_old(row: Mapping[str, Any]) -> bool:
    return bool(row.get(_OLD))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != _OLD}


def _worded(row: dict[str, Any], programme: Programme, tested: Counter[str]) -> dict[str, Any]:
    """The row with its sentences made from what it still says; how many tests there were is told with their q alone."""
    tests = tested[row["evaluation"]] or None
    name = programme.territory_names[row["territory"]]
    ficha = programme.indicators[row["indicator"]]
    shocks = programme.declaration.shocks
    return row | {
        f"{kind}_{language}": word(row, ficha, name, language, shocks=shocks, tests=tests)
        for kind, word in WORDINGS.items()
        for language in LANGUAGES
    }

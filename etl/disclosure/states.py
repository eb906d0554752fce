"""What may be said of each comparison: all of it, all but what carries the dispersion, or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.disclosure.cells import Compared
from etl.disclosure.family import telling_labels
from etl.disclosure.forms import Choice
from etl.disclosure.statements import Key
from etl.disclosure.variation import highest_dispersion, leaves_room
from schemas.load import Programme

CLEAR = ("decreased", "increased")
RowKey = tuple[str, str, str]
"""evaluation, indicator, territory"""


@dataclass(frozen=True)
class States:
    """The state of every headline.

    Attributes:
        of: `exact` (its months are public), `rounded` (they are not: figures that carry the dispersion are rounded),
            `plain` (those figures are not told), `withheld`, or `as_released`.
        closed: evaluations in whose family not every p may be known: no p, q and dispersion in it.
    """

    of: Mapping[RowKey, str]
    closed: frozenset[str]


def comparison_states(choices: Sequence[Choice], programme: Programme) -> States:
    """Decide for every headline of every evaluation what may be said of it."""
    states = {
        (compared.evaluation, *choice.cell.key): _state(choice, compared, choices, programme)
        for choice in choices
        for compared in choice.cell.compared
    }
    rows = {(c.evaluation, *choice.cell.key): c for choice in choices for c in choice.cell.compared}
    for evaluation in {key[0] for key in rows}:
        family = [key for key in rows if key[0] == evaluation and programme.roles[key[2]] == "intervention"]
        for key in _told_by_others(family, rows, states, programme):
            states[key] = "withheld"
    open_states = ("exact", "rounded")
    inside = [key for key in states if programme.roles[key[2]] == "intervention"]
    return States(states, frozenset(key[0] for key in inside if states[key] not in open_states))


def _state(choice: Choice, compared: Compared, choices: Iterable[Choice], programme: Programme) -> str:
    if choice.form == "as_released":
        return "as_released"
    if compared.evaluation not in choice.shown:
        return "withheld"
    if choice.form == "month" and compared.row["dispersion_from"] != "indicator":
        return "exact"
    if compared.row["dispersion_from"] == "indicator":
        full = _pool_is_public(choice.cell.key, choices, programme)
    else:
        full = compared.row["dispersion_from"] is None or leaves_room(choice.cell, compared, choice.form)
    if full:
        return "exact" if choice.form == "month" else "rounded"
    return "plain" if _verdict_leaves_room(choice, compared, programme) else "withheld"


def _pool_is_public(key: Key, choices: Iterable[Choice], programme: Programme) -> bool:
    """A dispersion that is pooled over the indicator tells of all its cells: each must be public by month."""
    pooled = [each for each in choices if each.cell.indicator.id == key[0]]
    inside = [each for each in pooled if programme.roles[each.cell.territory] == "intervention"]
    return all(each.form == "month" for each in inside)


def _verdict_leaves_room(choice: Choice, compared: Compared, programme: Programme) -> bool:
    """A clear change says that the dispersion cannot be large."""
    if compared.row["verdict"] not in CLEAR:
        return True
    phi = highest_dispersion(compared, programme.declaration.methods.alpha)
    return leaves_room(choice.cell, compared, choice.form, phi)


def _told_by_others(
    family: Sequence[RowKey], rows: Mapping[RowKey, Compared], states: Mapping[RowKey, str], programme: Programme
) -> list[RowKey]:
    """Visible cells whose label would tell of the withheld ones of their family."""
    hidden = Counter(states[key] in ("withheld", "as_released") for key in family)[True]
    visible = [
        key for key in family if states[key] not in ("withheld", "as_released") and rows[key].row["p_value"] is not None
    ]
    rules = programme.declaration.methods
    p = [float(rows[key].row["p_value"]) for key in visible]
    telling = telling_labels(p, hidden, rules.alpha, rules.fdr) if hidden and p else [False] * len(visible)
    return [key for key, tells in zip(visible, telling, strict=True) if tells]

"""What may be said of each comparison: all of it, all but what carries the dispersion, or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.disclosure.cells import Compared
from etl.disclosure.family import telling_labels
from etl.disclosure.forms import Choice, statements
from etl.disclosure.spread import may_be_told, spread_of
from etl.disclosure.statements import Key, Spread
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
        by_month: the cells whose every month is public.
    """

    of: Mapping[RowKey, str]
    closed: frozenset[str]
    by_month: frozenset[Key]


def comparison_states(choices: Sequence[Choice], programme: Programme) -> States:
    """Decide for every headline of every evaluation what may be said of it."""
    states = {
        (evaluation, *choice.cell.key): state
        for choice in choices
        for evaluation, state in _cell_states(choice, choices, programme).items()
    }
    rows = {(c.evaluation, *choice.cell.key): c for choice in choices for c in choice.cell.compared}
    for evaluation in {key[0] for key in rows}:
        family = [key for key in rows if key[0] == evaluation and programme.roles[key[2]] == "intervention"]
        for key in _told_by_others(family, rows, states, programme):
            states[key] = "withheld"
    open_states = ("exact", "rounded")
    inside = [key for key in states if programme.roles[key[2]] == "intervention"]
    closed = frozenset(key[0] for key in inside if states[key] not in open_states)
    return States(states, closed, frozenset(choice.cell.key for choice in choices if choice.form == "month"))


def _cell_states(choice: Choice, choices: Iterable[Choice], programme: Programme) -> dict[str, str]:
    """The state of each evaluation of a cell, the one that leads first: it has the first right to tell its spread."""
    told, states = set(choice.past.spreads), {}
    for compared in choice.cell.compared:
        state = _state(choice, compared, choices, programme, frozenset(told))
        states[compared.evaluation] = state
        if state in ("exact", "rounded"):
            told.add(spread_of(compared))
    return states


def _state(
    choice: Choice, compared: Compared, choices: Iterable[Choice], programme: Programme, told: frozenset[Spread]
) -> str:
    if choice.form == "as_released":
        return "as_released"
    if compared.evaluation not in choice.shown:
        return "withheld"
    if choice.form == "month" and compared.row["dispersion_from"] != "indicator":
        return "exact"
    if compared.row["dispersion_from"] == "indicator":
        full = _pool_is_public(choice.cell.key, choices, programme)
    else:
        cuts = _cuts(choice, compared)
        full = compared.row["dispersion_from"] is None or leaves_room(choice.cell, compared, choice.form, cuts=cuts)
    if choice.form == "month":
        return "exact" if full else "plain"
    if full and may_be_told(spread_of(compared), told):
        return "rounded"
    return "plain" if _verdict_leaves_room(choice, compared, programme, told) else "withheld"


def _cuts(choice: Choice, compared: Compared) -> list[frozenset[date]]:
    """Sums that part the windows of a comparison: of older editions, and of the other evaluations that are told."""
    shown = [each for each in choice.cell.compared if each.evaluation in choice.shown]
    now = {each.months for each in statements(choice.cell, choice.form, shown, 0)}
    others = {months for each in shown for months, _ in each.sums}
    sets = {each.months for each in choice.past.statements} - now | others
    return sorted(sets - {compared.baseline, compared.current}, key=sorted)


def _pool_is_public(key: Key, choices: Iterable[Choice], programme: Programme) -> bool:
    """A dispersion that is pooled over the indicator tells of all its cells: each must be public by month."""
    pooled = [each for each in choices if each.cell.indicator.id == key[0]]
    inside = [each for each in pooled if programme.roles[each.cell.territory] == "intervention"]
    return all(each.form == "month" for each in inside)


def _verdict_leaves_room(choice: Choice, compared: Compared, programme: Programme, told: frozenset[Spread]) -> bool:
    """A clear change says that the dispersion cannot be large; beside a spread that was told, it says more."""
    if compared.row["verdict"] not in CLEAR:
        return True
    phi = highest_dispersion(compared, programme.declaration.methods.alpha)
    other = bool(told - {spread_of(compared)})
    return leaves_room(choice.cell, compared, choice.form, phi, _cuts(choice, compared), told_before=other)


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

"""In which form a cell may be published: the finest one that gives nothing away (M14; design, 5.3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.disclosure.cells import Cell, Compared
from etl.disclosure.inference import beside_a_known_side, refusal_tells
from etl.disclosure.leaks import Leak, Values, leaks
from etl.disclosure.statements import QUARTER, Spread, Statement, quarter_months
from etl.disclosure.thresholds import small

FORMS = ("month", "quarter", "window", "as_released", "none")


@dataclass(frozen=True)
class Past:
    """What was released of one cell.

    Attributes:
        statements: every sum.
        values: true counts by edition, where they are still known.
        standing: the released edition tells something of the cell, which may be repeated.
        spreads: the comparisons that told how far their months stray.
    """

    statements: Sequence[Statement]
    values: Mapping[int, Values]
    standing: bool
    spreads: frozenset[Spread] = frozenset()


@dataclass(frozen=True)
class Choice:
    """How one cell is published.

    Attributes:
        cell: the cell.
        form: one of FORMS.
        shown: ids of the evaluations whose windows are told.
        refused: the finer forms that were tried, each with what it would have given away.
        past: what was released of it.
    """

    cell: Cell
    form: str
    shown: frozenset[str]
    refused: tuple[tuple[str, tuple[Leak, ...]], ...]
    past: Past


def choose(cell: Cell, past: Past, edition: int) -> Choice:
    """The finest form whose sums, beside all that was released, bound no small count more narrowly than k.

    Tried in turn: every month, every quarter, the windows; then what is released now is repeated; then nothing. A
    second evaluation's windows are added only where they, too, give nothing away.
    """
    refused: list[tuple[str, tuple[Leak, ...]]] = []
    lead = _publishable(cell, cell.compared[:1])
    for form in _candidates(cell) if lead is not None else ():
        found = _leaks(cell, form, lead or (), past, edition)
        if not found:
            shown = _with_others(cell, form, lead or (), past, edition)
            return Choice(cell, form, frozenset(each.evaluation for each in shown), tuple(refused), past)
        refused.append((form, tuple(found)))
    repeat = lead is not None and past.standing
    return Choice(cell, "as_released" if repeat else "none", frozenset(), tuple(refused), past)


def quarters(cell: Cell) -> dict[date, int]:
    """First month -> cases of each calendar quarter whose three months may be added."""
    starts = [month for month in sorted(cell.usable) if month.month % QUARTER == 1]
    whole = {start: quarter_months(start) for start in starts}
    return {
        start: sum(cell.values[month] for month in months)
        for start, months in whole.items()
        if cell.usable.issuperset(months)
    }


def _candidates(cell: Cell) -> Iterator[str]:
    """The forms in which no sum is itself small; nothing of a sensitive indicator is told but windows."""
    rule = cell.rule
    if not rule.sensitive:
        if not any(small(count, rule.k, rule.sensitive) for count in cell.values.values()):
            yield "month"
        if not any(small(count, rule.k, rule.sensitive) for count in quarters(cell).values()):
            yield "quarter"
    yield "window"


def _publishable(cell: Cell, compared: Sequence[Compared]) -> tuple[Compared, ...] | None:
    """The comparisons, if none of their windows is small; both windows are withheld where one is."""
    rule = cell.rule
    if any(small(count, rule.k, rule.sensitive) for each in compared for _, count in each.sums):
        return None
    return tuple(compared)


def _with_others(cell: Cell, form: str, lead: tuple[Compared, ...], past: Past, edition: int) -> tuple[Compared, ...]:
    shown = lead
    for other in cell.compared[1:]:
        if _publishable(cell, [other]) is not None and not _leaks(cell, form, (*shown, other), past, edition):
            shown = (*shown, other)
    return shown


def _leaks(cell: Cell, form: str, shown: Sequence[Compared], past: Past, edition: int) -> list[Leak]:
    new = statements(cell, form, shown, edition)
    windows = [months for each in cell.compared for months, _ in each.sums]
    values = {**past.values, edition: cell.values}
    return [
        *beside_a_known_side(cell, new),
        *(refusal_tells(cell, [*new, *past.statements]) if form != "month" else ()),
        *leaks(new, past.statements, values, windows, cell.rule, edition),
    ]


def statements(cell: Cell, form: str, shown: Sequence[Compared], edition: int) -> list[Statement]:
    """Everything that a form says of a cell, as sums of months."""
    sums = [pair for each in shown for pair in each.sums]
    if form == "month":
        sums += [(frozenset([month]), count) for month, count in cell.values.items()]
    if form == "quarter":
        sums += [(frozenset(quarter_months(start)), count) for start, count in quarters(cell).items()]
    return [Statement(months, total, edition) for months, total in sums]

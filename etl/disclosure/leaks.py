"""The audit of one cell: can anybody bound what is not shown more narrowly than k, from all that was ever said?"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from etl.disclosure.bounds import Bounds, ContradictionError, Interval, Sum
from etl.disclosure.statements import Statement, months_written
from etl.disclosure.thresholds import small

Values = Mapping[date, int]
"""The true counts of the months of one cell in one edition."""


@dataclass(frozen=True)
class Rule:
    """How one indicator is protected."""

    k: int
    sensitive: bool


@dataclass(frozen=True)
class Withheld:
    """One count that is not shown, and what the published figures say of it.

    Attributes:
        what: `month` or `window`, and which months (YYYY-MM, spaces between).
        low: the smallest that it can be.
        high: the largest; infinite where nothing bounds it.
        before: the interval that the editions released before gave by themselves.
    """

    what: str
    low: float
    high: float
    before: Interval

    def narrower_than(self, k: int) -> bool:
        """What is published now bounds it more narrowly than `k`, and more than was public anyway."""
        return self.high - self.low < k and (self.low, self.high) != self.before


@dataclass(frozen=True)
class Leak:
    """Why a form may not be published: what would be given away, and how."""

    what: str
    why: str


def withheld_counts(
    new: Sequence[Statement],
    old: Sequence[Statement],
    values: Mapping[int, Values],
    windows: Iterable[frozenset[date]],
    rule: Rule,
    edition: int,
) -> list[Withheld]:
    """Every small count of a cell with its interval; one that is shown has no width, and so it is found too.

    A month whose count is the same in two editions is one unknown, as whoever guesses that nothing changed would take
    it; a month that changed is two. An edition whose counts are no longer known is taken as unchanged, unless its sums
    then contradict the others.

    Args:
        new: what the edition in question would say.
        old: what editions released before said.
        values: true counts by edition, with those of `edition`.
        windows: months of the declared windows, whose sums are cells too.
        rule: k and whether a zero is small.
        edition: its number.
    """
    try:
        return _intervals(new, old, values, windows, rule, edition)
    except ContradictionError:
        apart: dict[int, Values] = {number: {} for number in {statement.edition for statement in old} - values.keys()}
        return _intervals(new, old, {**apart, **values}, windows, rule, edition)


def _intervals(
    new: Sequence[Statement],
    old: Sequence[Statement],
    values: Mapping[int, Values],
    windows: Iterable[frozenset[date]],
    rule: Rule,
    edition: int,
) -> list[Withheld]:
    mine = values[edition]
    sums = {statement: _sum(statement, values.get(statement.edition, mine)) for statement in (*new, *old)}
    before, now = Bounds(sums[each] for each in old), Bounds(sums.values())
    return [
        Withheld(what, *now.of(parts), before.of(parts))
        for what, parts, count in _cells(sums.values(), mine, windows)
        if _protected(count, len(parts), rule)
    ]


def _protected(count: int, months: int, rule: Rule) -> bool:
    """A small count; every month of a sensitive indicator, whatever its size."""
    return small(count, rule.k, rule.sensitive) or (rule.sensitive and months == 1)


def _sum(statement: Statement, values: Values) -> Sum:
    parts: set[Hashable] = {(month, values.get(month, ("unknown", statement.edition))) for month in statement.months}
    return Sum(frozenset(parts), statement.total)


def _cells(
    sums: Collection[Sum], mine: Values, windows: Iterable[frozenset[date]]
) -> Iterator[tuple[str, frozenset[Hashable], int]]:
    """Months now and in earlier editions, and the windows of now."""
    current: set[Hashable] = set(mine.items())
    for part in sorted(current | {part for each in sums for part in each.parts}, key=str):
        if isinstance(part, tuple) and isinstance(part[1], int):
            yield f"month {part[0]:%Y-%m}", frozenset([part]), part[1]
    for months in dict.fromkeys(each for each in windows if each <= mine.keys()):
        parts: frozenset[Hashable] = frozenset((month, mine[month]) for month in months)
        yield f"window {months_written(months)}", parts, sum(mine[month] for month in months)


def leaks(
    new: Sequence[Statement],
    old: Sequence[Statement],
    values: Mapping[int, Values],
    windows: Iterable[frozenset[date]],
    rule: Rule,
    edition: int,
) -> list[Leak]:
    """What publishing `new` beside `old` would give away; empty where it is safe. Arguments as in `withheld_counts`."""
    return [
        *nested(new, old, rule),
        *too_narrow(withheld_counts(new, old, values, windows, rule, edition), rule),
    ]


def too_narrow(withheld: Iterable[Withheld], rule: Rule) -> list[Leak]:
    """The counts that are bounded more narrowly than k."""
    return [
        Leak(each.what, f"entre {each.low:g} y {each.high:g}: menos de k = {rule.k} de ancho")
        for each in withheld
        if each.narrower_than(rule.k)
    ]


def nested(new: Sequence[Statement], old: Sequence[Statement], rule: Rule) -> list[Leak]:
    """Two sums, one inside the other, whose difference is a small count (M14-04), within an edition and over editions.

    Of a sensitive indicator the difference of one and the same sum in two editions is such a count too: so many cases
    were registered late. Months that are shown one by one give nothing more away.
    """
    shown = {month for each in (*new, *old) if len(each.months) == 1 for month in each.months}
    found = []
    for small_one, large_one in permutations((*old, *new), 2):
        extra = large_one.months - small_one.months
        if not small_one.months <= large_one.months or (small_one in old and large_one in old):
            continue
        if (not rule.sensitive and extra <= shown) or (not extra and small_one.edition > large_one.edition):
            continue
        difference = large_one.total - small_one.total
        if _tells(difference, len(extra), rule):
            found.append(Leak(f"diferencia {months_written(extra)}".rstrip(), f"{difference} por resta de dos sumas"))
    return found


def _tells(difference: int, months: int, rule: Rule) -> bool:
    if not rule.sensitive:
        return 0 < abs(difference) < rule.k
    if months == 0:
        return 0 < abs(difference) < rule.k
    return difference < rule.k or months == 1

"""The slow obvious way: every table of whole numbers that agrees with the published sums, written down one by one."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import inf

from etl.disclosure.leaks import Rule
from etl.disclosure.statements import Statement

Unknown = Hashable
Table = dict[Unknown, int]


def tables(sums: Sequence[tuple[frozenset[Unknown], int]]) -> Iterator[Table]:
    """Every assignment of whole numbers to the unknowns of the sums that agrees with all of them."""
    unknowns = sorted({unknown for parts, _ in sums for unknown in parts}, key=str)
    yield from _filled({}, unknowns, sums)


def _filled(table: Table, left: Sequence[Unknown], sums: Sequence[tuple[frozenset[Unknown], int]]) -> Iterator[Table]:
    """The table with what is left to be filled in every possible way; a sum that is too large already is given up."""
    rest = [(sum(table.get(part, 0) for part in parts), parts <= table.keys(), total) for parts, total in sums]
    if any(got > total or (full and got != total) for got, full, total in rest):
        return
    if not left:
        yield table
        return
    most = min(total for parts, total in sums if left[0] in parts)
    for count in range(most + 1):
        yield from _filled(table | {left[0]: count}, left[1:], sums)


def interval(
    sums: Sequence[tuple[frozenset[Unknown], int]], parts: Iterable[Unknown], every: Sequence[Table] | None = None
) -> tuple[float, float]:
    """The smallest and the largest sum of `parts` over all tables; an unknown in no sum is 0 or more, without end."""
    found = list(tables(sums)) if every is None else every
    known = {unknown for each, _ in sums for unknown in each}
    free = any(part not in known for part in parts)
    totals = [sum(table[part] for part in parts if part in known) for table in found]
    return min(totals), inf if free else max(totals)


def gives_away(
    new: Sequence[Statement],
    old: Sequence[Statement],
    values: Mapping[int, Mapping[date, int]],
    windows: Iterable[frozenset[date]],
    rule: Rule,
    edition: int,
) -> bool:
    """Whether anything small is bounded more narrowly than k, by enumeration and by plain subtraction."""

    def as_sums(statements: Iterable[Statement]) -> list[tuple[frozenset[Unknown], int]]:
        return [(frozenset((m, values[s.edition][m]) for m in s.months), s.total) for s in statements]

    before, now = as_sums(old), as_sums([*old, *new])
    every_before, every_now = list(tables(before)), list(tables(now))
    months = {(month, count) for each in values.values() for month, count in each.items()}
    told = {part for parts, _ in now for part in parts} | set(values[edition].items())
    cells = [(frozenset([cell]), cell[1], 1) for cell in months & told]
    for window in windows:
        parts = frozenset((month, values[edition][month]) for month in window)
        cells.append((parts, sum(values[edition][month] for month in window), len(window)))
    for parts, count, size in cells:
        is_small = (0 if rule.sensitive else 1) <= count < rule.k
        if not is_small and not (rule.sensitive and size == 1):
            continue
        low, high = interval(now, parts, every_now)
        if high - low < rule.k and (low, high) != interval(before, parts, every_before):
            return True
    return _by_subtraction(new, old, rule)


def _by_subtraction(new: Sequence[Statement], old: Sequence[Statement], rule: Rule) -> bool:
    everything = [*old, *new]
    alone = {month for each in everything for month in each.months if len(each.months) == 1}
    for one, two in product(everything, repeat=2):
        if one == two or (one in old and two in old) or one.months - two.months:
            continue
        extra, left = two.months - one.months, two.total - one.total
        if not rule.sensitive and (not extra or not extra - alone):
            continue
        if extra and rule.sensitive and (left < rule.k or len(extra) == 1):
            return True
        if not (extra and rule.sensitive) and 0 < abs(left) < rule.k:
            return True
    return False

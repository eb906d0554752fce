"""Attacks that read between the lines: the spread of the months, labels that hold, the rules of the control."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import ceil, floor, inf, sqrt
from typing import Any

import numpy as np
from scipy.optimize import linprog

from tests.attacks.evidence import Claim, PublicFolder
from tests.attacks.months_of import days, matched, span
from tests.attacks.public_methods import agrees, central_p, ratio_limits
from tests.attacks.sums import Key, Known, frozen_shown, gathered, months_shown, quarters_shown, solved, windows_shown

Row = Mapping[str, Any]
PHI = np.arange(1.0, 12.0, 0.004)
_ALPHA = 0.05


@dataclass(frozen=True)
class Spread:
    """What one published interval says of the squares of the months of both windows.

    Attributes:
        windows: months and cases of each window.
        low: Pearson's chi-square is this or more.
        high: this or less.
    """

    windows: tuple[Known, Known]
    low: float
    high: float


def spread_of_months(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Every interval carries the dispersion, a sum of squares: a month that strayed far would show in it.

    All intervals of all editions and evaluations are taken together: two windows that differ by a few months tell
    how even those are.
    """
    edition = publics[-1].edition
    shown = gathered(publics, [months_shown])
    claims: list[Claim] = []
    for key, spreads in _spreads(publics).items():
        hidden = {month for each in spreads for window in each.windows for month in window.months}
        hidden -= {month for each in shown.get(key, ()) for month in each.months}
        quarters = [each for each in gathered(publics, [quarters_shown]).get(key, ()) if each.months <= hidden]
        if hidden:
            claims += [
                Claim(*key, frozenset([month]), low, high, edition, "spread of the months")
                for month, low, high in _reach(spreads, quarters)
            ]
    return claims


def _spreads(publics: Sequence[PublicFolder]) -> dict[Key, list[Spread]]:
    found: dict[Key, list[Spread]] = {}
    for public in publics:
        for row in public.compared().iter_rows(named=True):
            counts = (row["baseline_count"], row["current_count"])
            if row["ratio_high"] is None or None in counts or 0 in counts:
                continue
            windows = tuple(Known(*pair) for pair in zip(matched(public, row), counts, strict=True))
            phi = _dispersions(row)
            if phi.size and all(window.months for window in windows):
                freedom = sum(len(window.months) - 1 for window in windows)
                low = 0.0 if phi[0] <= 1.0 else (phi[0] - 0.004) * freedom
                mine = Spread((windows[0], windows[1]), low, (phi[-1] + 0.004) * freedom)
                if mine not in found.setdefault((row["indicator"], row["territory"]), []):
                    found[row["indicator"], row["territory"]].append(mine)
    return found


def _dispersions(row: Row) -> np.ndarray:
    """The dispersions with which the row could have been written."""
    told = row["dispersion"]
    tried = PHI if told is None or told == round(told, 1) else np.array([told])
    fits = agrees(told, tried)
    spans = (row["current_days"], row["baseline_days"])
    limits = [ratio_limits(row["current_count"], row["baseline_count"], *spans, phi) for phi in tried]
    fits &= agrees(row["ratio_low"], np.array([float(low) for low, _ in limits]))
    fits &= agrees(row["ratio_high"], np.array([float(high) for _, high in limits]))
    fits &= agrees(row["p_value"], central_p(row["current_count"], row["baseline_count"], *spans, tried))
    return np.asarray(tried[fits])


def _reach(spreads: Sequence[Spread], quarters: Sequence[Known]) -> Iterator[tuple[date, float, float]]:
    """How far a month can be from the mean of its group: the largest sum of squares, by a linear programme."""
    sums = list(dict.fromkeys([window for each in spreads for window in each.windows] + list(quarters)))
    groups: dict[tuple[int, ...], set[date]] = {}
    for month in {month for each in sums for month in each.months}:
        groups.setdefault(tuple(at for at, each in enumerate(sums) if month in each.months), set()).add(month)
    parts = [sorted(group) for _, group in sorted(groups.items())]
    matrix = np.array([[float(set(part) <= each.months) for part in parts] for each in sums])
    totals = np.linalg.lstsq(matrix, np.array([float(each.total) for each in sums]), rcond=None)
    if totals[2] < len(parts) or np.abs(matrix @ totals[0] - [each.total for each in sums]).max() > 1e-6:
        return
    least = [total**2 / days(part) for part, total in zip(parts, totals[0], strict=True)]
    rows, limits = _squares(spreads, parts)
    for place, (part, total) in enumerate(zip(parts, totals[0], strict=True)):
        costs = np.zeros(len(parts))
        costs[place] = -1.0
        found = linprog(costs, A_ub=rows, b_ub=limits, bounds=[(each - 1e-9, None) for each in least], method="highs")
        if found.success and len(part) > 1 and total > 0:
            excess = max(-found.fun - least[place], 0.0)
            yield from _months(part, total, excess)


def _squares(spreads: Sequence[Spread], parts: Sequence[Sequence[date]]) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of every chi-square, as limits of weighted sums of squares."""
    rows, limits = [], []
    for each in spreads:
        weights = np.zeros(len(parts))
        for window in each.windows:
            rate = window.total / days(window.months)
            weights += np.array([float(set(part) <= window.months) / rate for part in parts])
        cases = sum(window.total for window in each.windows)
        rows += [weights, -weights]
        limits += [each.high + cases, -(each.low + cases)]
    return np.array(rows), np.array(limits)


def _months(part: Sequence[date], total: float, excess: float) -> Iterator[tuple[date, float, float]]:
    exposed = days(part)
    for month in part:
        mine = days([month])
        far = sqrt(excess * mine * (exposed - mine) / exposed)
        mean = total * mine / exposed
        yield month, ceil(max(mean - far, 0.0) - 1e-9), floor(min(mean + far, total) + 1e-9)


def labels_that_hold(publics: Sequence[PublicFolder]) -> list[Claim]:
    """`robust`: the label holds with the baseline moved by a month, so what the move takes away cannot be much."""
    public = publics[-1]
    facts = gathered(publics, [months_shown, quarters_shown, windows_shown, frozen_shown])
    judged = public.compared().filter(public.compared()["robust"].fill_null(value=False))
    cells = set(judged.select("indicator", "territory").iter_rows())
    facts = {key: sums for key, sums in facts.items() if key in cells}
    ends = {(c.indicator, c.territory, c.months): (c.low, c.high) for c in solved(facts, public.edition, "")}
    ends |= {(*key, known.months): (known.total, known.total) for key, sums in facts.items() for known in sums}
    ends |= {
        (*key, frozenset([month])): (0, 0)
        for key, sums in facts.items()
        for known in sums
        for month in known.months
        if known.total == 0
    }
    claims = []
    for row in judged.iter_rows(named=True):
        if row["verdict"] in ("decreased", "increased"):
            for step in (-1, 1):
                claims += _held(public, row, step, ends)
    return claims


def _held(public: PublicFolder, row: Row, step: int, ends: Mapping[Any, tuple[float, float]]) -> list[Claim]:
    before, now = matched(public, row)
    inside = set(span(row["baseline_from"], row["baseline_to"]))
    gone = {min(inside) if step > 0 else max(inside)} & before
    comes = {month.month for month in now} - {month.month for month in before}
    if len(gone) != 1 or comes or len(before) != len(now) or len({m.month for m in before}) != len(before):
        return []
    partner = frozenset(month for month in now if month.month == next(iter(gone)).month)
    key = (row["indicator"], row["territory"])
    ranges = [ends.get((*key, months), (0.0, inf)) for months in (frozenset(gone), partner)]
    if len(partner) != 1 or any(high == inf for _, high in ranges):
        return []
    spans = (days(now - partner), days(before - gone))
    first, second = (range(int(low), int(high) + 1) for low, high in ranges)
    fits = [pair for pair in product(first, second) if _still(row, pair, spans)]
    claims = []
    for at, months in enumerate((frozenset(gone), partner)):
        reach = [pair[at] for pair in fits]
        if reach and ranges[at] != (min(reach), min(reach)):
            claims.append(Claim(*key, months, min(reach), max(reach), public.edition, "robust"))
    return claims


def _still(row: Row, pair: tuple[int, int], spans: tuple[int, int]) -> bool:
    """The label could be the same once these cases are gone: at best, with no dispersion."""
    before, now = row["baseline_count"] - pair[0], row["current_count"] - pair[1]
    falls = now / spans[0] < before / spans[1]
    same = falls if row["verdict"] == "decreased" else not falls
    return bool(same and central_p(now, before, *spans, 1.0) <= _ALPHA)


def finest_form(publics: Sequence[PublicFolder]) -> list[Claim]:
    """The control takes the finest form that it may: quarters are there because some month is small."""
    public, claims = publics[-1], []
    for (indicator, territory), series in public.series("quarter").group_by("indicator", "territory"):
        k = public.k[str(indicator)]
        some = series.filter(series["value"] > 0)
        if series["value"].null_count() == 0 and some.height == 1 and some["value"][0] == k:
            first = some["month"][0]
            claims += [
                Claim(str(indicator), str(territory), frozenset([month]), 0, k - 1, public.edition, "finest form")
                for month in span(first, first.replace(month=first.month + 2))
            ]
    return claims


def withheld_beside_a_known_side(publics: Sequence[PublicFolder]) -> list[Claim]:
    """Both windows are withheld where one is small: where one is known from elsewhere, it is the other.

    Only of comparison areas, which have no label for whose sake they could be withheld, and only where no published
    window shares a month with the other side, so that no subtraction could be the reason.
    """
    public = publics[-1]
    areas = set(public.tables["territory"].filter(role="comparison")["territory"])
    facts = gathered(publics, [months_shown, quarters_shown, windows_shown, frozen_shown])
    windows = gathered(publics, [windows_shown])
    claims = []
    for row in public.compared().filter(verdict="withheld").iter_rows(named=True):
        key = (row["indicator"], row["territory"])
        sides = matched(public, row)
        if row["territory"] not in areas or not all(sides):
            continue
        for known, hidden in (sides, sides[::-1]):
            total = _total(facts.get(key, set()), known)
            apart = not any(each.months & hidden for each in windows.get(key, ()))
            if (
                total is not None
                and apart
                and _may_be_told(total, public.k[key[0]], sensitive=public.sensitive[key[0]])
            ):
                low = 0 if public.sensitive[key[0]] else 1
                claims.append(Claim(*key, hidden, low, public.k[key[0]] - 1, public.edition, "withheld beside a known"))
    return claims


def _may_be_told(total: int, k: int, *, sensitive: bool) -> bool:
    return total >= k or (total == 0 and not sensitive)


def _total(sums: set[Known], months: frozenset[date]) -> int | None:
    """The sum of these months, where it is told whole or month by month."""
    for each in sums:
        if each.months == months:
            return each.total
    single = {next(iter(each.months)): each.total for each in sums if len(each.months) == 1}
    return sum(single[month] for month in months) if months <= single.keys() else None

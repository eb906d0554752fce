"""The reference cases of M14 and M15: what the product computes, and the attacks and patterns that only tests need."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import h3
import numpy as np

from etl.disclosure.bounds import Bounds, Interval, Sum
from etl.disclosure.hexagons import publishable_cells
from etl.disclosure.leaks import Rule, nested
from etl.disclosure.statements import Statement
from etl.methods.rate_ratio import rate_ratio
from schemas.words import add_months, months_between

Inputs = Mapping[str, Any]
Place = tuple[int, int]
Table = Sequence[Sequence[int]]


def lines(table: Table) -> Iterator[tuple[list[Place], int]]:
    """Rows and columns of a table, and the whole of it, with their published totals."""
    height, width = len(table), len(table[0])
    rows = [[(row, column) for column in range(width)] for row in range(height)]
    columns = [[(row, column) for row in range(height)] for column in range(width)]
    for places in (*rows, *columns, [place for row in rows for place in row]):
        yield places, sum(table[row][column] for row, column in places)


def intervals(table: Table, hidden: Sequence[Place], wanted: Sequence[Place]) -> list[Interval]:
    """Limits of some hidden cells of a table whose totals are all published."""
    sums = []
    for places, total in lines(table):
        left = total - sum(table[row][column] for row, column in places if (row, column) not in hidden)
        parts = frozenset(place for place in places if place in hidden)
        if parts:
            sums.append(Sum(frozenset(parts), left))
    bounds = Bounds(sums)
    return [bounds.of([place]) for place in wanted]


def case_audit(i: Inputs) -> dict[str, Any]:
    hidden = [(row, column) for row, column in i["hidden"]]
    found = intervals(i["table"], hidden, hidden)
    named = [[list(place), list(each)] for place, each in zip(hidden, found, strict=True)]
    return {"intervals": named, "all_protected": all(high - low >= i["min_width"] for low, high in found)}


def case_suppress(i: Inputs) -> dict[str, Any]:
    """The complement with the smallest total, then the fewest cells, by trying every set of cells."""
    table = i["table"]
    every = [(row, column) for row in range(len(table)) for column in range(len(table[0]))]
    primary = [(row, column) for row, column in every if 0 < table[row][column] < i["k"]]
    others = [place for place in every if place not in primary]
    sets = (chosen for size in range(len(others) + 1) for chosen in combinations(others, size))
    tried = sorted(sets, key=lambda chosen: (sum(table[row][column] for row, column in chosen), len(chosen)))
    for chosen in tried:
        found = intervals(table, [*primary, *chosen], primary)
        if all(high - low >= i["min_width"] for low, high in found):
            return {
                "primary": [list(place) for place in primary],
                "minimum_extra_total": sum(table[row][column] for row, column in chosen),
                "minimum_extra_cells": len(chosen),
                "one_optimal_complement": [list(place) for place in sorted(chosen)],
                "primary_intervals": [[list(place), list(each)] for place, each in zip(primary, found, strict=True)],
            }
    raise ValueError("no pattern protects this table")


def case_difference_attack(i: Inputs) -> dict[str, Any]:
    """Each part stands for months of its own, so that nested windows are nested sets of months."""
    names = sorted({part for window in i["published"].values() for part in window["parts"]})
    starts = {name: add_months(date(2019, 1, 1), 3 * n) for n, name in enumerate(names)}
    span = {name: frozenset(months_between(start, add_months(start, 2))) for name, start in starts.items()}
    windows = {
        name: Statement(frozenset().union(*(span[part] for part in window["parts"])), window["total"], 1)
        for name, window in i["published"].items()
    }
    found = []
    for (small_name, small_one), (large_name, large_one) in combinations(
        sorted(windows.items(), key=lambda each: len(each[1].months)), 2
    ):
        if nested([small_one, large_one], [], Rule(i["k"], sensitive=False)):
            extra = large_one.months - small_one.months
            about = [name for name in names if span[name] <= extra]
            revealed = large_one.total - small_one.total
            found.append({"larger": large_name, "smaller": small_name, "revealed": revealed, "about": about})
    return {"leaks": found}


def case_rr_inversion_attack(i: Inputs) -> dict[str, Any]:
    told, places = i["published"], i["decimals"]
    counts = np.arange(i["max_count"] + 1)
    now, before = (each.ravel() for each in np.meshgrid(counts, counts, indexing="ij"))
    got = rate_ratio(now, before, i["exp_current"], i["exp_baseline"])
    same = np.ones(len(now), dtype=bool)
    for name, values in (("rr", got.ratio), ("lower", got.low), ("upper", got.high)):
        same &= np.round(values, places) == told[name]
    return {"pairs": [[int(x1), int(x0)] for x1, x0 in zip(now[same], before[same], strict=True)]}


def case_rate_inversion_attack(i: Inputs) -> dict[str, Any]:
    counts = range(i["max_count"] + 1)
    rates = {count: round(count / i["population"] * i["multiplier"], i["decimals"]) for count in counts}
    return {"counts": [count for count, rate in rates.items() if rate == i["published_rate"]]}


def case_round_base(i: Inputs) -> dict[str, Any]:
    return {"rounded": [_to_base(value, i["base"]) for value in i["values"]]}


def case_nhs_digital(i: Inputs) -> dict[str, Any]:
    return {"shown": [0 if value == 0 else "*" if value < 8 else _to_base(value, 5) for value in i["values"]]}


def _to_base(value: int, base: int) -> int:
    return (2 * value + base) // (2 * base) * base


def case_h3_cell(i: Inputs) -> dict[str, Any]:
    cell = h3.latlng_to_cell(i["lat"], i["lng"], i["res"])
    parent = h3.cell_to_parent(cell)
    area = h3.average_hexagon_area(i["res"], unit="km^2")
    return {"cell": cell, "parent": parent, "mean_area_km2": area}


def case_h3_publish(i: Inputs) -> dict[str, Any]:
    events: dict[str, int] = {}
    for latitude, longitude in i["points"]:
        cell = h3.latlng_to_cell(latitude, longitude, i["res"])
        events[cell] = events.get(cell, 0) + 1
    shown = publishable_cells(events, i["k"])
    return {"fine_cells": len(events), "shown": dict(shown.cells), "events_not_shown": shown.not_shown}

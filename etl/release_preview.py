"""What would change for the public: an edition's public file against that of the released one, figure by figure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

Kind = Literal["changed", "appears", "disappears", "withheld"]
KINDS: tuple[Kind, ...] = ("changed", "appears", "disappears", "withheld")

_CELL = ("indicator", "territory")
FIGURES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "comparison": (
        ("evaluation", *_CELL, "scenario", "basis"),
        ("baseline_count", "current_count", "rate_ratio", "ratio_low", "ratio_high", "verdict"),
    ),
    "population": (("territory", "year"), ("population",)),
    "indicator_value": ((*_CELL, "institution", "month", "period"), ("value",)),
    "area_comparison": (("evaluation", *_CELL), ("rrr", "low", "high")),
    "population_rate": (("evaluation", *_CELL), ("rate",)),
    "signal": ((*_CELL, "month"), ("centre", "low", "high", "kind")),
    "activity_progress": (("territory", "kind", "period"), ("planned", "done", "suspended", "state")),
    "baseline": ((*_CELL, "institution", "month", "period", "date"), ("value",)),
    "disclosure": (("evaluation", *_CELL), ("form",)),
}
"""Tables that hold figures, the most looked at first: what names a row, and what it says. Others describe or draw."""
_RESERVED = frozenset(("withheld", "suppressed"))
_MARKS = ("verdict", "status", "state")


@dataclass(frozen=True)
class Change:
    """One public figure that would not be as it is now.

    Attributes:
        table: published table.
        key: its row, in ids, parted by « / ».
        kind: what becomes of it.
        before: as released now, in words; None where there is none.
        now: as it would be.
        verdict_before: of a comparison.
        verdict_now: of a comparison.
    """

    table: str
    key: str
    kind: Kind
    before: str | None
    now: str | None
    verdict_before: str | None = None
    verdict_now: str | None = None

    @property
    def verdict_turned(self) -> bool:
        """Both editions say something about the comparison, and not the same."""
        return None not in (self.verdict_before, self.verdict_now) and self.verdict_before != self.verdict_now


@dataclass(frozen=True)
class _Figure:
    """One row's figures."""

    shown: str | None
    withheld: bool
    verdict: str | None


_NONE = _Figure(None, False, None)


def changes(released: Path | None, candidate: Path) -> list[Change]:
    """Every public figure that a release would change, in the order of tables and keys.

    Args:
        released: the public file of the released edition; None while nothing is released.
        candidate: the public file that would take its place.
    """
    was, now = _figures(released) if released else {}, _figures(candidate)
    found = []
    order = list(FIGURES)
    for table, key in sorted({*was, *now}, key=lambda each: (order.index(each[0]), each[1])):
        change = _change(table, key, was.get((table, key), _NONE), now.get((table, key), _NONE))
        if change is not None:
            found.append(change)
    return found


def summary(found: Sequence[Change]) -> dict[str, dict[Kind, int]]:
    """Table -> kind -> how many, tables without a change left out."""
    counted = Counter((change.table, change.kind) for change in found)
    return {
        table: {kind: counted[table, kind] for kind in KINDS}
        for table in dict.fromkeys(change.table for change in found)
    }  # fmt: skip


def _change(table: str, key: str, was: _Figure, now: _Figure) -> Change | None:
    if was == now:
        return None
    if now.withheld:
        kind: Kind = "withheld"
    elif now.shown is None:
        kind = "disappears"
    else:
        kind = "appears" if was.shown is None or was.withheld else "changed"
    return Change(table, key, kind, was.shown, now.shown, was.verdict, now.verdict)


def _figures(path: Path) -> dict[tuple[str, str], _Figure]:
    found: dict[tuple[str, str], list[_Figure]] = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        for table, (keys, figures) in FIGURES.items():
            for row in _rows(connection, table) if table in there else ():
                figure = _figure(row, figures)
                if figure != _NONE:
                    key = " / ".join(str(row[name]) for name in keys if row.get(name) is not None)
                    found.setdefault((table, key), []).append(figure)
    return {key: _together(figures) for key, figures in found.items()}


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f'FROM "{table}" ORDER BY ALL')
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _figure(row: Mapping[str, Any], names: Sequence[str]) -> _Figure:
    """What a row says; an earlier version of the table may lack a column."""
    if {row.get(name) for name in _MARKS} & _RESERVED:
        return _Figure("reservado", True, row.get("verdict"))
    told = {name: row[name] for name in names if row.get(name) is not None}
    if not told:
        return _NONE
    return _Figure(", ".join(f"{name}={value}" for name, value in told.items()), False, row.get("verdict"))


def _together(figures: Sequence[_Figure]) -> _Figure:
    """Rows that bear one key as one figure."""
    if len(figures) == 1:
        return figures[0]
    shown = "; ".join(figure.shown or "" for figure in figures)
    return _Figure(shown, all(figure.withheld for figure in figures), figures[0].verdict)

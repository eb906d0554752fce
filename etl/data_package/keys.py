"""Which columns tell the rows of a table apart, and which lead to another table; only what holds is told."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.data_package.public_tables import PublicTable, PublicTables

_CELL = ("indicator", "territory")
_SERIES = (*_CELL, "institution", "month")

PRIMARY: Mapping[str, tuple[str, ...]] = {
    "edition": ("edition",),
    "evaluation": ("evaluation",),
    "shock": ("shock",),
    "institution": ("institution",),
    "indicator": ("indicator",),
    "territory": ("territory",),
    "population": ("territory", "year"),
    "indicator_value": (*_SERIES, "period"),
    "comparison": ("evaluation", *_CELL, "scenario", "basis"),
    "area_comparison": ("evaluation", *_CELL),
    "activity_progress": ("territory", "kind", "period"),
    "completeness": _SERIES,
    "baseline": (*_SERIES, "period"),
    "disclosure": ("evaluation", *_CELL),
    "method_section": ("method", "language", "position"),
    "ficha_line": ("indicator", "language", "position"),
    "help_line": ("position",),
    "office": ("role",),
    "milestone": ("milestone",),
    "alignment": ("position",),
    "actor": ("position",),
    "base_map": ("position",),
}
_LEADS_TO = {column: column for column in ("evaluation", "indicator", "territory", "institution")}
_OTHER_NAMES = {("edition", "lead_evaluation"): "evaluation", ("indicator", "lead"): "institution"}


@dataclass(frozen=True)
class ForeignKey:
    """A column whose every value, where there is one, stands in the column `target` of the table of that name."""

    column: str
    target: str


def primary_key(table: PublicTable) -> tuple[str, ...]:
    """The columns that tell the rows apart; empty where none are declared or two rows of this edition share them."""
    key = PRIMARY.get(table.name, ())
    names = {column.name for column in table.columns}
    if not key or not names.issuperset(key):
        return ()
    parts = table.frame.select(key)
    whole = not any(parts.null_count().row(0))
    return key if whole and not parts.is_duplicated().any() else ()


def foreign_keys(table: PublicTable, tables: PublicTables) -> list[ForeignKey]:
    """Columns that lead to another table of this edition without a gap."""
    found = []
    for column in table.columns:
        target = _LEADS_TO.get(column.name) or _OTHER_NAMES.get((table.name, column.name))
        if target is None or target == table.name or target not in tables.by_name:
            continue
        if _all_known(table.frame[column.name], tables.by_name[target].frame[target]):
            found.append(ForeignKey(column.name, target))
    return found


def _all_known(values: pl.Series, known: pl.Series) -> bool:
    return set(values.drop_nulls().to_list()) <= set(known.to_list())

"""The observed rows of a delivery, each with its cells, the faulty ones among them and what is said about it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.answers.headings import FOUND_TERRITORY_HEADING, KEYED_COLUMNS, shown_columns, standard_column
from etl.judging.keys import KEY_MARK
from etl.judging.sinks import Parts
from schemas.feed import PLACE_COLUMNS, Feed

MOST_ROWS = 10_000
"""Observed rows that one answer shows: nobody corrects more by hand, and the answer must not slow a run down."""
"""Stands before a case reference that was hashed on arrival, so that nobody hashes it a second time."""
_LONGEST_VALUE = 120
_NAMED_PLACES = ("barrio", "district", "comisaria")


@dataclass(frozen=True)
class ObservedRow:
    """One row that was not accepted.

    Attributes:
        cells: standard column -> text, as kept; empty where the text was not kept (shifted rows).
        faulty: standard columns to mark.
    """

    row: int
    sheet: str | None
    cells: Mapping[str, str]
    faulty: frozenset[str]
    message: str


@dataclass(frozen=True)
class Observed:
    """The observed rows that an answer shows, in the order of the sent file, and how many there are in all."""

    columns: Mapping[str, str]
    rows: tuple[ObservedRow, ...]
    total: int


@dataclass(frozen=True)
class _Fault:
    column: str | None
    value: str | None
    message: str
    severity: str


def observed_rows(parts: Parts, feed: Feed, territory_names: Mapping[str, str], most: int = MOST_ROWS) -> Observed:
    """The rows in quarantine with what the findings say about each.

    Args:
        parts: of one delivery; frames may have no columns where they have no rows.
        feed: the layout of the delivery.
        territory_names: id -> name; the territory found by coordinates is shown by its name.
        most: rows shown at most.
    """
    if parts.quarantine.height == 0:
        return Observed(shown_columns(feed, (), ()), (), 0)
    kept = _in_order(parts.quarantine).head(most)
    raw = [json.loads(text) if text else {} for text in kept["cells"].to_list()]
    cells = [_filled(row) for row in raw]
    faults = _faults(parts.findings, kept, feed)
    columns = shown_columns(feed, {name for row in raw for name in row}, _headings(parts.findings))
    rows = []
    for (row, sheet, territory), own in zip(
        kept.select("row", "sheet", "hint_territory").iter_rows(), cells, strict=True
    ):
        shown = _shown(own, territory_names.get(territory or ""), columns)
        mine = [f for f in faults[sheet, row] if _belongs(f, own, wide=feed.wide_months is not None)]
        errors = [f for f in mine if f.severity == "error"]
        faulty = frozenset(name for fault in errors for name in _marked(fault, shown, columns))
        rows.append(
            ObservedRow(row, sheet, shown, faulty, "; ".join(dict.fromkeys(f.message for f in (errors or mine))))
        )
    return Observed(columns, tuple(rows), parts.quarantine.height)


def _in_order(quarantine: pl.DataFrame) -> pl.DataFrame:
    sheets = quarantine.select(pl.col("sheet").unique(maintain_order=True)).with_row_index("order")
    return quarantine.join(sheets, on="sheet", how="left", nulls_equal=True).sort("order", "row", maintain_order=True)


def _filled(cells: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in cells.items() if value is not None}


def _shown(cells: Mapping[str, str], territory: str | None, columns: Mapping[str, str]) -> dict[str, str]:
    shown = {name: value for name, value in cells.items() if name in columns}
    for name in KEYED_COLUMNS:
        if name in shown:
            shown[name] = KEY_MARK + shown[name].removeprefix(KEY_MARK)
    if territory is not None and "territory" in columns and "territory" not in cells:
        shown["territory"] = territory
    return shown


def _marked(fault: _Fault, shown: Mapping[str, str], columns: Mapping[str, str]) -> list[str]:
    """The cells to mark: the fault's own or, where no cell says the place, all that could."""
    column = fault.column
    if column is None:
        return []
    own = [column] if columns.get(column) not in (None, FOUND_TERRITORY_HEADING) else []
    if column not in PLACE_COLUMNS or column in shown:
        return own
    return [name for name in _NAMED_PLACES if name in columns and name not in shown] or own


def _faults(findings: pl.DataFrame, kept: pl.DataFrame, feed: Feed) -> dict[tuple[str | None, int], list[_Fault]]:
    wanted = findings.join(kept.select("sheet", "row"), on=["sheet", "row"], how="semi", nulls_equal=True)
    standard = {heading: standard_column(feed, heading) for heading in wanted["column"].unique().to_list()}
    found: dict[tuple[str | None, int], list[_Fault]] = defaultdict(list)
    columns = ("sheet", "row", "column", "value", "message", "severity")
    for sheet, row, column, value, message, severity in wanted.select(columns).iter_rows():
        found[sheet, row].append(_Fault(standard[column], value, message, severity))
    return found


def _belongs(fault: _Fault, cells: Mapping[str, str], *, wide: bool) -> bool:
    """With months as columns one row of the sheet is many: a fault of a month belongs to the one with its value."""
    if not wide or fault.column not in ("month", "count"):
        return True
    return (cells.get(fault.column) or "")[:_LONGEST_VALUE] == (fault.value or "")


def _headings(findings: pl.DataFrame) -> list[str]:
    return findings["column"].drop_nulls().unique(maintain_order=True).to_list() if findings.height else []

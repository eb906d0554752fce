"""Faults of rows and what is said about them to the sender."""

from collections.abc import Mapping

import polars as pl

from etl.judging.personal_text import kept_text
from schemas.finding_kinds import KINDS
from schemas.published import FINDING

FAULT_SCHEMA = {
    "position": pl.UInt32, "column": pl.String, "kind": pl.String, "value": pl.String, "suggestion": pl.String,
}  # fmt: skip
_OF_THE_LEDGER = ("delivery", "open")
FINDING_SCHEMA = {n: pl.Int64 if n == "row" else pl.String for n in FINDING.names if n not in _OF_THE_LEDGER}
_LONGEST_VALUE = 120


def no_faults() -> pl.DataFrame:
    """An empty frame of faults."""
    return pl.DataFrame(schema=FAULT_SCHEMA)


def faults(positions: pl.Series, column: str, kind: str, values: pl.Series | None = None) -> pl.DataFrame:
    """Faults of one kind in one column at the given row positions."""
    return pl.DataFrame(
        {
            "position": positions.cast(pl.UInt32),
            "column": _same(column, positions.len()),
            "kind": _same(kind, positions.len()),
            "value": values if values is not None else _same(None, positions.len()),
            "suggestion": _same(None, positions.len()),
        },
        schema=FAULT_SCHEMA,
    )


def _same(text: str | None, rows: int) -> pl.Series:
    """One text for all rows; ten times quicker than an expression that has to be collected."""
    return pl.Series([text], dtype=pl.String).new_from_index(0, rows)


def message(kind: str, column: str, value: str | None, suggestion: str | None, language: str = "es") -> str:
    """The sentence for the sender: what is wrong and what to do."""
    text = getattr(KINDS[kind], language)
    said = text.replace("{column}", column).replace("{value}", value or "")
    if suggestion:
        hint = f"¿quiso decir «{suggestion}»?" if language == "es" else f"did you mean “{suggestion}”?"
        return f"{said} ({hint})"
    return str(said)


def as_findings(found: pl.DataFrame, rows: pl.Series, sheet: str | None, headings: Mapping[str, str]) -> pl.DataFrame:
    """Faults as findings: position -> row of the sent file, standard column -> heading as sent, with the message.

    Args:
        found: faults of one block.
        rows: row of the sent file by position.
        sheet: of the block.
        headings: as sent, by standard column.
    """
    if found.height == 0:
        return pl.DataFrame(schema=FINDING_SCHEMA)
    combos = found.select("kind", "column", "value", "suggestion").unique()
    worded = []
    for kind, column, value, suggestion in combos.iter_rows():
        heading = headings.get(column or "", column or "")
        shown = (kept_text(column, value) or "")[:_LONGEST_VALUE]
        worded.append((heading, KINDS[kind].severity, shown or None, message(kind, heading, shown, suggestion)))
    said = pl.DataFrame(
        worded, schema=dict.fromkeys(("heading", "severity", "shown", "message"), pl.String), orient="row"
    )
    lookup = combos.hstack(said)
    joined = found.join(lookup, on=["kind", "column", "value", "suggestion"], how="left", nulls_equal=True)
    return joined.select(
        rows.gather(joined["position"]).alias("row"),
        pl.lit(sheet, pl.String).alias("sheet"),
        pl.col("heading").alias("column"),
        "kind",
        "severity",
        pl.col("shown").alias("value"),
        "message",
    )


def whole_file(kind: str, value: str | None, es: str | None = None) -> dict[str, str | int | None]:
    """A finding about the file as a whole."""
    return {
        "row": None, "sheet": None, "column": None, "kind": kind, "severity": KINDS[kind].severity,
        "value": value, "message": es or message(kind, "", value, None),
    }  # fmt: skip

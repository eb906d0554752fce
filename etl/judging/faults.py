"""Faults of rows and what is said about them to the sender."""

from collections.abc import Mapping

import polars as pl

from schemas.finding_kinds import KINDS
from schemas.published import FINDING

FAULT_SCHEMA = {
    "position": pl.UInt32, "column": pl.String, "kind": pl.String, "value": pl.String, "suggestion": pl.String,
}  # fmt: skip
FINDING_SCHEMA = {name: pl.Int64 if name == "row" else pl.String for name in FINDING.names if name != "delivery"}
_LONGEST_VALUE = 120


def no_faults() -> pl.DataFrame:
    """An empty frame of faults."""
    return pl.DataFrame(schema=FAULT_SCHEMA)


def faults(positions: pl.Series, column: str, kind: str, values: pl.Series | None = None) -> pl.DataFrame:
    """Faults of one kind in one column at the given row positions."""
    return pl.DataFrame(
        {
            "position": positions.cast(pl.UInt32),
            "column": pl.repeat(column, positions.len(), dtype=pl.String, eager=True),
            "kind": pl.repeat(kind, positions.len(), dtype=pl.String, eager=True),
            "value": values if values is not None else pl.repeat(None, positions.len(), dtype=pl.String, eager=True),
            "suggestion": pl.repeat(None, positions.len(), dtype=pl.String, eager=True),
        },
        schema=FAULT_SCHEMA,
    )


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
    worded = [
        (
            headings.get(column or "", column or ""),
            KINDS[kind].severity,
            (value or "")[:_LONGEST_VALUE] or None,
            message(kind, headings.get(column or "", column or ""), (value or "")[:_LONGEST_VALUE], suggestion),
        )
        for kind, column, value, suggestion in combos.iter_rows()
    ]
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

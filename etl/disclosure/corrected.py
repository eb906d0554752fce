"""The public table `erratum`: what changed between the figures that are public now and those of the new edition."""

from collections.abc import Mapping

import polars as pl

from etl.errata import changed_values, changed_verdicts

WHY = "datos que llegaron o se corrigieron después"
"""The internal table names the files: their names are no figure of the public, and may tell who sent what."""


def public_errata(
    released: Mapping[str, pl.DataFrame] | None, tables: Mapping[str, pl.DataFrame], edition: int, schema: pl.Schema
) -> pl.DataFrame:
    """Errata made from public tables alone: nothing that was not public before or is not now can stand in them.

    Earlier errata stay as long as their cell is still told.

    Args:
        released: the public tables of the released edition; None while nothing is released.
        tables: the new public tables `indicator_value`, `comparison` and `disclosure`.
        edition: its number.
        schema: of the table.
    """
    if released is None or not {"indicator_value", "comparison", "erratum"} <= released.keys():
        return pl.DataFrame(schema=schema)
    old, new = released["indicator_value"], tables["indicator_value"]
    told = new.filter(pl.col("value").is_not_null()).select("indicator", "territory").unique()
    parts = [
        changed_values(_told(old, told, period), new.filter(period=period))
        for period in ("month", "quarter")
    ]  # fmt: skip
    shown = tables["comparison"].filter(pl.col("verdict").ne_missing(pl.lit("withheld")))
    parts.append(changed_verdicts(_still(released["comparison"], shown), shown))
    fresh = pl.concat(parts).with_columns(pl.lit(edition, pl.Int64).alias("edition"), pl.lit(WHY).alias("why"))
    fresh = fresh.filter(pl.col("now") != "sin dato").select(schema.names())
    return pl.concat([_kept(released["erratum"].select(schema.names()), told), fresh])


def _told(old: pl.DataFrame, told: pl.DataFrame, period: str) -> pl.DataFrame:
    return old.filter(period=period).join(told, on=["indicator", "territory"], how="semi")


def _still(old: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    return old.join(shown, on=["evaluation", "indicator", "territory"], how="semi")


def _kept(errata: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Earlier errata of cells that are still told; a key begins with indicator/territory, or has them second."""
    cells = {f"{indicator}/{territory}" for indicator, territory in told.iter_rows()}
    keys = pl.col("key").str.split("/")
    value_cell = pl.concat_str(keys.list.get(0), keys.list.get(1, null_on_oob=True), separator="/")
    row_cell = pl.concat_str(keys.list.get(1, null_on_oob=True), keys.list.get(2, null_on_oob=True), separator="/")
    cell = pl.when(pl.col("table") == "comparison").then(row_cell).otherwise(value_cell)
    return errata.filter(cell.is_in(sorted(cells)))

"""Builds what is kept of a block: accepted records, and quarantined rows with the contract's cells as sent."""

import polars as pl

from etl.judging.keys import key_number, keyed_hash, split_keys
from etl.judging.personal_text import NAMED_COLUMNS, without_personal
from etl.judging.typed import storable_date
from schemas.feed import TRANSIENT_COLUMNS, Feed
from schemas.finding_kinds import KINDS
from schemas.load import Programme

RECORD_SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    "incident": {
        "row": pl.Int64, "sheet": pl.String, "case_key": pl.UInt64, "row_key": pl.UInt64, "event_date": pl.Date,
        "report_date": pl.Date, "offence": pl.String, "indicator": pl.String, "territory": pl.String,
        "placed": pl.Boolean, "h3": pl.UInt64, "period_month": pl.Date,
    },
    "monthly_count": {
        "row": pl.Int64, "sheet": pl.String, "place_key": pl.String, "month": pl.Date, "offence": pl.String,
        "indicator": pl.String, "territory": pl.String, "placed": pl.Boolean, "count": pl.Int64,
        "period_month": pl.Date,
    },
    "activity": {
        "row": pl.Int64, "sheet": pl.String, "case_key": pl.UInt64, "row_key": pl.UInt64, "event_date": pl.Date,
        "kind": pl.String, "indicator": pl.String, "territory": pl.String, "placed": pl.Boolean, "state": pl.String,
        "state_reason": pl.String, "participants": pl.Int64, "period_month": pl.Date,
    },
}  # fmt: skip
QUARANTINE_SCHEMA = {
    "row": pl.Int64, "sheet": pl.String, "cells": pl.String, "reason": pl.String,
    "hint_indicator": pl.String, "hint_any_indicator": pl.Boolean, "hint_territory": pl.String,
    "hint_any_territory": pl.Boolean, "hint_month": pl.Date,
}  # fmt: skip
_NAMES_OF_KEYS = {"incident": "case_ref", "activity": "activity_ref"}


class RowKeeper:
    """Makes records and quarantined rows for one feed."""

    def __init__(self, feed: Feed, programme: Programme, key: bytes, *, hashed_already: bool = False) -> None:
        """Prepare for one feed; in a corrected answer the references come back as the hashes they were sent as."""
        self._feed = feed
        self._key = key
        self._hashed_already = hashed_already
        self._sensitive = [i.id for i in programme.indicators.values() if i.sensitive]

    def needed(self, text: pl.DataFrame) -> list[str]:
        """The columns of `text` that `records` looks at: without a reference every cell tells a row from the others."""
        reference = _NAMES_OF_KEYS.get(self._feed.grain)
        told = reference is None or (reference in text.columns and not text[reference].null_count())
        return [name for name in ("row", "sheet", reference) if name is not None] if told else text.columns

    def records(self, text: pl.DataFrame, values: pl.DataFrame, cells: pl.Series) -> pl.DataFrame:
        """Accepted rows in the record schema of the grain.

        Args:
            text: the columns that are `needed`.
            values: typed values of the same rows.
            cells: H3 cell or null, of the same rows.
        """
        frame = values.with_columns(text["row"], text["sheet"], cells.alias("h3"), *self._keys(text, values))
        if self._feed.grain == "activity":
            frame = frame.with_columns(
                without_personal(frame[name].cast(pl.String)) for name in ("kind", "state_reason")
            )
        schema = RECORD_SCHEMAS[self._feed.grain]
        missing = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
        return frame.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in schema.items())

    def _keys(self, text: pl.DataFrame, values: pl.DataFrame) -> list[pl.Series]:
        if self._feed.grain == "monthly_count":
            distinct = values["place"].unique()
            return [values["place"].replace_strict(distinct, keyed_hash(distinct, self._key)).alias("place_key")]
        reference = _NAMES_OF_KEYS[self._feed.grain]
        case = self.case_keys(text[reference]) if reference in text.columns else None
        keys = [] if case is None else [key_number(case).alias("case_key")]
        if case is None or case.null_count():
            keys.append(key_number(self._row_keys(text)).alias("row_key"))
        return keys

    def case_keys(self, references: pl.Series) -> pl.Series:
        """Keyed hash of case references; those of one institution cannot meet another's by accident."""
        scope = "" if self._feed.case_ref_shared else f"{self._feed.institution}\x1f"
        hashed = keyed_hash((scope + references.str.to_uppercase()).alias(references.name), self._key)
        if not self._hashed_already:
            return hashed
        return pl.Series(references.name, split_keys(references)).fill_null(hashed)

    def _row_keys(self, text: pl.DataFrame) -> pl.Series:
        cells = pl.concat_str(
            pl.col(c for c in text.columns if c in self._feed.columns).fill_null(""), separator="\x1f"
        )
        return keyed_hash(text.select(cells.alias("row_key")).to_series(), self._key)

    def storable(self, text: pl.DataFrame) -> pl.DataFrame:
        """The cells that may be kept of a quarantined row: no coordinates, no hour, the case reference as its hash."""
        kept = text.drop("row", "sheet", "shifted", *TRANSIENT_COLUMNS, strict=False)
        dates = [storable_date(kept[name]) for name in ("event_date", "report_date") if name in kept.columns]
        keys = [self.case_keys(kept[name]) for name in _NAMES_OF_KEYS.values() if name in kept.columns]
        names = [without_personal(kept[name]) for name in NAMED_COLUMNS if name in kept.columns]
        return kept.with_columns(*dates, *keys, *names)

    def quarantined(self, text: pl.DataFrame, values: pl.DataFrame, reasons: pl.Series) -> pl.DataFrame:
        """Quarantined rows in QUARANTINE_SCHEMA: cells as JSON, reason, and what is known of where they count."""
        known = (
            values["offence_known"] if "offence_known" in values.columns else pl.repeat(True, values.height, eager=True)
        )
        return pl.DataFrame(
            {
                "row": text["row"],
                "sheet": text["sheet"],
                "cells": self.storable(text).select(pl.struct(pl.all()).struct.json_encode()).to_series(),
                "reason": reasons,
                "hint_indicator": values["indicator"],
                "hint_any_indicator": ~known,
                "hint_territory": values["territory"],
                "hint_any_territory": ~values["placed"],
                "hint_month": values["period_month"],
            },
            schema=QUARANTINE_SCHEMA,
        )

    def shifted(self, text: pl.DataFrame) -> pl.DataFrame:
        """Shifted rows: kept without their text, since a name may stand where a date should."""
        nothing = pl.lit(None, pl.String)
        reason = KINDS["shifted_row"].es
        return text.select(
            "row", "sheet", nothing.alias("cells"), pl.lit(reason).alias("reason"), nothing.alias("hint_indicator"),
            pl.lit(True).alias("hint_any_indicator"), nothing.alias("hint_territory"),
            pl.lit(True).alias("hint_any_territory"), pl.lit(None, pl.Date).alias("hint_month"),
        )  # fmt: skip

    def may_keep_cell(self, values: pl.DataFrame) -> pl.Series:
        """Rows whose H3 cell may be kept: a mapped offence of an indicator that is not sensitive."""
        return values.select(
            (pl.col("indicator").is_not_null() & ~pl.col("indicator").is_in(self._sensitive)).fill_null(False)
        ).to_series()

"""Typed values of a block, and every fault found on the way."""

from dataclasses import dataclass

import polars as pl

from etl.judging.faults import FAULT_SCHEMA, faults, no_faults
from etl.judging.period import Span
from etl.judging.personal_text import NOT_KEPT
from etl.locate import Locator
from etl.standardise import contradicted_weekdays, parse_counts, parse_dates, parse_months, without_time
from schemas.feed import Feed
from schemas.fold import fold, fold_column
from schemas.load import Programme
from schemas.records import failures, text_contract, typed_contract

_DATES = ("event_date", "report_date")


@dataclass(frozen=True)
class Typed:
    """A block's values and faults, row by row.

    `values` holds what the grain has of: event_date, report_date, month (Date), count, participants (Int64), state,
    kind, offence, indicator, territory, place (String), placed (Boolean), longitude, latitude, period_month (Date).
    """

    values: pl.DataFrame
    faults: pl.DataFrame


class Standardiser:
    """Turns text into typed values for one feed; lists are folded once."""

    def __init__(self, feed: Feed, programme: Programme, locator: Locator) -> None:
        self._feed = feed
        self._locator = locator
        rows = programme.offences.filter(pl.col("feed").is_in([feed.id, "*"]))
        self._offences = {fold(o): i for o, i in rows.select("offence", "indicator").iter_rows()}
        self._states = {fold(w): "done" for w in feed.states.done} if feed.states else {}
        self._states |= {fold(w): "suspended" for w in feed.states.suspended} if feed.states else {}
        self._kinds = {fold(k): k for k in programme.plan["kind"].drop_nulls().unique().to_list()}

    def standardise(self, text: pl.DataFrame, period: Span | None) -> Typed:
        """Type one block; `text` has only whole (not shifted) rows."""
        found = [self._text_faults(text)]
        values = self._cast(text)
        found.append(self._typed_faults(values, text, found[0]))
        for step in (self._offence, self._place, self._state, self._period):
            values, more = step(values, text, period)
            found.append(more)
        return Typed(values, pl.concat(found))

    def _text_faults(self, text: pl.DataFrame) -> pl.DataFrame:
        columns = [c for c in text.columns if c in self._feed.columns or c in ("month", "count")]
        contract = text_contract(self._feed, columns)
        failed = failures(contract, text, lambda _, check: "missing_value" if check == "not_nullable" else check)
        return self._with_values(failed, text)

    def _typed_faults(self, values: pl.DataFrame, text: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
        contract = typed_contract(self._feed, values.columns)
        failed = failures(contract, values, lambda _, check: check)
        failed = failed.with_columns(pl.col("column").fill_null("report_date"))
        uncast = [
            faults((values[c].is_null() & text[c].is_not_null()).arg_true(), c, kind).select(failed.columns)
            for c, kind in (
                ("event_date", "bad_date"),
                ("report_date", "bad_date"),
                ("month", "bad_date"),
                ("count", "bad_number"),
            )
            if c in values.columns and c in text.columns
        ]
        uncast += [
            faults(contradicted_weekdays(text[words], values[day]).arg_true(), words, "wrong_weekday").select(
                failed.columns
            )
            for words, day in (*zip(_DATES, _DATES, strict=True), ("weekday", "event_date"))
            if words in text.columns and day in values.columns
        ]
        every = pl.concat([failed, *uncast]).unique(maintain_order=True)
        fresh = every.join(before.select("position", "column"), on=["position", "column"], how="anti")
        return self._with_values(fresh, text)

    def _with_values(self, failed: pl.DataFrame, text: pl.DataFrame) -> pl.DataFrame:
        """Add the faulty cell, without the hour of a date."""
        parts = [no_faults()]
        for (column,), group in failed.group_by(["column"], maintain_order=True):
            name = str(column)
            cells = text[name].gather(group["position"]) if name in text.columns else None
            if cells is not None and name in _DATES:
                cells = storable_date(cells)
            parts.append(
                group.with_columns(
                    value=cells if cells is not None else pl.lit(None, pl.String), suggestion=pl.lit(None, pl.String)
                ).select(FAULT_SCHEMA.keys())
            )
        return pl.concat(parts)

    def _cast(self, text: pl.DataFrame) -> pl.DataFrame:
        columns: list[pl.Series] = []
        for name in _DATES:
            if name in text.columns:
                columns.append(parse_dates(text[name], self._feed).alias(name))
        if "month" in text.columns:
            years = text["year"] if "year" in text.columns else None
            columns.append(parse_months(text["month"], years, self._feed).alias("month"))
        columns += [parse_counts(text[n]).alias(n) for n in ("count", "participants") if n in text.columns]
        return pl.DataFrame(columns) if columns else text.select()

    def _offence(self, values: pl.DataFrame, text: pl.DataFrame, _: Span | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        if "offence" not in text.columns:
            only = pl.lit(self._feed.indicator, pl.String)
            if self._feed.grain == "activity":
                only = pl.lit(self._feed.indicator or self._feed.covers.indicators[0], pl.String)
            return values.with_columns(indicator=only, offence=pl.lit(None, pl.String)), no_faults()
        folded = fold_column(text["offence"])
        mapped = folded.replace_strict(self._offences, default=None, return_dtype=pl.String)
        unknown = (mapped.is_null() & folded.is_not_null()).arg_true()
        indicator = mapped.set(mapped == "none", None)
        known = mapped.is_not_null().alias("offence_known")
        return (
            values.with_columns(indicator.alias("indicator"), folded.alias("offence"), known),
            faults(unknown, "offence", "unknown_offence", text["offence"].gather(unknown)),
        )

    def _place(self, values: pl.DataFrame, text: pl.DataFrame, _: Span | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        located = self._locator.locate(text, self._feed)
        if self._feed.grain == "monthly_count":
            values = values.with_columns(self._locator.place_keys(text, self._feed).alias("place"))
        return values.hstack(located.frame), located.faults.select(FAULT_SCHEMA.keys())

    def _state(self, values: pl.DataFrame, text: pl.DataFrame, _: Span | None) -> tuple[pl.DataFrame, pl.DataFrame]:
        if self._feed.grain != "activity":
            return values, no_faults()
        state = fold_column(text["state"]).replace_strict(self._states, default=None, return_dtype=pl.String)
        folded = fold_column(text["kind"])
        kind = folded.replace_strict(self._kinds, default=None, return_dtype=pl.String)
        unknown = (state.is_null() & text["state"].is_not_null()).arg_true()
        reason = text["state_reason"] if "state_reason" in text.columns else pl.lit(None, pl.String)
        return (
            values.with_columns(state.alias("state"), kind.fill_null(text["kind"]).alias("kind"), state_reason=reason),
            faults(unknown, "state", "bad_state", text["state"].gather(unknown)),
        )

    def _period(
        self, values: pl.DataFrame, text: pl.DataFrame, period: Span | None
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The month under which a row belongs to the delivery: of the event, else of the report, inside the period."""
        dates = [c for c in ("month", "event_date", "report_date") if c in values.columns]
        months = [_month_starts(values[c]) for c in dates]
        if period is None:
            return values.with_columns(period_month=pl.coalesce(months)), no_faults()
        inside = [month.set(~month.is_between(period.first, period.last), None) for month in months]
        values = values.with_columns(period_month=pl.coalesce(inside))
        main = dates[0]
        outside = (values["period_month"].is_null() & values[main].is_not_null()).arg_true()
        cells = text[main].gather(outside)
        shown = storable_date(cells) if main in _DATES else cells
        return values, faults(outside, main, "date_outside_period", shown)


def _month_starts(days: pl.Series) -> pl.Series:
    """The first day of each day's month; a file has far fewer days than rows."""
    distinct = days.unique().drop_nulls()
    return days.replace_strict(distinct, distinct.dt.month_start(), default=None, return_dtype=pl.Date)


_WORDS = r"^\D*\p{L}{2,}\s+\p{L}{2,}\D*$"
_NO_DATE = r"(?i)^\s*(sin (fecha|datos?|informaci[oó]n)|no (consta|sabe|recuerda|figura|refiere))\b"


def storable_date(column: pl.Series) -> pl.Series:
    """A date's text as it may be stored.

    The hour is cut off, since it may serve to recognise a victim; words without a digit, other than the usual ways to
    say that there is no date, are more likely a name and are not kept.
    """
    day = without_time(column)
    name = day.str.contains(_WORDS) & ~day.str.contains(_NO_DATE)
    return day.set(name.fill_null(False), NOT_KEPT)

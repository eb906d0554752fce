"""Values that can be read and are hard to believe: above a declared bound, or far from the file's own other months."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from etl.judging.faults import FINDING_SCHEMA, message
from etl.judging.period import Span
from schemas.feed import Feed
from schemas.finding_kinds import KINDS
from schemas.words import months_between

FEWEST_MONTHS = 6
"""Months of the same place and offence (of a file of cases: months) below which nothing is called unusual."""
FARTHEST = 6.0
"""How many scaled deviations from the median are still usual."""
NEAREST = 20
"""A value closer to the median than this is never unusual, however quiet the other months are."""
MAD_SCALE = 1.4826
"""Makes the median absolute deviation of normal data their standard deviation (Rousseeuw and Croux 1993)."""
MOST_COMPARED = 500_000
"""Counts of one file that are compared with each other; those after them are not, so that memory stays bounded."""
_BOUNDED = {"monthly_count": "count", "activity": "participants"}
_SERIES = ("place_key", "offence")


class Plausibility:
    """Looks at the accepted rows of one delivery, block by block, and says at its end what is hard to believe."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._above: list[pl.DataFrame] = []
        self._counts: list[pl.DataFrame] = []
        self._kept = 0
        self._heading = ""
        self._ends: set[date] = set()

    def take(self, records: pl.DataFrame, headings: Mapping[str, str], period: Span | None) -> None:
        """Take the accepted rows of one block (records of the feed's grain)."""
        if period is not None:
            self._ends |= {period.first, period.last}
        column = _BOUNDED.get(self._feed.grain)
        if column is None or records.height == 0:
            return
        usual = "cantidad" if column == "count" else ""
        self._heading = headings.get(column, self._heading or usual)
        if self._feed.plausible_max is not None:
            self._above.append(records.filter(pl.col(column) > self._feed.plausible_max).select("row", "sheet", column))
        if column == "count" and self._kept < MOST_COMPARED:
            self._counts.append(records.select("row", "sheet", *_SERIES, "count"))
            self._kept += records.height

    def findings(self, months: Mapping[date, int]) -> pl.DataFrame:
        """What is hard to believe (FINDING_SCHEMA).

        Args:
            months: first day of a month -> accepted rows that belong to it.
        """
        if self._feed.grain == "incident":
            return self._of_months(self._filled(months))
        found = [_told(frame.rename({_BOUNDED[self._feed.grain]: "n"}), self._heading) for frame in self._above]
        if self._counts:
            far = unusual(pl.concat(self._counts).rename({"count": "n"}), _SERIES)
            found.append(_told(far, self._heading, "unusual_count"))
        return pl.concat([pl.DataFrame(schema=FINDING_SCHEMA), *found])

    def _filled(self, months: Mapping[date, int]) -> dict[date, int]:
        """Rows by month; a declared period has its empty months too, dates alone say nothing of those between."""
        declared = months_between(min(self._ends), max(self._ends)) if self._ends and months else []
        return {month: months.get(month, 0) for month in sorted({*declared, *months})}

    def _of_months(self, months: Mapping[date, int]) -> pl.DataFrame:
        frame = pl.DataFrame({"month": list(months), "n": list(months.values())}, {"month": pl.Date, "n": pl.Int64})
        far = unusual(frame, ())
        found = [_month(m, n, "unusual_month", median) for m, n, median in far.select("month", "n", "median").rows()]
        most = self._feed.plausible_max
        found += [_month(m, n, "implausible_month") for m, n in frame.rows() if most is not None and n > most]
        return pl.DataFrame(found, schema=FINDING_SCHEMA, orient="row")


def unusual(frame: pl.DataFrame, series: tuple[str, ...]) -> pl.DataFrame:
    """The rows whose `n` lies far from the others of its series, with the `median` of the series.

    Far is more than `FARTHEST` deviations and at least `NEAREST` away from the median, in a series of at least
    `FEWEST_MONTHS` values. The deviation is the scaled median absolute deviation or, where that is smaller, the
    root of the median, by which counts vary by chance alone (Poisson): a series of equal counts is not a strict one.

    Args:
        frame: `n` (Int64) and the columns of `series`.
        series: which columns tell one series from another; none for a frame that is one series.
    """
    keys: list[str | pl.Expr] = [*series] or [pl.lit(1)]
    median = pl.col("n").median().over(keys)
    with_median = frame.with_columns(median.alias("median"), pl.len().over(keys).alias("size"))
    away = (pl.col("n") - pl.col("median")).abs()
    with_spread = with_median.with_columns(away.alias("away"), (away.median().over(keys) * MAD_SCALE).alias("mad"))
    deviation = pl.max_horizontal("mad", pl.col("median").clip(lower_bound=0).sqrt())
    far = (pl.col("away") > FARTHEST * deviation) & (pl.col("away") >= NEAREST) & (pl.col("size") >= FEWEST_MONTHS)
    return with_spread.filter(far).select(*frame.columns, "median")


def _told(rows: pl.DataFrame, heading: str, kind: str = "implausible_count") -> pl.DataFrame:
    found = []
    for row in rows.iter_rows(named=True):
        value = str(row["n"])
        said = message(kind, heading, value, None) + _median(row.get("median"))
        found.append((row["row"], row["sheet"], heading, kind, KINDS[kind].severity, value, said))
    return pl.DataFrame(found, schema=FINDING_SCHEMA, orient="row")


def _month(month: date, rows: int, kind: str, median: float | None = None) -> tuple[object, ...]:
    value = f"{month:%Y-%m}: {rows}"
    said = message(kind, "", value, None) + _median(median)
    return None, None, None, kind, KINDS[kind].severity, value, said


def _median(median: float | None) -> str:
    return "" if median is None else f" (la mitad de los meses tiene {median:.0f} o menos)"

"""Keeps «nobody reported» apart from «nothing was done» in the activities against plan."""

from collections.abc import Sequence

import polars as pl

from etl.compare_activities import quarter_of
from schemas.programme import Evaluation, Indicator

NOT_REPORTED = "not_reported"
_HEARD = ("reported", "zero", "partial", "provisional")


def unreported_is_missing(
    progress: pl.DataFrame, values: pl.DataFrame, indicators: Sequence[Indicator], evaluation: Evaluation
) -> pl.DataFrame:
    """Blank what was done where no register for that territory and period arrived.

    Args:
        progress: rows of table `activity_progress`.
        values: rows of table `indicator_value`, those of indicators with grain activity among them.
        indicators: the fichas.
        evaluation: whose current window is the period.

    Returns:
        The same rows; where nobody reported, done, suspended and share are null and the state is `not_reported`.
    """
    ids = [indicator.id for indicator in indicators if indicator.grain == "activity"]
    heard = values.filter(
        pl.col("indicator").is_in(ids), pl.col("status").is_in(_HEARD), pl.col("month").is_in(evaluation.current.months)
    )
    known = {
        (t, period)
        for t, m in heard.select("territory", "month").iter_rows()
        for period in (evaluation.id, quarter_of(m))
    }
    reported = pl.Series([key in known for key in progress.select("territory", "period").iter_rows()], dtype=pl.Boolean)
    silent = ~reported
    return progress.with_columns(
        *(pl.when(~silent).then(pl.col(name)).alias(name) for name in ("done", "suspended", "share")),
        pl.when(silent).then(pl.lit(NOT_REPORTED)).otherwise("state").alias("state"),
    )

"""Cases per 1,000 inhabitants and year: only to set territories of different size side by side."""

import polars as pl

DAYS_OF_A_YEAR = 365.25
_UNSAID = ("withheld", "insufficient", "not_comparable")
_CELL = ("evaluation", "indicator", "territory")


def population_rates(comparison: pl.DataFrame, population: pl.DataFrame) -> pl.DataFrame:
    """The headline counts of the current window over the inhabitants: 1000 · cases / inhabitants · 365.25 / days.

    Made from the comparison of the edition that will show it: a count that is withheld there has no rate here. The
    inhabitants are those of the year in which the window begins, or of the nearest year that there is.

    Args:
        comparison: table `comparison`.
        population: table `population`.

    Returns:
        The columns of table `population_rate`.
    """
    verdict = pl.col("verdict").fill_null("")
    cells = comparison.filter(
        pl.col("scenario") == "headline", pl.col("basis") == "lead", pl.col("current_days") > 0,
        pl.col("current_count").is_not_null() & ~verdict.is_in(_UNSAID),
    )  # fmt: skip
    people = population.filter(pl.col("population") > 0).select("territory", "year", "population", "estimated")
    apart = (pl.col("year") - pl.col("current_from").dt.year()).abs()
    nearest = (
        cells.select(*_CELL, "current_from", "current_count", "current_days")
        .join(people, on="territory")
        .sort(*_CELL, apart, "year")
        .unique(list(_CELL), keep="first", maintain_order=True)
    )
    per_year = 1000 * pl.col("current_count") / pl.col("population") * DAYS_OF_A_YEAR / pl.col("current_days")
    return nearest.select(*_CELL, "population", "year", "estimated", rate=per_year)

"""The published tables of the map: quiet outlines under the territories, and rates that can be set side by side."""

from schemas.table import Column, Table, columns_of

BASE_MAP = Table(
    "base_map",
    True,
    "quiet outlines under a map, from the programme; nothing is counted in them",
    (
        Column("position", "BIGINT", "order in the file"),
        *columns_of("VARCHAR", name="name", level="district or neighbourhood", outline="GeoJSON geometry"),
    ),
    since=3,
)

POPULATION_RATE = Table(
    "population_rate",
    True,
    "cases of the current window per 1,000 inhabitants and year, to set territories side by side",
    (
        *columns_of("VARCHAR", evaluation="id", indicator="indicator id", territory="territory id"),
        Column("population", "BIGINT", "inhabitants"),
        Column("year", "BIGINT", "of that population: that in which the window begins, or the nearest there is"),
        Column("estimated", "BOOLEAN", "true: the population is our estimate"),
        Column("rate", "DOUBLE", "cases per 1,000 inhabitants and year of 365.25 days"),
    ),
    since=3,
)

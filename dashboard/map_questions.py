"""What the map asks an edition: outlines, the quiet ones under them, and rates over inhabitants."""

import json

from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def outlines(edition: Edition) -> dict[str, Row]:
    """GeoJSON geometry of each territory that has one, by id."""
    found = edition.rows("SELECT territory, outline FROM published.territory WHERE outline IS NOT NULL ORDER BY rowid")
    return {row["territory"]: json.loads(row["outline"]) for row in found}


@once_per_edition
def base_shapes(edition: Edition) -> list[Row]:
    """Quiet outlines: `name`, `level`, `geometry`; none in an edition made before they were published."""
    if not edition.has("base_map"):
        return []
    found = edition.rows("SELECT name, level, outline FROM published.base_map ORDER BY position")
    return [{"name": row["name"], "level": row["level"], "geometry": json.loads(row["outline"])} for row in found]


@once_per_edition
def rates(edition: Edition, indicator: str) -> dict[str, Row]:
    """Cases per 1,000 inhabitants and year, by territory, of the current window's compared months.

    Two published figures set in relation: the count over its days, and the inhabitants of the year in which the window
    begins (the nearest year that there is). Only where the edition gives a count and the months suffice.

    Returns:
        `rate`, `current_count`, `current_days`, `population`, `year`, `estimated`.
    """
    found = edition.rows(
        """
        WITH cell AS (
            SELECT * FROM published.comparison
            WHERE scenario = 'headline' AND basis = 'lead' AND indicator = $indicator
              AND evaluation = (SELECT lead_evaluation FROM published.edition)
              AND current_count IS NOT NULL AND current_days > 0
              AND coalesce(verdict, '') NOT IN ('withheld', 'insufficient', 'not_comparable')
        ), people AS (
            SELECT territory, population.population, population.year, population.estimated,
                row_number() OVER (
                    PARTITION BY territory ORDER BY abs(population.year - year(current_from)), population.year
                ) AS nearness
            FROM cell JOIN published.population USING (territory)
            WHERE population.population > 0
        )
        SELECT territory, current_count, current_days, population, year, estimated,
            current_count * 1000.0 * 365.25 / (population * current_days) AS rate
        FROM cell JOIN people USING (territory) WHERE nearness = 1
        """,
        indicator=indicator,
    )
    return {row["territory"]: row for row in found}

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
    """Cases per 1,000 inhabitants and year, by territory, of the current window of the evaluation that leads.

    Returns:
        `rate`, `current_count`, `current_days`, `population`, `year`, `estimated`; none in an edition made before they
        were published.
    """
    if not edition.has("population_rate"):
        return {}
    found = edition.rows(
        """
        SELECT territory, current_count, current_days, population, year, estimated, rate
        FROM published.population_rate JOIN published.comparison USING (evaluation, indicator, territory)
        WHERE indicator = $indicator AND scenario = 'headline' AND basis = 'lead'
          AND evaluation = (SELECT lead_evaluation FROM published.edition)
        """,
        indicator=indicator,
    )
    return {row["territory"]: row for row in found}

"""What the pages ask of the programme's own texts: help lines, offices, milestones, goals, actors, place names.

Editions made before these were published lack the tables; then there is nothing to show, and nothing is invented.
"""

import json
from typing import Literal

from dashboard.store import Edition, Row, once_per_edition
from schemas.fold import fold

MOST_PLACES = 12
"""Suggestions shown for what somebody types."""


@once_per_edition
def help_lines(edition: Edition) -> list[Row]:
    """Telephone numbers, in the programme's order."""
    return edition.rows("SELECT * FROM published.help_line ORDER BY position") if edition.has("help_line") else []


@once_per_edition
def office(edition: Edition, role: Literal["responsible", "unanswered"]) -> Row | None:
    """Who answers for the figures, or where to ask when an institution does not answer."""
    if not edition.has("office"):
        return None
    return edition.row("SELECT * FROM published.office WHERE role = $role", role=role)


@once_per_edition
def milestones(edition: Edition) -> list[Row]:
    """Milestones in order; `evidence` is a list of texts."""
    found = edition.rows("SELECT * FROM published.milestone ORDER BY position") if edition.has("milestone") else []
    return [row | {"evidence": json.loads(row["evidence"] or "[]")} for row in found]


@once_per_edition
def alignment(edition: Edition) -> list[Row]:
    """Goals of other plans that the programme serves."""
    return edition.rows("SELECT * FROM published.alignment ORDER BY position") if edition.has("alignment") else []


@once_per_edition
def actors(edition: Edition) -> list[Row]:
    """Who takes part and as what."""
    return edition.rows("SELECT * FROM published.actor ORDER BY position") if edition.has("actor") else []


@once_per_edition
def all_places(edition: Edition) -> list[Row]:
    """Every place that somebody may look for, once: `name`, `kind`, `district`, `territory` (or None), `reach`."""
    if not edition.has("place"):
        return []
    return edition.rows(
        "SELECT DISTINCT name, kind, district, territory, reach FROM published.place ORDER BY name, kind, district"
    )


def places(edition: Edition, typed: str) -> list[Row]:
    """Places whose name, or another spelling of it, begins with or holds what was typed; accents do not matter.

    Args:
        edition: of which the gazetteer is.
        typed: as somebody typed it.

    Returns:
        At most `MOST_PLACES`: those whose whole name it is first, then those that begin so, then the others; of the
        same standing, those of a territory before those of none.
    """
    wanted = fold(typed)
    if not wanted or not edition.has("place"):
        return []
    return edition.rows(
        """
        SELECT name, kind, district, territory, reach FROM published.place
        WHERE contains(spelling, $wanted)
        GROUP BY name, kind, district, territory, reach
        ORDER BY min(CASE WHEN spelling = $wanted THEN 0 WHEN starts_with(spelling, $wanted) THEN 1 ELSE 2 END),
            territory IS NULL, name, kind, district
        LIMIT $most
        """,
        wanted=wanted,
        most=MOST_PLACES,
    )

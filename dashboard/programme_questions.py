"""What the pages ask of the programme's own texts: help lines, offices, milestones, goals, actors, place names.

Editions made before these were published lack the tables; then there is nothing to show, and nothing is invented.
"""

import json
from typing import Literal

from dashboard.store import Edition, Row, once_per_edition


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
def places(edition: Edition) -> list[Row]:
    """Every spelling that somebody may look for (`schemas.find_place` looks it up)."""
    return edition.rows("SELECT * FROM published.place") if edition.has("place") else []

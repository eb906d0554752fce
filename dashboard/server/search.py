"""From the name of a barrio to its territory, by the names that the edition publishes."""

from dashboard.language import t
from dashboard.programme_questions import places
from dashboard.server.released import Shelf
from schemas.find_place import Found, find_place, place_name


def search(shelf: Shelf, typed: str) -> Found:
    """Look a name up, as the light pages do; the territories' own names count as well.

    Args:
        shelf: the edition.
        typed: by the reader; never part of a query.
    """
    return find_place(places(shelf.edition), typed)


def told(shelf: Shelf, found: Found) -> tuple[list[tuple[str, str | None]], str | None]:
    """What to show of it: places with the territory that each is part of, and a sentence where there is none.

    Returns:
        Name of the place and id of its territory (None: it is in none), and the sentence.
    """
    if not found.typed:
        return [], None
    if found.outcome == "unknown":
        return [], t("No encontramos ese lugar. Pruebe con otra forma de escribirlo, o con el distrito.")
    if found.outcome == "outside":
        return [], t("Ese lugar es conocido y no está en ninguna de estas comunidades.")
    known = territories(shelf)
    return [(place_name(row), row["territory"] if row["territory"] in known else None) for row in found.rows], None


def territories(shelf: Shelf) -> dict[str, str]:
    """Names of the territories, by id."""
    rows = shelf.edition.rows("SELECT territory, name FROM published.territory ORDER BY name")
    return {row["territory"]: row["name"] for row in rows}

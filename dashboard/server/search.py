"""From the name of a barrio to its territory, by the names that the edition publishes."""

from dataclasses import dataclass

from dashboard.language import t
from dashboard.server.released import Shelf
from schemas.fold import fold

_LONGEST, _MOST_SHOWN, _SHORTEST_BEGINNING = 80, 12, 3


@dataclass(frozen=True)
class Found:
    """What a search led to.

    Attributes:
        places: name of the place, id and name of its territory; the nearest first, each territory and name once.
        certain: the text is the name of one place, and of no other territory's.
        unclear: what to say where there is nothing to choose.
    """

    places: list[tuple[str, str, str]]
    certain: bool = False
    unclear: str | None = None


def search(shelf: Shelf, asked: str) -> Found:
    """Look for a place.

    Args:
        shelf: the edition.
        asked: by the reader; only letters and digits of it count, and no more than eighty.
    """
    wanted = fold(asked[:_LONGEST])
    if not wanted:
        return Found([])
    named = {row["territory"]: str(row["name"]) for row in shelf.edition.rows("SELECT * FROM published.territory")}
    rows = _named(shelf, wanted)
    exact = [row for row in rows if row["spelling"] == wanted]
    places = _distinct(exact or rows, named)
    if places:
        return Found(places, certain=bool(exact) and len({key for _, key, _ in places}) == 1 and _one_reach(exact))
    if any(row["reach"] == "none" for row in exact):
        return Found([], unclear=t("Ese lugar es conocido y no está en ninguna de estas comunidades."))
    if exact:
        return Found([], unclear=t("Hay varios lugares con ese nombre: escriba también el distrito."))
    return Found([], unclear=t("No encontramos ese lugar. Pruebe con otra forma de escribirlo, o con el distrito."))


def _named(shelf: Shelf, wanted: str) -> list[dict[str, str | None]]:
    """Territories and places whose name is what was written, begins with it or holds it; in this order."""
    rows = [
        {"spelling": fold(row["name"]), "name": row["name"], "territory": row["territory"], "reach": "territory"}
        for row in shelf.edition.rows("SELECT territory, name FROM published.territory ORDER BY name")
    ]
    if shelf.edition.has("place"):
        query = "SELECT spelling, name, territory, reach FROM published.place WHERE contains(spelling, $wanted)"
        rows += shelf.edition.rows(query, wanted=wanted)
    short = len(wanted) < _SHORTEST_BEGINNING
    near = [row for row in rows if row["spelling"] == wanted or (not short and wanted in row["spelling"])]
    return sorted(near, key=lambda row: (row["spelling"] != wanted, not row["spelling"].startswith(wanted), row["name"]))


def _distinct(rows: list[dict[str, str | None]], named: dict[str, str]) -> list[tuple[str, str, str]]:
    found = dict[tuple[str, str, str], None]()
    for row in rows:
        key = row["territory"]
        if key in named and row["reach"] == "territory":
            found[(str(row["name"]), str(key), named[str(key)])] = None
    return list(found)[:_MOST_SHOWN]


def _one_reach(rows: list[dict[str, str | None]]) -> bool:
    return all(row["reach"] == "territory" for row in rows)

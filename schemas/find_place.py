"""What a typed name of a barrio may be: pure, so that a server can answer the field of the pages without a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from schemas.fold import fold

Row = Mapping[str, Any]

LONGEST = 60
"""Letters of what was typed that are looked at."""
MOST_LISTED = 12
_SMALL_WORDS = {"De", "Del", "La", "Las", "Los", "El", "Y", "E"}


@dataclass(frozen=True)
class Found:
    """What somebody typed, and what the gazetteer says of it.

    Attributes:
        typed: as it was typed, cut at `LONGEST` letters.
        outcome: part of one territory; known and in none; to choose from several; not known.
        rows: places that it may be, the nearest first.
    """

    typed: str
    outcome: Literal["inside", "outside", "several", "unknown"]
    rows: tuple[Row, ...]

    @property
    def territory(self) -> str | None:
        """The one territory that it is part of."""
        return str(self.rows[0]["territory"]) if self.outcome == "inside" else None


def find_place(rows: Sequence[Row], query: str) -> Found:
    """Look a name up, with or without accents, whole names before beginnings before parts.

    Args:
        rows: of table `place`.
        query: as somebody typed it.
    """
    typed = query.strip()[:LONGEST]
    wanted = fold(typed)
    found = _matches(rows, wanted) if wanted else []
    exact = [row for row in found if fold(row["name"]) == wanted] or found
    if not exact:
        return Found(typed, "unknown", ())
    reached = {row["territory"] for row in exact if row["reach"] != "ambiguous"}
    doubtful = any(row["reach"] == "ambiguous" for row in exact)
    guessed = reached == {None} and exact is found and len(found) > 1
    if doubtful or len(reached) > 1 or guessed:
        return Found(typed, "several", tuple(exact[:MOST_LISTED]))
    return Found(typed, "outside" if reached == {None} else "inside", tuple(exact[:MOST_LISTED]))


def _matches(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Distinct places one of whose spellings holds what is wanted; of the same standing, those of a territory first."""
    best: dict[tuple[object, ...], tuple[int, Row]] = {}
    for row in rows:
        standing = _standing(row["spelling"] or "", wanted)
        if standing is None:
            continue
        key = tuple(row[name] for name in ("name", "kind", "district", "territory", "reach"))
        if key not in best or standing < best[key][0]:
            best[key] = (standing, row)
    ordered = sorted(best.values(), key=lambda each: (each[0], each[1]["territory"] is None, each[1]["name"]))
    return [row for _, row in ordered]


def _standing(spelling: str, wanted: str) -> int | None:
    if spelling == wanted:
        return 0
    if spelling.startswith(wanted):
        return 1
    return 2 if wanted in spelling else None


def place_name(row: Row) -> str:
    """«Las Carmelitas (Asunción)»: gazetteers often write in capitals."""
    name = str(row["name"])
    if name.isupper():
        words = name.title().split(" ")
        name = " ".join([words[0], *(each.lower() if each in _SMALL_WORDS else each for each in words[1:])])
    return f"{name} ({row['district']})" if row["district"] and row["district"] != name else name

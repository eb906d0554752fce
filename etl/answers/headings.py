"""Which columns an answer shows, and under which of the sender's own headings."""

from collections.abc import Iterable, Mapping

from schemas.feed import PLACE_COLUMNS, TRANSIENT_COLUMNS, Feed
from schemas.fold import fold

ROW_HEADING, SHEET_HEADING, MESSAGE_HEADING = "Fila", "Hoja", "Observación"
FOUND_TERRITORY_HEADING = "TERRITORIO RECONOCIDO"
_MONTH_HEADINGS = {"month": "Mes", "count": "Cantidad"}
_COUNT_FINDING = "cantidad"
KEYED_COLUMNS = ("case_ref", "activity_ref")
"""References to a case: hashed on arrival, never stored as sent."""
POINT_COLUMNS = ("latitude", "longitude")


def shown_columns(feed: Feed, present: Iterable[str], found: Iterable[str]) -> dict[str, str]:
    """Standard column -> heading of the sheet of observed rows, in the order of the feed file.

    Args:
        feed: the layout.
        present: standard columns that the kept cells have.
        found: headings that findings name, as sent; they tell which of several aliases this sender uses.

    Returns:
        Headings that differ from each other and from our own three.
    """
    sent = {name: heading for heading in found if (name := standard_column(feed, heading)) is not None}
    stored = set(present)
    names = [n for n in feed.columns if n not in feed.optional or n in stored]
    names = [n for n in names if n not in TRANSIENT_COLUMNS or n in POINT_COLUMNS]
    shown = {n: sent.get(n, feed.columns[n][0]) for n in names}
    if feed.wide_months is not None:
        shown.pop("year", None)
        shown |= _MONTH_HEADINGS
    if "latitude" in feed.columns and "territory" not in feed.columns:
        shown["territory"] = FOUND_TERRITORY_HEADING
    return _distinct(shown)


def standard_column(feed: Feed, heading: str | None) -> str | None:
    """The standard column that a heading, as sent, stands for; None for the row as a whole.

    A heading over several rows is shown joined, while the feed file may name its last row alone.
    """
    if not heading:
        return None
    folded = fold(heading)
    by_alias = {fold(alias): name for name, aliases in feed.columns.items() for alias in aliases}
    if folded in by_alias:
        return by_alias[folded]
    ending = [name for alias, name in by_alias.items() if alias and folded.endswith(f" {alias}")]
    if ending:
        return ending[0]
    if feed.wide_months is not None:
        return "count" if folded == _COUNT_FINDING else "month"
    return heading if heading in PLACE_COLUMNS else None


def _distinct(shown: Mapping[str, str]) -> dict[str, str]:
    taken = {fold(own) for own in (ROW_HEADING, SHEET_HEADING, MESSAGE_HEADING)}
    result: dict[str, str] = {}
    for name, heading in shown.items():
        unique, number = heading, 1
        while fold(unique) in taken:
            number += 1
            unique = f"{heading} ({number})"
        taken.add(fold(unique))
        result[name] = unique
    return result

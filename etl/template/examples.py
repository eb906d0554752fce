"""An example of a row that the feed would take, for people to look at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from shapely.geometry import shape

from schemas.feed import Feed
from schemas.load import Programme

DATE_COLUMNS = ("event_date", "report_date")
_EXAMPLES: Mapping[str, str] = {
    "case_ref": "2019-00123", "activity_ref": "12", "hour": "21:30",
    "weekday": "lunes", "quarter": "1", "count": "7", "participants": "35", "place": "Escuela", "state_reason": "",
}  # fmt: skip


def example_cells(feed: Feed, programme: Programme, month: date) -> dict[str, str]:
    """Standard column -> example, for every column that the feed may have.

    Args:
        feed: the layout.
        programme: the offence, the state and the place are taken from its lists.
        month: month of the example's dates.
    """
    offences = programme.offences.filter(pl.col("feed").is_in([feed.id, "*"]))["offence"].to_list()
    kinds = programme.plan["kind"].drop_nulls().to_list()
    when = {
        "event_date": written_day(feed, month), "report_date": written_day(feed, month), "month": f"{month:%Y-%m}",
        "year": f"{month.year}",
    }  # fmt: skip
    what = {
        "offence": str(offences[0]) if offences else "Robo",
        "kind": str(kinds[0]) if kinds else "Charla",
        "state": feed.states.done[0] if feed.states else "",
    }
    return {**_EXAMPLES, **when, **what, **_place(programme, feed)}


def _place(programme: Programme, feed: Feed) -> Mapping[str, str]:
    """A place in a territory of the feed, with all that lies around it."""
    covered = list(programme.roles) if feed.covers.territories == "all" else list(feed.covers.territories)
    listed = set(programme.gazetteer["territory"])
    territory = next((identity for identity in covered if identity in listed), covered[0])
    inside = programme.gazetteer.filter(pl.col("territory") == territory)
    barrio = _first(inside, "barrio", "name") or _first(inside, "localidad", "name")
    district = _first(inside, "barrio", "district") or _first(inside, "distrito", "name") or feed.district or ""
    districts = programme.gazetteer.filter(pl.col("name") == district)
    longitude, latitude = _point(programme.outlines.get(territory))
    return {
        "latitude": _degrees(latitude, feed),
        "longitude": _degrees(longitude, feed),
        "territory": programme.territory_names[territory],
        "barrio": barrio,
        "district": district,
        "department": _first(districts, "distrito", "district") or feed.department or "",
        "comisaria": _first(inside, "comisaria", "name"),
    }


def _point(outline: dict[str, Any] | None) -> tuple[float, float]:
    """A point inside the territory, as longitude and latitude; somewhere in Asunción where it has no outline."""
    if outline is None:
        return -57.6, -25.3
    inside = shape(outline).representative_point()
    return inside.x, inside.y


def _degrees(value: float, feed: Feed) -> str:
    text = f"{value:.4f}"
    return text.replace(".", ",") if feed.decimal_comma else text


def _first(rows: pl.DataFrame, kind: str, column: str) -> str:
    found = rows.filter(pl.col("kind") == kind)[column].drop_nulls()
    return str(found[0]) if found.len() else ""


def written_day(feed: Feed, month: date) -> str:
    """A day of the month as the feed writes days."""
    return month.replace(day=14).strftime(day_format(feed))


def day_format(feed: Feed) -> str:
    """The feed's own way to write a day, without the time of day."""
    return feed.date_formats[0].split(" %H")[0].split("T%H")[0]

"""Every place name by letter, with the territory it is part of; and the answer to a name that somebody typed."""

from collections.abc import Iterable
from itertools import groupby

from etl.light_pages.frame import document
from etl.light_pages.site import PLACES, Place, Site, territory_file
from etl.public_edition import Row
from schemas.find_place import LONGEST, Found, find_place, place_name
from schemas.fold import fold
from schemas.markup import Markup, el, joined

QUERY = "q"
"""Parameter of the field; `barrios.html` shows the whole list where no server reads it."""


def places_page(place: Place) -> str:
    """The list of places."""
    texts = place.site.texts
    return _page(place, el("p", texts.say("places_lead"), class_="lead"))


def found_page(site: Site, typed: str) -> tuple[Found, str]:
    """The same page with what was found for a typed name above the list.

    Args:
        site: edition and language.
        typed: by the reader; it is shown back as text, cut at 60 letters.

    Returns:
        What was found (a server may lead the reader straight to `territory`), and the page.
    """
    place = Place(site, PLACES)
    found = find_place(site.edition.rows("place"), typed)
    return found, _page(place, el("div", *_told(place, found), class_="found", role="status"))


def _page(place: Place, told: Markup) -> str:
    texts = place.site.texts
    heading = texts.say("places_title")
    main = joined(
        el("div", el("h1", heading), find_form(place), told, class_="masthead"),
        *_letters(place),
    )
    return document(place, heading, heading, main)


def find_form(place: Place) -> Markup:
    """A field that any server or none can answer."""
    texts = place.site.texts
    label = el("label", texts.say("find_label"), for_="barrio")
    field = el("input", type="search", name=QUERY, id="barrio", maxlength=LONGEST, autocomplete="off",
               enterkeyhint="search")  # fmt: skip
    return el("form", label, field, el("button", texts.say("find")), action=place.to(PLACES), method="get",
              role="search", class_="find")  # fmt: skip


def _letters(place: Place) -> list[Markup]:
    """Places with links by letter; below them, names alone, those that are in no territory or in none for certain."""
    names = _territories(place)
    parts = []
    for letter, rows in groupby(_distinct(place.site.edition.rows("place")), key=_letter):
        known = list(rows)
        items = [
            el("li", place_name(row), " → ", _to(place, names[row["territory"]]))
            for row in known
            if row["territory"] in names
        ]
        left = [row for row in known if row["territory"] not in names]
        outside = _names_alone(place, "outside_list", [row for row in left if row["reach"] == "none"])
        doubtful = _names_alone(place, "doubtful_list", [row for row in left if row["reach"] != "none"])
        parts.append(
            el(
                "section",
                el("h2", letter),
                el("ul", *items) if items else None,
                doubtful,
                outside,
                class_="letters part",
            )
        )
    return parts


def _names_alone(place: Place, text: str, rows: list[Row]) -> Markup | None:
    if not rows:
        return None
    return el("p", place.site.texts.say(text, names="; ".join(place_name(row) for row in rows)), class_="source")


def _letter(row: Row) -> str:
    return fold(row["name"])[:1].upper() or "–"


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Each place once, by name; «Barrio 2» before «Barrio 10»."""
    found = {(row["name"], row["district"], row["territory"], row["reach"]): row for row in rows}
    return sorted(
        found.values(), key=lambda row: (_in_order(row["name"]), row["district"] or "", row["territory"] or "")
    )


def _in_order(name: str) -> list[tuple[bool, int, str]]:
    """Words of a name for sorting, numbers by their size."""
    return [(word.isdigit(), int(word) if word.isdigit() else 0, word) for word in fold(name).split()]


def _territories(place: Place) -> dict[str, Row]:
    return {row["territory"]: row for row in place.site.edition.territories}


def _told(place: Place, found: Found) -> list[Markup]:
    texts, names = place.site.texts, _territories(place)
    if found.outcome == "inside" and found.territory in names:
        territory = names[found.territory]
        kind = "found_comparison" if territory["role"] == "comparison" else "found_inside"
        words = texts.say(kind, place=place_name(found.rows[0]), territory=territory["name"])
        see = texts.say("see_territory", territory=territory["name"])
        return [
            el("p", words),
            el("p", el("a", see, href=place.to(territory_file(territory["territory"])), class_="go")),
        ]
    if found.outcome == "several":
        return [
            el("p", texts.say("found_several", typed=found.typed)),
            el("ul", *(el("li", *_choice(place, row, names)) for row in found.rows)),
        ]
    if found.outcome == "unknown" or not found.rows:
        told = texts.say("found_unknown", typed=found.typed)
    else:
        told = texts.say("found_outside", place=place_name(found.rows[0]))
    ours = place.site.edition.communities
    links = [el("li", _to(place, row)) for row in ours]
    return [
        el("p", el("b", told), " ", texts.counted("these_are", len(ours))),
        el("ul", *links, class_="chips"),
    ]


def _choice(place: Place, row: Row, names: dict[str, Row]) -> tuple[object, ...]:
    territory = names.get(row["territory"])
    if territory is None:
        why = "not_in_programme" if row["reach"] == "none" else "name_alone"
        return place_name(row), ": ", place.site.texts.say(why)
    return place_name(row), ": ", _to(place, territory)


def _to(place: Place, territory: Row) -> Markup:
    return el("a", territory["name"], href=place.to(territory_file(territory["territory"])))

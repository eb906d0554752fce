"""What a search found, shown in the light page that lists the places, with the head and foot of its edition."""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote, urlencode

from dashboard.language import t
from dashboard.markup import Markup, el

PLACES = "barrios.html"
QUERY = "q"
_LEAD = re.compile(r'<p class="lead">.*?</p>', re.DOTALL)
_FIELD = f'name="{QUERY}"'
_LANGUAGE = re.compile(rf'href="((?:\.\./\w\w/)?{re.escape(PLACES)})"')


def found_in(
    page: bytes, typed: str, places: list[tuple[str, str | None]], names: Mapping[str, str], unclear: str | None
) -> bytes:
    """The list of places with what was found above it.

    Args:
        page: the list as the edition has it.
        typed: by the reader; shown as text.
        places: name of each place and id of the territory that it is part of; None: of none.
        names: of the territories, by id.
        unclear: what to say where nothing leads to a territory.
    """
    if not typed:
        return page
    lines = [el("li", *_line(name, key, names)) for name, key in places]
    told = (el("p", unclear) if unclear else None, el("ul", *lines) if lines else None)
    found = el("div", *told, class_="found", role="status")
    text = _LEAD.sub(lambda _: str(found), page.decode("utf-8"), count=1)
    text = text.replace(_FIELD, f'{_FIELD} value="{escape(typed)}"', 1)
    asked = urlencode({QUERY: typed})
    return _LANGUAGE.sub(lambda link: f'href="{link[1]}?{asked}"', text).encode("utf-8")


def _line(name: str, territory: str | None, names: Mapping[str, str]) -> tuple[str | Markup, ...]:
    if territory is None:
        return name, ": ", t("no está en ninguna de estas comunidades, o el nombre solo no alcanza para saberlo")
    return name, ": ", el("a", names[territory], href=f"t/{quote(territory, safe='')}.html")

"""Pages of an edition that no longer leads: their links stay in it, and they say that there is a newer one.

A page was written when its edition was made, and cannot know what came later; so this is added when it is sent.
"""

import re

from dashboard.address import EDITION_PARAMETER
from dashboard.language import t
from dashboard.markup import el
from dashboard.server.released import FEED

_LEADS = re.compile(r' (href|src)="([^"#:?]+)(\?[^"#:]*)?(#[^"]*)?"')
"""A relative address: no scheme, and more than a place on the page itself."""
_FORM = re.compile(r"<form [^>]*>")
_BEGINS = '<div class="wrap">'
_LOOK = "margin:0 0 1rem;padding:.5rem .75rem;border:2px solid currentColor;border-radius:.375rem"


def kept_in_edition(page: bytes, shown: int, newest: int, address: str) -> bytes:
    """The page of an older edition, as a reader may go on from it.

    Args:
        page: as its edition has it.
        shown: number of its edition.
        newest: number of the one that leads.
        address: of the same page in the one that leads.
    """
    text = _LEADS.sub(lambda found: _with_edition(found, shown), page.decode("utf-8"))
    hidden = el("input", type="hidden", name=EDITION_PARAMETER, value=shown)
    text = _FORM.sub(lambda found: f"{found[0]}{hidden}", text)
    told = t("Esta página es de la edición {edition}, que no es la más nueva.", edition=shown)
    link = el("a", t("Ver la edición {edition}", edition=newest), href=address)
    notice = el("p", told, " ", link, role="note", style=_LOOK, class_="older")
    return text.replace(_BEGINS, f"{_BEGINS}{notice}", 1).encode("utf-8")


def _with_edition(found: re.Match[str], number: int) -> str:
    name, path, query, place = found[1], found[2], found[3] or "", found[4] or ""
    if path.endswith(FEED):
        return found[0]  # it tells of all editions
    joint = f"{query}&amp;" if query else "?"
    return f' {name}="{path}{joint}{EDITION_PARAMETER}={number}{place}"'

"""The address of a view: what was chosen stands in it by id, in every language the same, so that it can be sent.

Parameters (all optional, all ids): `territorio`, `indicador`, `idioma` (es, gn, en), `edicion` (a number), and what a
page adds. Those of `KEPT` go along from page to page, which Streamlit's own navigation would forget.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from dashboard.language import LANGUAGE_PARAMETER, REMEMBERED, SPANISH, speaking
from schemas.words import LANGUAGES

TERRITORY_PARAMETER = "territorio"
INDICATOR_PARAMETER = "indicador"
EDITION_PARAMETER = "edicion"
KEPT = (TERRITORY_PARAMETER, INDICATOR_PARAMETER, EDITION_PARAMETER)
PUBLIC_ADDRESS_VARIABLE = "SEAMOS_PUBLIC_URL"
EXPLORED = "/explorar"
"""Where the public server has the dashboard; its own first pages are the light ones."""
_KEPT_STATE = "sm-direccion"


def settle() -> None:
    """First thing of every run: remember what the address says, and put back what going to another page dropped."""
    language = st.query_params.get(LANGUAGE_PARAMETER)
    if language in LANGUAGES:
        st.session_state[REMEMBERED] = language
    elif st.session_state.get(REMEMBERED, SPANISH) != SPANISH:
        st.query_params[LANGUAGE_PARAMETER] = st.session_state[REMEMBERED]
    _settle_choices()


def _settle_choices() -> None:
    """Choices come back after a change of page; on one and the same page the address leads, absence included."""
    here = st.context.url
    kept = st.session_state.setdefault(_KEPT_STATE, {})
    moved = kept.get("page") not in (None, here)
    for name in KEPT:
        asked = st.query_params.get(name)
        if asked is None and moved and name in kept:
            st.query_params[name] = kept[name]
        elif asked is None:
            kept.pop(name, None)
        else:
            kept[name] = asked
    kept["page"] = here


def chosen(parameter: str, options: Sequence[str]) -> str:
    """What the address asks for, or the first option; the widget of that key is set to it.

    The address leads: a link that is followed, or the browser's way back, changes what the widget shows. What it asks
    for and is none of the options is left aside.

    Args:
        parameter: of the address, and key of the widget, which must be drawn after this call.
        options: ids, at least one.
    """
    asked = st.query_params.get(parameter)
    wanted = asked if asked is not None and asked in options else options[0]
    if st.session_state.get(parameter) != wanted:
        st.session_state[parameter] = wanted
    return wanted


def keep(parameter: str) -> Callable[[], None]:
    """The callback of a widget that writes its choice into the address."""

    def write() -> None:
        value = st.session_state.get(parameter)
        if value is not None:
            st.query_params[parameter] = str(value)

    return write


def asked_edition() -> int | None:
    """The number of the edition that the address asks for; None for the one that leads."""
    asked = st.query_params.get(EDITION_PARAMETER, "")
    # ASCII digits only, and no more than any edition will have
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) <= 9 and int(asked) > 0 else None


def link(page: str, edition: int | None = None, **parameters: str | int | None) -> str:
    """The relative address of a page of ours, for a link that opens it (`href=link("mapa", territorio="luque")`).

    Args:
        page: its path without slash (`""` for the first page).
        edition: the number that the present address asks for (`view.pinned`), so that a link stays in that edition.
        parameters: of the view that it leads to; None is left out.

    Returns:
        An address without a server's name, which works under any base path; the language goes along.
    """
    language = speaking()
    kept = {EDITION_PARAMETER: edition, LANGUAGE_PARAMETER: None if language == SPANISH else language}
    said = {name: str(value) for name, value in (parameters | kept).items() if value is not None}
    return f"./{page}" + (f"?{urlencode(said)}" if said else "")


def absolute(page_url: str | None, parameters: Mapping[str, str], configured: str | None = None) -> str:
    """The address of a view as it can be sent to somebody.

    Args:
        page_url: of the page, as the reader's browser has it; None outside a browser.
        parameters: of the view.
        configured: the address under which the server is known (`SEAMOS_PUBLIC_URL`), where it says another than the
            browser's: behind a proxy, or on a projector that opened `localhost`.
    """
    path = urlsplit(page_url or "").path or "/"
    base = configured.rstrip("/") + path if configured else (page_url or "")
    if base and not urlsplit(base).path:
        base += "/"
    return base + (f"?{urlencode(dict(sorted(parameters.items())))}" if parameters else "")


def present(edition: int, **more: str) -> str:
    """The absolute address of what is on the screen now, its edition and its language included."""
    parameters = {name: value for name, value in st.query_params.items() if value}
    parameters |= {EDITION_PARAMETER: str(edition), LANGUAGE_PARAMETER: speaking(), **more}
    configured = os.environ.get(PUBLIC_ADDRESS_VARIABLE)
    if light := light_page(st.context.url, parameters):
        return absolute(light, {EDITION_PARAMETER: str(edition)}, configured)
    return absolute(st.context.url, parameters, configured)


def light_page(page_url: str | None, parameters: Mapping[str, str]) -> str | None:
    """The light page that says what the first page of the dashboard says, which an old phone opens at once.

    Args:
        page_url: of the page, as the reader's browser has it.
        parameters: of the view; its language, and the territory if one was chosen.

    Returns:
        Its address; None for every other page, and on a server without light pages.
    """
    address = urlsplit(page_url or "")
    if address.path.rstrip("/") != EXPLORED:
        return None
    territory = parameters.get(TERRITORY_PARAMETER)
    page = f"t/{quote(territory, safe='')}" if territory else ""
    return address._replace(path=f"/{parameters[LANGUAGE_PARAMETER]}/{page}", query="", fragment="").geturl()

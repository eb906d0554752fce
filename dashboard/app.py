"""The router: which pages there are and for whom, what every page has in common, states with nothing to show."""

from pathlib import Path

import streamlit as st

from dashboard.address import settle
from dashboard.bad_states import SHOWN, state_of
from dashboard.document_language import announce
from dashboard.editions import is_public_server
from dashboard.language import speaking, speaking_in, t
from dashboard.page_list import registered
from dashboard.set_apart import set_lasting_memory_apart
from dashboard.stylesheet import stylesheet

HERE = Path(__file__).parent
# pixels; on a wider screen the page stays in the middle, since nobody reads lines of 200 letters
WIDTH = 1180


def navigation() -> dict[str, list[st.Page]]:
    """Public pages side by side, those of the team under one heading."""
    sections: dict[str, list[st.Page]] = {}
    for entry in registered(is_public_server()):
        # Streamlit wants no path for the page that opens without one
        page = st.Page(entry.path, title=entry.title, url_path=entry.address or None, default=not entry.address)
        sections.setdefault("" if entry.door == "public" else t("Interno"), []).append(page)
    return sections


def main() -> None:
    """Draw the page that the address asks for."""
    settle()
    # looked up once a run: every word of a page asks for it
    with speaking_in(speaking()):
        _draw()
    set_lasting_memory_apart()


def _draw() -> None:
    st.set_page_config(page_title=t("Seamos Ciudadanos"), page_icon=str(HERE / "icon.svg"), layout="wide")
    st.logo(str(HERE / "logo.svg"), size="medium")
    st.html(stylesheet())
    page = st.navigation(navigation(), position="top")
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH, gap="small"):
        try:
            page.run()
        except SHOWN as error:
            st.html(state_of(error))
        announce()


main()

"""Telling the browser in which language a page is: what reads it aloud, hyphenates and translates goes by it."""

import streamlit as st

from dashboard.language import speaking
from schemas.words import LANGUAGES

SCRIPTS = {each: f"<script>document.documentElement.lang={each!r}</script>" for each in LANGUAGES}


def announce() -> None:
    """Set the document's `lang`, which Streamlit fixes as English; the script is one of three of ours."""
    st.html(SCRIPTS[speaking()], unsafe_allow_javascript=True)

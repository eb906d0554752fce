"""A sentence with the voice of a person who says it, in Guaraní, where somebody recorded exactly this sentence."""

import streamlit as st

from dashboard.answers import sayable
from dashboard.language import t
from dashboard.markup import el
from dashboard.store import Edition, Row
from dashboard.verdict_words import title
from schemas.recording import LANGUAGE, recording_file


def voice(edition: Edition, indicator: Row, territory: str, language: str) -> None:
    """Under a card: the whole sentence and a player; nothing in the other languages or where nobody recorded this text.

    Args:
        edition: the public one, whose folder holds its recordings.
        indicator: its row.
        territory: id.
        language: of the page.
    """
    if language != LANGUAGE:
        return
    row = sayable(edition, indicator, territory)
    sentence = row[f"sentence_{LANGUAGE}"] if row else None
    file = recording_file(edition.path.parent, indicator["indicator"], territory, sentence)
    if file is None:
        return
    words = t("Escuche esta oración, dicha por una persona")
    st.html(el("div", el("p", sentence, class_="sm-quoted"), el("p", words, class_="sm-source"), class_="sm sm-voice"))
    st.audio(file, format="audio/mpeg", alt=f"{words}: {title(indicator, language)}", width=420)

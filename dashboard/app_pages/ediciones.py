"""«Ediciones»: what was published, when, what each edition changed, and which were taken back."""

import streamlit as st

from dashboard.editions import releases
from dashboard.editions_list import editions_list
from dashboard.language import t
from dashboard.page_frame import page
from dashboard.store import open_edition


def draw() -> None:
    """The whole page; the history is that of the edition that leads, whichever one the address asks for."""
    with page("public", title=lambda _: t("Ediciones"), lead=lambda _: _lead()) as view:
        st.html(editions_list(open_edition("public"), releases(), view.language))


def _lead() -> str:
    return t("Lo publicado no se borra: cada edición queda, con qué cambió y por qué. De la retirada queda el aviso.")


draw()

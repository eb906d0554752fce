"""«Minuta»: what may be said of a community, or of the whole programme, in one minute; released figures only."""

import os

import streamlit as st

from dashboard import questions
from dashboard.address import (
    EDITION_PARAMETER,
    PUBLIC_ADDRESS_VARIABLE,
    TERRITORY_PARAMETER,
    absolute,
    chosen,
    keep,
)
from dashboard.language import LANGUAGE_PARAMETER, speaking, t
from dashboard.markup import el
from dashboard.minuta_card import beside, proof, sayings
from dashboard.page_frame import View, page

ADDRESS, PROGRAMME = "minuta", "programa"
SCOPE = TERRITORY_PARAMETER


def draw() -> None:
    """The whole page: first what is said, last the choice of another community, so that it fits one screen."""
    with page("public", title=_title, head=_head) as view:
        territory = _scope(view)
        st.html(sayings(view.edition, territory, view.language))
        number = questions.edition_mark(view.edition)["edition"]
        st.html(proof(view.edition, _front_page(number, territory)))
        st.html(beside(view.edition, territory, view.language))
        chosen(TERRITORY_PARAMETER, _options(view))
        st.selectbox(
            t("De quién"), _options(view), key=TERRITORY_PARAMETER, on_change=keep(TERRITORY_PARAMETER), width=320,
            format_func=lambda each: t("Todo el programa") if each == PROGRAMME else view.territories[each]["name"],
        )  # fmt: skip


def _options(view: View) -> list[str]:
    return [PROGRAMME, *(row["territory"] for row in view.territories.values() if row["role"] == "intervention")]


def _scope(view: View) -> str:
    """The id of the territory that the address asks for; empty for the whole programme."""
    asked = st.query_params.get(TERRITORY_PARAMETER, PROGRAMME)
    return asked if asked != PROGRAMME and asked in _options(view) else ""


def _title(view: View) -> str:
    territory = _scope(view)
    name = view.territories[territory]["name"] if territory else t("El programa")
    return t("{name} en un minuto", name=name)


def _head(view: View) -> str:
    return el("header", el("h1", _title(view)), class_="sm sm-minute sm-masthead")


def _front_page(edition: int, territory: str) -> str:
    """The address of the page with the figures behind the sentences, in the same edition and language."""
    here = (st.context.url or "").removesuffix("/").removesuffix(f"/{ADDRESS}")
    asked = {EDITION_PARAMETER: str(edition), LANGUAGE_PARAMETER: speaking()}
    asked |= {TERRITORY_PARAMETER: territory} if territory else {}
    return absolute(f"{here}/", asked, os.environ.get(PUBLIC_ADDRESS_VARIABLE))


draw()

"""«Mi territorio»: what may be said of one community, what may not, where to ask; released figures only."""

import streamlit as st

from dashboard import questions
from dashboard.address import asked_edition, link
from dashboard.answers import card, key_words
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.markup import el, joined
from dashboard.masthead import masthead, title_words
from dashboard.page_frame import View, page
from dashboard.sources import about_data
from dashboard.store import open_edition
from dashboard.territory_apart import apart_section
from dashboard.territory_detail import detail
from dashboard.territory_file import territory_twin
from dashboard.territory_help import help_section
from dashboard.territory_others import others_strip
from dashboard.territory_place import PLACE_PARAMETER, place_field, place_found, settle_place
from dashboard.territory_unsaid import unsaid_section
from dashboard.territory_voice import voice


def draw() -> None:
    """The whole page; everything heavy in it was made once for this edition."""
    if PLACE_PARAMETER in st.query_params:
        settle_place(open_edition("public", asked_edition()))
    with page(
        "public",
        title=lambda view: title_words(view.place),
        head=lambda view: masthead(view.edition, view.place["territory"], view.language),
        choose_territory=True,
        beside=lambda view: st.html(place_field(view.edition, view.place["territory"])),
    ) as view:
        _body(view)


def _body(view: View) -> None:
    edition, territory, language = view.edition, view.place["territory"], view.language
    if found := place_found(edition, territory):
        st.html(found)
    for indicator in questions.indicators(edition):
        st.html(card(edition, indicator["indicator"], territory, language))
        voice(edition, indicator, territory, language)
        if indicator["grain"] != "activity":
            detail(edition, indicator, view.place, language)
    st.html(key_words())
    take_away(edition, territory_twin(edition, territory, language))
    st.html(_after(view))


def _after(view: View) -> str:
    """Everything under the cards, in one piece."""
    edition, territory, language = view.edition, view.place["territory"], view.language
    minute = el("p", el("a", t("En un minuto: tres oraciones para contar"), target="_self",
                        href=link("minuta", view.pinned, territorio=territory)), class_="sm")  # fmt: skip
    return joined(
        minute,
        apart_section(edition, territory, language),
        unsaid_section(edition, territory, language),
        help_section(edition, language),
        others_strip(edition, territory, language),
        about_data(edition, territory, language),
    )


draw()

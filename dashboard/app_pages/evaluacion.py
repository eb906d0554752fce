"""«Evaluación»: one territory before a meeting, on a projector, step by step. A meeting is public: the public door."""

from dataclasses import replace

import streamlit as st

from dashboard.address import TERRITORY_PARAMETER, chosen
from dashboard.downloads import take_away
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.meeting_keys import buttons
from dashboard.meeting_page import rests_on, slide
from dashboard.meeting_steps import STEP_PARAMETER, Step, position, steps
from dashboard.meeting_table import picture_of, twin
from dashboard.page_frame import View, page, territory_selector
from dashboard.share import share


def draw() -> None:
    """The screen: what stands above, the step, the buttons."""
    with (
        st.container(key="sm-projector", gap="xxsmall"),
        page("public", title=title, head=heading, footed=False) as view,
    ):
        body(of_territory(view))


def of_territory(view: View) -> View:
    """The view with the territory that the address asks for, or the first; this page chooses it on its first step."""
    if view.territory is not None or not view.territories:
        return view
    return replace(view, territory=chosen(TERRITORY_PARAMETER, list(view.territories)))


def title(view: View) -> str:
    """Of the page: whose meeting it is."""
    return (
        t("Evaluación: {territory}", territory=of_territory(view).place["name"])
        if view.territories
        else t("Evaluación")
    )


def heading(view: View) -> Markup:
    """Small: the room looks at the step."""
    return el("header", el("h1", title(view)), class_="sm sm-meet-head")


def body(view: View) -> None:
    """The step that the address asks for."""
    asked = steps(view.edition, view.place["territory"])
    place = position(st.query_params.get(STEP_PARAMETER), len(asked))
    with st.container(key="sm-slide", gap=None):
        st.html(slide(view.edition, asked[place], view.place, view.language))
    with st.container(key="sm-steps", horizontal=True, vertical_alignment="center", gap="small"):
        buttons(place, len(asked))
        tools(view, asked[place])
        with st.container(width="stretch", key="sm-meet-rests"):
            st.html(rests_on(view.edition, view.pinned, view.place["territory"]))


def tools(view: View, step: Step) -> None:
    """On the first step the territory; beside a picture its data; the address of the step always."""
    if step.kind == "opening":
        with st.container(width=220, key="sm-meet-choose"):
            territory_selector(view.territories)
    if step.kind in ("picture", "chance"):
        take_away(view.edition, twin(view, step.indicator), svg=picture_of(view, step.kind, step.indicator))
    share(view.edition, title(view))


draw()

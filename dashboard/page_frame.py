"""What every page has in common: language, mark of generated data, head with the selector of territory, foot.

A page is then:

    with page("public", title=lambda view: t("Mapa")) as view:
        st.html(something(view.edition, view.language))

`docs/dashboard.md` says more.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import questions
from dashboard.address import TERRITORY_PARAMETER, asked_edition, chosen, keep
from dashboard.bad_states import NoTerritoryError
from dashboard.editions import Door
from dashboard.language import LANGUAGE_PARAMETER, NAMES, speaking, t
from dashboard.markup import Markup, el
from dashboard.masthead import band, edition_line
from dashboard.page_foot import foot
from dashboard.store import Edition, Row, open_edition
from schemas.words import LANGUAGES

_REVIEW = "Koʼã ñeʼẽ oikotevẽ gueteri jehechajey (falta revisión)."


@dataclass(frozen=True)
class View:
    """What a page shows: an edition, in a language, of a territory.

    Attributes:
        edition: opened through the page's door.
        language: es, gn or en.
        territories: by id, those of the programme first.
        territory: the chosen one's id; None on a page without a selector.
    """

    edition: Edition
    language: str
    territories: Mapping[str, Row]
    territory: str | None = None

    @property
    def place(self) -> Row:
        """The row of the chosen territory."""
        return self.territories[self.territory or next(iter(self.territories))]

    @property
    def pinned(self) -> int | None:
        """The edition that the address asks for by its number: give it to `address.link`."""
        return self.edition.pinned


@contextmanager
def page(
    door: Door,
    title: Callable[[View], str],
    *,
    head: Callable[[View], str] | None = None,
    lead: Callable[[View], str] | None = None,
    choose_territory: bool = False,
    beside: Callable[[View], object] | None = None,
    footed: bool = True,
) -> Iterator[View]:
    """Draw the head, let the page draw its body, draw the foot.

    Args:
        door: `public` for what citizens and meetings see, `internal` for the others.
        title: of the page, in its language; stands in the browser's tab, and as heading unless `head` draws its own.
        head: HTML (of `markup`) in place of the plain heading; must hold the `h1`.
        lead: one sentence under the plain heading.
        choose_territory: whether the selector of territories stands beside the head.
        beside: draws more under that selector; given only with it.
        footed: False where a page has no room for a foot (a projector's screen).

    Raises:
        NoEditionError, EditionUnreadableError, NotPublicError, NoTerritoryError: the router draws their states.
    """
    strip = top_strip()
    edition = open_edition(door, asked_edition())
    if told := band(edition) + awaiting_review():
        strip.html(told)
    view = View(edition, speaking(), {row["territory"]: row for row in questions.territories(edition)})
    if choose_territory and not view.territories:
        raise NoTerritoryError
    view = _headed(view, title, head, lead, choose_territory, beside)
    yield view
    if footed:
        foot(view.edition, title(view))


def _headed(
    view: View,
    title: Callable[[View], str],
    head: Callable[[View], str] | None,
    lead: Callable[[View], str] | None,
    choose_territory: bool,
    beside: Callable[[View], object] | None = None,
) -> View:
    """The head, and beside it the selector, whose choice it already shows."""
    place = st.container()
    if choose_territory:
        place, right = place.columns([3, 1], gap="small")
        with right:
            view = replace(view, territory=territory_selector(view.territories))
            if beside:
                beside(view)
    st.set_page_config(page_title=f"{title(view)} · {t('Seamos Ciudadanos')}", layout="wide")
    place.html(head(view) if head else plain_head(title(view), lead(view) if lead else None, view.edition))
    return view


def plain_head(title: str, lead: str | None, edition: Edition) -> Markup:
    """Heading, one sentence, edition."""
    line = edition_line(edition)
    return el("header", el("h1", title), el("p", lead) if lead else None, line, class_="sm sm-masthead")


def territory_selector(territories: Mapping[str, Row]) -> str:
    """The selector; its choice stands in the address. Returns the chosen id."""
    picked = chosen(TERRITORY_PARAMETER, list(territories))
    st.selectbox(
        t("Territorio"), list(territories), key=TERRITORY_PARAMETER, on_change=keep(TERRITORY_PARAMETER),
        format_func=lambda each: territory_label(territories[each]), filter_mode="contains",
    )  # fmt: skip
    return picked


def territory_label(territory: Row) -> str:
    """The name; of a comparison area with that word."""
    if territory["role"] == "comparison":
        return t("{territory} (zona de comparación)", territory=territory["name"])
    return str(territory["name"])


def top_strip() -> DeltaGenerator:
    """The switch of languages at the right; returns the place to its left, for marks that stand above everything."""
    top = st.container(
        horizontal=True, vertical_alignment="top", horizontal_alignment="right", gap="small", key="sm-top"
    )
    left = top.container()
    with top.container(width="content"):
        language_switch()
    return left


def language_switch() -> None:
    """Español · Guaraní · English, each in its own language; the choice stands in the address."""
    chosen(LANGUAGE_PARAMETER, [speaking(), *LANGUAGES])
    st.segmented_control(
        t("Idioma"), LANGUAGES, key=LANGUAGE_PARAMETER, on_change=keep(LANGUAGE_PARAMETER), required=True,
        format_func=lambda each: NAMES[each], label_visibility="collapsed", width="content",
    )  # fmt: skip


def awaiting_review() -> str:
    """What a page in Guaraní says of itself once; empty in the other languages."""
    return el("p", _REVIEW, class_="sm sm-review") if speaking() == "gn" else ""

"""Finding one's community by the name of a barrio: a field of ours, so that every word of it is in the page's language.

The field asks the same address again with `barrio=…`. What it names is looked up in the programme's gazetteer; where it
is part of one community, the page opens on that one.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import questions
from dashboard.address import EDITION_PARAMETER, TERRITORY_PARAMETER, link
from dashboard.language import LANGUAGE_PARAMETER, SPANISH, speaking, t, tn
from dashboard.markup import Markup, el, joined
from dashboard.programme_questions import places
from dashboard.store import Edition, Row, once_per_edition
from schemas.find_place import LONGEST, Found, find_place, place_name

PLACE_PARAMETER = "barrio"
_FOUND = "sm-barrio"


def settle_place(edition: Edition) -> None:
    """Before the page is drawn: turn the typed name into a territory, and remember what was said of it."""
    typed = st.query_params.get(PLACE_PARAMETER)
    if not typed:
        return
    answer = find_place(places(edition), typed)
    del st.query_params[PLACE_PARAMETER]
    if answer.territory:
        st.query_params[TERRITORY_PARAMETER] = answer.territory
    st.session_state[_FOUND] = (answer, st.query_params.get(TERRITORY_PARAMETER))


@once_per_edition
def place_field(edition: Edition, territory: str) -> Markup:
    """The field, with the rest of the address in it, and what was found last."""
    language = speaking()
    kept = {
        TERRITORY_PARAMETER: territory,
        EDITION_PARAMETER: edition.pinned,
        LANGUAGE_PARAMETER: None if language == SPANISH else language,
    }
    hidden = [el("input", type="hidden", name=name, value=value) for name, value in kept.items() if value is not None]
    label = t("¿Cuál es su barrio?")
    field = el("input", type="search", name=PLACE_PARAMETER, maxlength=LONGEST, aria_label=label, placeholder=label,
               autocomplete="off", enterkeyhint="search")  # fmt: skip
    form = el("form", *hidden, field, el("button", t("Buscar")), action="./", method="get", class_="sm-find")
    return el("div", form, class_="sm", role="search")


def place_found(edition: Edition, territory: str) -> Markup | None:
    """What the gazetteer says of the name that was typed, as long as the reader stays where it led."""
    answer, at = st.session_state.get(_FOUND, (None, None))
    if answer is None or at not in (None, territory):
        return None
    return el("div", *_told(edition, answer), class_="sm sm-found", role="status")


def _told(edition: Edition, answer: Found) -> list[Markup]:
    names = {row["territory"]: row for row in questions.territories(edition)}
    ours = [row for row in names.values() if row["role"] == "intervention"]
    if answer.outcome == "inside":
        return [el("p", _inside(answer, names))]
    if answer.outcome == "several":
        return [
            el("p", t("Hay más de un lugar con «{typed}». ¿Cuál es?", typed=answer.typed)),
            el("ul", *(el("li", *_choice(edition, row, names)) for row in answer.rows)),
        ]
    if answer.outcome == "outside":
        told = t("«{place}» no está en el programa.", place=place_name(answer.rows[0]))
    else:
        told = t("No encontramos «{typed}» entre los lugares conocidos.", typed=answer.typed)
    these = tn("Esta comunidad sí está:", "Estas {number} comunidades sí están:", len(ours))
    links = joined(*_spaced([_to(edition, row) for row in ours]))
    return [el("p", el("b", told), " ", these), el("p", links, class_="sm-chips")]


def _inside(answer: Found, names: dict[str, Row]) -> str:
    place, territory = place_name(answer.rows[0]), names.get(str(answer.territory), {})
    name = territory.get("name", answer.territory)
    if territory.get("role") == "comparison":
        return t(
            "«{place}» es parte de {territory}, una zona de comparación: se mide, pero no está en el programa.",
            place=place, territory=name,
        )  # fmt: skip
    return t("«{place}» es parte de {territory}, una comunidad del programa.", place=place, territory=name)


def _choice(edition: Edition, row: Mapping[str, Any], names: dict[str, Row]) -> tuple[object, ...]:
    territory = names.get(row["territory"])
    if territory is None:
        why = t("no está en el programa") if row["reach"] == "none" else t("el nombre solo no dice dónde")
        return place_name(row), ": ", why
    return place_name(row), ": ", _to(edition, territory)


def _to(edition: Edition, territory: Row) -> Markup:
    address = link("", edition.pinned, territorio=territory["territory"])
    return el("a", territory["name"], href=address, target="_self")


def _spaced(parts: list[Markup]) -> list[object]:
    return [piece for part in parts for piece in (part, " ")]

"""Finding one's community by the name of a barrio: a field of ours, so that every word of it is in the page's language.

The field asks the same address again with `barrio=…`. What it names is looked up in the programme's gazetteer; where it
is part of one community, the page opens on that one.
"""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard import questions
from dashboard.address import EDITION_PARAMETER, TERRITORY_PARAMETER, link
from dashboard.language import LANGUAGE_PARAMETER, SPANISH, speaking, t, tn
from dashboard.markup import Markup, el, joined
from dashboard.programme_questions import places
from dashboard.store import Edition, Row
from schemas.fold import fold

PLACE_PARAMETER = "barrio"
MOST_LISTED = 6
LONGEST = 60
_FOUND = "sm-barrio"
_SMALL_WORDS = {"De", "Del", "La", "Las", "Los", "El", "Y", "E"}


@dataclass(frozen=True)
class Sought:
    """What somebody typed, and what the gazetteer says of it.

    Attributes:
        typed: as it was typed, cut at `LONGEST` letters.
        outcome: part of one territory; known and in none; to choose from several; not known.
        rows: places of the gazetteer that it may be, the nearest first.
    """

    typed: str
    outcome: Literal["inside", "outside", "several", "unknown"]
    rows: tuple[Row, ...]

    @property
    def territory(self) -> str | None:
        """The one territory that it is part of."""
        return str(self.rows[0]["territory"]) if self.outcome == "inside" else None


def sought(edition: Edition, typed: str) -> Sought:
    """Look a name up, with or without accents."""
    words = typed.strip()[:LONGEST]
    found = places(edition, words)
    exact = [row for row in found if fold(row["name"]) == fold(words)] or found
    reached = {row["territory"] for row in exact if row["reach"] != "ambiguous"}
    doubtful = any(row["reach"] == "ambiguous" for row in exact)
    if not exact:
        return Sought(words, "unknown", ())
    if doubtful or len(reached) > 1 or (reached == {None} and len(exact) < len(found) and exact is found):
        return Sought(words, "several", tuple(exact[:MOST_LISTED]))
    return Sought(words, "outside" if reached == {None} else "inside", tuple(exact))


def settle_place(edition: Edition) -> None:
    """Before the page is drawn: turn the typed name into a territory, and remember what was said of it."""
    typed = st.query_params.get(PLACE_PARAMETER)
    if not typed:
        return
    answer = sought(edition, typed)
    del st.query_params[PLACE_PARAMETER]
    if answer.territory:
        st.query_params[TERRITORY_PARAMETER] = answer.territory
    st.session_state[_FOUND] = (answer, st.query_params.get(TERRITORY_PARAMETER))


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


def _told(edition: Edition, answer: Sought) -> list[Markup]:
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


def _inside(answer: Sought, names: dict[str, Row]) -> str:
    place, territory = place_name(answer.rows[0]), names.get(str(answer.territory), {})
    name = territory.get("name", answer.territory)
    if territory.get("role") == "comparison":
        return t(
            "«{place}» es parte de {territory}, una zona de comparación: se mide, pero no está en el programa.",
            place=place, territory=name,
        )  # fmt: skip
    return t("«{place}» es parte de {territory}, una comunidad del programa.", place=place, territory=name)


def _choice(edition: Edition, row: Row, names: dict[str, Row]) -> tuple[object, ...]:
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


def place_name(row: Row) -> str:
    """«Las Carmelitas (Asunción)»: gazetteers often write in capitals."""
    name = str(row["name"])
    if name.isupper():
        words = name.title().split(" ")
        name = " ".join([words[0], *(each.lower() if each in _SMALL_WORDS else each for each in words[1:])])
    return f"{name} ({row['district']})" if row["district"] and row["district"] != name else name

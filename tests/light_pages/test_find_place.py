"""A typed barrio: one territory, none, several, unknown; never HTML."""

from typing import Any

import pytest

from etl.light_pages import Site, find_place, found_page
from etl.public_edition import read_public_edition
from tests.hostile_edition import HOSTILE, Released
from tests.page_reader import read_page


def place(
    name: str, territory: str | None, reach: str = "territory", *, spelling: str = "", district: str = "Luque"
) -> dict[str, Any]:
    return {"spelling": spelling or name.lower(), "name": name, "kind": "barrio", "district": district,
            "territory": territory, "reach": reach}  # fmt: skip


ROWS = [
    place("Centro", "centro"),
    place("Centro", "centro", spelling="centro historico"),
    place("Ñu Guasú", "sur", spelling="nu guasu"),
    place("San Juan", "norte"),
    place("San Juan", "sur", district="Limpio"),
    place("Lejano", None, "none"),
    place("Luque", None, "ambiguous"),
    place("Mariscal López", "norte", spelling="mariscal lopez"),
]


@pytest.mark.parametrize(
    ("typed", "outcome", "territory"),
    [
        ("Centro", "inside", "centro"),
        ("  CENTRO ", "inside", "centro"),
        ("centro historico", "inside", "centro"),
        ("ñu guasu", "inside", "sur"),
        ("mariscal", "inside", "norte"),
        ("san juan", "several", None),
        ("lejano", "outside", None),
        ("luque", "several", None),
        ("zzz", "unknown", None),
        ("", "unknown", None),
        ("<b>", "unknown", None),
    ],
)
def test_what_a_name_may_be(typed: str, outcome: str, territory: str | None) -> None:
    found = find_place(ROWS, typed)
    assert (found.outcome, found.territory) == (outcome, territory)


def test_a_very_long_name_is_cut() -> None:
    assert len(find_place(ROWS, "x" * 10_000).typed) == 60


def test_the_page_gives_back_what_was_typed_as_text(hard: Released) -> None:
    site = Site(read_public_edition(hard.public_file), "es")
    found, page = found_page(site, HOSTILE)
    assert found.outcome == "unknown"
    assert "<script" not in page.lower()
    assert found.typed in read_page(page).one("div", class_="found").text


def test_the_page_leads_to_the_territory(hard: Released) -> None:
    site = Site(read_public_edition(hard.public_file), "en")
    found, page = found_page(site, "quilicura")
    assert found.territory == "quilicura"
    links = [each.attributes["href"] for each in read_page(page).one("div", class_="found").every("a")]
    assert links == ["t/quilicura.html"]

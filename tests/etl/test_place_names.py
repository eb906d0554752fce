"""Places in any case, with or without accents, abbreviated or by an alias; near misses are offered and never taken."""

from pathlib import Path

import pytest

from etl.place_names import PlaceNames, nearest
from schemas.load import load_programme
from tests.small_programme import SmallProgramme

PARAGUAY = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"


@pytest.fixture(scope="module")
def paraguay() -> PlaceNames:
    return PlaceNames.of(load_programme(PARAGUAY))


@pytest.fixture
def small(small_programme: SmallProgramme) -> PlaceNames:
    return PlaceNames.of(small_programme.load())


@pytest.mark.parametrize(
    "barrio",
    [
        "Mariscal López",
        "MARISCAL LOPEZ",
        "mariscal lópez",
        "Mcal. López",
        "MCAL LOPEZ",
        "Mcal.Lopez",
        "Barrio Mariscal López",
        "B° Mcal. López",
        "Bo. Mariscal Lopez",
        "M. López",
        "  Mariscal   López ",
        "Norte",
    ],
)
def test_spellings_of_one_place(small: PlaceNames, barrio: str) -> None:
    placed = small.place({"barrio": barrio, "district": "LUQUE", "department": "Central"})
    assert (placed.outcome, placed.territory) == ("placed", "norte")


@pytest.mark.parametrize(
    ("names", "outcome", "territory"),
    [
        ({"barrio": "El Centro"}, "placed", "centro"),
        ({"barrio": "ÑU GUASU"}, "placed", "sur"),
        ({"barrio": "Nu Guasú"}, "placed", "sur"),
        ({"barrio": "Lejano"}, "outside", None),
        ({"territory": "Centro"}, "placed", "centro"),
        ({"territory": "sur"}, "placed", "sur"),
        ({"district": "Luque"}, "ambiguous", None),
        ({"district": "Ciudad de Luque"}, "ambiguous", None),
        ({"district": "Limpio"}, "outside", None),
        ({"district": "Limpio", "barrio": "Cualquiera"}, "outside", None),
        ({"comisaria": "Comisaría 1ª"}, "placed", "centro"),
        ({"comisaria": "1ra. Comisaría"}, "placed", "centro"),
        ({"comisaria": "CRIA. PRIMERA"}, "placed", "centro"),
        ({"comisaria": "Comisaría 01"}, "placed", "centro"),
        ({"comisaria": "Comisaría 2ª"}, "ambiguous", None),
        ({"comisaria": "Comisaría 7ª"}, "unknown", None),
        ({"barrio": "Centro", "comisaria": "Comisaría 99"}, "placed", "centro"),
        ({"district": "Luque", "comisaria": "Comisaría 1ª"}, "placed", "centro"),
        ({"department": "Central"}, "missing", None),
        ({}, "missing", None),
        ({"barrio": "Centro", "district": "Luque", "department": "Itapúa"}, "conflict", None),
        ({"barrio": "Centro", "department": "Itapúa"}, "conflict", None),
        ({"district": "Limpio", "department": "Itapúa"}, "conflict", None),
        # a district that nobody knows is not passed over because the barrio has a name known elsewhere
        ({"barrio": "Centro", "district": "Lukue"}, "unknown", None),
        ({"barrio": "Centr", "district": "Luque"}, "unknown", None),
        ({"barrio": "X. López", "district": "Luque"}, "unknown", None),
    ],
)
def test_what_a_combination_of_names_says(
    small: PlaceNames, names: dict[str, str], outcome: str, territory: str | None
) -> None:
    placed = small.place(names)
    assert (placed.outcome, placed.territory) == (outcome, territory)


@pytest.mark.parametrize(
    ("barrio", "suggestion"),
    [("Mariscal Lopes", "Mariscal López"), ("Cemtro", "Centro"), ("Ñu Guazu", "Ñu Guasú"), ("Kilómetro 14", None)],
)
def test_a_near_miss_is_offered_and_not_taken(small: PlaceNames, barrio: str, suggestion: str | None) -> None:
    placed = small.place({"barrio": barrio, "district": "Luque"})
    assert (placed.outcome, placed.territory, placed.suggestion) == ("unknown", None, suggestion)


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        ({"district": "M. R. Alonso", "department": "CENTRAL"}, "outside"),
        ({"district": "M.R. ALONSO"}, "outside"),
        ({"district": "Mariano R. Alonso"}, "outside"),
        ({"district": "Fdo. de la Mora", "department": "Central"}, "outside"),
        ({"district": "J. A. Saldivar"}, "outside"),
        ({"district": "Gral. Elizardo Aquino"}, "outside"),
        ({"barrio": "MCAL. LOPEZ", "district": "ASUNCION", "department": "CAPITAL"}, "outside"),
        ({"comisaria": "10MA. COMISARIA METROPOLITANA"}, "placed"),
        ({"district": "ÑEMBY"}, "placed"),
        ({"district": "Nemby", "department": "Central"}, "placed"),
        ({"district": "LUQUE", "department": "CAPITAL"}, "conflict"),
    ],
)
def test_real_names_of_paraguay(paraguay: PlaceNames, names: dict[str, str], outcome: str) -> None:
    assert paraguay.place(names).outcome == outcome


def test_initials_that_fit_two_places_decide_nothing(small_programme: SmallProgramme) -> None:
    small_programme.change("gazetteer.csv", "barrio,Norte,", "barrio,Manuel López,Luque,sur,,\nbarrio,Norte,")
    names = PlaceNames.of(small_programme.load())
    assert names.place({"barrio": "M. López", "district": "Luque"}).outcome == "unknown"


def test_a_name_of_two_places_in_one_district_is_ambiguous(small_programme: SmallProgramme) -> None:
    small_programme.change(
        "gazetteer.csv", "barrio,Norte,Luque,norte", "barrio,Norte,Luque,sur,,\nbarrio,Norte,Luque,norte"
    )
    names = PlaceNames.of(small_programme.load())
    assert names.place({"barrio": "Norte", "district": "Luque"}).outcome == "ambiguous"


def test_nothing_near_gives_no_hint() -> None:
    assert nearest("Encarnación", ["Centro", "Norte"]) is None


def test_a_file_of_very_many_unknown_places_gets_no_more_hints(small: PlaceNames) -> None:
    small.suggested = 5000
    assert small.place({"barrio": "Cemtro", "district": "Luque"}).suggestion is None

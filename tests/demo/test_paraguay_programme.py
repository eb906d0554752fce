"""The shipped programme `paraguay`: valid against its models, and fit to compare what it compares."""

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from shapely.geometry import shape

from schemas.feed import Feed
from schemas.fold import fold
from schemas.load import AMBIGUOUS, NO_TERRITORY, Programme, load_programme
from schemas.programme import Declaration, Indicator

PROGRAMME = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"
BORDER_DEGREES = 0.0006
FILES: list[tuple[Path, type[BaseModel]]] = [
    (PROGRAMME / "programme.toml", Declaration),
    *((path, Indicator) for path in sorted((PROGRAMME / "indicators").glob("*.toml"))),
    *((path, Feed) for path in sorted((PROGRAMME / "feeds").glob("*.toml"))),
]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(PROGRAMME)


@pytest.mark.parametrize(("path", "model"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_each_file_is_valid_and_refuses_a_key_it_does_not_know(path: Path, model: type[BaseModel]) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    model.model_validate(content)
    with pytest.raises(ValueError, match="una_clave_mal_escrita"):
        model.model_validate(content | {"una_clave_mal_escrita": 1})


def test_the_five_indicators_of_the_commitment_are_there_in_order(programme: Programme) -> None:
    assert list(programme.indicators) == ["vif", "paz_publica", "robo", "estupefacientes", "actividades"]
    assert [i.letter for i in programme.indicators.values()] == list("abcde")


def test_windows_shock_and_milestones_are_those_of_the_commitment(programme: Programme) -> None:
    declaration = programme.declaration
    (evaluation,) = declaration.evaluations
    assert [len(evaluation.baseline.months), len(evaluation.current.months)] == [12, 13]
    assert {m.strftime("%Y-%m") for m in declaration.apart_months} == {"2020-03", "2020-04", "2020-05"}
    assert len(declaration.milestones) == 6
    assert all(m.state is None for m in declaration.milestones), "what was reached is for people to say, with evidence"
    assert declaration.data == "generated"
    assert "nunca se publicó" in declaration.note.es


def test_no_domestic_violence_or_drug_record_may_be_judged(programme: Programme) -> None:
    assert programme.indicators["vif"].polarity == "neutral"
    assert programme.indicators["vif"].sensitive
    assert programme.indicators["vif"].k == 10
    assert "cuánto se buscó" in str(programme.indicators["estupefacientes"].neutral_note)


def test_barrios_and_districts_are_mixed_among_both_roles(programme: Programme) -> None:
    counted = programme.territories.group_by("role", "parent").len().sort("role", "parent")
    found = {(role, parent): n for role, parent, n in counted.iter_rows()}
    assert found[("intervention", "Asunción")] + found[("intervention", "Central")] == 5
    assert found[("comparison", "Asunción")] + found[("comparison", "Central")] >= 8
    assert min(found.values()) >= 2


def touching(outlines: dict[str, Any], one: set[str], other: set[str]) -> list[tuple[str, str]]:
    """Pairs of territories, one of each set, whose outlines lie within about 60 m."""
    shapes = {name: shape(geometry) for name, geometry in outlines.items()}
    return [(a, b) for a in sorted(one) for b in sorted(other) if shapes[a].distance(shapes[b]) < BORDER_DEGREES]


def test_every_territory_has_an_outline_and_no_two_overlap(programme: Programme) -> None:
    assert set(programme.outlines) == set(programme.roles)
    shapes = {name: shape(geometry) for name, geometry in programme.outlines.items()}
    shared = {(a, b): shapes[a].intersection(shapes[b]).area for a, b in combinations(shapes, 2)}
    assert max(shared.values()) < 1e-6, "a point must lie in one territory"


def test_no_comparison_area_touches_a_community_of_the_programme(programme: Programme) -> None:
    roles, outlines = programme.roles, dict(programme.outlines)
    chosen = {t for t, role in roles.items() if role == "intervention"}
    assert touching(outlines, chosen, set(roles) - chosen) == []


def test_neighbours_would_be_found(programme: Programme) -> None:
    assert touching(dict(programme.outlines), {"luque"}, {"limpio"}) == [("luque", "limpio")]


def test_a_barrio_has_its_share_of_the_dwellings_and_says_that_it_is_an_estimate(programme: Programme) -> None:
    rows = programme.population.join(programme.territories.select("id", "parent"), left_on="territory", right_on="id")
    barrios = rows.filter(rows["parent"] == "Asunción")
    assert barrios["estimated"].all()
    assert not rows.filter(rows["parent"] == "Central")["estimated"].any()
    assert set(rows["year"]) == {2017, 2018, 2019, 2020}
    tacumbu = barrios.filter((barrios["territory"] == "tacumbu") & (barrios["year"] == 2020))
    assert tacumbu["population"].item() == round(521_559 * 5_394 / 139_597)
    assert rows.filter(rows["year"] < 2020)["source"].str.contains("la cifra de 2020 tal cual").all()


def test_the_gazetteer_holds_the_reference_lists_whole(programme: Programme) -> None:
    kinds = dict(programme.gazetteer.group_by("kind").len().iter_rows())
    asuncion = programme.gazetteer.filter(programme.gazetteer["district"] == "Asunción")
    assert kinds["departamento"] == 18
    assert kinds["distrito"] == 246
    assert asuncion.filter(asuncion["note"].str.starts_with("DGEEC 0000")).height == 68
    assert kinds["barrio"] + kinds["localidad"] > 600


def spellings(programme: Programme) -> dict[tuple[str, str, str], set[str]]:
    """Territories that each folded name or alias of a kind and district may mean."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in programme.gazetteer.iter_rows(named=True):
        kind = "barrio" if row["kind"] == "localidad" else row["kind"]
        district = "" if kind == "distrito" else fold(row["district"] or "")
        for name in (row["name"], *(row["aliases"] or "").split("|")):
            if name:
                found.setdefault((kind, district, fold(name)), set()).add(row["territory"])
    return found


def test_no_name_of_the_gazetteer_means_two_territories(programme: Programme) -> None:
    assert [name for name, territories in spellings(programme).items() if len(territories) > 1] == []


def test_asuncion_as_a_whole_decides_nothing_and_a_district_outside_is_known_as_such(programme: Programme) -> None:
    known = spellings(programme)
    assert known[("distrito", "", "asuncion")] == {AMBIGUOUS}
    assert known[("distrito", "", "san lorenzo")] == {NO_TERRITORY}
    assert known[("distrito", "", "m r alonso")] == {NO_TERRITORY}
    assert known[("barrio", "asuncion", "chacarita")] == {"ricardo_brugada"}


def test_every_comisaria_says_that_it_is_illustrative(programme: Programme) -> None:
    stations = programme.gazetteer.filter(programme.gazetteer["kind"] == "comisaria")
    assert stations["note"].str.starts_with("ilustrativa").all()
    assert AMBIGUOUS in set(stations["territory"])


def test_theft_without_force_counts_in_no_indicator(programme: Programme) -> None:
    police = programme.offences.filter(programme.offences["feed"] == "policia_denuncias")
    by_name = dict(police.select("offence", "indicator").iter_rows())
    assert {i for o, i in by_name.items() if "HURTO" in o} == {NO_TERRITORY}
    assert {i for o, i in by_name.items() if o.startswith("ROBO")} == {"robo"}
    assert len({fold(o) for o in by_name}) == len(by_name)


def test_each_feed_with_an_offence_column_has_its_list(programme: Programme) -> None:
    listed = set(programme.offences["feed"])
    assert {f.id for f in programme.feeds.values() if "offence" in f.columns} == listed


def test_the_plan_names_only_communities_of_the_programme(programme: Programme) -> None:
    roles = programme.roles
    assert {roles[t] for t in programme.plan["territory"]} == {"intervention"}

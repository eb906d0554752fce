"""What a programme says of itself is published whole, in three languages, and nothing is added to it."""

from pathlib import Path

import polars as pl
import pytest

from etl.edition_tables import fitted
from etl.programme_tables_published import programme_tables_published
from schemas.load import load_programme
from schemas.published import BY_NAME
from schemas.published_programme import OFFICE_ROLES, PLACE_REACHES, PROGRAMME_TABLES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def paraguay() -> dict[str, pl.DataFrame]:
    return tables("paraguay")


def tables(name: str) -> dict[str, pl.DataFrame]:
    made = programme_tables_published(load_programme(ROOT / "data" / "programmes" / name))
    assert set(made) == {table.name for table in PROGRAMME_TABLES}
    return {key: fitted(frame, BY_NAME[key]) for key, frame in made.items()}


def test_every_table_has_its_declared_columns_also_when_empty() -> None:
    chile = tables("chile")
    assert chile["milestone"].height == 0
    assert chile["milestone"].columns == list(BY_NAME["milestone"].names)


def test_help_lines_say_when_they_were_read_and_that_nobody_dialled(paraguay: dict[str, pl.DataFrame]) -> None:
    lines = paraguay["help_line"]
    assert lines["number"].to_list() == ["911", "137", "147"]
    assert lines.select("source", "checked", "name_gn", "what_en").null_count().sum_horizontal().item() == 0
    assert not lines["verified"].any()


def test_the_offices_are_those_of_the_programme_without_invented_telephones(paraguay: dict[str, pl.DataFrame]) -> None:
    assert tuple(paraguay["office"]["role"]) == OFFICE_ROLES
    assert paraguay["office"]["phone"].null_count() == 2
    assert tables("chile")["office"]["role"].to_list() == ["responsible"]


def test_milestones_state_only_what_somebody_said(paraguay: dict[str, pl.DataFrame]) -> None:
    assert paraguay["milestone"].height == 6
    assert paraguay["milestone"]["state"].null_count() == 6
    assert paraguay["milestone"]["position"].to_list() == [1, 2, 3, 4, 5, 6]


def test_places_are_found_without_accents_and_say_how_far_they_reach(paraguay: dict[str, pl.DataFrame]) -> None:
    places = paraguay["place"]
    assert set(places["reach"]) == set(PLACE_REACHES)
    tacumbu = places.filter(spelling="tacumbu", kind="barrio").row(0, named=True)
    assert (tacumbu["name"], tacumbu["territory"], tacumbu["reach"]) == ("Tacumbú", "tacumbu", "territory")
    outside = places.filter(pl.col("reach") != "territory")
    assert outside["territory"].null_count() == outside.height
    assert "comisaria" not in set(places["kind"])


def test_a_spelling_stands_once_for_a_place(paraguay: dict[str, pl.DataFrame]) -> None:
    places = paraguay["place"]
    assert places.unique(["spelling", "name", "kind", "district", "territory"]).height == places.height
    assert places["spelling"].str.contains("[A-ZÁÉÍÓÚÑ]").sum() == 0

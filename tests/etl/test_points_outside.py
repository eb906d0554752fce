"""A point outside every polygon is a known place only where every territory has one."""

import json

import pytest

from tests.etl.conftest import Judge
from tests.small_programme import SQUARE, SmallProgramme, police_csv

FILE, HEADING = "policia_denuncias_2018-01_ext20180315.csv", "NRO;FECHA;HECHO;LATITUD;LONGITUD"


def outlines(programme: SmallProgramme, *territories: str) -> None:
    """A square for each territory, one beside the other; no column names a place."""
    features = [
        {
            "type": "Feature",
            "properties": {"territory": territory},
            "geometry": {"type": "Polygon", "coordinates": [[[x + step * 0.1, y] for x, y in SQUARE]]},
        }
        for step, territory in enumerate(territories)
    ]
    programme.write("territories.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    programme.change("feeds/policia_denuncias.toml", 'barrio = ["BARRIO"]\n', "")


@pytest.mark.parametrize(
    ("point", "accepted", "territory", "kinds"),
    [
        ("-25,29;-57,49", 1, "centro", {}),
        ("-27,33;-55,87", 1, None, {}),
        ("-57,49;-25,29", 0, None, {"missing_value": 1}),
        ("", 0, None, {"missing_value": 1}),
        ("-25,29;", 0, None, {"bad_coordinates": 1, "missing_value": 1}),
    ],
)
def test_where_every_territory_has_a_polygon(
    small_programme: SmallProgramme,
    judge: Judge,
    point: str,
    accepted: int,
    territory: str | None,
    kinds: dict[str, int],
) -> None:
    outlines(small_programme, "centro", "norte", "sur")
    judgement, parts = judge(FILE, police_csv(f"1;03/01/2018;ROBO;{point or ';'}", heading=HEADING))
    assert (judgement.outcome, dict(judgement.findings_count)) == (
        ("acceptable", kinds) if accepted else ("refused", kinds | {"too_many_bad_rows": 1})
    )
    if accepted:
        assert parts.records.select("territory", "placed").rows() == [(territory, True)]


def test_where_one_has_none_the_row_waits(small_programme: SmallProgramme, judge: Judge) -> None:
    outlines(small_programme, "centro", "norte")
    rows = ("1;03/01/2018;ROBO;-25,29;-57,49", "2;03/01/2018;ROBO;-27,33;-55,87")
    judgement, _ = judge(FILE, police_csv(*rows, heading=HEADING))
    assert (judgement.accepted, judgement.quarantined) == (1, 1)
    assert dict(judgement.findings_count) == {"missing_value": 1}

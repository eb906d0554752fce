"""`base_map.geojson`: optional, small, polygons in degrees with a known level; the shipped one credits its sources."""

from pathlib import Path

import pytest

from schemas.base_map import LARGEST, read_base_map
from schemas.errors import ProgrammeError
from tests.dashboard.mapped_home import features, square

PARAGUAY = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"


def test_without_a_file_there_is_no_base(tmp_path: Path) -> None:
    assert read_base_map(tmp_path) == ()


def test_the_shipped_base_is_small_whole_and_credited() -> None:
    found = read_base_map(PARAGUAY)
    assert sum(each.level == "district" for each in found) == 20
    assert sum(each.level == "neighbourhood" for each in found) == 68
    assert (PARAGUAY / "base_map.geojson").stat().st_size < LARGEST
    assert "base_map.geojson" in (PARAGUAY / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("hola", "is not GeoJSON"),
        (features(({"name": "A", "level": "country"}, square(0, 0, 1))), "district or neighbourhood"),
        (features(({"name": "A", "level": "district"}, {"type": "Point", "coordinates": [0, 0]})), "with a polygon"),
        (features(({"name": "A", "level": "district"}, square(400_000, 7_000_000, 10))), "WGS 84"),
        (" " * (LARGEST + 1), "simplify"),
    ],
)
def test_a_file_that_is_no_base_is_refused(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "base_map.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(ProgrammeError, match=says):
        read_base_map(tmp_path)

"""The `chile` programme counts what its source says: an obvious sum over the shipped files, no engine between."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from schemas.load import load_programme

DATA = Path(__file__).parent.parent / "data"
PROGRAMME = DATA / "programmes" / "chile"
DELIVERIES = sorted((DATA / "feeds" / "chile").glob("*.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indicator_of() -> dict[str, str]:
    return {row["offence"]: row["indicator"] for row in rows(PROGRAMME / "offences.csv")}


@pytest.fixture(scope="module")
def counts(indicator_of: dict[str, str]) -> Counter[tuple[str, str, str]]:
    total: Counter[tuple[str, str, str]] = Counter()
    for row in (row for path in DELIVERIES for row in rows(path)):
        total[row["comuna"], indicator_of[row["delito"]], row["fecha"][:7]] += int(row["delito_n"])
    return total


def test_the_deliveries_are_whole() -> None:
    sizes = [len(rows(path)) for path in DELIVERIES]
    assert sizes == [5 * 12 * 30] * 4


@pytest.mark.parametrize(
    ("comuna", "indicator", "year_2018", "may_to_may"),
    [
        ("Conchalí", "vif", 788, 919),
        ("Quilicura", "vif", 1410, 1313),
        ("Renca", "robo", 2610, 3229),
        ("Estación Central", "robo", 4769, 6472),
        ("Quilpué", "paz_publica", 213, 240),
        ("Conchalí", "estupefacientes", 1712, 385),
    ],
)
def test_sums_of_the_source(
    counts: Counter[tuple[str, str, str]], comuna: str, indicator: str, year_2018: int, may_to_may: int
) -> None:
    def between(first: str, last: str) -> int:
        return sum(n for (c, i, month), n in counts.items() if (c, i) == (comuna, indicator) and first <= month <= last)

    assert between("2018-01", "2018-12") == year_2018
    assert between("2019-05", "2020-05") == may_to_may


def test_every_offence_is_mapped_and_robbery_is_its_eight_names(indicator_of: dict[str, str]) -> None:
    sent = {row["delito"] for path in DELIVERIES for row in rows(path)}
    assert sent == set(indicator_of)
    robbery = {name for name, indicator in indicator_of.items() if indicator == "robo"}
    assert robbery == {name for name in sent if name.split()[0] in ("Robo", "Robos")}
    assert len(robbery) == 8
    assert indicator_of["Otros robos con fuerza en las cosas"] == "none"


def test_the_programme_is_sound_and_says_what_it_is() -> None:
    programme = load_programme(PROGRAMME)
    assert set(programme.roles.values()) == {"intervention"}
    assert programme.outlines == {}
    assert programme.declaration.data == "real"
    assert "CEAD" in programme.declaration.credit
    apart = {shock.id: shock.stands_apart for shock in programme.declaration.shocks}
    assert apart == {"protestas": False, "cuarentena": True}


def test_activities_have_no_feed_and_say_so() -> None:
    programme = load_programme(PROGRAMME)
    activities = programme.indicators["actividades"]
    assert activities.lead is None
    assert all("actividades" not in feed.covers.indicators for feed in programme.feeds.values())

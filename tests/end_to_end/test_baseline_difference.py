"""Where today's data would give another baseline, both values are published and the deliveries that made it."""

import json

import pytest
from typer.testing import CliRunner

from etl import acts
from etl.baseline import Act, freeze
from etl.cli import app
from etl.warehouse import open_warehouse
from tests.small_programme import NOW, SmallProgramme, police_csv
from tests.steps_taken_once import Once

FILES = {month: f"policia_denuncias_2018-{month:02d}_ext20190601.csv" for month in range(1, 11)}
LATER = "policia_denuncias_2018-03_ext20200101.csv"
DIFFERING = """
    SELECT indicator, territory, strftime(month, '%Y-%m'), frozen, today, deliveries
    FROM baseline_difference ORDER BY ALL
"""


def rows(month: int, number: int) -> str:
    return police_csv(*(f"{month}-{n};{n + 1:02d}/{month:02d}/2018;ROBO;Centro" for n in range(number)))


def seamos(programme: SmallProgramme, *words: str) -> str:
    places = {"--programme": programme.directory, "--home": programme.home.root}
    if words[:2] == ("baseline", "show"):
        places.pop("--programme")
    done = CliRunner().invoke(app, [*words, *(str(part) for pair in places.items() for part in pair)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def frozen(once: Once) -> SmallProgramme:
    """Ten months of ten robberies each, frozen today."""
    return once(deliver_and_freeze)


def deliver_and_freeze(small_programme: SmallProgramme) -> None:
    for month, name in FILES.items():
        small_programme.send(name, rows(month, 10))
    small_programme.run()
    seamos(small_programme, "baseline", "freeze", "--reason", "acta 1")


def differing(programme: SmallProgramme) -> list[tuple[object, ...]]:
    return programme.published(DIFFERING)


def later(programme: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run on a day after the freeze."""
    from tests import small_programme

    monkeypatch.setattr(small_programme, "NOW", NOW.replace(year=2099))
    programme.run()


def test_the_same_data_give_the_same_baseline(frozen: SmallProgramme) -> None:
    assert differing(frozen) == []
    assert "sería otra" not in seamos(frozen, "baseline", "show")


def test_a_later_delivery_is_named_with_both_values(frozen: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen.send(LATER, rows(3, 14))
    later(frozen, monkeypatch)
    assert differing(frozen) == [("robo", "centro", "2018-03", 10, 14, LATER)]
    assert frozen.values("robo", "policia")["centro", "2018-03"][0] == 10
    said = " ".join(seamos(frozen, "baseline", "show").split())
    assert "Con los datos de hoy la línea de base sería otra:" in said
    assert f"robo centro policia 2018-03 10 14 {LATER}" in said.replace("│ ", "")
    shown = json.loads(seamos(frozen, "baseline", "show", "--json"))
    assert [(row["frozen"], row["today"], row["deliveries"]) for row in shown["differences"]] == [(10, 14, LATER)]


def test_of_the_day_of_the_freeze_only_what_counts_now_is_named(frozen: SmallProgramme) -> None:
    """The freeze stands on the day on which everything came."""
    text = frozen.home.baseline.read_text(encoding="utf-8")
    frozen.home.baseline.unlink()
    loaded = frozen.load()
    with open_warehouse(frozen.home) as warehouse:
        warehouse.prepare(loaded)
        values = warehouse.values(loaded)
    freeze(frozen.home, values, loaded.declaration.evaluations, Act(NOW.date(), "Oficina", "acta"))
    assert frozen.home.baseline.read_text(encoding="utf-8") != text
    frozen.send(LATER, rows(3, 14))
    frozen.run()
    assert differing(frozen) == [("robo", "centro", "2018-03", 10, 14, LATER)]


def test_a_retraction_is_named(frozen: SmallProgramme) -> None:
    ((delivery,),) = frozen.published("SELECT delivery FROM delivery WHERE file = ?", FILES[2])
    acts.decide(frozen.home, "retract", delivery, "por error", NOW.replace(year=2099).date())
    frozen.run()
    robberies = [row for row in differing(frozen) if row[:2] == ("robo", "centro")]
    assert robberies == [("robo", "centro", "2018-02", 10, None, FILES[2])]
    assert {row[2] for row in differing(frozen)} == {"2018-02"}


def test_a_change_of_the_lists_names_no_delivery(frozen: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen.change("offences.csv", "*,Robo,robo,1", "*,Robo,none,2")
    later(frozen, monkeypatch)
    found = differing(frozen)
    assert len(found) == 10
    assert {row[3:] for row in found} == {(10, 0, None)}


def test_a_rebase_settles_the_difference(frozen: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen.send(LATER, rows(3, 14))
    later(frozen, monkeypatch)
    seamos(frozen, "baseline", "rebase", "--reason", "acta 2")
    assert differing(frozen) == []
    assert frozen.values("robo", "policia")["centro", "2018-03"][0] == 14


def test_it_is_not_published_to_citizens(frozen: SmallProgramme) -> None:
    from schemas.published import BY_NAME

    assert BY_NAME["baseline_difference"].public is False
    assert BY_NAME["finding"].public is False

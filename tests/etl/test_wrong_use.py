"""A command used wrongly, a file that fits nowhere, two runs at once: one clear line, the right exit status."""

import fcntl
import json
from collections.abc import Callable

import pytest

from schemas.errors import UsageError
from tests.small_programme import SmallProgramme, police_csv

FILE = "policia_denuncias_2018-01_ext20180315.csv"
SOUND = police_csv("1;03/01/2018;ROBO;Centro")


def test_a_home_belongs_to_the_programme_of_its_first_run(make_programme: Callable[..., SmallProgramme]) -> None:
    first, other = make_programme("uno"), make_programme("dos")
    first.send(FILE, SOUND)
    other.send(FILE, SOUND)
    first.run()
    other.change("programme.toml", 'id = "prueba"', 'id = "otro"')
    with pytest.raises(UsageError) as caught:
        other.run(home=first.home)
    assert "es del programa «prueba»" in caught.value.es
    assert "--home" in caught.value.es
    assert first.published("SELECT programme FROM edition") == [("prueba",)]


@pytest.mark.parametrize("way", ["declared", "marked"])
def test_a_home_of_real_data_takes_no_generated_data(small_programme: SmallProgramme, way: str) -> None:
    small_programme.send(FILE, SOUND)
    small_programme.run()
    if way == "declared":
        small_programme.change("programme.toml", 'data = "real"', 'data = "generated"')
    else:
        small_programme.send("DATOS-GENERADOS.txt", "generados")
    with pytest.raises(UsageError, match="generated"):
        small_programme.run()


def test_claiming_anothers_home_ends_with_2(make_programme: Callable[..., SmallProgramme]) -> None:
    programme = make_programme("uno")
    programme.home.root.mkdir()
    (programme.home.root / "programa.json").write_text('{"programme": "otro", "data": "real"}')
    ended = programme.process("--json")
    assert ended.returncode == 2
    assert "--home" in json.loads(ended.stdout)["error"]
    assert len(ended.stderr.splitlines()) == 1


def test_an_unknown_file_is_refused_and_a_person_must_act(small_programme: SmallProgramme) -> None:
    small_programme.send(FILE, SOUND)
    small_programme.send("fotos de la fiesta.csv", SOUND)
    ended = small_programme.process("--json")
    assert ended.returncode == 1, ended.stderr
    outcomes = {d["file"]: d for d in json.loads(ended.stdout)["deliveries"]}
    refused = outcomes["fotos de la fiesta.csv"]
    assert refused["status"] == "refused"
    assert refused["feed"] is None
    assert refused["findings"] == {"unknown_feed": 1}
    assert [refused[name] for name in ("rows_read", "rows_skipped", "accepted", "quarantined", "duplicates")] == [0] * 5
    assert "policia_denuncias_*.csv" in refused["why"]
    assert outcomes[FILE]["status"] == "loaded", "the good file goes in all the same"


def test_a_file_that_fits_two_feeds_is_refused(small_programme: SmallProgramme) -> None:
    small_programme.change("feeds/fiscalia_totales.toml", '"fiscalia_*.csv"', '"policia_denuncias_2018*.csv"')
    small_programme.send(FILE, SOUND)
    outcome = small_programme.only()
    assert outcome.status == "refused"
    assert dict(outcome.judgement.findings_count) == {"two_feeds": 1}


def test_two_runs_at_once_one_leaves_with_a_clear_word(small_programme: SmallProgramme) -> None:
    small_programme.send(FILE, SOUND)
    small_programme.home.root.mkdir()
    with (small_programme.home.root / ".run.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(UsageError) as caught:
            small_programme.run()
    assert "ya hay otra corrida" in caught.value.es
    assert "espere a que termine" in caught.value.es
    assert small_programme.run().made, "once the other has ended it works"


def test_no_feeds_folder(small_programme: SmallProgramme) -> None:
    small_programme.feeds.rmdir()
    with pytest.raises(UsageError) as caught:
        small_programme.run()
    assert "--feeds" in caught.value.es


def test_what_is_no_delivery_is_left_alone(small_programme: SmallProgramme) -> None:
    small_programme.send(FILE, SOUND)
    for name in (".oculto.csv", "~$libro.xlsx", "LEEME.md", ".DS_Store"):
        small_programme.send(name, "x")
    assert [outcome.judgement.file for outcome in small_programme.run().deliveries] == [FILE]

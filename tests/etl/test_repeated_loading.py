"""Loading is safe to repeat: the same deliveries, in any order, give the same figures, and later ones replace."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from etl.home import Home
from tests.small_programme import ADDITIONS_FEED, SmallProgramme, police_csv


def robberies(*days: str, barrio: str = "Centro", first: int = 1) -> list[str]:
    return [f"{number};{day};ROBO;{barrio}" for number, day in enumerate(days, start=first)]


DAYS = ("03/01/2018", "05/01/2018", "09/01/2018", "11/01/2018", "12/01/2018", "20/01/2018")
JANUARY = police_csv(*robberies(*DAYS), *robberies("04/01/2018", barrio="Norte", first=9))
CORRECTED = police_csv(*robberies(*DAYS[:5]), *robberies("04/01/2018", barrio="Norte", first=9))
TOO_SHORT = police_csv(*robberies(*DAYS[:3]))
FEBRUARY = police_csv(*robberies("03/02/2018", "07/02/2018"))
COUNTS = police_csv("enero 2018;Centro;4", "febrero 2018;Centro;6", heading="MES;BARRIO;CANTIDAD")
COUNTS_LATER = police_csv("enero 2018;Centro;5", "febrero 2018;Centro;6", heading="MES;BARRIO;CANTIDAD")


def loaded_one_by_one(programme: SmallProgramme, files: Sequence[tuple[str, str]], folder: str) -> Home:
    """Load each file in a run of its own, in the order given, into a home of its own."""
    home, feeds = Home(programme.root / f"estado_{folder}"), programme.root / f"entregas_{folder}"
    for name, content in files:
        feeds.mkdir(exist_ok=True)
        (feeds / name).write_text(content)
        programme.run(home, feeds)
    return home


def test_a_file_sent_twice_under_two_names_counts_once(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180315.csv", JANUARY)
    small_programme.send("policia_denuncias_2018-01_ext20180315_copia.csv", JANUARY)
    result = small_programme.run()
    assert [outcome.status for outcome in result.deliveries] == ["loaded", "unchanged"]
    first, second = (outcome.judgement for outcome in result.deliveries)
    assert (second.rows_read, second.accepted) == (first.rows_read, first.accepted) == (7, 7)
    assert small_programme.values("robo", "policia")["centro", "2018-01"][0] == 6


def test_a_second_run_makes_no_edition_and_changes_no_figure(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180315.csv", JANUARY)
    small_programme.send("fiscalia_ext20200110.csv", COUNTS)
    first = small_programme.run()
    figures = small_programme.figures()
    editions = sorted(path.name for path in small_programme.home.editions.iterdir())
    second = small_programme.run()
    assert (first.made, second.made) == (True, False)
    assert first.edition == second.edition == 1
    assert {outcome.status for outcome in second.deliveries} == {"unchanged"}
    assert sorted(path.name for path in small_programme.home.editions.iterdir()) == editions
    assert small_programme.figures() == figures
    assert len(figures["indicator_value"]) > 100


def test_any_order_gives_the_same_figures(small_programme: SmallProgramme) -> None:
    files = [
        ("policia_denuncias_2018-01_ext20180315.csv", JANUARY),
        ("policia_denuncias_2018-01_corregido_ext20180601.csv", CORRECTED),
        ("fiscalia_ext20180601.csv", COUNTS),
        ("fiscalia_ext20190101.csv", COUNTS_LATER),
    ]
    for name, content in files:
        small_programme.send(name, content)
    small_programme.run()
    latest_first = loaded_one_by_one(small_programme, [files[1], files[3], files[0], files[2]], "al_reves")
    assert small_programme.figures() == small_programme.figures(latest_first)
    assert small_programme.values("robo", "policia", latest_first)["centro", "2018-01"][0] == 5
    assert small_programme.values("vif", "fiscalia", latest_first)["centro", "2018-01"][0] == 5


def test_a_corrected_whole_period_file_replaces_its_month_and_no_other(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180315.csv", JANUARY)
    small_programme.send("policia_denuncias_2018-02_ext20180415.csv", FEBRUARY)
    small_programme.run()
    before = small_programme.values("robo", "policia")
    assert (before["centro", "2018-01"][0], before["centro", "2018-02"][0]) == (6, 2)
    small_programme.send("policia_denuncias_2018-01_corregido_ext20180601.csv", CORRECTED)
    result = small_programme.run()
    after = small_programme.values("robo", "policia")
    assert result.edition == 2
    assert after["centro", "2018-01"][0] == 5, "the case that is no longer repeated leaves the figures"
    assert after["centro", "2018-02"] == before["centro", "2018-02"]
    assert small_programme.published("SELECT count(*) FROM delivery") == [(3,)], "and history keeps both deliveries"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in time", "the later one first"])
def test_a_file_that_takes_away_too_much_is_held_in_any_order(
    small_programme: SmallProgramme, order: tuple[int, int]
) -> None:
    files = [
        ("policia_denuncias_2018-01_ext20180315.csv", JANUARY),
        ("policia_denuncias_2018-01_corregido_ext20180601.csv", TOO_SHORT),
    ]
    home = loaded_one_by_one(small_programme, [files[i] for i in order], "orden")
    held = small_programme.published("SELECT file FROM delivery WHERE status = 'held'", home=home)
    assert held == [(files[1][0],)]
    assert small_programme.values("robo", "policia", home)["centro", "2018-01"][0] == 6


def test_on_equal_dates_the_greater_hash_is_later(small_programme: SmallProgramme) -> None:
    names = ["policia_denuncias_2018-01_a_ext20180315.csv", "policia_denuncias_2018-01_b_ext20180315.csv"]
    contents = [JANUARY, CORRECTED]
    counts = set()
    for number, order in enumerate(permutations(range(2))):
        files = [(names[i], contents[i]) for i in order]
        home = loaded_one_by_one(small_programme, files, str(number))
        counts.add(small_programme.values("robo", "policia", home)["centro", "2018-01"][0])
    assert len(counts) == 1


@pytest.fixture
def with_additions(small_programme: SmallProgramme) -> SmallProgramme:
    small_programme.write("feeds/policia_parte_diario.toml", ADDITIONS_FEED)
    small_programme.change("feeds/policia_denuncias.toml", 'territories = "all"', 'territories = "all"\nto = "2019-11"')
    return small_programme


def december(programme: SmallProgramme) -> int | None:
    value, _ = programme.values("robo", "policia")["centro", "2019-12"]
    return None if value is None else int(value)


def test_additions_with_a_case_reference_replace_that_case(with_additions: SmallProgramme) -> None:
    programme = with_additions
    programme.send(
        "parte_2019-12_a_ext20191210.csv", police_csv("7;02/12/2019;ROBO;Centro", "8;03/12/2019;ROBO;Centro")
    )
    programme.run()
    assert december(programme) == 2
    programme.send(
        "parte_2019-12_b_ext20191220.csv", police_csv("8;03/12/2019;HURTO;Centro", "9;04/12/2019;ROBO;Centro")
    )
    programme.run()
    assert december(programme) == 2, "case 8 turned out to be no robbery, case 9 is new, case 7 stays"


def test_additions_without_a_case_reference_only_add(with_additions: SmallProgramme) -> None:
    programme, heading = with_additions, "FECHA;HECHO;BARRIO"
    programme.send("parte_2019-12_a_ext20191210.csv", police_csv("02/12/2019;ROBO;Centro", heading=heading))
    programme.run()
    both = police_csv("02/12/2019;ROBO;Centro", "05/12/2019;ROBO;Centro", heading=heading)
    programme.send("parte_2019-12_b_ext20191220.csv", both)
    programme.run()
    assert december(programme) == 2, "the row that is the same in both files counts once"


def test_monthly_counts_are_replaced_by_place_month_and_offence(small_programme: SmallProgramme) -> None:
    small_programme.send("fiscalia_ext20180601.csv", COUNTS)
    small_programme.run()
    small_programme.send("fiscalia_ext20190101.csv", COUNTS_LATER)
    small_programme.run()
    values = small_programme.values("vif", "fiscalia")
    assert (values["centro", "2018-01"][0], values["centro", "2018-02"][0]) == (5, 6)


def test_a_changed_list_of_offences_judges_its_deliveries_again(small_programme: SmallProgramme) -> None:
    content = police_csv(*robberies("03/01/2018"), "2;04/01/2018;ASALTO;Centro")
    small_programme.send("policia_denuncias_2018-01_ext20180315.csv", content)
    assert small_programme.only().judgement.quarantined == 1
    small_programme.change("offences.csv", "*,Hurto", "*,Asalto,robo,2\n*,Hurto")
    outcome = small_programme.only()
    assert (outcome.status, outcome.judgement.quarantined, outcome.judgement.accepted) == ("loaded", 0, 2)
    assert small_programme.values("robo", "policia")["centro", "2018-01"][0] == 2


def test_a_run_reads_only_and_leaves_the_sent_files_alone(small_programme: SmallProgramme) -> None:
    path = small_programme.send("policia_denuncias_2018-01_ext20180315.csv", JANUARY)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    small_programme.run()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [p for p in Path(small_programme.feeds).rglob("*") if p.is_file()] == [path]

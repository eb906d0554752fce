"""Monthly counts stand under the gazetteer's entry: however a place is written, it counts once."""

import pytest

from tests.etl.conftest import Judge
from tests.small_programme import COUNTS_FEED, SmallProgramme, police_csv

FILE, LATER = "fiscalia_ext20200110.csv", "fiscalia_ext20200210.csv"
ADDITIONS = COUNTS_FEED.replace('"whole_period"', '"additions"')


def monthly(*rows: str, heading: str = "MES;BARRIO;CANTIDAD") -> str:
    return police_csv(*rows, heading=heading)


@pytest.mark.parametrize(
    "other", ["Mcal. López", "MARISCAL LOPEZ", "Mcal López", "Barrio Mariscal López", "M. López", "mcal lopez"]
)
def test_two_spellings_of_one_place_are_a_repeated_row(judge: Judge, other: str) -> None:
    judgement, parts = judge(FILE, monthly("01/2018;Mariscal López;4", f"01/2018;{other};4"))
    assert (judgement.rows_read, judgement.accepted, judgement.duplicates) == (2, 1, 1)
    assert judgement.findings_count == {"duplicate_row": 1}
    assert parts.findings["row"].to_list() == [3]


def test_two_spellings_with_two_counts_are_a_conflict(judge: Judge) -> None:
    judgement, parts = judge(FILE, monthly("01/2018;Mariscal López;4", "01/2018;Mcal. López;5"))
    assert (judgement.accepted, judgement.quarantined) == (1, 1)
    assert judgement.findings_count == {"conflicting_count": 1}
    assert parts.records["count"].to_list() == [4]


@pytest.mark.parametrize("row", ["01/2018;Norte;4", "02/2018;Mcal. López;4"])
def test_another_place_of_the_territory_or_another_month_is_not(judge: Judge, row: str) -> None:
    judgement, parts = judge(FILE, monthly("01/2018;Mariscal López;4", row))
    assert judgement.accepted == 2
    assert parts.records.select("place_key", "month").n_unique() == 2
    assert set(parts.records["territory"]) == {"norte"}


def test_a_row_with_an_error_of_its_own_takes_no_place(judge: Judge) -> None:
    judgement, _ = judge(FILE, monthly("01/2018;Mariscal López;-4", "01/2018;Mcal. López;5"))
    assert (judgement.accepted, judgement.quarantined) == (1, 1)
    assert judgement.findings_count == {"negative_count": 1}


DISTRICTS = """\
distrito,Areguá,Central,sur,ARE GUA,
barrio,Las Flores,Luque,norte,FLORES,
barrio,Las Flores,Limpio,none,FLORES,
comisaria,Comisaría 3ª,Luque,norte,TERCERA,
"""


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Norte;Luque;", "Norte;;", True),
        ("Norte;Luque;", "Norte;Ciudad de Luque;", True),
        ("Las Flores;Luque;", "Flores;LUQUE;", True),
        ("Las Flores;Luque;", "Las Flores;Limpio;", False),
        ("Norte;Luque;Comisaría 1ª", "Norte;Luque;Comisaría 2ª", False),
        ("Norte;Luque;Comisaría 3ª", "Norte;Luque;3ra. Comisaría", True),
        ("Uno;Areguá;", "Dos;Areguá;", False),
        ("Uno;Areguá;", "UNO;Are Gua;", True),
        (";Areguá;", ";Are Gua;", True),
        (";Areguá;", "Uno;Areguá;", False),
    ],
)
def test_what_is_one_place(small_programme: SmallProgramme, judge: Judge, first: str, second: str, same: bool) -> None:
    gazetteer = (small_programme.directory / "gazetteer.csv").read_text(encoding="utf-8")
    small_programme.write("gazetteer.csv", gazetteer + DISTRICTS)
    small_programme.change(
        "feeds/fiscalia_totales.toml", 'barrio = ["BARRIO"]',
        'barrio = ["BARRIO"]\ndistrict = ["DISTRITO"]\ncomisaria = ["COMISARIA"]',
    )  # fmt: skip
    heading = "MES;BARRIO;DISTRITO;COMISARIA;CANTIDAD"
    judgement, _ = judge(FILE, monthly(f"01/2018;{first};4", f"01/2018;{second};4", heading=heading))
    assert judgement.quarantined == 0
    assert (judgement.accepted, judgement.duplicates) == ((1, 1) if same else (2, 0))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("Norte", "norte", True), ("Mcal. López", "Mariscal López", True), ("Norte", "Mariscal López", False),
     ("Centro", "El Centro", True), ("Lejano", "LEJANO", True), ("Lejano", "Limpio", False)],
)  # fmt: skip
def test_places_in_the_column_of_territories(
    small_programme: SmallProgramme, judge: Judge, first: str, second: str, same: bool
) -> None:
    small_programme.change("feeds/fiscalia_totales.toml", 'barrio = ["BARRIO"]', 'territory = ["BARRIO"]')
    judgement, _ = judge(FILE, monthly(f"01/2018;{first};4", f"01/2018;{second};4"))
    assert judgement.quarantined == 0
    assert (judgement.accepted, judgement.duplicates) == ((1, 1) if same else (2, 0))


@pytest.mark.parametrize("feed", [COUNTS_FEED, ADDITIONS])
def test_a_later_file_with_another_spelling_replaces(small_programme: SmallProgramme, feed: str) -> None:
    small_programme.write("feeds/fiscalia_totales.toml", feed)
    small_programme.send(FILE, monthly("01/2018;Mariscal López;4", "01/2018;Norte;1"))
    small_programme.send(LATER, monthly("01/2018;Mcal. López;6", "01/2018;Norte;1"))
    small_programme.run()
    assert small_programme.values("vif", "fiscalia")["norte", "2018-01"][0] == 7

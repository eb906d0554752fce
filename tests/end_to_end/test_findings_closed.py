"""A finding is open until a later delivery settles it: a correction, the whole period again, the same file again."""

import pytest

from etl import acts
from tests.answers.test_correction import put, saved, sheets_of
from tests.small_programme import ADDITIONS_FEED, NOW, SmallProgramme, police_csv

FIRST, AGAIN = "policia_denuncias_2018-01_ext20180301.csv", "policia_denuncias_2018-01_ext20180401.csv"
GOOD = [f"{n};{n + 1:02d}/01/2018;ROBO;Centro" for n in range(1, 11)]
BAD = ["20;41/01/2018;ROBO;Centro", "21;02/01/2018;ROBO;Cemtro"]


def told(programme: SmallProgramme, file: str) -> dict[str, bool]:
    """Kind -> open, of one file."""
    return dict(
        programme.published("SELECT kind, f.open FROM finding f JOIN delivery USING (delivery) WHERE file = ?", file)
    )


@pytest.fixture
def observed(small_programme: SmallProgramme) -> SmallProgramme:
    small_programme.send(FIRST, police_csv(*GOOD, *BAD))
    small_programme.run()
    return small_programme


def corrected(programme: SmallProgramme, file: str, date: str) -> None:
    """Send the answer back with the date of row 12 written otherwise, and nothing else of it."""
    ((delivery,),) = programme.published("SELECT delivery FROM delivery WHERE file = ?", file)
    answer = programme.home.answers / "policia" / f"respuesta-{delivery}.xlsx"
    sheets = sheets_of(answer)
    put(sheets, 12, "FECHA", date)
    sheets["Filas observadas"] = sheets["Filas observadas"][:2]
    (programme.feeds / "corregido.xlsx").write_bytes(saved(answer, sheets).read_bytes())
    programme.run()


def test_what_nothing_settled_is_open(observed: SmallProgramme) -> None:
    assert told(observed, FIRST) == {"bad_date": True, "unknown_place": True}


def test_a_correction_closes_the_row_that_it_brings_back_and_no_other(observed: SmallProgramme) -> None:
    corrected(observed, FIRST, "09/01/2018")
    assert told(observed, FIRST) == {"bad_date": False, "unknown_place": True}
    assert told(observed, "corregido.xlsx") == {}


def test_what_came_back_still_wrong_is_open_in_the_correction(observed: SmallProgramme) -> None:
    corrected(observed, FIRST, "42/01/2018")
    assert told(observed, FIRST) == {"bad_date": False, "unknown_place": True}
    assert told(observed, "corregido.xlsx") == {"bad_date": True}


def test_the_whole_period_again_closes_all_of_it(observed: SmallProgramme) -> None:
    observed.send(AGAIN, police_csv(*GOOD, BAD[0]))
    observed.run()
    assert told(observed, FIRST) == {"bad_date": False, "unknown_place": False}
    assert told(observed, AGAIN) == {"bad_date": True}


def test_a_held_delivery_settles_nothing(observed: SmallProgramme) -> None:
    observed.send(AGAIN, police_csv(*GOOD[:2]))
    (held,) = [o for o in observed.run().deliveries if o.status == "held"]
    assert held.judgement.file == AGAIN
    assert told(observed, FIRST) == {"bad_date": True, "unknown_place": True}


def test_a_period_of_which_one_month_stands_stays_open(small_programme: SmallProgramme) -> None:
    small_programme.change("feeds/policia_denuncias.toml", "[extraction]", "months = 2\n\n[extraction]")
    small_programme.send(FIRST, police_csv(*GOOD, BAD[0], "30;03/02/2018;ROBO;Centro"))
    small_programme.send("policia_denuncias_2018-02_ext20180401.csv", police_csv("30;03/02/2018;ROBO;Centro"))
    small_programme.run()
    assert told(small_programme, FIRST) == {"bad_date": True}


def test_additions_settle_nothing_by_themselves(small_programme: SmallProgramme) -> None:
    small_programme.write("feeds/policia_parte_diario.toml", ADDITIONS_FEED)
    small_programme.send("parte_2019-12_a.csv", police_csv("1;41/12/2019;ROBO;Centro"))
    small_programme.send("parte_2019-12_b.csv", police_csv("2;03/12/2019;ROBO;Centro"))
    small_programme.change("feeds/policia_parte_diario.toml", "max_bad_share = 0.9", "max_bad_share = 1.0")
    small_programme.run()
    assert told(small_programme, "parte_2019-12_a.csv") == {"bad_date": True}


def test_a_retraction_closes_and_the_delivery_under_it_is_open_again(observed: SmallProgramme) -> None:
    observed.send(AGAIN, police_csv(*GOOD, BAD[0]))
    observed.run()
    ((delivery,),) = observed.published("SELECT delivery FROM delivery WHERE file = ?", AGAIN)
    acts.decide(observed.home, "retract", delivery, "por error", NOW.date())
    observed.run()
    assert told(observed, AGAIN) == {"bad_date": False}
    assert told(observed, FIRST) == {"bad_date": True, "unknown_place": True}


def test_a_refused_file_is_settled_when_its_name_comes_again_and_is_loaded(small_programme: SmallProgramme) -> None:
    small_programme.send(FIRST, "NRO;FECHA;BARRIO\n1;01/01/2018;Centro\n")
    small_programme.run()
    assert told(small_programme, FIRST) == {"missing_column": True}
    small_programme.send(FIRST, police_csv(*GOOD))
    small_programme.run()
    assert told(small_programme, FIRST) == {"missing_column": False}

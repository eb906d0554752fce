"""Corrections and late data through the run: held, accepted, retracted, corrected, rebuilt; history stays."""

from pathlib import Path

import duckdb
import pytest

from etl import acts
from etl.run import bring_up_to_date
from etl.warehouse import FORM
from tests.answers.test_correction import put, saved, sheets_of
from tests.small_programme import NOW, SmallProgramme, police_csv, silent

JANUARY = "policia_denuncias_2018-01_ext20180325.csv"
JANUARY_AGAIN = "policia_denuncias_2018-01_ext20180401.csv"


def days(count: int, barrio: str = "Centro", first: int = 1) -> list[str]:
    return [f"{first + n};{28 - 3 * (n % 9):02d}/01/2018;ROBO;{barrio}" for n in range(count)]


def update(programme: SmallProgramme) -> bool:
    with programme.home.locked():
        return bring_up_to_date(programme.load(), programme.home, now=NOW, progress=silent)


def centre(programme: SmallProgramme) -> object:
    return programme.values("robo", "policia")["centro", "2018-01"]


@pytest.fixture
def shrunk(small_programme: SmallProgramme) -> SmallProgramme:
    """Ten robberies, and a later delivery of the same month that has only seven."""
    small_programme.send(JANUARY, police_csv(*days(10)))
    small_programme.send(JANUARY_AGAIN, police_csv(*days(7)))
    return small_programme


def test_a_delivery_that_takes_away_over_a_fifth_is_held(shrunk: SmallProgramme) -> None:
    outcomes = {o.judgement.file: o for o in shrunk.run().deliveries}
    held = outcomes[JANUARY_AGAIN]
    assert held.status == "held"
    assert held.as_json()["rows_read"] == 0
    assert "3 de 10" in (held.judgement.why or "")
    assert centre(shrunk) == (10, "reported")


def test_a_fifth_is_not_over_a_fifth(small_programme: SmallProgramme) -> None:
    small_programme.send(JANUARY, police_csv(*days(10)))
    small_programme.send(JANUARY_AGAIN, police_csv(*days(8)))
    assert {o.status for o in small_programme.run().deliveries} == {"loaded"}
    assert centre(small_programme) == (8, "reported")


def test_held_does_not_depend_on_the_order_of_loading(shrunk: SmallProgramme) -> None:
    first = shrunk.feeds / JANUARY
    later = first.read_bytes()
    first.unlink()
    assert {o.status for o in shrunk.run().deliveries} == {"loaded"}
    assert centre(shrunk) == (7, "reported")
    shrunk.send(JANUARY, later)
    assert {o.judgement.file: o.status for o in shrunk.run().deliveries} == {JANUARY: "loaded", JANUARY_AGAIN: "held"}
    assert centre(shrunk) == (10, "reported")


def test_a_person_accepts_and_the_change_is_an_erratum(shrunk: SmallProgramme) -> None:
    held = next(o for o in shrunk.run().deliveries if o.status == "held")
    acts.decide(shrunk.home, "accept", f"policia_denuncias-{held.judgement.sha256[:12]}", "es la buena", NOW.date())
    assert update(shrunk)
    assert centre(shrunk) == (7, "reported")
    errata = shrunk.published("SELECT edition, key, before, now, why FROM erratum WHERE \"table\" = 'indicator_value'")
    assert errata == [(2, "robo/centro/policia/2018-01", "10", "7", JANUARY_AGAIN)]


def test_a_retracted_delivery_leaves_the_figures_and_stays_in_the_ledger(small_programme: SmallProgramme) -> None:
    small_programme.send(JANUARY, police_csv(*days(10)))
    (outcome,) = small_programme.run().deliveries
    acts.decide(
        small_programme.home,
        "retract",
        f"policia_denuncias-{outcome.judgement.sha256[:12]}",
        "era otro mes",
        NOW.date(),
    )
    assert update(small_programme)
    assert centre(small_programme) == (None, "missing")
    assert small_programme.published("SELECT status, why FROM delivery") == [("retracted", "era otro mes")]
    assert [o.status for o in small_programme.run().deliveries] == ["unchanged"]
    assert centre(small_programme) == (None, "missing")


def test_the_corrected_answer_sent_back_closes_its_findings(small_programme: SmallProgramme, tmp_path: Path) -> None:
    bad = ["90;32/01/2018;ROBO;Centro", "91;05/01/2018;ROVO;Centro"]
    small_programme.send(JANUARY, police_csv(*days(10), *bad))
    small_programme.run()
    assert centre(small_programme) == (10, "partial")
    (answer,) = (small_programme.home.answers / "policia").glob("*.xlsx")
    sheets = sheets_of(answer)
    put(sheets, 12, "FECHA", "30/01/2018")
    put(sheets, 13, "HECHO", "ROBO")
    small_programme.send("corregido por la oficina.xlsx", saved(answer, sheets).read_bytes())
    result = {o.judgement.file: o for o in small_programme.run().deliveries}
    corrected = result["corregido por la oficina.xlsx"]
    assert (corrected.status, corrected.judgement.accepted, corrected.judgement.quarantined) == ("loaded", 2, 0)
    assert centre(small_programme) == (12, "reported")
    again = {o.status for o in small_programme.run().deliveries}
    assert again == {"unchanged"}


def test_half_a_correction_leaves_the_other_half_observed(small_programme: SmallProgramme) -> None:
    bad = ["90;32/01/2018;ROBO;Centro", "91;05/01/2018;ROVO;Centro"]
    small_programme.send(JANUARY, police_csv(*days(10), *bad))
    small_programme.run()
    (answer,) = (small_programme.home.answers / "policia").glob("*.xlsx")
    sheets = sheets_of(answer)
    put(sheets, 12, "FECHA", "30/01/2018")
    small_programme.send("corregido.xlsx", saved(answer, sheets).read_bytes())
    corrected = next(o for o in small_programme.run().deliveries if o.judgement.file == "corregido.xlsx")
    assert (corrected.judgement.accepted, corrected.judgement.quarantined) == (1, 1)
    assert centre(small_programme) == (11, "partial")


def test_a_correction_of_nothing_known_is_refused(small_programme: SmallProgramme) -> None:
    small_programme.send(JANUARY, police_csv(*days(10), "90;32/01/2018;ROBO;Centro"))
    small_programme.run()
    (answer,) = (small_programme.home.answers / "policia").glob("*.xlsx")
    small_programme.send("suelto.xlsx", answer.read_bytes())
    (small_programme.feeds / JANUARY).unlink()
    from etl.home import Home

    elsewhere = small_programme.run(Home(small_programme.root / "otro"))
    (outcome,) = elsewhere.deliveries
    assert (outcome.status, set(outcome.judgement.findings_count)) == ("refused", {"unknown_delivery"})


def test_the_warehouse_can_be_made_again_from_the_parts(shrunk: SmallProgramme) -> None:
    shrunk.run()
    before = shrunk.figures()
    shrunk.home.warehouse.unlink()
    assert not update(shrunk)
    assert shrunk.figures() == before
    shrunk.home.warehouse.unlink()
    shrunk.send("policia_denuncias_2018-02_ext20180415.csv", police_csv("99;03/02/2018;ROBO;Centro"))
    assert shrunk.run().made
    assert centre(shrunk) == (10, "reported")


def test_a_warehouse_of_another_form_is_made_again(shrunk: SmallProgramme) -> None:
    shrunk.run()
    before = shrunk.figures()
    with duckdb.connect(str(shrunk.home.warehouse)) as connection:
        connection.execute("UPDATE form SET form = form - 1")
        connection.execute("ALTER TABLE activity DROP COLUMN sheet")
    assert not update(shrunk)
    assert shrunk.figures() == before
    with duckdb.connect(str(shrunk.home.warehouse)) as connection:
        assert connection.execute("SELECT form FROM form").fetchall() == [(FORM,)]

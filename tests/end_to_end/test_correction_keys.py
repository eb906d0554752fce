"""A corrected row stands under the key of the case that was observed, whichever answer it comes back in."""

from pathlib import Path

import polars as pl
import pytest

from etl.answers.correction import Correction
from etl.check import check_file
from etl.corrections import with_stored_keys
from tests.answers.test_correction import put, saved, sheets_of
from tests.small_programme import ADDITIONS_FEED, NOW, SmallProgramme, police_csv
from tests.steps_taken_once import Once

FIRST, SECOND = "parte_2019-12_ext20191210.csv", "parte_2019-12_ext20191220.csv"
OBSERVED = "Filas observadas"


@pytest.fixture
def additions(small_programme: SmallProgramme) -> SmallProgramme:
    """Case 7 stands, and a later file repeats it with a date that is none."""
    small_programme.write("feeds/policia_parte_diario.toml", ADDITIONS_FEED)
    (small_programme.directory / "feeds" / "policia_denuncias.toml").unlink()
    small_programme.send(FIRST, police_csv("7;03/12/2019;ROBO;Centro", "8;04/12/2019;ROBO;Centro"))
    small_programme.send(SECOND, police_csv("7;41/12/2019;ROBO;Norte", "9;05/12/2019;ROBO;Centro"))
    return small_programme


def answer_of(programme: SmallProgramme, by: str, once: Once) -> Path:
    """The answer to the second file: of the run that loaded it, or of a check before."""
    checked = programme.root / "respuesta.xlsx"
    check_file(programme.feeds / SECOND, programme.load(), None, checked, NOW)
    once(SmallProgramme.run)
    if by == "check":
        return checked
    ((delivery,),) = programme.published("SELECT delivery FROM delivery WHERE file = ?", SECOND)
    return programme.home.answers / "policia" / f"respuesta-{delivery}.xlsx"


def counted(programme: SmallProgramme) -> dict[str, object]:
    values = programme.values("robo", "policia")
    return {territory: values[territory, "2019-12"][0] for territory in ("centro", "norte")}


@pytest.mark.parametrize("by", ["run", "check"])
@pytest.mark.parametrize("change", ["date alone", "reference written again", "reference lost", "column lost"])
def test_a_corrected_row_replaces_the_case_that_stands(
    additions: SmallProgramme, once: Once, by: str, change: str
) -> None:
    answer = answer_of(additions, by, once)
    assert counted(additions) == {"centro": 3, "norte": 0}
    sheets = sheets_of(answer)
    put(sheets, 2, "FECHA", "05/12/2019")
    if change.startswith("reference"):
        put(sheets, 2, "NRO", "7" if "again" in change else "")
    if change == "column lost":
        for name in (OBSERVED, "seamos_formato"):
            where = [line.index("NRO") for line in sheets[name] if "NRO" in line]
            sheets[name] = [line for line in sheets[name] if "NRO" not in line] if name != OBSERVED else [
                [cell for i, cell in enumerate(line) if i not in where] for line in sheets[name]
            ]  # fmt: skip
    (additions.feeds / "corregido.xlsx").write_bytes(saved(answer, sheets).read_bytes())
    (outcome,) = [o for o in additions.run().deliveries if o.judgement.corrects]
    assert (outcome.status, outcome.judgement.accepted) == ("loaded", 1)
    assert counted(additions) == {"centro": 2, "norte": 1}


def test_another_case_number_is_another_case(additions: SmallProgramme, once: Once) -> None:
    answer = answer_of(additions, "run", once)
    sheets = sheets_of(answer)
    put(sheets, 2, "FECHA", "05/12/2019")
    put(sheets, 2, "NRO", "10")
    (additions.feeds / "corregido.xlsx").write_bytes(saved(answer, sheets).read_bytes())
    additions.run()
    assert counted(additions) == {"centro": 3, "norte": 1}


def test_a_row_that_was_not_observed_keeps_what_it_says() -> None:
    text = pl.String
    frame = pl.DataFrame(
        {"row": [2, 3, 4], "sheet": [None, None, "A"], "case_ref": ["clave:aa", None, "x"]},
        schema={"row": pl.Int64, "sheet": text, "case_ref": text},
    )
    quarantine = pl.DataFrame(
        {"row": [3, 4], "sheet": [None, "A"], "cells": ['{"case_ref":"bb"}', None]},
        schema={"row": pl.Int64, "sheet": text, "cells": text},
    )
    correction = Correction("f-" + "0" * 12, "f", frame, {})
    assert with_stored_keys(correction, quarantine).frame["case_ref"].to_list() == ["clave:aa", "clave:bb", "x"]
    assert with_stored_keys(correction, pl.DataFrame()).frame.equals(frame)

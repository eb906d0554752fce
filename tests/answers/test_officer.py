"""The text for the person in charge: its lines can be pasted, and pasting one settles the finding."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.answers.list_lines import ListFile
from etl.answers.past_months import Waiting
from etl.answers.unknown_names import UnknownName, unknown_names
from tests.answers.judged import GOOD, RECEIVED, Judged, judge, police
from tests.small_programme import SmallProgramme

OFFENCE = "8;03/05/2019;04/05/2019;;ROBO AGRAVADOO;Central;Luque;Centro;;;;;"
PLACE = "9;03/05/2019;04/05/2019;;ROBO;Central;Luque;Barrio Nuevo;;;;;"
HOSTILE = '=1;"robo",2\u202e'


def names_of(judged: Judged, waiting: Waiting | None = None) -> list[UnknownName]:
    feed = judged.programme.feeds[judged.judgement.feed or ""]
    return unknown_names(judged.parts, feed, judged.programme, RECEIVED, waiting)


def paste(small: SmallProgramme, file: str, line: str) -> None:
    path = small.directory / file
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")


def kinds(judged: Judged) -> set[str]:
    return set(judged.judgement.findings_count)


@pytest.mark.parametrize(
    ("row", "file", "kind"), [(OFFENCE, "offences.csv", "unknown_offence"), (PLACE, "gazetteer.csv", "unknown_place")]
)
def test_each_line_settles_the_finding(small_programme: SmallProgramme, row: str, file: str, kind: str) -> None:
    before = judge(small_programme, police(GOOD, row))
    assert kinds(before) == {kind}
    (name,) = names_of(before)
    assert name.file == file
    original = (small_programme.directory / file).read_text(encoding="utf-8")
    for choice in name.choices:
        small_programme.write(file, original)
        paste(small_programme, file, choice.line)
        assert kinds(judge(small_programme, police(GOOD, row))) == set(), choice.line


def test_a_near_miss_is_offered_first_with_its_meaning(small_programme: SmallProgramme) -> None:
    (name,) = names_of(judge(small_programme, police(GOOD, OFFENCE)))
    assert name.choices[0].es == "si es lo mismo que «Robo agravado»"
    assert name.choices[0].line == "policia_denuncias,ROBO AGRAVADOO,robo,2020-06"
    assert name.choices[-1].line == "policia_denuncias,ROBO AGRAVADOO,none,2020-06"


def test_a_place_is_offered_in_its_own_district(small_programme: SmallProgramme) -> None:
    (name,) = names_of(judge(small_programme, police(GOOD, PLACE)))
    assert "barrio,Barrio Nuevo,Luque,centro,," in [choice.line for choice in name.choices]
    assert name.choices[-1].line == "barrio,Barrio Nuevo,Luque,none,,"


def test_an_unknown_district_is_offered_in_its_department(small_programme: SmallProgramme) -> None:
    row = "9;03/05/2019;04/05/2019;;ROBO;CENTRAL;Villa Quimera;;;;;;"
    (name,) = names_of(judge(small_programme, police(GOOD, row)))
    assert name.choices[-1].line == "distrito,Villa Quimera,Central,none,,"


def test_a_place_of_no_known_district_can_be_listed_too(small_programme: SmallProgramme) -> None:
    heading, good, row = "NRO;FECHA;HECHO;BARRIO", "7;03/05/2019;ROBO;Centro", "8;03/05/2019;ROBO;Barrio Nuevo"
    (name,) = names_of(judge(small_programme, police(good, row, heading=heading)))
    original = (small_programme.directory / "gazetteer.csv").read_text(encoding="utf-8")
    for choice in name.choices:
        small_programme.write("gazetteer.csv", original)
        paste(small_programme, "gazetteer.csv", choice.line)
        assert kinds(judge(small_programme, police(good, row, heading=heading))) == set(), choice.line


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_hostile_text_stays_in_its_cell(small_programme: SmallProgramme, delimiter: str) -> None:
    path = small_programme.directory / "offences.csv"
    path.write_text(path.read_text().replace(",", delimiter))
    heading = "NRO|FECHA|HECHO|BARRIO"
    row = f'8|03/05/2019|"{HOSTILE.replace(chr(34), chr(34) * 2)}"|Centro'
    judged = judge(small_programme, police("7|03/05/2019|ROBO|Centro", row, heading=heading))
    (name,) = names_of(judged)
    for choice in name.choices:
        (cells,) = csv.reader(io.StringIO(choice.line), delimiter=delimiter)
        assert len(cells) == 4
        assert cells[0] == "policia_denuncias"
        assert cells[1] == '1;"robo",2'
    paste(small_programme, "offences.csv", name.choices[-1].line)
    again = judge(small_programme, police("7|03/05/2019|ROBO|Centro", row, heading=heading))
    assert kinds(again) == set()


def test_a_text_without_letters_can_be_in_no_list(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police(GOOD, OFFENCE.replace("ROBO AGRAVADOO", "???")))
    (name,) = names_of(judged)
    assert name.choices == ()
    assert "El texto no tiene letras" in judged.answer(tmp_path)[2].read_text()


def test_it_says_which_months_change_earlier_ones_included(small_programme: SmallProgramme, tmp_path: Path) -> None:
    judged = judge(small_programme, police(GOOD, OFFENCE, OFFENCE.replace("8;", "9;")))
    earlier = pl.DataFrame(
        {
            "feed": ["policia_denuncias", "policia_denuncias", "otra", "policia_denuncias"],
            "cells": ['{"offence":"Robo Agravadoo"}'] * 3 + ['{"offence":"ROBO AGRAVADOO"}'],
            "reason": ["unknown_offence", "bad_date, unknown_offence", "unknown_offence", "bad_date"],
            "hint_month": [date(2018, 3, 1), date(2018, 4, 1), date(2018, 9, 1), date(2018, 10, 1)],
        }
    )
    (name,) = names_of(judged, Waiting(earlier))
    assert name.rows == 2
    assert name.months == (date(2018, 3, 1), date(2018, 4, 1), date(2019, 5, 1))
    text = judged.answer(tmp_path, waiting=Waiting(earlier))[2].read_text()
    assert "Cambia las cifras de: marzo a abril de 2018 y mayo de 2019." in text
    assert Waiting(pl.DataFrame()).months("policia_denuncias", "offence", "x") == set()


def test_the_text_names_the_file_and_holds_the_lines(small_programme: SmallProgramme, tmp_path: Path) -> None:
    text = judge(small_programme, police(GOOD, OFFENCE, PLACE)).answer(tmp_path)[2].read_text()
    lines = text.splitlines()
    assert re.search(r"Hecho «ROBO AGRAVADOO» .*offences.csv", text)
    assert re.search(r"Lugar «Barrio Nuevo» .*gazetteer.csv", text)
    assert "policia_denuncias,ROBO AGRAVADOO,robo,2020-06" in lines


def test_where_no_list_lacks_a_name_there_is_no_text(small_programme: SmallProgramme, tmp_path: Path) -> None:
    assert len(judge(small_programme, police(GOOD, OFFENCE)).answer(tmp_path)) == 3
    settled = judge(small_programme, police(GOOD, OFFENCE.replace("AGRAVADOO", "AGRAVADO")))
    assert len(settled.answer(tmp_path)) == 2
    assert len(list(tmp_path.rglob("encargado-*.txt"))) == 1, "that of the other delivery stays"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind;name;district;territory\n", (("kind", "name", "district", "territory"), ";")),
        ("sep=;\nname;kind;district;territory\n", (("name", "kind", "district", "territory"), ";")),
        ("\ufeffkind,name,district,territory\n", (("kind", "name", "district", "territory"), ",")),
        ("otra,cosa\n", (("kind", "name", "district", "territory"), ",")),
    ],
)
def test_a_list_is_written_as_it_is(tmp_path: Path, text: str, expected: tuple[tuple[str, ...], str]) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(text, encoding="utf-8")
    found = ListFile.of(path, ("kind", "name", "district", "territory"))
    assert (found.columns, found.delimiter) == expected
    assert ListFile.of(tmp_path / "no.csv", ("a", "b")) == ListFile(("a", "b"), ",")

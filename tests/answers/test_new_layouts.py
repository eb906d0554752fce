"""Tried as a new user would, from docs/feeds.md alone: layouts unlike the shipped ones, a feed file each, no code.

Each feed file was written with the page open and nothing else; what the page left unsaid then stands in it now.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from etl.home import Home
from etl.run import RunResult, run
from schemas.errors import ProgrammeError
from schemas.load import load_programme
from tests.small_programme import silent

PARAGUAY = Path(__file__).parents[2] / "data" / "programmes" / "paraguay"
NOW = datetime(2020, 6, 1, tzinfo=UTC)

INSTITUTION = """
[[institutions]]
id = "observatorio"
name = "Observatorio Barrial"
short = "Observatorio"
"""

MONTHS_AS_COLUMNS = """
id = "observatorio_anual"
title = "Cuadro anual del Observatorio"
institution = "observatorio"
grain = "monthly_count"
indicator = "paz_publica"
file_pattern = "cuadro_observatorio*.xlsx"
format = "xlsx"
delivery = "whole_period"

[columns]
barrio = ["Barrio"]
district = ["Ciudad"]

[sheets]
header_rows = 2

[wide_months]
pattern = '(?P<year>\\d{4}) (?P<month>\\w+)'

[period]
from = "records"

[covers]
territories = "all"
from = "2019-01"
indicators = ["paz_publica"]
"""

COORDINATES = """
id = "observatorio_puntos"
title = "Puntos del Observatorio"
institution = "observatorio"
grain = "incident"
file_pattern = "puntos_*.csv"
format = "csv"
delivery = "whole_period"
date_formats = ["%d/%m/%Y"]

[columns]
case_ref = ["Nro"]
event_date = ["Cuándo"]
offence = ["Qué"]
latitude = ["Lat"]
longitude = ["Lon"]

[period]
from = "name"
pattern = 'puntos_(?P<year>\\d{4})_(?P<month>\\d{2})'

[covers]
territories = "all"
from = "2019-01"
indicators = ["paz_publica"]
"""

QUARTERS = """
id = "observatorio_trimestres"
title = "Trimestres del Observatorio"
institution = "observatorio"
grain = "monthly_count"
indicator = "paz_publica"
file_pattern = "trimestres_*.csv"
format = "csv"
delivery = "whole_period"

[columns]
year = ["Trimestre"]
barrio = ["Zona"]
district = ["Municipio"]

[wide_months]
pattern = '(?P<month>[a-z]+)'

[period]
from = "records"

[covers]
territories = "all"
from = "2019-01"
indicators = ["paz_publica"]

[due]
every_months = 3
"""


class NewUser:
    """The shipped programme with one more institution, and what is sent to it."""

    def __init__(self, root: Path) -> None:
        self.programme, self.feeds, self.home = root / "programa", root / "entregas", Home(root / "estado")
        shutil.copytree(PARAGUAY, self.programme)
        self.feeds.mkdir()
        self.change("programme.toml", None, INSTITUTION)
        self.change("programme.toml", 'data = "generated"', 'data = "real"')
        self.change("indicators/paz_publica.toml", "institutions = [", 'institutions = ["observatorio", ')

    def change(self, name: str, old: str | None, new: str) -> None:
        path = self.programme / name
        text = path.read_text(encoding="utf-8")
        assert old is None or old in text
        path.write_text(text.replace(old, new, 1) if old else f"{text.rstrip()}\n{new}", encoding="utf-8")

    def add_feed(self, text: str) -> None:
        name = text.split('id = "')[1].split('"')[0]
        (self.programme / "feeds" / f"{name}.toml").write_text(text, encoding="utf-8")

    def run(self) -> RunResult:
        return run(load_programme(self.programme), self.feeds, self.home, now=NOW, progress=silent)

    def values(self) -> dict[tuple[str, str], Any]:
        with duckdb.connect(str(self.home.root / "published" / "internal.duckdb"), read_only=True) as connection:
            return {
                (territory, month): value
                for territory, month, value in connection.execute(
                    "SELECT territory, strftime(month, '%Y-%m'), value FROM indicator_value "
                    "WHERE institution = 'observatorio' AND value > 0"
                ).fetchall()
            }


@pytest.fixture
def user(tmp_path: Path) -> NewUser:
    return NewUser(tmp_path)


def test_months_as_columns_under_a_merged_heading_of_two_rows(user: NewUser) -> None:
    user.add_feed(MONTHS_AS_COLUMNS)
    book = xlsxwriter.Workbook(str(user.feeds / "cuadro_observatorio.xlsx"))
    sheet, middle = book.add_worksheet("Cuadro"), book.add_format({"align": "center"})
    sheet.write(0, 0, "Observatorio Barrial: cuadro anual")
    for column, name in enumerate(("Barrio", "Ciudad")):
        sheet.merge_range(2, column, 3, column, name, middle)
    sheet.merge_range(2, 2, 2, 3, 2019, middle)
    sheet.merge_range(2, 4, 2, 5, 2020, middle)
    rows = [
        ("", "", "Enero", "Febrero", "Enero", "Febrero", "Total"),
        ("Tacumbú", "Asunción", 4, 0, 7, None, 11),
        ("Republicano", "Asunción", 1, 2, None, 3, 6),
        ("TOTAL", "", 5, 2, 7, 3, 17),
    ]
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                sheet.write(number, column, cell)
    book.close()
    (outcome,) = user.run().deliveries
    j = outcome.judgement
    assert (outcome.status, j.rows_read, j.accepted, dict(j.findings_count)) == ("loaded", 6, 6, {})
    found = user.values()
    assert found["tacumbu", "2019-01"] == 4
    assert found["tacumbu", "2020-01"] == 7
    assert sum(found.values()) == 17


def test_a_row_a_case_with_the_place_only_as_coordinates(user: NewUser) -> None:
    user.add_feed(COORDINATES)
    user.change("offences.csv", None, "observatorio_puntos,Ruidos,paz_publica,1\n")
    lines = ["Nro;Cuándo;Qué;Lat;Lon", "1;02/05/2019;Ruidos;-25,3041;-57,6622", "2;03/05/2019;Ruidos;-25.3041;-57.6622",
             "3;04/05/2019;Ruidos;-27,33;-55,87", "4;05/05/2019;Ruidos;-57,6622;-25,3041", "5;06/05/2019;Ruidos;;",
             *(f"{n};07/05/2019;Ruidos;-25,3041;-57,6622" for n in range(6, 14))]  # fmt: skip
    (user.feeds / "puntos_2019_05.csv").write_text("\n".join(lines), encoding="utf-8")
    (outcome,) = user.run().deliveries
    j = outcome.judgement
    assert (outcome.status, j.rows_read, j.accepted, j.quarantined) == ("loaded", 13, 11, 2)
    assert dict(j.findings_count) == {"missing_value": 2}, "numbers exchanged, and none at all; elsewhere is elsewhere"
    assert user.values() == {("tacumbu", "2019-05"): 10}


def test_a_row_a_quarter_and_place_with_month_names_in_words(user: NewUser) -> None:
    user.add_feed(QUARTERS)
    lines = ["Trimestre;Zona;Municipio;Enero;Febrero;Marzo;Abril;Mayo;Junio;Observaciones",
             "1er. trimestre 2019;Tacumbú;Asunción;4;0;7;;;;", "2do. trimestre 2019;Tacumbú;Asunción;;;;3;5;1;",
             "2019-T1;Republicano;Asunción;1;1;1;;;;revisado"]  # fmt: skip
    (user.feeds / "trimestres_2019.csv").write_text("\n".join(lines), encoding="utf-8")
    (outcome,) = user.run().deliveries
    j = outcome.judgement
    assert (outcome.status, j.rows_read, j.accepted, dict(j.findings_count)) == (
        "loaded", 9, 9, {"unexpected_column": 1},
    )  # fmt: skip
    found = user.values()
    assert [found.get(("tacumbu", f"2019-{month:02d}")) for month in range(1, 7)] == [4, None, 7, 3, 5, 1]
    assert sum(found.values()) == 23


def test_without_a_year_anywhere_the_feed_is_refused(user: NewUser) -> None:
    user.add_feed(QUARTERS.replace('year = ["Trimestre"]\n', ""))
    with pytest.raises(ProgrammeError) as refused:
        load_programme(user.programme)
    assert "wide_months.pattern" in str(refused.value)
    assert "(?P<year>…)" in str(refused.value)

"""Workbooks as clerks make them: titles, merged headings, dates as numbers, formulas, hidden sheets, totals."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.judging.delivery import Judgement
from etl.judging.sinks import Parts
from tests.etl.conftest import Judge
from tests.etl.workbooks import ods, ods_repeated, workbook
from tests.small_programme import SmallProgramme

BOOK = "mesas_2019-T1.xlsx"
HEADING = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
VISIT = (date(2019, 1, 15), "Charla", "Centro", "Escuela", 20, "Realizada", "")
OTHER = ("3 de febrero de 2019", "Charla", "Norte", "Plaza", "12", "No", "Lluvia")
FEED = "feeds/mesas_actividades.toml"
COUNTS = "feeds/fiscalia_totales.toml"


def days(judged: tuple[Judgement, Parts]) -> list[date]:
    judgement, parts = judged
    assert judgement.outcome == "acceptable", judgement.why
    return parts.records.sort("sheet", "row")["event_date"].to_list()


def test_titles_blank_rows_and_totals_are_no_records(judge: Judge) -> None:
    rows = [("Municipalidad",), ("Registro",), (), HEADING, VISIT, (), OTHER, ("TOTAL", "", "", "", 32), ("  ",)]
    judged = judge(BOOK, workbook(Registro=rows))
    assert days(judged) == [date(2019, 1, 15), date(2019, 2, 3)]
    assert judged[0].rows_skipped == 6
    assert judged[1].records["row"].to_list() == [5, 7], "rows as the spreadsheet counts them"


def test_a_table_that_begins_in_the_middle_of_the_sheet(judge: Judge) -> None:
    rows = [(), (), *(("", "", *row) for row in (HEADING, VISIT, OTHER))]
    judged = judge(BOOK, workbook(Registro=rows))
    assert days(judged) == [date(2019, 1, 15), date(2019, 2, 3)]
    assert judged[1].records["row"].to_list() == [4, 5]


def test_dates_as_numbers_with_hours_as_text_and_as_dates(judge: Judge) -> None:
    cells = (
        43480,
        43480.75,
        datetime.fromisoformat("2019-01-15T18:30"),
        "15/01/2019",
        "15-1-19",
        "2019-01-15",
        "martes 15 de enero de 2019",
    )
    rows = [(cell, f"Charla {n}", *VISIT[2:]) for n, cell in enumerate(cells)]
    judged = judge(BOOK, workbook(Registro=[HEADING, *rows]))
    assert days(judged) == [date(2019, 1, 15)] * len(cells)
    assert dict(judged[0].findings_count) == {}


def test_formulas_count_by_their_value_and_never_run(judge: Judge) -> None:
    def formulas(_: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
        sheet = sheets["Registro"]
        sheet.write_formula(1, 4, "=10+10", None, 20)
        sheet.write_formula(2, 2, '="Cen"&"tro"', None, "Centro")
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")
        sheet.write_string(3, 3, '=HYPERLINK("http://x")')

    third = (date(2019, 1, 17), *VISIT[1:])
    rows = [HEADING, VISIT, (date(2019, 1, 16), *VISIT[1:]), third]
    judgement, parts = judge(BOOK, workbook(Registro=rows, touch=formulas))
    assert judgement.accepted == 3
    assert parts.records["participants"].to_list() == [20, None, 20]
    assert parts.records["territory"].to_list() == ["centro"] * 3


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_not_read_unless_the_feed_names_it(
    small_programme: SmallProgramme, judge: Judge, how: str
) -> None:
    def hidden(_: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
        getattr(sheets["Vieja"], how)()

    content = workbook(Registro=[HEADING, VISIT], Vieja=[HEADING, OTHER], touch=hidden)
    assert days(judge(BOOK, content)) == [date(2019, 1, 15)]
    small_programme.change(FEED, "[states]", '[sheets]\nnames = ["vieja"]\n\n[states]')
    assert days(judge(BOOK, content)) == [date(2019, 2, 3)]


def test_every_sheet_with_the_heading_is_read_and_others_are_told(judge: Judge) -> None:
    notes = [("Instrucciones",), ("Llene todas las celdas",)]
    judged = judge(BOOK, workbook(Enero=[HEADING, VISIT], Febrero=[("x",), HEADING, OTHER], Notas=notes, Vacia=[]))
    assert days(judged) == [date(2019, 1, 15), date(2019, 2, 3)]
    (finding,) = judged[1].findings.rows(named=True)
    assert (finding["kind"], finding["value"], finding["row"]) == ("sheet_not_read", "Notas", None)


def test_a_sheet_that_lost_a_heading_refuses_the_book_instead_of_its_rows(judge: Judge) -> None:
    broken = [tuple("DIA" if cell == "FECHA" else cell for cell in HEADING), OTHER]
    judgement, parts = judge(BOOK, workbook(Enero=[HEADING, VISIT], Febrero=broken))
    assert judgement.outcome == "refused"
    assert dict(judgement.findings_count) == {"missing_column": 1}
    assert "«Febrero»" in (judgement.why or "")
    assert "«FECHA»" in (judgement.why or "")
    assert parts.records.height == 0


def test_a_sheet_that_the_feed_names_must_be_there(small_programme: SmallProgramme, judge: Judge) -> None:
    small_programme.change(FEED, "[states]", '[sheets]\nnames = ["Registro"]\n\n[states]')
    judgement, _ = judge(BOOK, workbook(Hoja1=[HEADING, VISIT]))
    assert dict(judgement.findings_count) == {"missing_sheet": 1}
    assert "«Registro»" in (judgement.why or "")


def test_a_chart_sheet_is_passed_over(judge: Judge) -> None:
    def chart(book: xlsxwriter.Workbook, _: dict[str, Worksheet]) -> None:
        drawn = book.add_chart({"type": "column"})
        drawn.add_series({"values": "=Registro!$E$2:$E$2"})
        book.add_chartsheet("Grafico").set_chart(drawn)

    assert days(judge(BOOK, workbook(Registro=[HEADING, VISIT], touch=chart))) == [date(2019, 1, 15)]


@pytest.fixture
def two_rows_of_heading(small_programme: SmallProgramme) -> SmallProgramme:
    small_programme.change(FEED, 'barrio = ["BARRIO"]', 'barrio = ["LUGAR BARRIO"]')
    small_programme.change(FEED, 'place = ["LOCAL"]', 'place = ["LUGAR LOCAL"]')
    small_programme.change(FEED, 'event_date = ["FECHA"]', 'event_date = ["ACTIVIDAD FECHA"]')
    small_programme.change(FEED, 'kind = ["ACTIVIDAD"]', 'kind = ["ACTIVIDAD TIPO"]')
    small_programme.change(FEED, "[states]", "[sheets]\nheader_rows = 2\n\n[states]")
    return small_programme


@pytest.mark.parametrize("merged", [True, False])
def test_a_heading_of_two_rows_with_merged_groups(
    two_rows_of_heading: SmallProgramme, judge: Judge, merged: bool
) -> None:
    def merge(_: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
        if merged:
            sheet = sheets["Registro"]
            sheet.merge_range(1, 0, 1, 1, "ACTIVIDAD")
            sheet.merge_range(1, 2, 1, 3, "LUGAR")
            sheet.merge_range(1, 5, 2, 5, "ESTADO")

    top = ("ACTIVIDAD", "" if merged else "ACTIVIDAD", "LUGAR", "", "", "ESTADO" if merged else "", "")
    below = ("FECHA", "TIPO", "BARRIO", "LOCAL", "ASISTENTES", "" if merged else "ESTADO", "POR QUE")
    content = workbook(Registro=[("Registro de la mesa",), top, below, VISIT, OTHER], touch=merge)
    assert days(judge(BOOK, content)) == [date(2019, 1, 15), date(2019, 2, 3)]


@pytest.fixture
def months_as_columns(small_programme: SmallProgramme) -> SmallProgramme:
    small_programme.change(COUNTS, 'format = "csv"', 'format = "xlsx"')
    small_programme.change(COUNTS, '"fiscalia_*.csv"', '"fiscalia_*.xlsx"')
    small_programme.change(COUNTS, 'month = ["MES"]\n', "")
    small_programme.change(COUNTS, 'count = ["CANTIDAD"]\n', "")
    pattern = r"(?P<month>\p+)[ -](?P<year>\d{2,4})".replace(r"\p+", "[a-z]+")
    small_programme.change(COUNTS, "[period]", f"[wide_months]\npattern = '{pattern}'\n\n[period]")
    return small_programme


def monthly(judged: tuple[Judgement, Parts]) -> dict[tuple[str, str], int]:
    judgement, parts = judged
    assert judgement.outcome == "acceptable", judgement.why
    return {(row["territory"], f"{row['month']:%Y-%m}"): row["count"] for row in parts.records.rows(named=True)}


@pytest.mark.parametrize(
    "headings",
    [
        ("enero 2018", "febrero 2018"),
        ("ENERO 2018", "FEBRERO 2018"),
        ("ene-18", "feb-18"),
        (date(2018, 1, 1), date(2018, 2, 1)),
    ],
    ids=["words", "capitals", "short", "dates"],
)
def test_months_as_columns(months_as_columns: SmallProgramme, judge: Judge, headings: tuple[Any, Any]) -> None:
    rows = [("BARRIO", *headings, "TOTAL"), ("Centro", 4, 0, 4), ("Norte", 2, None, 2), ("TOTAL", 6, 0, 6)]
    judged = judge("fiscalia_ext20200110.xlsx", workbook(Totales=rows))
    assert monthly(judged) == {("centro", "2018-01"): 4, ("centro", "2018-02"): 0, ("norte", "2018-01"): 2}
    assert judged[0].rows_read == 3, "non-empty cells"
    assert judged[0].rows_skipped == 1


@pytest.mark.parametrize("label", ["TOTAL", "Total general", "Subtotal", "SUB TOTAL", "Totales:"])
def test_totals_in_a_column_of_their_own_are_not_counted(
    months_as_columns: SmallProgramme, judge: Judge, label: str
) -> None:
    rows = [("N°", "BARRIO", "enero 2018"), (1, "Centro", 4), (2, "Norte", 3), (label, "", 7)]
    judgement, parts = judge("fiscalia_ext20200110.xlsx", workbook(Totales=rows))
    assert (judgement.accepted, judgement.quarantined, judgement.rows_skipped) == (2, 0, 1)
    assert parts.records["count"].sum() == 7


@pytest.mark.parametrize(
    ("cell", "count"), [("1.230", 1230), ("1.234", None), (1234, 1234), (1234.0, 1234), ("12,5", None)]
)
def test_counts_in_a_workbook(months_as_columns: SmallProgramme, judge: Judge, cell: object, count: int | None) -> None:
    rows = [("BARRIO", "enero 2018"), ("Centro", cell), ("Norte", 1)]
    judgement, parts = judge("fiscalia_ext20200110.xlsx", workbook(Totales=rows))
    assert parts.records.filter(territory="centro")["count"].to_list() == ([] if count is None else [count])
    assert judgement.findings_count.get("bad_number", 0) == (count is None)


def as_ods(programme: SmallProgramme) -> None:
    programme.change(FEED, 'format = "xlsx"', 'format = "ods"')
    programme.change(FEED, '"mesas_*.xlsx"', '"mesas_*.ods"')


@pytest.mark.parametrize(
    "after",
    ["", ods_repeated("", 1048000, 16384), ods_repeated("", 20, 3) + ods_repeated("", 1, 1)],
    ids=["plain", "the whole sheet formatted", "empty rows"],
)
def test_ods(small_programme: SmallProgramme, judge: Judge, after: str) -> None:
    as_ods(small_programme)
    judged = judge("mesas_2019-T1.ods", ods([("Título",), HEADING, VISIT, OTHER], after=after))
    assert days(judged) == [date(2019, 1, 15), date(2019, 2, 3)]
    assert judged[1].records["row"].to_list() == [3, 4]


def test_rows_repeated_by_the_format_are_rows(small_programme: SmallProgramme, judge: Judge) -> None:
    as_ods(small_programme)
    judgement, _ = judge("mesas_2019-T1.ods", ods([HEADING, VISIT], after=ods_repeated("x", 3, 7)))
    assert (judgement.rows_read, judgement.accepted, judgement.quarantined, judgement.duplicates) == (4, 1, 1, 2)


def test_parquet(small_programme: SmallProgramme, judge: Judge, write_parquet: Callable[..., Path]) -> None:
    small_programme.change("feeds/policia_denuncias.toml", 'format = "csv"', 'format = "parquet"')
    small_programme.change("feeds/policia_denuncias.toml", "denuncias_*.csv", "denuncias_*.parquet")
    path = write_parquet(
        "policia_denuncias_2018-01_ext20180315.parquet",
        NRO=[1, 2, 3, 4],
        FECHA=[
            datetime.fromisoformat("2018-01-03T14:30"),
            None,
            datetime.fromisoformat("2018-01-05"),
            datetime.fromisoformat("2018-01-06"),
        ],
        HECHO=["ROBO", "ROBO", None, "ROBO"],
        BARRIO=["MuÃ±oz", "Centro", "Ñu Guasú", "Ã‘u Guasú"],
        DENUNCIANTE=["w", "x", "y", "z"],
        SECRETO=[b"\x00", b"\x01", b"\x02", b"\x03"],
    )
    judgement, parts = judge(path)
    assert (judgement.rows_read, judgement.accepted, judgement.quarantined) == (4, 1, 3)
    assert judgement.findings_count["unexpected_column"] == 1
    assert judgement.dropped_columns == ("DENUNCIANTE",)
    assert parts.findings.filter(kind="twice_encoded")["row"].to_list() == [2, 5]
    assert parts.records["row"].to_list() == [5]


def test_months_as_columns_beside_a_column_of_the_year(months_as_columns: SmallProgramme, judge: Judge) -> None:
    small_pattern = "(?P<month>[a-z]+)[ -](?P<year>\\d{2,4})"
    months_as_columns.change(COUNTS, small_pattern, "(?P<month>[a-z]+)")
    months_as_columns.change(COUNTS, 'barrio = ["BARRIO"]', 'barrio = ["BARRIO"]\nyear = ["AÑO"]')
    rows = [
        ("AÑO", "BARRIO", "Enero", "Set."),
        (2018, "Centro", 4, ""),
        ("2019", "Centro", "", 7),
        ("s/d", "Norte", 1, ""),
    ]
    months_as_columns.change(COUNTS, "(?P<month>[a-z]+)", "(?P<month>[a-z]+)\\.?")
    judgement, parts = judge("fiscalia_ext20200110.xlsx", workbook(Totales=rows))
    assert monthly((judgement, parts)) == {("centro", "2018-01"): 4, ("centro", "2019-09"): 7}
    assert dict(judgement.findings_count) == {"bad_date": 1}


@pytest.mark.parametrize(
    ("row", "skipped"),
    [
        (";TOTAL;;7", True),
        ("TOTAL;;;7", True),
        ("SUMA;;;7", True),
        ("Total;enero 2018;;7", True),
        ("3;enero 2018;Total Center;7", True),
        ("3;enero 2018;Totora;7", False),
    ],
)
def test_totals_of_a_csv(small_programme: SmallProgramme, judge: Judge, row: str, skipped: bool) -> None:
    content = "\r\n".join(["N°;MES;BARRIO;CANTIDAD", "1;enero 2018;Centro;4", "2;enero 2018;Norte;3", row, ""])
    judgement, parts = judge("fiscalia_ext20200110.csv", content)
    assert (judgement.accepted, judgement.rows_skipped, judgement.quarantined) == (2, int(skipped), int(not skipped))
    assert parts.records["count"].sum() == 7

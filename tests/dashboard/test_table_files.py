"""Data to take away are the data of the screen, say where they are from, and never act in a spreadsheet."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import fastexcel
import pytest
import streamlit as st

from dashboard.downloads import take_away
from dashboard.language import speaking_in
from dashboard.store import Edition, edition_at
from dashboard.table_files import Twin, about, csv_file, guarded, svg_file, xlsx_file
from tests.dashboard.conftest import Published

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "＝1"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>x</title><path d="M0 0H9"/></svg>'


@pytest.fixture
def real(chile: Published) -> Edition:
    return edition_at(chile.root / "published" / "internal.duckdb")


@pytest.fixture
def generated(altered: Published) -> Edition:
    return edition_at(altered.root / "published" / "internal.duckdb")


def twin(*rows: list[object]) -> Twin:
    return Twin("robos", "Robos, mes a mes", ["Mes", "Casos", "Estado"], rows, source="Policía")  # type: ignore[arg-type]


def test_a_csv_gives_back_the_table_and_says_what_it_is(real: Edition) -> None:
    made = csv_file(real, twin([date(2019, 5, 1), 43, "informado"], [date(2019, 6, 1), None, "sin dato"]))
    assert made.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(made.decode("utf-8-sig"))))
    assert lines[:3] == [["Mes", "Casos", "Estado"], ["2019-05-01", "43", "informado"], ["2019-06-01", "", "sin dato"]]
    told = "\n".join(line[0] for line in lines[4:])
    assert "Edición: 1, 31 de diciembre de 2020" in told
    assert "Fuente: Policía · Casos policiales: CEAD" in told
    assert "generados" not in told


def test_a_workbook_gives_back_the_table(real: Edition) -> None:
    made = xlsx_file(real, twin([date(2019, 5, 1), 43, "informado"], [date(2019, 6, 1), None, "sin dato"]))
    book = fastexcel.read_excel(made)
    rows = book.load_sheet("Datos").to_polars().rows()
    assert [(row[0].isoformat()[:10], row[1], row[2]) for row in rows] == [
        ("2019-05-01", 43.0, "informado"), ("2019-06-01", None, "sin dato"),
    ]  # fmt: skip
    told = dict(book.load_sheet("Sobre estos datos", header_row=None).to_polars().rows())
    assert told["Edición"] == "1, 31 de diciembre de 2020"


def test_the_same_edition_gives_the_same_file(real: Edition) -> None:
    table = twin([date(2019, 5, 1), 43, "informado"])
    assert xlsx_file(real, table) == xlsx_file(real, table)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(real: Edition, text: str) -> None:
    table = Twin("x", text, [text], [[text]], source=text)
    lines = list(csv.reader(StringIO(csv_file(real, table).decode("utf-8-sig"), newline="")))
    assert all(line[0].startswith("'") for line in lines[:2])
    with ZipFile(BytesIO(xlsx_file(real, table))) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in book.read("xl/worksheets/sheet2.xml").decode()


@pytest.mark.parametrize("text", ["Luque", "1-2", "a=b", "−3", ""])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_every_file_of_generated_data_says_so(generated: Edition) -> None:
    table = twin(["enero", 1, "x"])
    words = "Datos generados para demostración"
    assert words in csv_file(generated, table).decode("utf-8-sig")
    assert words in svg_file(generated, table, SVG).decode()
    sheet = fastexcel.read_excel(xlsx_file(generated, table)).load_sheet(1, header_row=None).to_polars()
    assert any(words in str(value) for value in sheet.to_series(1))


def test_a_picture_stays_well_formed_and_describes_itself(real: Edition) -> None:
    table = Twin("x", "<script>&", ["a"], [], source="]]>")
    root = ElementTree.fromstring(svg_file(real, table, SVG))  # noqa: S314  (ours)
    described = root.find("{http://www.w3.org/2000/svg}desc")
    assert described is not None
    assert "<script>&" in (described.text or "")
    assert root.find("{http://www.w3.org/2000/svg}script") is None


def test_a_file_speaks_the_language_of_the_page(real: Edition) -> None:
    with speaking_in("en"):
        told = dict(about(real, twin()))
    assert told["Edition"] == "1, 31 December 2020"
    assert re.search(r"Edición", " ".join(told)) is None


def test_a_picture_given_as_a_function_is_drawn_when_its_file_is_asked_for(
    real: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda kind, made, *_args, **_kwargs: offered.update({kind: made}))
    drawn: list[str] = []

    def draw() -> str:
        drawn.append("once")
        return SVG

    take_away(real, twin(), svg=draw)
    assert drawn == []
    assert b"M0 0H9" in offered["SVG"]()
    assert drawn == ["once"]

"""Every value of CSV, XLSX and Parquet is that of the published table, and what is missing is nowhere a zero."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import polars as pl
import pytest

from etl.answers.safe_text import unguarded
from etl.data_package.cell_text import cell_text, plain_number
from etl.data_package.public_tables import LEFT_OUT, PublicTable
from etl.data_package.workbook import LONGEST_CELL, NOT_IN_WORKBOOK, READ_ME_SHEET, fitting
from schemas.published import TABLES
from tests.data_package.conftest import HOSTILE, Package


def published(package: Package, table: str) -> list[tuple[Any, ...]]:
    """Rows by plain duckdb, not by the code under test."""
    with duckdb.connect(str(package.public_file), read_only=True) as connection:
        return connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608


def told(package: Package) -> list[PublicTable]:
    tables = list(package.tables.tables)
    assert {table.name for table in tables} == {table.name for table in TABLES if table.public} - LEFT_OUT
    return tables


def from_csv(text: str, type_: str) -> Any:
    """The value of a cell, read back by the rules that the descriptor states."""
    if text == "":
        return None
    readers: dict[str, Any] = {
        "VARCHAR": unguarded,
        "DATE": date.fromisoformat,
        "BIGINT": int,
        "DOUBLE": float,
        "BOOLEAN": {"true": True, "false": False}.__getitem__,
        "TIMESTAMP": lambda cell: datetime.fromisoformat(cell).replace(tzinfo=None),
    }
    return readers[type_](text)


def csv_rows(folder: Path, table: str) -> list[list[str]]:
    raw = (folder / "csv" / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode(), newline="")))


def no_empty(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """An empty text and a missing one look the same in a spreadsheet."""
    return tuple(None if value == "" else value for value in row)


def test_every_csv_reads_back_as_the_published_table(package: Package) -> None:
    for table in told(package):
        heading, *rows = csv_rows(package.folder, table.name)
        types = [column.type for column in table.columns]
        assert heading == list(table.declared.names)
        read = [tuple(map(from_csv, row, types)) for row in rows]
        assert read == [no_empty(row) for row in published(package, table.name)], table.name


def test_every_parquet_is_the_published_table(package: Package) -> None:
    for table in told(package):
        frame = pl.read_parquet(package.folder / "parquet" / f"{table.name}.parquet")
        assert frame.columns == list(table.declared.names)
        assert frame.rows() == published(package, table.name), table.name


def test_every_sheet_is_the_published_table(package: Package) -> None:
    book = fastexcel.read_excel(package.folder / "seamos.xlsx")
    assert book.sheet_names == [READ_ME_SHEET, *(table.name for table in told(package))]
    for table in told(package):
        columns = [column for column in table.columns if column.name not in NOT_IN_WORKBOOK]
        sheet = book.load_sheet(
            table.name, dtypes={c.name: _READ_AS.get(c.type, "string") for c in columns}
        ).to_polars()
        assert sheet.columns == [column.name for column in columns]
        places = [table.declared.names.index(column.name) for column in columns]
        expected = [tuple(no_empty(row)[place] for place in places) for row in published(package, table.name)]
        types = [column.type for column in columns]
        read = [tuple(map(from_sheet, row, types)) for row in sheet.rows()]
        assert read == [tuple(map(as_a_sheet_holds_it, row)) for row in expected], table.name


_READ_AS: dict[str, Any] = {"DOUBLE": "float", "BIGINT": "int", "BOOLEAN": "boolean", "DATE": "date"}


def from_sheet(cell: Any, type_: str) -> Any:
    return from_csv(cell, type_) if isinstance(cell, str) else cell


def as_a_sheet_holds_it(value: Any) -> Any:
    """A workbook keeps sixteen digits of a number."""
    return float(f"{value:.16G}") if isinstance(value, float) else value


def test_what_is_withheld_is_empty_with_its_status(package: Package) -> None:
    heading, *rows = csv_rows(package.folder, "comparison")
    found = [dict(zip(heading, row, strict=True)) for row in rows]
    (norte,) = [row for row in found if (row["indicator"], row["territory"]) == ("robo", "norte")]
    assert norte["verdict"] == "withheld"
    assert {norte[name] for name in ("baseline_count", "current_count", "rate_ratio", "p_value", "reason")} == {""}
    heading, *rows = csv_rows(package.folder, "indicator_value")
    values = [dict(zip(heading, row, strict=True)) for row in rows]
    without = {"missing", "suppressed", "not_expected"}
    assert {row["status"] for row in values if row["value"] == ""} <= without
    hidden = [row for row in values if row["status"] == "suppressed"]
    assert hidden
    assert {row["value"] for row in hidden} == {""}
    sheet = fastexcel.read_excel(package.folder / "seamos.xlsx").load_sheet("indicator_value").to_polars()
    assert sheet.filter(status="suppressed")["value"].null_count() == len(hidden)


def test_a_hostile_name_acts_nowhere(package: Package) -> None:
    _, *rows = csv_rows(package.folder, "territory")
    assert f"'{HOSTILE}" in {row[1] for row in rows}
    for path in (package.folder / "csv").glob("*.csv"):
        cells = [cell for row in csv_rows(package.folder, path.stem) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == [], path.name
        assert [cell for cell in cells if cell.startswith("-") and not is_number(cell)] == [], path.name
    sheet = fastexcel.read_excel(package.folder / "seamos.xlsx").load_sheet("territory").to_polars()
    assert f"'{HOSTILE}" in sheet["name"].to_list()
    assert HOSTILE in pl.read_parquet(package.folder / "parquet" / "territory.parquet")["name"].to_list()


def is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(package: Package) -> None:
    with zipfile.ZipFile(package.folder / "seamos.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
        properties = parts.read("docProps/core.xml").decode()
    assert sheets
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
    made = package.tables.mark["published_at"]
    assert f"{made:%Y-%m-%dT%H:%M:%S}Z" in properties


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (0, "0"), (0.0, "0.0"), (True, "true"), (False, "false"), (1e-07, "0.0000001"),
        (2.8882299270072993, "2.8882299270072993"), (-3.5, "-3.5"), (date(2020, 3, 1), "2020-03-01"),
        (datetime(2020, 6, 15, 12, tzinfo=UTC), "2020-06-15T12:00:00Z"), ("=1+1", "'=1+1"), ("-5", "'-5"),
        ("Ñu Guasú", "Ñu Guasú"),
    ],
)  # fmt: skip
def test_how_a_value_is_written(value: Any, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("value", [1e-300, 1.5e22, 0.1 + 0.2, 1 / 3])
def test_a_plain_number_gives_the_same_number_back(value: float) -> None:
    assert "e" not in plain_number(value).lower()
    assert float(plain_number(value)) == value


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    assert fitting("x" * LONGEST_CELL) == "x" * LONGEST_CELL
    cut = fitting("x" * (LONGEST_CELL + 1))
    assert len(cut) == LONGEST_CELL
    assert "CSV" in cut[-60:]

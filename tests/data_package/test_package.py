"""The package describes itself: Frictionless, checksums, DCAT, and the same bytes for the same edition."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import polars as pl
import pytest
from frictionless import validate

from etl.data_package.catalogue import bounding_box
from etl.data_package.checksums import faults
from etl.data_package.descriptor import descriptor
from etl.data_package.keys import PRIMARY, foreign_keys, primary_key
from etl.data_package.public_tables import PublicTable, PublicTables, read_public_tables
from etl.data_package.workbook import READ_ME_SHEET
from etl.data_package.write import write_data_package
from etl.public_edition import NotPublicError
from schemas.licence import DATA_LICENCE_URL
from schemas.published import BY_NAME
from tests.data_package.conftest import Package


def described(folder: Path) -> dict[str, Any]:
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def fresh_copy(package: Package, to: Path) -> Path:
    return Path(shutil.copytree(package.folder, to / "copia"))


def test_frictionless_finds_nothing_wrong(package: Package) -> None:
    report = validate(str(package.folder / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert {task.type for task in report.tasks} == {"table", "file"}


def test_frictionless_finds_a_status_that_does_not_exist(package: Package, tmp_path: Path) -> None:
    copy = fresh_copy(package, tmp_path)
    path = copy / "csv" / "indicator_value.csv"
    path.write_bytes(path.read_bytes().replace(b",reported,", b",inventado,", 1))
    assert not validate(str(copy / "datapackage.json")).valid


def test_every_file_is_in_the_descriptor_or_made_of_it(package: Package) -> None:
    stands = {path.relative_to(package.folder).as_posix() for path in package.folder.rglob("*") if path.is_file()}
    told = {resource["path"] for resource in described(package.folder)["resources"]}
    assert stands - told == {"datapackage.json", "catalog.jsonld", "seamos-datos.zip", "SHA256SUMS"}
    assert told - stands == set()
    with zipfile.ZipFile(package.folder / "seamos-datos.zip") as together:
        assert set(together.namelist()) == told | {"datapackage.json", "SHA256SUMS"}


def test_a_changed_byte_is_noticed(package: Package, tmp_path: Path) -> None:
    copy = fresh_copy(package, tmp_path)
    assert faults(copy) == []
    path = copy / "csv" / "comparison.csv"
    raw = bytearray(path.read_bytes())
    raw[-3] ^= 1
    path.write_bytes(raw)
    (copy / "parquet" / "signal.parquet").unlink()
    assert faults(copy) == ["csv/comparison.csv", "parquet/signal.parquet"]
    assert not validate(str(copy / "datapackage.json")).valid


def test_the_sums_are_those_of_the_files(package: Package) -> None:
    lines = (package.folder / "SHA256SUMS").read_text().splitlines()
    told = dict(reversed(line.split("  ", 1)) for line in lines)
    real = {
        path.relative_to(package.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in package.folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert told == real


def test_the_same_edition_gives_the_same_bytes(package: Package, tmp_path: Path) -> None:
    again = write_data_package(package.public_file, tmp_path / "datos")
    assert len(again) > 50
    for path in again:
        assert path.read_bytes() == (package.folder / path.relative_to(tmp_path / "datos")).read_bytes(), path.name


def test_the_descriptor_says_whose_the_data_are(package: Package) -> None:
    content = described(package.folder)
    mark = package.tables.mark
    assert content["version"] == str(mark["edition"]) == "2"
    assert content["licenses"][0]["path"] == DATA_LICENCE_URL
    assert content["sources"][0] == {"title": mark["credit"]}
    assert content["contributors"][0]["title"] == "Oficina de prueba"
    fields = [field for resource in content["resources"] for field in resource.get("schema", {}).get("fields", [])]
    assert len(fields) > 200
    assert all(field["description"] and field["description_en"] for field in fields)


@pytest.mark.parametrize("synthetic", [True, False])
def test_generated_data_say_so_in_title_description_and_workbook(
    package: Package, tmp_path: Path, synthetic: bool
) -> None:
    file = Path(shutil.copy(package.public_file, tmp_path / "public.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE edition SET synthetic = ?", [synthetic])
    folder = tmp_path / "datos"
    write_data_package(file, folder)
    content = described(folder)
    book = fastexcel.read_excel(folder / "seamos.xlsx").load_sheet(READ_ME_SHEET, header_row=None)
    catalogue = json.loads((folder / "catalog.jsonld").read_text(encoding="utf-8"))
    told = [content["title"], content["description"], (folder / "LEAME.txt").read_text(encoding="utf-8"),
            book.to_polars().write_csv(), str(catalogue["dcat:dataset"][0]["dct:title"])]  # fmt: skip
    assert ["generados para demostración" in text for text in told] == [synthetic] * len(told)
    assert ["generated for demonstration" in text for text in (content["title_en"], content["description_en"])] == [
        synthetic
    ] * 2


def test_every_declared_key_holds_here(package: Package) -> None:
    tables = package.tables
    lost = [name for name in PRIMARY if primary_key(tables.by_name[name]) != PRIMARY[name]]
    assert lost == []
    links = {(table.name, link.column) for table in tables.tables for link in foreign_keys(table, tables)}
    assert {("indicator_value", "territory"), ("comparison", "indicator"), ("population", "territory")} <= links


def made_table(name: str, rows: list[dict[str, Any]]) -> PublicTable:
    declared = BY_NAME[name]
    schema = {column.name: pl.Int64 if column.type == "BIGINT" else pl.String for column in declared.columns}
    return PublicTable(declared, declared.columns, pl.DataFrame(rows, schema=schema))


def test_a_key_that_does_not_hold_is_not_told() -> None:
    territories = made_table("territory", [{"territory": "centro"}])
    twice = made_table("population", [{"territory": "centro", "year": 2018}, {"territory": "centro", "year": 2018}])
    gap = made_table("population", [{"territory": None, "year": 2018}])
    stranger = made_table("population", [{"territory": "luque", "year": 2018}])
    assert primary_key(twice) == primary_key(gap) == ()
    assert primary_key(stranger) == ("territory", "year")
    assert foreign_keys(stranger, PublicTables((territories, stranger))) == []
    assert [link.target for link in foreign_keys(twice, PublicTables((territories, twice)))] == ["territory"]


def test_an_older_edition_is_described_as_it_is(package: Package, tmp_path: Path) -> None:
    file = Path(shutil.copy(package.public_file, tmp_path / "public.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("DROP TABLE base_map; ALTER TABLE comparison DROP COLUMN spoken_gn")
    write_data_package(file, tmp_path / "datos")
    assert validate(str(tmp_path / "datos" / "datapackage.json")).valid
    schemas = {each["name"]: each.get("schema") for each in described(tmp_path / "datos")["resources"]}
    assert "base-map" not in schemas
    assert "spoken_gn" not in [field["name"] for field in schemas["comparison"]["fields"]]


def test_an_internal_file_is_refused(package: Package, tmp_path: Path) -> None:
    internal = package.board.programme.home.editions / "2" / "internal.duckdb"
    with pytest.raises(NotPublicError):
        write_data_package(internal, tmp_path / "datos")
    assert not (tmp_path / "datos").exists()


def test_the_catalogue_is_linked_data_with_every_download(package: Package, tmp_path: Path) -> None:
    content = json.loads((package.folder / "catalog.jsonld").read_text(encoding="utf-8"))
    (data,) = content["dcat:dataset"]
    assert (content["@type"], data["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    prefixes = {key.partition(":")[0] for key in [*content, *data] if not key.startswith("@")}
    assert prefixes <= set(content["@context"])
    for needed in ("dct:publisher", "dct:spatial", "dct:temporal", "dct:accrualPeriodicity", "dct:license"):
        assert data[needed]
    for each in data["dcat:distribution"]:
        raw = (package.folder / each["dcat:downloadURL"]["@id"]).read_bytes()
        assert each["dcat:byteSize"]["@value"] == str(len(raw))
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(raw).hexdigest()


def test_addresses_are_absolute_where_the_site_is_known(package: Package, tmp_path: Path) -> None:
    write_data_package(package.public_file, tmp_path / "datos", "https://datos.example/")
    content = json.loads((tmp_path / "datos" / "catalog.jsonld").read_text(encoding="utf-8"))
    addresses = [each["dcat:downloadURL"]["@id"] for each in content["dcat:dataset"][0]["dcat:distribution"]]
    assert addresses[0] == "https://datos.example/datos/seamos-datos.zip"
    assert all(address.startswith("https://datos.example/datos/") for address in addresses)


def test_an_address_that_is_none_is_left_out(package: Package, tmp_path: Path) -> None:
    file = Path(shutil.copy(package.public_file, tmp_path / "public.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE office SET url = 'javascript:alert(1)'")
    assert "javascript" not in descriptor(read_public_tables(file), []).content.decode()


def test_a_box_holds_all_outlines() -> None:
    outlines = ['{"type":"Polygon","coordinates":[[[-57.5,-25.3],[-57.4,-25.3],[-57.4,-25.2],[-57.5,-25.3]]]}', None,
                '{"type":"MultiPolygon","coordinates":[[[[-57.7,-25.4],[-57.6,-25.4],[-57.7,-25.4]]]]}']  # fmt: skip
    box = bounding_box(iter(outlines))
    assert box == "POLYGON((-57.7 -25.4, -57.4 -25.4, -57.4 -25.2, -57.7 -25.2, -57.7 -25.4))"
    assert bounding_box(iter([None])) is None

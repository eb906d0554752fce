"""Nothing personal gets in: what stands in other columns than the contract's is nowhere under the home, nor beside it.

The search has a test of its own: with the door switched off it finds what it looks for.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

import etl.read.heading
from etl.parts import ledger, read_part
from etl.read.door import Admission, admit
from tests.etl.workbooks import workbook
from tests.small_programme import SmallProgramme

HEADING = "NRO;FECHA;FECHA DENUNCIA;HORA;HECHO;BARRIO;LATITUD;LONGITUD;DENUNCIANTE;CI;TELEFONO;TESTIGO;OBSERVACION"
WHO = "Aparicia Quintanilla;4777123;0981555123;Zoilo Benegas"
ROWS = (
    f"EXP-77881;03/01/2018 23:17;;23:17;ROBO;Centro;-25.291234;-57.491234;{WHO};vive en Tacuary 1553",
    f"EXP-77882;04/01/2018;;21:47;VIOLENCIA FAMILIAR;Centro;-25.292345;-57.492345;{WHO};x",
    f"EXP-77883;05/01/2018;;20:37;VIOLENCIA FAMILIAR;Nadie;-25.393456;-57.393456;{WHO};x",
    f"EXP-77884;32/01/201819:27;;19:27;VIOLENCIA FAMILIAR;Centro;-25.294567;-57.494567;{WHO};",
    # its cells are shifted: a name stands where the date should, though the number of cells is right
    "EXP-77885;Aparicia Quintanilla;4777123;06/01/2018;ROBO;Centro;-25.295678;-57.495678;0981555123;;;;",
    "EXP-77886;06/01/2018;ROBO;Aparicia Quintanilla 4777123",
)
SECRETS = (
    *("Aparicia", "Quintanilla", "4777123", "0981555123", "Zoilo", "Benegas", "Tacuary", "1553"),
    *("EXP-7788", "25.29", "57.49", "25.39", "57.39", "23:17", "21:47", "20:37", "19:27"),
)  # fmt: skip
ACTIVITIES = (
    ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE", "ENCARGADO", "CELULAR"),
    ("15/01/2019", "Charla", "Centro", "Casa de Zoilo", 20, "Realizada", "", "Aparicia Quintanilla", "0981555123"),
    ("32/01/2019", "Charla", "Centro", "Casa de Zoilo", 20, "Realizada", "", "Aparicia Quintanilla", "0981555123"),
)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of the test's own, so that what stays behind there is seen."""
    folder = tmp_path / "temporal"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def send_secrets(programme: SmallProgramme) -> None:
    programme.send("policia_denuncias_2018-01_ext20180315.csv", "\n".join([HEADING, *ROWS]) + "\n")
    programme.send("mesas_2019-T1.xlsx", workbook(Registro=ACTIVITIES))


def texts(*folders: Path) -> Iterator[tuple[str, str]]:
    """Everything under some folders as text: the rows of every table and Parquet file, the bytes of every file."""
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        yield f"{path.name}: bytes", content.decode("latin-1")
        yield f"{path.name}: bytes", content.decode("utf-16-le", errors="ignore")
        if path.suffix == ".parquet":
            yield path.name, pl.read_parquet(path).write_csv()
        if path.suffix == ".duckdb":
            yield from database_texts(path)


def database_texts(path: Path) -> Iterator[tuple[str, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            rows = connection.execute(f'FROM "{table}"').fetchall()
            yield f"{path.name}: {table}", "\n".join(repr(row) for row in rows)


def found_in(*folders: Path) -> set[tuple[str, str]]:
    """Which secrets stand where."""
    return {(secret, where) for where, text in texts(*folders) for secret in SECRETS if secret in text}


def test_nothing_personal_is_stored_anywhere(small_programme: SmallProgramme, temporary: Path) -> None:
    send_secrets(small_programme)
    result = small_programme.run()
    police = next(o.judgement for o in result.deliveries if o.judgement.feed == "policia_denuncias")
    assert (police.accepted, police.quarantined) == (2, 4)
    assert police.findings_count["unexpected_column"] == 2, "what the feed does not declare is told"
    assert set(police.dropped_columns) == {"DENUNCIANTE", "CI", "TELEFONO"}
    assert found_in(small_programme.home.root, temporary) == set()


def test_the_territory_is_known_though_the_coordinates_are_not_kept(
    small_programme: SmallProgramme, temporary: Path
) -> None:
    send_secrets(small_programme)
    small_programme.run()
    (delivery,) = (d for d in ledger(small_programme.home) if d.startswith("policia"))
    records = read_part(small_programme.home, delivery, "records")
    cells = sorted(records.select("indicator", "territory", pl.col("h3").is_not_null()).rows())
    assert cells == [("robo", "centro", True), ("vif", "centro", False)], "a sensitive case keeps its territory alone"


def door_left_open(headings: list[list[str]], feed: object) -> Admission:
    """Lets every column through: what the contract does not name comes in under its own heading."""
    kept = admit(headings, feed)  # type: ignore[arg-type]
    columns = {p: kept.columns.get(p, spellings[0]) for p, spellings in enumerate(headings) if spellings[0]}
    shown = {name: headings[p][0] for p, name in columns.items()}
    return Admission(columns, shown, missing=kept.missing, width=kept.width)


def test_the_search_finds_them_when_the_door_is_open(
    small_programme: SmallProgramme, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(etl.read.heading, "admit", door_left_open)
    send_secrets(small_programme)
    small_programme.run()
    found = {secret for secret, _ in found_in(small_programme.home.root, temporary)}
    assert {"Aparicia", "Quintanilla", "Zoilo", "Benegas"} <= found


def test_a_name_in_a_contract_column_of_a_shifted_row_is_not_kept(
    small_programme: SmallProgramme, temporary: Path
) -> None:
    send_secrets(small_programme)
    small_programme.run()
    (delivery,) = (d for d in ledger(small_programme.home) if d.startswith("policia"))
    quarantine = read_part(small_programme.home, delivery, "quarantine")
    kept = quarantine.filter(pl.col("reason").str.contains("corridas")).select("row", "cells").rows()
    assert sorted(kept) == [(6, None), (7, None)]

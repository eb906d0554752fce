"""The generator: the same bytes from the same seed, others from another, in the encodings of the agencies."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import fastexcel
import pytest

from etl.demo import MARKER, SEED, generate, manifest_path
from etl.demo.__main__ import main
from etl.demo.dice import Dice
from etl.demo.manifest import remove_previous
from tests.demo.generated import PROGRAMME, Generated


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(default_seed: Generated, tmp_path: Path) -> None:
    manifest = generate(PROGRAMME, tmp_path / "entregas", SEED)
    assert digests(tmp_path / "entregas") == digests(default_seed.out)
    assert manifest.read_bytes() == default_seed.manifest_file.read_bytes()


def test_another_seed_gives_other_deliveries(default_seed: Generated, second_seed: Generated) -> None:
    ours, others = digests(default_seed.out), digests(second_seed.out)
    assert set(ours) == set(others), "file names do not depend on the seed"
    assert set(ours.values()).isdisjoint(others.values())
    assert default_seed.manifest["true_counts"] != second_seed.manifest["true_counts"]


def test_generating_again_leaves_no_file_of_the_last_time_and_nobody_elses_is_touched(tmp_path: Path) -> None:
    out = tmp_path / "entregas"
    out.mkdir()
    for name in ("vieja.csv", "ajena.csv"):
        (out / name).write_text("x")
    (tmp_path / "fuera.csv").write_text("x")
    previous = {"deliveries": [{"file": "vieja.csv"}, {"file": "../fuera.csv"}, {"file": "ya_no_esta.csv"}]}
    manifest_path(out).write_text(json.dumps(previous))
    remove_previous(out)
    assert [p.name for p in out.iterdir()] == ["ajena.csv"]
    assert (tmp_path / "fuera.csv").exists()


def test_streams_of_two_purposes_differ_and_repeat() -> None:
    def draw(seed: int, purpose: str) -> list[float]:
        dice = Dice(seed, purpose)
        return [dice.unit() for _ in range(5)]

    assert draw(1, "a") == draw(1, "a")
    assert draw(1, "a") != draw(1, "b")
    assert draw(1, "a") != draw(2, "a")


def test_the_marker_stands_among_the_deliveries_and_the_manifest_does_not(default_seed: Generated) -> None:
    assert "datos generados para demostración" in (default_seed.out / MARKER).read_text(encoding="utf-8")
    assert default_seed.out not in default_seed.manifest_file.parents
    assert not list(default_seed.out.rglob("*.json"))


def test_each_agency_writes_in_its_own_way(default_seed: Generated) -> None:
    def first(folder: str, pattern: str) -> bytes:
        return sorted((default_seed.out / folder).glob(pattern))[0].read_bytes()

    police, asuncion, luque = first("policia", "*.csv"), first("muni_asuncion", "*.csv"), first("muni_luque", "*.csv")
    with pytest.raises(UnicodeDecodeError):
        police.decode("utf-8")
    assert "QUIÑONEZ" in police.decode("cp1252")
    assert police.split(b"\r\n")[0].count(b";") == 14
    assert asuncion.startswith(b"\xef\xbb\xbfexpediente,")
    assert luque.decode("latin-1").splitlines()[0].count("\t") == 6
    assert "COMPAÑÍA" in luque.decode("latin-1")


def test_workbooks_carry_no_clock(default_seed: Generated) -> None:
    books = [p for p in default_seed.out.rglob("*") if p.suffix in (".xlsx", ".ods")]
    assert {p.suffix for p in books} == {".xlsx", ".ods"}
    for book in books:
        with zipfile.ZipFile(book) as parts:
            assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}, book.name


def test_senad_has_a_sheet_a_month_with_titles_above_a_heading_of_two_rows(default_seed: Generated) -> None:
    book = fastexcel.read_excel(sorted((default_seed.out / "senad").glob("*.xlsx"))[0])
    assert book.sheet_names == ["JULIO", "AGOSTO", "SETIEMBRE"]
    rows = book.load_sheet("SETIEMBRE", header_row=None, dtypes="string").to_polars().rows()
    assert str(rows[0][0]).startswith("SECRETARIA NACIONAL")
    assert [rows[3][0], rows[3][3], rows[4][0], rows[4][3]] == ["PROCEDIMIENTO", "LUGAR", "NRO", "DEPARTAMENTO"]
    assert rows[-1][2] == "TOTAL DEL MES"


def test_the_ods_register_is_read_back_cell_by_cell(default_seed: Generated) -> None:
    delivery = next(d for d in default_seed.deliveries("mesas_luque_actividades") if d["rows_read"] >= 3)
    sheet = fastexcel.read_excel(default_seed.out / delivery["file"]).load_sheet(0, header_row=None, dtypes="string")
    rows = sheet.to_polars().rows()
    assert rows[1] == ("Fecha", "Actividad", "Local", "Asistentes", "¿Se realizó?", "Por qué no", "Encargado")
    assert len(rows) == 2 + delivery["rows_read"]
    assert {row[4] for row in rows[2:]} <= {"Sí", "No", "Realizada", "Suspendida", "A confirmar", "Pendiente"}
    assert all(str(row[0]).startswith("20") for row in rows[2:]), "dates are dates, not text"


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "x"), "--programme", str(PROGRAMME), "--seed", "3"]) == 0
    said = capsys.readouterr().out
    assert "policia_denuncias: 36 archivos" in said
    assert str(tmp_path / "x.manifest.json") in said


def test_a_broken_programme_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "programa"
    shutil.copytree(PROGRAMME, broken)
    (broken / "territories.csv").unlink()
    assert main([str(tmp_path / "x"), "--programme", str(broken)]) == 2
    assert capsys.readouterr().err.startswith("territories.csv: ")
    assert not (tmp_path / "x").exists()

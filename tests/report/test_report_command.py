"""`seamos report`, and the files that go with a release."""

import json
from pathlib import Path

import pytest

from etl import public_files
from etl.cli import main
from etl.public_files import write_public_files
from tests.hostile_edition import Released


def give(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["seamos", "report", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_it_writes_the_released_edition(
    hard: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert give(monkeypatch, "--home", str(hard.home.root), "--out", str(tmp_path / "aqui"), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["edition"] == 1
    written = [path for path in (tmp_path / "aqui").rglob("*") if path.is_file()]
    assert sorted(said["files"]) == sorted(path.relative_to(tmp_path / "aqui").as_posix() for path in written)
    assert {"informe.es.html", "informe.gn.html", "informe.en.html", "informe.es.pdf"} <= set(said["files"])


def test_without_a_released_edition_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert give(monkeypatch, "--home", str(tmp_path), "--out", str(tmp_path / "out"), "--json") == 2
    assert "todavía no hay una edición publicada" in json.loads(capsys.readouterr().out)["error"]
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_wrong_use(
    hard: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("mine")
    assert give(monkeypatch, "--home", str(hard.home.root), "--out", str(tmp_path / "out")) == 2
    assert (tmp_path / "out").read_text() == "mine"


def test_a_release_brings_pages_and_report(hard: Released) -> None:
    folder = hard.home.root / "published" / "released" / "public"
    assert (folder / "paginas" / "index.html").is_file()
    assert (folder / "paginas" / "gn" / "t" / "renca.html").is_file()
    assert (folder / "informe" / "informe.es.pdf").is_file()


def test_a_death_leaves_what_stood(hard: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "public.duckdb").write_bytes(hard.public_file.read_bytes())
    write_public_files(tmp_path)
    stood = (tmp_path / "informe" / "informe.es.html").read_bytes()

    def dies(_file: Path, out: Path, _site: str | None) -> None:
        (out / "half.html").write_text("half")
        raise RuntimeError("cut")

    monkeypatch.setattr(public_files, "WRITERS", {"informe": dies})
    with pytest.raises(RuntimeError, match="cut"):
        write_public_files(tmp_path)
    assert (tmp_path / "informe" / "informe.es.html").read_bytes() == stood
    monkeypatch.undo()
    write_public_files(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert {"informe", "paginas", "public.duckdb"} <= left
    assert not [name for name in left if name.startswith(".")]


def test_the_site_s_address_comes_from_the_server_s_variable(
    hard: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEAMOS_PUBLIC_URL", "https://otra.example.org/")
    (tmp_path / "public.duckdb").write_bytes(hard.public_file.read_bytes())
    write_public_files(tmp_path)
    front = (tmp_path / "paginas" / "es" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://otra.example.org/es/index.html">' in front

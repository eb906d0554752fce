"""Whatever a file is: a refusal that says what to do, in bounded memory and time, and never a traceback."""

import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl.judging import delivery
from etl.read import delivery_file
from etl.read.csv_blocks import csv_blocks
from etl.read.delivery_file import sha256_of
from tests.etl.conftest import Judge
from tests.etl.workbooks import ods, ods_repeated, raw_xlsx, workbook, zipped
from tests.small_programme import SmallProgramme, police_csv

CSV, BOOK, TABLE = "policia_denuncias_2018-01_ext20180315.csv", "mesas_2019-T1.xlsx", "mesas_2019-T1.ods"
SOUND = police_csv("1;03/01/2018;ROBO;Centro")
HEADING = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
SOUND_BOOK = workbook(Registro=[HEADING, (date(2019, 1, 15), "Charla", "Centro", "x", 3, "Realizada", "")])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
WEB_PAGE = b"<html><body><table><tr><td>FECHA</td></tr></table></body></html>"
BIG = 1 << 20


def swollen(megabytes: int) -> bytes:
    """A zip bomb: a workbook of which one part is nothing but zeros."""
    return raw_xlsx({"A1": "FECHA"}, {"xl/sharedStrings.xml": b"0" * (megabytes * BIG)})


def lying(content: bytes) -> bytes:
    """A zip archive whose directory says that its largest part holds ten bytes."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer) as archive:
        part = max(archive.infolist(), key=lambda p: p.file_size)
    sized = part.file_size.to_bytes(4, "little")
    return content.replace(sized, (10).to_bytes(4, "little"))


# name of the file, its bytes, kind of finding, a word of the cure
CASES: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "0 bytes": (CSV, lambda: b"", "empty_file", "vuelva a enviarlo"),
    "0 bytes, workbook": (BOOK, lambda: b"", "empty_file", "vuelva a enviarlo"),
    "a picture named .csv": (CSV, lambda: PNG, "unreadable", "es una imagen"),
    "a photograph named .csv": (CSV, lambda: JPEG, "unreadable", "es una imagen"),
    "a picture named .xlsx": (BOOK, lambda: PNG, "unreadable", "es una imagen"),
    "a workbook named .csv": (CSV, lambda: SOUND_BOOK, "unreadable", "guárdelo como CSV"),
    "a CSV named .xlsx": (BOOK, lambda: SOUND.encode(), "unreadable", "guárdelo como libro de Excel"),
    "a PDF named .csv": (CSV, lambda: b"%PDF-1.7\n" + bytes(200), "unreadable", "es un PDF"),
    "a web page named .csv": (CSV, lambda: WEB_PAGE, "unreadable", "es una página web"),
    "a web page named .xlsx": (BOOK, lambda: WEB_PAGE, "unreadable", "es una página web"),
    "password or .xls": (BOOK, lambda: OLD_EXCEL, "unreadable", "sin contraseña"),
    "bytes that are nothing": (CSV, lambda: os.urandom(5000) + b"\x00" * 50, "unreadable", "guárdelo como CSV"),
    "nothing but zeros": (CSV, lambda: bytes(5000), "unreadable", "guárdelo como CSV"),
    "nothing but line ends": (CSV, lambda: b"\r\n" * 5000, "missing_column", "«FECHA»"),
    "nothing but quotation marks": (CSV, lambda: b'"' * 50_000, "missing_column", "«FECHA»"),
    "a text": (CSV, lambda: b"Estimados: adjunto lo pedido.\n", "missing_column", "«FECHA», «HECHO»"),
    "a heading alone": (CSV, lambda: b"NRO;FECHA;HECHO;BARRIO\r\n", "no_records", "sin casos este mes"),
    "a million columns": (CSV, lambda: b";".join([b"x"] * 10**6) + b"\n", "unreadable", "columnas"),
    "a million columns below": (CSV, lambda: SOUND.encode() + b";" * 10**6 + b"x\n", "unreadable", "columnas"),
    "truncated workbook": (BOOK, lambda: SOUND_BOOK[: len(SOUND_BOOK) // 2], "unreadable", "dañada"),
    "workbook without its end": (BOOK, lambda: SOUND_BOOK[:-30], "unreadable", "dañada"),
    "workbook with a flipped byte": (
        BOOK,
        lambda: SOUND_BOOK.replace(b"sheetData", b"sheetDatb", 1)[:-1],
        "unreadable",
        "dañada",
    ),
    "a zip that is no workbook": (BOOK, lambda: zipped({"a.txt": "hola"}), "unreadable", "no se puede abrir"),
    "a workbook without sheets": (BOOK, lambda: workbook(Vacia=[]), "empty_file", "no tiene hojas con datos"),
    "zip bomb": (BOOK, lambda: swollen(100), "too_large", "demasiado grande"),
    "zip bomb that lies": (BOOK, lambda: lying(swollen(60)), "unreadable", "dañada"),
    "two cells far apart": (
        BOOK,
        lambda: raw_xlsx({"A1": "FECHA", "XFD1048576": "x"}),
        "too_large",
        "filas y columnas",
    ),
    "one cell far down": (BOOK, lambda: raw_xlsx({"A1": "FECHA", "AB1000000": "x"}), "too_large", "filas y columnas"),
    "wide and empty ODS": (
        TABLE,
        lambda: ods([HEADING], after=ods_repeated("x", 10**6, 100)),
        "too_large",
        "filas y columnas",
    ),
    "endless ODS": (
        TABLE,
        lambda: ods([HEADING], after=ods_repeated("x", 10**11, 10**9)),
        "too_large",
        "filas y columnas",
    ),
    "an ODS that is no XML": (TABLE, lambda: zipped({"content.xml": "<office"}), "unreadable", "dañada"),
    "an XLSX named .ods": (TABLE, lambda: SOUND_BOOK, "unreadable", "no se puede abrir"),
    "a Parquet file named .xlsx": (BOOK, lambda: b"PAR1" + bytes(100) + b"PAR1", "unreadable", "es un archivo Parquet"),
}


@pytest.fixture
def with_ods(small_programme: SmallProgramme) -> SmallProgramme:
    text = (small_programme.directory / "feeds" / "mesas_actividades.toml").read_text()
    text = text.replace("mesas_actividades", "mesas_ods").replace("xlsx", "ods")
    small_programme.write("feeds/mesas_ods.toml", text)
    return small_programme


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_with_its_cure(with_ods: SmallProgramme, judge: Judge, case: str) -> None:
    name, content, kind, cure = CASES[case]
    judgement, parts = judge(name, content())
    assert judgement.outcome == "refused"
    assert dict(judgement.findings_count) == {kind: 1}
    assert cure in (judgement.why or "")
    assert (judgement.rows_read, judgement.accepted, judgement.quarantined) == (0, 0, 0)
    assert parts.records.height == 0
    assert parts.findings["kind"].to_list() == [kind]


def test_a_run_over_all_of_them_ends_well(with_ods: SmallProgramme) -> None:
    for number, (name, content, _, _) in enumerate(CASES.values()):
        with_ods.send(f"{number:02d}/{name}", content())
    with_ods.send("bien/policia_denuncias_2018-02_ext20180415.csv", SOUND.replace("/01/", "/02/"))
    ended = with_ods.process("--json")
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    outcomes = json.loads(ended.stdout)["deliveries"]
    assert [o["status"] for o in outcomes].count("loaded") == 1
    assert len([o for o in outcomes if o["status"] in ("refused", "unchanged")]) == len(CASES)


def test_hostile_files_need_little_memory(with_ods: SmallProgramme) -> None:
    """The worst of them under a limit of memory that their contents would break many times over."""
    worst = (
        "two cells far apart",
        "one cell far down",
        "zip bomb",
        "endless ODS",
        "wide and empty ODS",
        "a million columns",
    )
    for number, case in enumerate(worst):
        with_ods.send(f"{number:02d}/{CASES[case][0]}", CASES[case][1]())
    script = (
        "import sys, resource, pathlib\n"
        "from etl.judging.delivery import judge_delivery\nfrom etl.locate import Locator\n"
        "from schemas.load import load_programme\n"
        "programme = load_programme(pathlib.Path(sys.argv[1]))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for path in sorted(pathlib.Path(sys.argv[2]).rglob('*.*')):\n"
        "    if path.is_file():\n"
        "        print(judge_delivery(path, programme, Locator(programme), b'x')[0].outcome)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    command = [sys.executable, "-c", script, str(with_ods.directory), str(with_ods.feeds)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 0, ended.stderr
    *outcomes, grown = ended.stdout.split()
    assert outcomes == ["refused"] * len(worst)
    assert int(grown) < 300, "MiB"


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    small_programme: SmallProgramme, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.read.text_pieces.LONGEST_RECORD", 4 * BIG)
    monkeypatch.setattr("etl.read.text_pieces.utf8_pieces.__defaults__", (BIG,))
    judgement, _ = judge(CSV, b"x" * (6 * BIG))
    assert dict(judgement.findings_count) == {"unreadable": 1}
    assert "una línea" in (judgement.why or "")


@pytest.mark.parametrize("how", ["folder", "link", "broken link", "pipe"])
def test_what_is_no_file_is_refused(small_programme: SmallProgramme, judge: Judge, how: str) -> None:
    path = small_programme.feeds / CSV
    elsewhere = small_programme.root / "otro.csv"
    if how == "folder":
        path.mkdir()
    elif how == "pipe":
        os.mkfifo(path)
    else:
        if how == "link":
            elsewhere.write_text(SOUND)
        path.symlink_to(elsewhere)
    judgement, _ = judge(path)
    assert dict(judgement.findings_count) == {"unreadable": 1}
    assert "copie el archivo mismo" in (judgement.why or "")


def test_a_file_that_may_not_be_read_is_refused(
    small_programme: SmallProgramme, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_programme.send(CSV, SOUND)
    opened = Path.open

    def forbidden(self: Path, *arguments: object, **more: object) -> object:
        if self.name == CSV:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", forbidden)
    judgement, _ = judge(small_programme.feeds / CSV)
    assert dict(judgement.findings_count) == {"unreadable": 1}
    assert "revise sus permisos" in (judgement.why or "")


@pytest.mark.parametrize("change", ["grows", "is replaced", "vanishes"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    small_programme: SmallProgramme, judge: Judge, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path = small_programme.send(CSV, SOUND)

    def meddle() -> None:
        if change == "grows":
            path.write_text(SOUND + "2;04/01/2018;ROBO;Centro\n")
        elif change == "is replaced":
            other = path.with_suffix(".tmp")
            other.write_text(SOUND)
            other.replace(path)
        else:
            path.unlink()

    def slowly(*arguments: object) -> object:
        for block in csv_blocks(*arguments):  # type: ignore[arg-type]
            meddle()
            yield block

    monkeypatch.setitem(delivery_file._READERS, "csv", slowly)
    judgement, parts = judge(path)
    assert judgement.outcome == "refused"
    assert dict(judgement.findings_count) == {"unreadable" if change == "vanishes" else "file_changed": 1}
    assert parts.records.height == 0


class AtTheEnd(ThreadPoolExecutor):
    """Does the work when its outcome is asked for."""

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Any:
        return SimpleNamespace(result=lambda: work(*arguments, **named))


def test_a_file_that_changes_before_it_is_hashed_is_refused(
    small_programme: SmallProgramme, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is hashed beside its judging, which may end first: the hash must be that of what was judged."""
    path = small_programme.send(CSV, SOUND)

    def late(file: Path) -> str:
        file.write_text(SOUND + "2;04/01/2018;ROBO;Centro\n")
        return sha256_of(file)

    monkeypatch.setattr(delivery, "sha256_of", late)
    monkeypatch.setattr(delivery, "ThreadPoolExecutor", AtTheEnd)
    judgement, parts = judge(path)
    assert dict(judgement.findings_count) == {"file_changed": 1}
    assert parts.records.height == 0


def test_text_that_looks_like_a_formula_a_path_or_markup_stays_text(judge: Judge) -> None:
    evil = (
        "=cmd|' /C calc'!A0",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "'; DROP TABLE incident; --",
        "[red]x[/red]",
    )
    rows = [f'{n};03/01/2018;ROBO;"{text}"' for n, text in enumerate(evil)]
    judgement, parts = judge(CSV, police_csv(*rows, "9;03/01/2018;ROBO;Centro"))
    assert judgement.findings_count["unknown_place"] == len(evil)
    assert parts.findings["value"].to_list() == list(evil)


def test_a_name_with_markup_and_line_ends_is_only_a_name(small_programme: SmallProgramme) -> None:
    small_programme.send("[bold]policia\n[red]denuncias.csv", SOUND)
    ended = small_programme.process()
    assert ended.returncode == 1
    assert "[red]denuncias.csv: el nombre" in ended.stdout, ended.stdout


def test_memory_does_not_grow_with_the_file(small_programme: SmallProgramme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a file in many pieces are handed on one by one: none is kept."""
    rows = "".join(f"{n};03/01/2018;ROBO;Centro\n" for n in range(20_000))
    path = small_programme.send(CSV, "NRO;FECHA;HECHO;BARRIO\n" + rows)
    monkeypatch.setattr("etl.read.text_pieces.utf8_pieces.__defaults__", (10_000,))
    feed = small_programme.load().feeds["policia_denuncias"]
    heights = [block.frame.height for block in delivery_file.read_blocks(path, feed)]
    assert sum(heights) == 20_000
    assert max(heights) < 1000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0

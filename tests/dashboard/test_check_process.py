"""A sent file is judged by a process that can hurt nothing, and nothing of it stays."""

import io
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard import check_process
from dashboard.check_process import Checked, Ending, Limits, NotChecked, check
from dashboard.sent_name import LONGEST, answer_name, safe_name
from tests.small_programme import SmallProgramme, police_csv

GIB, MIB = 2**30, 2**20
VERDICT = {"status": "acceptable", "feed": "policia_denuncias", "rows": [], "rows_read": 1, "accepted": 1}
Fake = Callable[..., Ending]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the temporary folders are made; whatever a test does, none may be left."""
    folder = tmp_path / "temporal"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def fake(place: Path, tmp_path: Path) -> Fake:
    """Check with a `seamos` of the test's own, whose arguments stand in `sys.argv`."""

    def checked(body: str, content: bytes = b"x", name: str = "uno.csv", **limits: float) -> Ending:
        script = tmp_path / "seamos.py"
        script.write_text(
            "import json, os, subprocess, sys, time\nVERDICT = json.loads(sys.stdin.read() or '{}')\n" + body
        )
        bounds = Limits(**({"wall": 30} | limits))  # type: ignore[arg-type]
        return check(io.BytesIO(content), name, command=[sys.executable, str(script)], limits=bounds)

    return checked


def printing(verdict: object) -> str:
    return f"print({json.dumps(verdict)!r})\n"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_process_that_hangs_is_ended_with_all_that_it_started(fake: Fake, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    body = (
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(300)\n"
    )
    start = time.monotonic()
    assert fake(body, wall=2) == NotChecked("too_slow")
    assert time.monotonic() - start < 15
    until = time.monotonic() + 5
    numbers = [int(number) for number in pids.read_text().split()]
    while any(map(alive, numbers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(numbers) == 2
    assert not any(map(alive, numbers))


def test_a_process_that_computes_for_ever_is_ended(fake: Fake) -> None:
    assert fake("while True: pass\n", cpu=1) == NotChecked("too_slow")


def test_memory_has_a_bound(fake: Fake) -> None:
    body = printing(VERDICT)
    assert isinstance(fake(f"many = bytearray({200 * MIB})\n{body}", memory=GIB), Checked)
    assert fake(f"many = bytearray({2 * GIB})\n{body}", memory=GIB) == NotChecked("died")


def test_the_limits_are_hard_ones(fake: Fake) -> None:
    body = (
        "import resource as r\n"
        "limits = [r.getrlimit(each) for each in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)]\n"
        "print(json.dumps({'status': 'acceptable', 'limits': limits}))\n"
    )
    ending = fake(body, memory=GIB, cpu=7, written=MIB)
    assert isinstance(ending, Checked)
    assert ending.verdict["limits"] == [[GIB, GIB], [7, 12], [MIB, MIB], [0, 0]]


@pytest.mark.parametrize("target", ["sys.argv[sys.argv.index('--out') + 1]", "'/dev/stdout'"])
def test_what_it_writes_has_a_bound(fake: Fake, target: str) -> None:
    body = f"out = open({target}, 'wb', buffering=0)\nfor _ in range(64): out.write(b'x' * 65536)\n" + printing(VERDICT)
    assert fake(body, written=MIB) == NotChecked("too_large")


@pytest.mark.parametrize(
    "body", ["os.abort()\n", "sys.exit(1)\n", "print('{')\n", "raise MemoryError\n", "os.kill(os.getpid(), 9)\n"]
)
def test_a_process_that_dies_is_said_to_have_died(fake: Fake, body: str) -> None:
    assert fake(body) == NotChecked("died")


def test_a_known_error_keeps_its_sentence_and_names_no_folder(fake: Fake) -> None:
    body = "print(json.dumps({'error': f'no sirve «{sys.argv[2]}»'}))\nsys.exit(2)\n"
    assert fake(body, name="mayo.csv") == NotChecked("refused_to_check", "no sirve «mayo.csv»")


@pytest.mark.parametrize("told", ["[]", "null", '{"error": "x"}', '"status"'])
def test_what_is_no_verdict_is_not_taken_for_one(fake: Fake, told: str) -> None:
    ending = fake(f"print({told!r})\n")
    assert isinstance(ending, NotChecked)
    assert ending.why == "refused_to_check"


def test_a_file_above_the_limit_starts_no_process(fake: Fake, tmp_path: Path) -> None:
    body = f"open({str(tmp_path / 'ran')!r}, 'w')\n" + printing(VERDICT)
    assert fake(body, content=b"x" * 11, sent=10) == NotChecked("too_large")
    assert not (tmp_path / "ran").exists()
    assert isinstance(fake(body, content=b"x" * 10, sent=10), Checked)
    assert (tmp_path / "ran").exists()


def test_a_third_file_waits_for_its_turn(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = threading.BoundedSemaphore(1)
    monkeypatch.setattr(check_process, "_AT_ONCE", turns)
    with turns:
        assert fake(printing(VERDICT), wall=0.2) == NotChecked("busy")
    assert isinstance(fake(printing(VERDICT)), Checked)
    assert turns.acquire(blocking=False), "a check gives its turn back"


def test_the_file_arrives_whole_under_a_safe_name_in_a_private_folder(fake: Fake) -> None:
    body = (
        "path = sys.argv[2]\n"
        "told = {'status': 'acceptable', 'path': path, 'content': open(path, 'rb').read().decode(),\n"
        "        'mode': os.stat(os.path.dirname(os.path.dirname(path))).st_mode & 0o777, 'argv': sys.argv[1:]}\n"
        "print(json.dumps(told))\n"
    )
    ending = fake(body, content=b"NRO;FECHA\n1;2", name="../../etc/$(touch x);policia 2019-05.csv")
    assert isinstance(ending, Checked)
    path = Path(ending.verdict["path"])
    assert path.name == "touch_x_policia_2019-05.csv"
    assert path.parent.parent.parent == Path(tempfile.gettempdir())
    assert ending.verdict["content"] == "NRO;FECHA\n1;2"
    assert ending.verdict["mode"] == 0o700
    assert ending.verdict["argv"][0] == "check"
    assert not path.exists()


def test_the_process_learns_nothing_of_our_environment(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAVE_DE_OTRO", "secreta")
    ending = fake("print(json.dumps({'status': 'acceptable', 'names': sorted(os.environ)}))\n")
    assert isinstance(ending, Checked)
    assert "TMPDIR" in ending.verdict["names"]
    assert {"CLAVE_DE_OTRO", "SEAMOS_HOME"} & set(ending.verdict["names"]) == set()


def test_the_real_command_finds_what_is_wrong(place: Path, small_programme: SmallProgramme) -> None:
    content = police_csv("1;05/01/2019;Robo;Centro", "2;31/02/2019;Robo;Centro", "3;06/01/2019;Robo;Nunca Oído")
    ending = check(
        io.BytesIO(content.encode()), "policia_denuncias_2019-01_ext20190210.csv", None, small_programme.directory
    )
    assert isinstance(ending, Checked)
    assert ending.verdict["findings"] == {"bad_date": 1, "unknown_place": 1}
    assert {row["row"] for row in ending.verdict["rows"]} == {3, 4}
    assert ending.answer is not None
    assert ending.answer[:2] == b"PK"


def test_the_feed_that_was_chosen_is_the_one_used(place: Path, small_programme: SmallProgramme) -> None:
    content = io.BytesIO(b"MES;BARRIO;CANTIDAD\n2019-01;Centro;x\n2019-02;Centro;1\n2019-03;Centro;2\n")
    ending = check(content, "totales.csv", "fiscalia_totales", small_programme.directory)
    assert isinstance(ending, Checked)
    assert ending.verdict["feed"] == "fiscalia_totales"
    assert ending.verdict["findings"] == {"bad_number": 1}


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("policia_denuncias_2019-05.csv", "policia_denuncias_2019-05.csv"),
        ("Reclamos ñandú (mayo).XLSX", "Reclamos_nandu_mayo_.XLSX"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\datos\\mayo.csv", "mayo.csv"),
        ("--out=x.csv", "out_x.csv"),
        (".oculto", "oculto"),
        ("..", "archivo"),
        ("", "archivo"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("'; DROP TABLE x;--.csv", "DROP_TABLE_x_--.csv"),
    ],
)
def test_a_name_keeps_what_is_safe(sent: str, name: str) -> None:
    assert safe_name(sent) == name


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 500 + ".csv") == "x" * (LONGEST - 4) + ".csv"
    assert answer_name("../mayo 2019.csv") == "respuesta-mayo_2019.xlsx"

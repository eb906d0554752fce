"""Death at any moment, two runs at once, a disk that does not take what is written."""

import subprocess
import sys
from pathlib import Path

from etl.publish import editions
from tests.small_programme import SmallProgramme, police_csv

SCRIPT = Path(__file__).parents[2] / "scripts" / "kill_runs.py"
JANUARY = police_csv("1;03/01/2018;ROBO;Centro", "2;28/01/2018;ROBO;Norte")


def test_killed_runs_lose_and_double_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "2", "5"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "2 kills: every edition whole" in done.stdout


def test_two_runs_at_once_one_leaves_with_a_clear_word(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180325.csv", JANUARY)
    with small_programme.home.locked():
        second = small_programme.process()
    assert second.returncode == 2
    assert (
        second.stderr.strip()
        == "ya hay otra corrida trabajando en esta carpeta; espere a que termine y repita la orden"
    )
    assert small_programme.process().returncode == 0


def test_what_a_dead_run_left_beside_its_place_is_swept(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180325.csv", JANUARY)
    small_programme.run()
    (small_programme.home.parts / ".incoming.999").mkdir()
    (small_programme.home.editions / ".2").mkdir()
    small_programme.send("policia_denuncias_2018-02_ext20180425.csv", police_csv("3;02/02/2018;ROBO;Centro"))
    assert small_programme.run().edition == 2
    assert editions(small_programme.home) == [1, 2]
    left = [p.name for p in small_programme.home.root.rglob(".*") if p.is_dir() and p.name != ".duckdb"]
    assert left == []


def test_a_full_disk_is_a_clear_error_and_the_edition_stays(small_programme: SmallProgramme) -> None:
    small_programme.send("policia_denuncias_2018-01_ext20180325.csv", JANUARY)
    small_programme.run()
    before = small_programme.figures()
    small_programme.send("policia_denuncias_2018-02_ext20180425.csv", police_csv("3;02/02/2018;ROBO;Centro"))
    seamos = str(Path(sys.executable).with_name("seamos"))
    limited = ["bash", "-c", 'ulimit -f 8; exec "$0" "$@"', seamos, *small_programme.arguments()]
    done = subprocess.run(limited, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "espacio" in done.stderr
    assert small_programme.figures() == before
    assert small_programme.run().made

"""Runs `seamos check` on a sent file in a process of its own, which can hurt nothing and of which nothing stays."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Literal

from dashboard.sent_name import safe_name

Why = Literal["too_large", "too_slow", "busy", "died", "refused_to_check"]
GIB, MIB = 2**30, 2**20
PROJECT = Path(__file__).resolve().parent.parent
_STARTER = Path(__file__).with_name("start_limited.py")
_AT_ONCE = threading.BoundedSemaphore(2)
"""Checks that may run at the same time: two files are read side by side, the third waits."""


@dataclass(frozen=True)
class Limits:
    """What a check may use.

    Attributes:
        memory: bytes of address space; the program itself maps 1.3 GiB, of which it touches a fifth.
        cpu: seconds of all its threads together.
        wall: seconds until it is ended, whatever it does; also how long a check waits for its turn.
        written: bytes of any file that it writes, its answers included.
        sent: bytes of the file.
    """

    memory: int = 3 * GIB
    cpu: int = 120
    wall: float = 90
    written: int = 64 * MIB
    sent: int = 200 * MIB


@dataclass(frozen=True)
class Checked:
    """A file that was judged: the object that `seamos check --json` prints, and its answer as XLSX."""

    verdict: Mapping[str, Any]
    answer: bytes | None


@dataclass(frozen=True)
class NotChecked:
    """A file that could not be judged, and why; `said` is the sentence of the program, where it left one."""

    why: Why
    said: str = ""


Ending = Checked | NotChecked


def seamos_command() -> list[str]:
    """The command line of this environment, without a shell in between."""
    installed = Path(sys.executable).with_name("seamos")
    return [str(installed)] if installed.exists() else [sys.executable, "-c", "from etl.cli import main; main()"]


def check(
    file: BinaryIO,
    name: str,
    feed: str | None = None,
    programme: Path | None = None,
    command: Sequence[str] = (),
    limits: Limits = Limits(),
) -> Ending:
    """Judge a file; whatever happens, neither the file nor anything made of it stays on disk.

    Args:
        file: what was sent, read from its beginning.
        name: as sent; only what is safe of it is used.
        feed: id of the layout; found by the check itself when None.
        programme: its folder; the command's own default when None.
        command: instead of `seamos`.
        limits: of the process.
    """
    if not _AT_ONCE.acquire(timeout=limits.wall):
        return NotChecked("busy")
    try:
        with TemporaryDirectory(prefix="seamos-revisar-") as folder:
            return _check_in(Path(folder), file, name, _asked(feed, programme), list(command), limits)
    finally:
        _AT_ONCE.release()


def _asked(feed: str | None, programme: Path | None) -> list[str]:
    asked = ["--feed", feed] if feed else []
    return asked + (["--programme", str(programme.resolve())] if programme else [])


def _check_in(folder: Path, file: BinaryIO, name: str, asked: list[str], command: list[str], limits: Limits) -> Ending:
    # folders apart: a sent file cannot bear the name of the answer or of what the process prints
    sent, answer, printed = folder / "sent" / safe_name(name), folder / "respuesta.xlsx", folder / "printed"
    sent.parent.mkdir()
    if not _kept(file, sent, limits.sent):
        return NotChecked("too_large")
    bounds = [str(limits.memory), str(limits.cpu), str(limits.written)]
    arguments = ["check", str(sent), "--json", "--out", str(answer), *asked]
    line = [sys.executable, "-I", str(_STARTER), *bounds, *(command or seamos_command()), *arguments]
    status = _run(line, folder, printed, limits.wall)
    if any(path.is_file() and path.stat().st_size >= limits.written for path in (printed, answer)):
        return NotChecked("too_large")
    return NotChecked("too_slow") if status is None else _ending(status, printed, answer, sent)


def _kept(file: BinaryIO, path: Path, most: int) -> bool:
    """Write the file, unless it is larger than what is taken."""
    if file.seek(0, os.SEEK_END) > most:
        return False
    file.seek(0)
    with path.open("wb") as out:
        shutil.copyfileobj(file, out, MIB)
    return True


def _run(line: list[str], folder: Path, printed: Path, wall: float) -> int | None:
    """Exit status; None where the time ran out. Whatever the process started has ended when this returns."""
    with printed.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603  (a list, no shell; the only text of others is a safe name)
            line, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, cwd=folder,
            env=_environment(folder), start_new_session=True, close_fds=True,
        )  # fmt: skip
        try:
            return process.wait(timeout=wall)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of ours but what a program needs; two threads, since each of them takes address space."""
    return {
        "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(PROJECT), "HOME": str(folder),
        "TMPDIR": str(folder), "POLARS_MAX_THREADS": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2",
    }  # fmt: skip


def _ending(status: int, printed: Path, answer: Path, sent: Path) -> Ending:
    if status == -signal.SIGXCPU:
        return NotChecked("too_slow")
    if status == -signal.SIGXFSZ:
        return NotChecked("too_large")
    try:
        told = json.loads(printed.read_bytes())
    except ValueError:
        return NotChecked("died")
    if status in (0, 1) and isinstance(told, dict) and "status" in told:
        return Checked(told, answer.read_bytes() if answer.is_file() else None)
    said = str(told.get("error", "")) if isinstance(told, dict) else ""
    # a path of this machine is of no use to whoever sent the file
    return NotChecked("refused_to_check", said.replace(str(sent), sent.name))

"""Runs a command and measures the whole of it: wall time, and the memory of its process tree at its highest."""

import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

import psutil

_EVERY = 0.05


@dataclass(frozen=True)
class Measured:
    """Seconds of wall time, peak resident memory of the tree in bytes, and what it printed."""

    seconds: float
    peak: int
    output: str


def measure(
    command: Sequence[str], environment: Mapping[str, str] | None = None, finished: Sequence[int] = (0,)
) -> Measured:
    """Run a command to its end.

    Args:
        command: and its words.
        environment: of the process; that of this one where it is None.
        finished: exit statuses that say it did its work.

    Raises:
        RuntimeError: it failed.
    """
    # into files: a pipe that nobody empties would hold up a command that says much
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as complaints:
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=output, stderr=complaints, env=environment) as process:
            tree, peak = psutil.Process(process.pid), 0
            while process.poll() is None:
                peak = max(peak, _resident(tree))
                time.sleep(_EVERY)
            seconds = time.perf_counter() - start
        told, said = (_text(file) for file in (output, complaints))
    if process.returncode not in finished:
        raise RuntimeError(f"{' '.join(command)} failed: {said[-2000:]}")
    return Measured(seconds, peak, told)


def _text(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _resident(tree: psutil.Process) -> int:
    total = 0
    try:
        for process in (tree, *tree.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return total
    return total

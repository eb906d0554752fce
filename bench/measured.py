"""Runs a command and measures the whole of it: wall time, and the memory of its process tree at its highest."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil

_EVERY = 0.05


@dataclass(frozen=True)
class Measured:
    """Seconds of wall time, peak resident memory of the tree in bytes, and what it printed."""

    seconds: float
    peak: int
    output: str


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        tree, peak = psutil.Process(process.pid), 0
        while process.poll() is None:
            peak = max(peak, _resident(tree))
            time.sleep(_EVERY)
        seconds = time.perf_counter() - start
        output, said = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed: {said[-2000:]}")
    return Measured(seconds, peak, output)


def _resident(tree: psutil.Process) -> int:
    total = 0
    try:
        for process in (tree, *tree.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return total
    return total

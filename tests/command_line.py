"""A command as a person gives it, in this process: the same `main` without the second that a new process takes."""

import io
import subprocess
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from etl.cli import main


def seamos(words: Sequence[str], folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Give a command in a folder: its status, and what it said on both streams."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["seamos", *words]
    with chdir(folder or Path.cwd()), redirect_stdout(out), redirect_stderr(err), patch("sys.argv", argv):
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
    return subprocess.CompletedProcess(argv, status, out.getvalue(), err.getvalue())

"""Folders that many tests come to by the same steps: the steps are taken once, and then the folders are copied."""

import fcntl
import os
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from tests.small_programme import SmallProgramme

Once = Callable[..., SmallProgramme]
Look = dict[str, tuple[int, int] | str]
"""Of every path below some folders: size and time of its last change, or where it leads as a link."""


def shelf_of(factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a run of the tests."""
    own = factory.getbasetemp()
    shelf = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "steps_taken_once"
    shelf.mkdir(exist_ok=True)
    return shelf


def look_of(folders: Sequence[Path]) -> Look:
    """What tells whether somebody has laid hands on the folders since."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return {str(path): _look(path) for path in paths if path.is_symlink() or path.is_file()}


def _look(path: Path) -> tuple[int, int] | str:
    seen = path.lstat()
    return str(path.readlink()) if path.is_symlink() else (seen.st_size, seen.st_mtime_ns)


def _content(folders: Sequence[Path]) -> str:
    digest = sha256()
    for number, folder in enumerate(folders):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            digest.update(f"{number}/{path.relative_to(folder)}\n".encode() + path.read_bytes() + b"\n")
    return digest.hexdigest()


class StepsTakenOnce:
    """Takes a step of the production path, or copies what came of it when another test took it after the same steps.

    Whatever else a test did to its folders between two steps is noticed; from there on every step is really taken.
    """

    def __init__(self, shelf: Path, folders: Sequence[Path]) -> None:
        self._shelf, self._folders = shelf, folders
        self._steps: tuple[str, ...] | None = (_content(folders),)
        self._left = look_of(folders)

    def take(self, step: str, really: Callable[[], object]) -> None:
        """Take a step; what it says must tell all that it depends on besides the folders and the steps before."""
        if self._steps is None or self._left != look_of(self._folders):
            self._steps = None
            really()
            return
        self._steps = (*self._steps, step)
        kept = self._shelf / sha256("\n".join(self._steps).encode()).hexdigest()
        if kept.exists():
            self._copy_from(kept)
        else:
            really()
            self._keep(kept)
        self._left = look_of(self._folders)

    def _keep(self, kept: Path) -> None:
        beside = kept.with_name(uuid4().hex)
        for number, folder in enumerate(self._folders):
            shutil.copytree(folder, beside / str(number), symlinks=True)
        try:
            beside.rename(kept)
        except OSError:  # another process of these tests was here first
            shutil.rmtree(beside)

    def _copy_from(self, kept: Path) -> None:
        for number, folder in enumerate(self._folders):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept / str(number), folder, symlinks=True)


def made_once(shelf: Path, name: str, make: Callable[[Path], object]) -> Path:
    """A folder on the shelf that one of the processes of these tests makes, while the others wait; never to be changed.

    Args:
        shelf: the fixture of that name.
        name: of the folder; it must tell what is in it.
        make: lays the content into the folder, which stands there empty.
    """
    folder, whole = shelf / name, shelf / f"{name}.whole"
    with (shelf / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder

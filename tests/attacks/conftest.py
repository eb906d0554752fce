"""The worlds that are attacked, made once for all processes of a run."""

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.home import Home
from tests.attacks.doors import DOORS
from tests.attacks.worlds import World, chosen_world, demonstration_world, random_world

Told = dict[str, Any]
Makers = dict[str, Callable[[Path], tuple[World, Told]]]


def _alone(make: Callable[[Path], World]) -> Callable[[Path], tuple[World, Told]]:
    return lambda root: (make(root), {})


MAKERS: Makers = {
    "demonstration": demonstration_world,
    "chosen": _alone(chosen_world),
    "random": _alone(lambda root: random_world(1, root)),
    **{name: _alone(make) for name, make in DOORS.items()},
}


def _shared(name: str, folder: Path, scratch: Path) -> tuple[World, Told]:
    """A world that any process of this run has made, or makes now; what it writes besides is in its own scratch."""
    told = folder / f"{name}.json"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            root = folder / name
            root.mkdir()
            made, beside = MAKERS[name](root)
            told.write_text(json.dumps([str(made.home.root), list(made.numbers), beside]), encoding="utf-8")
    home, numbers, beside = json.loads(told.read_text(encoding="utf-8"))
    return World(Home(Path(home)), numbers, scratch), beside


@pytest.fixture(scope="session")
def worlds_told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[World, Told]]:
    """A world by its name with what its maker told of it."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "worlds"
    folder.mkdir(exist_ok=True)
    made: dict[str, tuple[World, Told]] = {}

    def named(name: str) -> tuple[World, Told]:
        if name not in made:
            made[name] = _shared(name, folder, tmp_path_factory.mktemp(name))
        return made[name]

    return named


@pytest.fixture(scope="session")
def demonstration(worlds_told: Callable[[str], tuple[World, Told]]) -> tuple[World, Told]:
    """The demonstration edition with its generator's manifest."""
    return worlds_told("demonstration")


@pytest.fixture(scope="session")
def world(worlds_told: Callable[[str], tuple[World, Told]]) -> Callable[[str], World]:
    """A world by its name, made when it is first asked for."""
    return lambda name: worlds_told(name)[0]

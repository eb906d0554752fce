"""The worlds that are attacked, made once."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.attacks.doors import DOORS
from tests.attacks.worlds import World, chosen_world, demonstration_world, random_world


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, dict[str, Any]]:
    """The demonstration edition with its generator's manifest."""
    return demonstration_world(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], World]:
    """A world by its name, made when it is first asked for."""
    made: dict[str, World] = {}

    def named(name: str) -> World:
        if name == "demonstration":
            shown: tuple[World, dict[str, Any]] = request.getfixturevalue("demonstration")
            return shown[0]
        if name not in made:
            root = tmp_path_factory.mktemp(name.replace(" ", "-"))
            makers = {"chosen": chosen_world, "random": lambda folder: random_world(1, folder), **DOORS}
            made[name] = makers[name](root)
        return made[name]

    return named

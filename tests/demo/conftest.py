"""The demonstration deliveries, generated once for all tests of this folder."""

from pathlib import Path

import pytest

from etl.demo import SEED, generate
from tests.demo.generated import PROGRAMME, Generated

SECOND_SEED = 20260131


def _generated(folder: Path, seed: int) -> Generated:
    return Generated(folder / "entregas", generate(PROGRAMME, folder / "entregas", seed))


@pytest.fixture(scope="session")
def default_seed(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The deliveries of the shipped seed."""
    return _generated(tmp_path_factory.mktemp("semilla"), SEED)


@pytest.fixture(scope="session")
def second_seed(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The deliveries of another seed: nothing may hold for one seed only."""
    return _generated(tmp_path_factory.mktemp("otra"), SECOND_SEED)


@pytest.fixture(params=["default_seed", "second_seed"])
def generated(request: pytest.FixtureRequest) -> Generated:
    """Both, one after the other."""
    result: Generated = request.getfixturevalue(request.param)
    return result

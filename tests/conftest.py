"""What many tests need: small programmes in folders of their own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.small_programme import SmallProgramme
from tests.steps_taken_once import Once, StepsTakenOnce, shelf_of

ROOT = Path(__file__).parents[1]
LONGEST = (
    "tests/etl/test_properties_of_deliveries.py",
    "tests/attacks/test_attacks.py",
    "tests/attacks/test_what_is_sent.py",
    "tests/attacks/test_twins.py",
    "tests/end_to_end/test_death.py",
    "tests/end_to_end/test_demonstration.py",
    "tests/end_to_end/test_late_data.py",
    "tests/end_to_end/test_correction_keys.py",
    "tests/release/test_release.py",
    "tests/etl/test_repeated_loading.py",
    "tests/release/test_retention.py",
    "tests/disclosure/test_over_time.py",
    "tests/dashboard/test_overview_page.py",
    "tests/etl/test_many_blocks.py",
    "tests/etl/test_hostile_files.py",
    "tests/release/test_withdraw.py",
)
"""Files that take ten seconds or more: they begin, so that no process is left alone with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, everything else as it was found; `--no-loadscope-reorder` leaves it so."""
    place = {ROOT / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(LONGEST)))


@pytest.fixture
def small_programme(tmp_path: Path) -> SmallProgramme:
    """A valid programme of three territories, with feeds of all three grains and nothing delivered yet."""
    return SmallProgramme(tmp_path).lay_out()


@pytest.fixture
def make_programme(tmp_path: Path) -> Callable[..., SmallProgramme]:
    """Lay out a programme with some files written otherwise: `make_programme(**{"zeros.csv": "…"})`."""

    def make(folder: str = "uno", **files: str) -> SmallProgramme:
        root = tmp_path / folder
        root.mkdir()
        return SmallProgramme(root).lay_out(**files)

    return make


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is made once is kept, for all processes of one run of the tests."""
    return shelf_of(tmp_path_factory)


@pytest.fixture
def once(small_programme: SmallProgramme, shelf: Path) -> Once:
    """The small programme after a step that is really taken once for all tests: `once(deliver)` for `deliver(it)`."""

    def taken(step: Callable[..., object], *more: object) -> SmallProgramme:
        steps = StepsTakenOnce(shelf, small_programme.folders)
        steps.take(f"{step.__module__} {step.__qualname__} {more}", partial(step, small_programme, *more))
        return small_programme

    return taken

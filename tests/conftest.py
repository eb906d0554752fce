"""What many tests need: small programmes in folders of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_programme import SmallProgramme


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

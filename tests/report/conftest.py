"""The report of a hard edition, written once."""

from pathlib import Path

import pytest

from etl.report import write_report
from tests.hostile_edition import BASE, Released, released_edition_made_hard


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Released:
    return released_edition_made_hard(tmp_path_factory)


@pytest.fixture(scope="session")
def report(hard: Released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("informe")
    write_report(hard.public_file, out, BASE)
    return out

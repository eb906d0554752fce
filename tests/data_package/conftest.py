"""An edition with a hostile name, a withheld cell, a correction and a withdrawal behind it, and its package."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.data_package.public_tables import PublicTables, read_public_tables
from etl.data_package.write import write_data_package
from etl.publications import public_folder
from etl.withdrawal import withdraw
from tests.disclosure.board import MONTHS, Board, even

HOSTILE = "=cmd|'/C calc'!A0"
WHY = "Un barrio se contó dos veces <script>alert(1)</script>"


@dataclass(frozen=True)
class Package:
    """A package on the disk and the public edition that it was made of."""

    board: Board
    edition: int
    folder: Path

    @property
    def public_file(self) -> Path:
        return self.board.public_file(self.edition)

    @property
    def tables(self) -> PublicTables:
        return read_public_tables(self.public_file)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Edition 1 released, edition 2 corrects it, edition 3 is taken back; the package is that of edition 2."""
    root = tmp_path_factory.mktemp("datos_abiertos")
    board = Board(root)
    board.programme.change("territories.csv", "centro,Centro,", f"centro,{HOSTILE},")
    few = {("robo", "norte", month): 0 for month in MONTHS[1:]} | {("robo", "norte", MONTHS[0]): 2}
    for counts in (even() | few, even(robo=14) | few, even(robo=17) | few):
        board.edition(counts)
        assert board.release() == []
    home = board.programme.home
    with home.locked():
        withdraw(home, 3, WHY, "Oficina de prueba", datetime(2020, 8, 1, tzinfo=UTC))
    write_data_package(board.public_file(2), root / "datos")
    return Package(board, 2, root / "datos")


@pytest.fixture(scope="session")
def feed(package: Package) -> str:
    """The feed as it stands beside the edition that is public after the withdrawal."""
    return (public_folder(package.board.programme.home, package.edition) / "feed.xml").read_text(encoding="utf-8")

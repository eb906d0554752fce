"""`docs/case-chile.md` says what the engine says: its blocks are made again by two runs of the `chile` programme."""

import re
from pathlib import Path

import pytest

from scripts.case_chile import DOCUMENT, MissingBlockError, case_blocks, filled

TEXT = DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return case_blocks(tmp_path_factory.mktemp("chile"))


def test_the_document_says_what_the_engine_says(blocks: dict[str, str]) -> None:
    assert filled(TEXT, blocks) == TEXT, "run: python scripts/case_chile.py"


def test_a_figure_changed_by_hand_is_noticed(blocks: dict[str, str]) -> None:
    forged = TEXT.replace("910 → 329", "910 → 328", 1)
    assert forged != TEXT
    assert filled(forged, blocks) != forged


def test_a_block_without_a_place_is_an_error(blocks: dict[str, str]) -> None:
    with pytest.raises(MissingBlockError, match="drugs by name"):
        filled(TEXT.replace("<!-- end: drugs by name -->\n", ""), blocks)


def test_the_drug_indicator_reads_otherwise_with_another_baseline(blocks: dict[str, str]) -> None:
    """What the case is about: one comuna changes its sign, and no reading of it is a clear change."""
    summary = blocks["summary"]
    assert "falls 33 to 64 % in 4 of 5 comunas and rises 20 % in Quilpué with the declared windows" in summary
    assert "against calendar 2018 it falls 15 to 79 % in 5 of 5 comunas" in summary
    (quilpue,) = [line for line in blocks["drugs"].splitlines() if line.startswith("| Quilpué")]
    assert re.findall(r"[−+]\d+%(?= \| [−+])", quilpue) == ["+20%", "−21%"]
    assert quilpue.count("no_clear_change") == 2


def test_every_comuna_and_indicator_is_there(blocks: dict[str, str]) -> None:
    comunas = ("Conchalí", "Estación Central", "Quilicura", "Renca", "Quilpué")
    for name in ("declared", "calendar 2018"):
        assert [blocks[name].count(f"\n| {comuna} |") for comuna in comunas] == [4] * 5


def test_the_source_is_credited() -> None:
    sources = (Path(__file__).parent.parent / "data" / "programmes" / "chile" / "SOURCES.md").read_text(
        encoding="utf-8"
    )
    assert "nombrar al CEAD" in sources
    assert "CEAD, Centro de Estudios y Análisis del Delito, Subsecretaría de Prevención del Delito (Chile)" in TEXT

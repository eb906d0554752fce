"""`docs/guarani.md` holds every Guaraní text of the engine that awaits review, as it stands today."""

import ast
from pathlib import Path

import pytest

from etl.words import reason_texts
from schemas.words import Text
from scripts.guarani_review import DOCUMENT, document

ENGINE = Path(__file__).parent.parent / "etl"


def test_the_list_is_that_of_the_templates() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run: python scripts/guarani_review.py"


def test_a_template_that_changes_makes_the_list_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reason_texts, "NO_FEED", Text(es="otra cosa", gn="ambue mbaʼe", en="something else"))
    assert DOCUMENT.read_text(encoding="utf-8") != document()


def test_no_text_of_words_and_pictures_is_left_out() -> None:
    """Every literal `gn="..."` of the sources, found without importing them."""
    listed = document()
    found = [
        keyword.value.value
        for folder in ("words", "pictures")
        for path in sorted((ENGINE / folder).glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "gn" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    ]
    assert len(found) > 100
    assert [text for text in found if text.strip() not in listed] == []

"""The page of methods says what the code does: its modules are there, and its parameters have the defaults it names."""

import re
from pathlib import Path

from schemas.programme import MethodParameters
from schemas.published import REASONS, VERDICTS

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")


def test_every_parameter_is_there_with_its_default() -> None:
    written = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", TEXT, re.MULTILINE))
    assert {name: float(value) for name, value in written.items()} == MethodParameters().model_dump()


def test_every_file_that_is_named_exists_and_every_module_is_named() -> None:
    named = set(re.findall(r"`((?:etl|tests|bench|schemas)/[\w/.-]+\.\w+)`", TEXT))
    assert [name for name in named if not (ROOT / name).exists()] == []
    modules = {f"etl/methods/{path.name}" for path in (ROOT / "etl" / "methods").glob("[a-z]*.py")}
    assert modules - named == set()


def test_every_verdict_and_reason_is_explained() -> None:
    words = set(VERDICTS) - {"withheld"} | set(REASONS)
    assert [word for word in words if f"`{word}`" not in TEXT] == []

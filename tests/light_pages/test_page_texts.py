"""The three languages say the same things."""

import re
import string
import tomllib
from pathlib import Path

import pytest

import etl.light_pages
import etl.report

ERRATUM = ("edition", "what", "before", "now", "why")
"""Heads of a table whose texts are named together."""
PACKAGES = [Path(module.__file__ or "").parent for module in (etl.light_pages, etl.report)]


def texts(folder: Path, language: str) -> dict[str, str]:
    sections = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: text for section in sections.values() for name, text in section.items()}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["gn", "en"])
def test_every_text_is_there_with_the_same_places(folder: Path, language: str) -> None:
    spanish, other = texts(folder, "es"), texts(folder, language)
    plural_of_spanish = {name for name in spanish if name.endswith("_one")}
    assert set(spanish) - plural_of_spanish == {name for name in other if not name.endswith("_one")}
    for name, text in other.items():
        assert places(text) == places(spanish.get(name, spanish[name.removesuffix("_one")])), name
        assert text.strip() or name == "review"


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_every_text_is_used(folder: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for package in PACKAGES for path in package.glob("*.py"))
    said = set(re.findall(r"""["']([a-z_]+)["']""", code)) | {f"erratum_{name}" for name in ERRATUM}
    unused = [name for name in texts(folder, "es") if name.removesuffix("_one") not in said]
    assert unused == []


def test_guarani_writes_the_puso_with_its_letter() -> None:
    for folder in PACKAGES:
        for name, text in texts(folder, "gn").items():
            assert "'" not in text, name
            assert "’" not in text, name

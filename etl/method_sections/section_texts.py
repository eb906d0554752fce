"""The texts of the page in one language, read from `<language>.toml` beside this module."""

import tomllib
from functools import cache
from pathlib import Path

from schemas.words import Strict

HERE = Path(__file__).parent
WORDS = "words"


class SectionText(Strict):
    """One section; each line may hold places in braces that the run fills."""

    title: str
    question: str
    answer: tuple[str, ...]
    example: tuple[str, ...]
    how: tuple[str, ...]


@cache
def sections_in(language: str) -> dict[str, SectionText]:
    """The sections of a language by method."""
    return {name: SectionText.model_validate(body) for name, body in _read(language).items() if name != WORDS}


@cache
def words_in(language: str) -> dict[str, str]:
    """The phrases of a language that examples are put together from."""
    return dict(_read(language)[WORDS])


def _read(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))

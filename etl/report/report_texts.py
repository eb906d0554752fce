"""The texts of the report, with those it shares with the light pages."""

import tomllib
from functools import cache
from pathlib import Path

from etl.light_pages.page_texts import Texts, texts_in
from schemas.words import Strict

HERE = Path(__file__).parent


class Commitment(Strict):
    """What was promised, as written, and where it stands."""

    code: str
    url: str
    plan: str
    quotes: tuple[str, ...]


def report_texts(language: str) -> Texts:
    """The texts of one language."""
    return texts_in(language, HERE)


@cache
def commitments() -> dict[str, Commitment]:
    """By programme id."""
    found = tomllib.loads((HERE / "commitments.toml").read_text(encoding="utf-8"))
    return {programme: Commitment.model_validate(body) for programme, body in found.items()}

"""The programme whose rules a file is checked by, and the layouts that it declares."""

import os
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from schemas.feed import Feed

PROGRAMME_VARIABLE = "SEAMOS_PROGRAMME"
DEFAULT_PROGRAMME = Path("data") / "programmes" / "paraguay"
FEEDS_KEPT = 128
"""Layouts that are kept once read; a programme has a dozen."""
_PROJECT = Path(__file__).resolve().parent.parent


def programme_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """As `seamos serve` says, else the command line's own default."""
    said = environment.get(PROGRAMME_VARIABLE)
    return Path(said) if said else _PROJECT / DEFAULT_PROGRAMME


def programme_id(folder: Path) -> str | None:
    """The programme's id; None where its file cannot be read (the check itself says then what is wrong with it)."""
    try:
        return _id_in((folder / "programme.toml").read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4)
def _id_in(text: str) -> str | None:
    """Kept by the text, not by the file's name or time: a changed file is read anew, and no other is."""
    said = tomllib.loads(text).get("id")
    return said if isinstance(said, str) else None


def feeds(folder: Path) -> dict[str, Feed]:
    """The layouts of a programme by id, in the order of their titles.

    A file that does not say what it must is left out: no file can be checked by it, and the check says why.
    """
    found = [feed for path in sorted((folder / "feeds").glob("*.toml")) if (feed := _read(path))]
    return {feed.id: feed for feed in sorted(found, key=lambda each: each.title)}


def _read(path: Path) -> Feed | None:
    try:
        return _feed_in(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=FEEDS_KEPT)
def _feed_in(text: str) -> Feed:
    return Feed.model_validate(tomllib.loads(text))

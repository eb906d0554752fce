"""What is public at this moment: the edition that leads, the older ones, and the notices of those taken back.

It is looked at once per request and never changes afterwards: one answer is made of one `Released` alone, so that an
edition that is swapped in meanwhile cannot mix with it.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.editions import HISTORY_FILE
from dashboard.server.kept_answers import Kept
from dashboard.store import Edition, EditionUnreadableError, NoEditionError, Row, edition_at

NOTICES_FILE, DATABASE = "notices.json", "public.duckdb"
SERVED = ("paginas", "informe", "datos", "audio")
"""Folders of an edition that people may read."""
FEED = "feed.xml"
"""The one file beside them that they may; nothing else of an edition is a file of the site."""

Seen = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class Shelf:
    """One released edition.

    Attributes:
        folder: its `public/`, links followed.
        edition: its tables.
        files: by their path within the folder; only these are ever opened.
    """

    folder: Path
    edition: Edition
    files: Mapping[str, Path]

    @cached_property
    def mark(self) -> Row:
        """The row that says what it is."""
        return self.edition.rows("SELECT * FROM published.edition")[0]

    @property
    def number(self) -> int:
        """Of the edition."""
        return int(self.mark["edition"])


@dataclass
class Released:
    """What was public at one moment.

    Attributes:
        seen: identity of the files that it was read from.
        shelf: the edition that leads; None where there is none.
        history: every edition that ever was public, as the release wrote it down, by number.
        notices: of the withdrawn ones, by number.
        broken: why there is no shelf although there is a file.
        answers: kept as long as this is what is public.
    """

    seen: Seen
    shelf: Shelf | None
    history: Mapping[int, Mapping[str, Any]]
    notices: Mapping[int, Mapping[str, Any]]
    broken: bool = False
    answers: Kept = field(default_factory=Kept)
    _older: dict[int, Shelf] = field(default_factory=dict)

    def withdrawn(self, number: int) -> bool:
        """Whether an edition was taken back."""
        return bool(self.history.get(number, {}).get("withdrawn_at"))

    def at(self, number: int) -> Shelf | None:
        """A released edition by its number; None where it is not on this server.

        Raises:
            EditionUnreadableError: its file is damaged.
        """
        if self.shelf is None or number == self.shelf.number:
            return self.shelf
        if number not in self.history or self.withdrawn(number):
            return None
        if number not in self._older:
            try:
                # the folder of the leading edition is `<editions>/<n>/public`
                self._older[number] = shelf_in(self.shelf.folder.parents[1] / str(number) / "public")
            except NoEditionError:
                return None
        return self._older[number]


class Window:
    """Looks at the public folder; what it last saw is kept until the files are others."""

    def __init__(self, folder: Path, every: float = 0.0) -> None:
        """Look through this folder, whose path may go through a link that a release swaps.

        Args:
            folder: the released `public/`, or the file in it.
            every: seconds for which what was seen holds without looking again. Each look lets other threads in, and
                where sessions of the dashboard compute, each of those may keep the answer waiting.
        """
        self._every, self._looked = every, -every
        self._folder = folder if folder.suffix != ".duckdb" else folder.parent
        self._watched = [self._folder / DATABASE, self._folder / HISTORY_FILE, self._folder / NOTICES_FILE]
        self._last: Released | None = None

    def now(self) -> Released:
        """What is public now."""
        moment = time.monotonic()
        if self._last is not None and self._last.shelf and moment - self._looked < self._every:
            return self._last
        self._looked = moment
        if self._last is not None and self._last.shelf and self._last.seen == _identities(self._watched):
            return self._last
        self._last = self.afresh()
        return self._last

    def afresh(self) -> Released:
        """Read it again, through the link once: everything comes from the folder that it led to."""
        folder = Path(os.path.realpath(self._folder))
        seen = _identities([folder / path.name for path in self._watched])
        places = [folder, *folder.parents[:3]] if folder.is_dir() else [self._folder, *self._folder.parents[:3]]
        history, notices = _told(places, HISTORY_FILE, "editions"), _told(places, NOTICES_FILE, "withdrawn")
        try:
            shelf = shelf_in(folder)
        except NoEditionError:
            return Released(seen, None, history, notices)
        except EditionUnreadableError:
            return Released(seen, None, history, notices, broken=True)
        return Released(seen, None if _taken_back(history, shelf) else shelf, history, notices)


def shelf_in(folder: Path) -> Shelf:
    """The edition in a `public/` folder; raises as `edition_at`."""
    return Shelf(folder, edition_at(folder / DATABASE, "public"), files_of(folder))


def files_of(folder: Path) -> dict[str, Path]:
    """The files that people may read, by their path; links are left out, since they could lead anywhere."""
    feed = folder / FEED
    found = {FEED: feed} if feed.is_file() and not feed.is_symlink() else {}
    for name in SERVED:
        for base, folders, files in os.walk(folder / name):
            here = Path(base)
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for each in sorted(files):
                path = here / each
                if not each.startswith(".") and path.is_file() and not path.is_symlink():
                    found[path.relative_to(folder).as_posix()] = path
    return found


def _taken_back(history: Mapping[int, Mapping[str, Any]], shelf: Shelf) -> bool:
    return bool(history.get(shelf.number, {}).get("withdrawn_at"))


def _identities(paths: list[Path]) -> Seen:
    return tuple(_identity(path) for path in paths)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        about = os.stat(path)  # noqa: PTH116  (asked at every request; pathlib's costs twice as much)
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns


def _told(places: list[Path], name: str, key: str) -> dict[int, Mapping[str, Any]]:
    """Entries of a file that a release writes, by number; empty where none can be read."""
    found = next((path for place in places if (path := place / name).is_file()), None)
    try:
        told = json.loads(found.read_text(encoding="utf-8")) if found else {}
    except (OSError, ValueError):
        return {}
    listed = told.get(key, []) if isinstance(told, dict) else []
    entries = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return {each["edition"]: each for each in entries if isinstance(each.get("edition"), int)}

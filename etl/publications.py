"""The ledger of what was made public and taken back: who, when, which bytes. Nothing in it is ever removed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from etl.chained_ledger import append_to_chain, read_chain, tampered
from etl.home import Home

Deed = Literal["release", "withdraw", "interrupted"]
_LEDGER = "publicaciones.jsonl"
PUBLIC_HISTORY = "public_history.json"


@dataclass(frozen=True)
class Publication:
    """One act.

    Attributes:
        deed: `release`, `withdraw`, or `interrupted`: a release that was written down and never became public.
        edition: its number.
        at: UTC.
        office: who decided.
        reason: of a withdrawal; empty otherwise.
        sha256: of the public file.
        hash: of the line, which the next one carries.
    """

    deed: Deed
    edition: int
    at: datetime
    office: str
    reason: str
    sha256: str
    hash: str


@dataclass(frozen=True)
class Publications:
    """All acts in order, and what follows from them.

    Attributes:
        acts: as written down.
        unfinished: the last act is a release whose link was never swapped: the run died, and nobody saw it.
    """

    acts: tuple[Publication, ...]
    unfinished: bool = False

    @property
    def head(self) -> str:
        """The hash of the last act; empty where there is none."""
        return self.acts[-1].hash if self.acts else ""

    @property
    def for_audit(self) -> list[int]:
        """Every edition whose release was ever written down: rather one too many than one too few."""
        return sorted({act.edition for act in self.acts if act.deed == "release"})

    @property
    def carried_out(self) -> list[Publication]:
        """The acts without the interrupted releases (such a line always speaks of the one right before it)."""
        done: list[Publication] = []
        for act in self.acts[:-1] if self.unfinished else self.acts:
            if act.deed == "interrupted":
                done.pop()
            else:
                done.append(act)
        return done

    @property
    def released(self) -> dict[int, Publication]:
        """The last release of every edition that ever was public, in the order of those releases."""
        found: dict[int, Publication] = {}
        for act in self.carried_out:
            if act.deed == "release":
                found.pop(act.edition, None)
                found[act.edition] = act
        return found

    @property
    def withdrawn(self) -> dict[int, Publication]:
        """The withdrawal of every edition that was taken back; such an edition is never released again."""
        return {act.edition: act for act in self.acts if act.deed == "withdraw"}

    @property
    def standing(self) -> list[int]:
        """Editions that were released and not withdrawn; the one released last comes last."""
        return [edition for edition in self.released if edition not in self.withdrawn]


def publications(home: Home) -> Publications:
    """Read the ledger.

    Raises:
        UsageError: a line was changed or added by hand, or lines at its end are gone: the public history names the
            last one.
    """
    path = home.root / _LEDGER
    acts = tuple(
        Publication(
            line["deed"], line["edition"], datetime.fromisoformat(line["at"]), line["office"], line["reason"],
            line["sha256"], line["hash"],
        )
        for line in read_chain(path)
    )  # fmt: skip
    told = _head_told(home)
    if told and told not in {act.hash for act in acts}:
        raise tampered(path, len(acts) + 1)
    last = acts[-1] if acts else None
    shown = int(home.released.readlink().name) if home.released.is_symlink() else None
    return Publications(acts, last is not None and last.deed == "release" and last.edition != shown)


def write_down(home: Home, deed: Deed, edition: int, at: datetime, office: str, sha256: str, reason: str = "") -> None:
    """Add one act to the ledger, before it is carried out: what is public is always in the ledger.

    A release that died before its link was swapped is first said to be interrupted.
    """
    known = publications(home)
    if known.unfinished:
        last = known.acts[-1]
        _append(home, Publication("interrupted", last.edition, at, last.office, "", last.sha256, ""))
    _append(home, Publication(deed, edition, at, office, reason, sha256, ""))


def _append(home: Home, act: Publication) -> None:
    content = {"deed": act.deed, "edition": act.edition, "at": act.at.isoformat(timespec="seconds"),
               "office": act.office, "reason": act.reason, "sha256": act.sha256}  # fmt: skip
    append_to_chain(home.root / _LEDGER, content)


def public_file(home: Home, edition: int) -> Path:
    """The public tables of an edition."""
    return public_folder(home, edition) / "public.duckdb"


def public_folder(home: Home, edition: int) -> Path:
    """What of an edition a public server may hold."""
    return home.editions / str(edition) / "public"


def sha256_of_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _head_told(home: Home) -> str:
    path = home.editions.parent / PUBLIC_HISTORY
    return str(json.loads(path.read_text(encoding="utf-8"))["head"]) if path.exists() else ""

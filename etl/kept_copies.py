"""The copies of what was public that the audit over time needs: kept after a withdrawal too, and never served."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from etl.home import Home
from etl.publications import public_file, publications, sha256_of_file, write_down
from etl.publish import released_edition
from schemas.errors import UsageError

_FOLDER = "released_history"


def kept_copy(home: Home, edition: int) -> Path:
    """Where the copy of an edition's public file stands."""
    return home.root / _FOLDER / f"{edition}.duckdb"


def keep_copy(home: Home, edition: int) -> str:
    """Keep the public file of an edition, readable by its owner alone; returns its SHA-256."""
    copy = kept_copy(home, edition)
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    copy.parent.chmod(0o700)
    beside = copy.with_name(f".{copy.name}.new")
    _copy_private(public_file(home, edition), beside)
    sha256 = sha256_of_file(beside)
    beside.replace(copy)
    return sha256


def copies_for_audit(home: Home, candidate: int) -> list[Path]:
    """The public files of all that ever was public, but for the candidate itself.

    Raises:
        UsageError: one is missing, so nobody can say what it and the candidate give away together.
    """
    numbers = {*publications(home).for_audit, released_edition(home) or candidate} - {candidate}
    return [_copy_or_file(home, number) for number in sorted(numbers)]


def adopt(home: Home) -> None:
    """Take an edition that was made public before there was a ledger into it; the date is that of its link."""
    number = released_edition(home)
    if number is None or number in publications(home).for_audit or not public_file(home, number).exists():
        return
    at = datetime.fromtimestamp(home.released.lstat().st_mtime, UTC)
    write_down(home, "release", number, at, "", keep_copy(home, number))


def _copy_or_file(home: Home, number: int) -> Path:
    copy, file = kept_copy(home, number), public_file(home, number)
    if copy.exists():
        return copy
    if number == released_edition(home) and file.exists():
        return file
    name = f"{_FOLDER}/{copy.name}"
    raise UsageError(
        f"falta {name}, la copia de una edición que fue pública; recupérela de una copia de respaldo",
        f"{name} is missing, the copy of an edition that was public; restore it from a backup",
    )


def _copy_private(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as writing, source.open("rb") as reading:
        shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())

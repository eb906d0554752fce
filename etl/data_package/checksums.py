"""Size and SHA-256 of the files of a package, and whether a copy is still what was published."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

DESCRIPTOR = "datapackage.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class File:
    """A file of the package, ready to be written.

    Attributes:
        path: below the package, with `/`.
        content: all of it.
    """

    path: str
    content: bytes

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def sums(files: list[File]) -> File:
    """`SHA256SUMS`, as `sha256sum --check` reads it."""
    lines = [f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path)]
    return File(SUMS, "".join(lines).encode())


def faults(folder: Path) -> list[str]:
    """Paths of the descriptor's resources that are gone or are not what it says; empty where all are.

    Args:
        folder: of the package, with its `datapackage.json`.
    """
    resources = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    return [each["path"] for each in resources if not _as_said(folder / each["path"], each["bytes"], each["hash"])]


def _as_said(path: Path, size: int, told: str) -> bool:
    if not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}" == told

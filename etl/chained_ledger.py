"""Append-only files of JSON lines, each carrying the hash of the one before: a changed or missing line is noticed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.home import append_line
from schemas.errors import UsageError

START = "0" * 64


def read_chain(path: Path) -> list[dict[str, Any]]:
    """Every line in order, with its `before` and `hash`; empty where there is no file.

    A last line without its end was being written when a run died, and never counted.

    Raises:
        UsageError: a line was changed, removed or added by hand.
    """
    if not path.exists():
        return []
    before, lines = START, []
    for number, text in enumerate(_whole(path.read_bytes()).decode("utf-8", "replace").splitlines(), start=1):
        line = _parse(text)
        if line is None or line.get("before") != before or line.get("hash") != _hash(line):
            raise tampered(path, number)
        before = line["hash"]
        lines.append(line)
    return lines


def append_to_chain(path: Path, content: Mapping[str, Any]) -> dict[str, Any]:
    """Add one line and force it to the disk; returns it with its `before` and `hash`.

    Raises:
        UsageError: the lines that stand there are not those that were written.
    """
    lines = read_chain(path)
    _cut_half_line(path)
    line = {**content, "before": lines[-1]["hash"] if lines else START}
    line["hash"] = _hash(line)
    append_line(path, json.dumps(line, ensure_ascii=False, sort_keys=True))
    return line


def tampered(path: Path, number: int) -> UsageError:
    """The error of a ledger that does not hold together from line `number` on."""
    return UsageError(
        f"{path.name}: la línea {number} no es la que se escribió; recupere el archivo de una copia de respaldo",
        f"{path.name}: line {number} is not the one that was written; restore the file from a backup",
    )


def _whole(raw: bytes) -> bytes:
    return raw[: raw.rfind(b"\n") + 1]


def _cut_half_line(path: Path) -> None:
    if not path.exists():
        return
    raw = path.read_bytes()
    if len(_whole(raw)) < len(raw):
        with path.open("rb+") as file:
            file.truncate(len(_whole(raw)))


def _parse(text: str) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except json.JSONDecodeError:
        return None
    return line if isinstance(line, dict) else None


def _hash(line: Mapping[str, Any]) -> str:
    content = {name: value for name, value in line.items() if name != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

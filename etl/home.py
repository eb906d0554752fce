"""The folder where a programme's state lives: who owns it, and where each thing stands in it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError

_OWNER_FILE = "programa.json"
_LOCK_FILE = ".run.lock"


@dataclass(frozen=True)
class Home:
    """Paths under `--home` (design, section 5.2)."""

    root: Path

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that only a run opens."""
        return self.root / "warehouse.duckdb"

    @property
    def baseline(self) -> Path:
        """The frozen baseline, append-only."""
        return self.root / "baseline.jsonl"

    @property
    def acts(self) -> Path:
        """What persons decided: accepted, retracted, released; append-only."""
        return self.root / "actos.jsonl"

    @property
    def parts(self) -> Path:
        """One folder a delivery: records, quarantine, findings and its line of the ledger."""
        return self.root / "parts"

    @property
    def answers(self) -> Path:
        """Answers to the senders, one folder an institution."""
        return self.root / "respuestas"

    @property
    def editions(self) -> Path:
        """Immutable, numbered results."""
        return self.root / "published" / "editions"

    @property
    def current(self) -> Path:
        """Symlink to the newest edition."""
        return self.root / "published" / "current"

    @property
    def released(self) -> Path:
        """Symlink to the released edition."""
        return self.root / "published" / "released"

    def claim(self, programme: str, kind: str) -> None:
        """Bind this home to a programme and to generated or real data, at its first run.

        Raises:
            UsageError: the home belongs to another programme or kind.
        """
        path = self.root / _OWNER_FILE
        mine = {"programme": programme, "data": kind}
        if not path.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            write_whole(path, json.dumps(mine) + "\n")
            return
        owner = json.loads(path.read_text())
        if owner != mine:
            raise UsageError(
                f"la carpeta {self.root.name} es del programa «{owner['programme']}» con datos {_es(owner['data'])}, "
                f"y se pidió «{programme}» con datos {_es(kind)}; indique otra carpeta con --home",
                f"folder {self.root.name} belongs to programme “{owner['programme']}” with {owner['data']} data, and "
                f"“{programme}” with {kind} data was asked for; give another folder with --home",
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one run at a time work in this home.

        Raises:
            UsageError: another run is at work.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK_FILE).open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError(
                    "ya hay otra corrida trabajando en esta carpeta; espere a que termine y repita la orden",
                    "another run is at work in this folder; wait until it ends and repeat the command",
                ) from error
            yield


def _es(kind: str) -> str:
    return {"generated": "generados", "real": "reales"}.get(kind, kind)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def append_line(path: Path, text: str) -> None:
    """Add one line to an append-only file and force it to the disk; a half line left by a crash is closed first."""
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(text.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def point_to(link: Path, target: Path) -> None:
    """Make a symlink point elsewhere with one rename (relative, so that the home can be moved)."""
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(target, link.parent))
    beside.replace(link)

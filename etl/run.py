"""A run: every new delivery is judged and loaded, and where anything changed an edition is made."""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from etl.acts import decisions
from etl.answering import answer_all
from etl.home import Home
from etl.parts import LedgerLine, ledger, sweep
from etl.publications import public_folder
from etl.publish import current_edition, editions, released_edition
from etl.receiving import GENERATED_MARK, DeliveryOutcome, Progress, receive, sent_files
from etl.release_notices import NOTICE
from etl.retention import Removal, remove_expired
from etl.standing import Standing, standings
from etl.warehouse import Warehouse, open_warehouse
from schemas.errors import UsageError
from schemas.load import Programme
from schemas.published import METHOD_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    from etl.release_audit import Forbidden

__all__ = ["DeliveryOutcome", "Progress", "RunResult", "bring_up_to_date", "clock", "kind_of", "run"]


@dataclass(frozen=True)
class RunResult:
    """The end of a run: the edition that stands, whether this run made it, and every file.

    Attributes:
        edition: that stands; None where there is none.
        made: this run made it.
        released: the edition that is public; None where none is.
        deliveries: what was done with every file.
        forbidden: why the release that was asked for did not take place; empty where it did.
        removals: what was past the time that the programme declares for it.
    """

    edition: int | None
    made: bool
    released: int | None
    deliveries: tuple[DeliveryOutcome, ...]
    forbidden: tuple["Forbidden", ...] = ()
    removals: tuple[Removal, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """A delivery was refused or is held, or the audit forbids the release."""
        return bool(self.forbidden) or any(d.status in ("refused", "held") for d in self.deliveries)


def run(
    programme: Programme, feeds: Path, home: Home, *, now: datetime, progress: Progress, release_it: bool = False
) -> RunResult:
    """Load what is new under `feeds`, and publish an edition if anything changed.

    Args:
        programme: the declared plan.
        feeds: folder with the files as sent, looked through with all its subfolders.
        home: where the state lives.
        now: the time, taken at the edge.
        progress: told of every step.
        release_it: make the edition public as well, unless its audit forbids it.

    Raises:
        UsageError: the home belongs to another programme or kind, the folder is missing, or another run is at work.
    """
    if not feeds.is_dir():
        raise UsageError(
            f"no existe la carpeta de entregas «{feeds}»; indíquela con --feeds o use «seamos demo»",
            f"there is no feeds folder “{feeds}”; give it with --feeds or use “seamos demo”",
        )
    home.claim(programme.id, kind_of(programme, feeds))
    with home.locked():
        home.parts.mkdir(parents=True, exist_ok=True)
        sweep(home)
        removals = remove_expired(programme, home, now)
        with ThreadPoolExecutor(max_workers=1) as beside:
            beside.submit(import_module, "etl.edition_making")  # half a second of libraries, while the files are read
            received = receive(programme, sent_files(feeds), home, now, progress)
        with ThreadPoolExecutor(max_workers=1) as beside:  # a workbook is written while the rows are loaded
            answering = beside.submit(answer_all, received, programme, home, progress)
            made = bring_up_to_date(programme, home, now=now, progress=progress)
            answering.result()
        forbidden: tuple[Forbidden, ...] = ()
        if release_it and current_edition(home) is not None:
            from etl.releasing import release_newest  # its audit needs those libraries too

            forbidden = release_newest(home, programme.declaration.responsible.name, now, programme.directory)
    outcomes = tuple(received.outcomes())
    return RunResult(current_edition(home), made, released_edition(home), outcomes, forbidden, removals)


def kind_of(programme: Programme, feeds: Path) -> str:
    """`generated` where the programme or a mark among the feeds says so, else `real`."""
    marked = any(feeds.rglob(GENERATED_MARK))
    return "generated" if marked or programme.declaration.data == "generated" else "real"


def bring_up_to_date(programme: Programme, home: Home, *, now: datetime, progress: Progress) -> bool:
    """Make the warehouse agree with the parts, and make an edition if what it depends on changed.

    Returns:
        Whether an edition was made.
    """
    lines = ledger(home)
    with open_warehouse(home) as warehouse:
        _load_missing(programme, warehouse, lines, progress)
        standing = standings(lines, decisions(home), programme)
        warehouse.set_standings(standing)
        fingerprint = _fingerprint(programme, home, lines, standing)
        number = current_edition(home)
        if number is not None and _fingerprint_of(home, number) == fingerprint:
            return False
    progress("Calculando la edición", 0, 1)
    from etl.edition_making import EditionMark, make_edition  # loaded by now, see `run`

    synthetic = json.loads((home.root / "programa.json").read_text())["data"] == "generated"
    make_edition(programme, home, EditionMark(max(editions(home), default=0) + 1, now, synthetic, fingerprint))
    progress("Calculando la edición", 1, 1)
    return True


def _load_missing(
    programme: Programme, warehouse: Warehouse, lines: Mapping[str, LedgerLine], progress: Progress
) -> None:
    stored = warehouse.stored()
    missing = [line for line in lines.values() if stored.get(line.delivery) != line.judgement.contract_version]
    for number, line in enumerate(missing):
        progress("Cargando entregas", number, len(missing))
        feed = programme.feeds.get(line.judgement.feed or "")
        warehouse.load(line, feed.grain if feed else None)
    progress("Cargando entregas", len(missing), len(missing))


def _fingerprint(
    programme: Programme, home: Home, lines: Mapping[str, LedgerLine], standing: Mapping[str, Standing]
) -> str:
    """Hash of all that the figures depend on; a refused delivery changes no figure but is shown, so it counts too."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION}/{METHOD_VERSION}/{programme.fingerprint}".encode())
    for line in sorted(lines.values(), key=lambda item: item.delivery):
        digest.update(f"{line.delivery}/{standing[line.delivery].status}/{line.judgement.contract_version}\n".encode())
    if home.baseline.exists():
        digest.update(home.baseline.read_bytes())
    return digest.hexdigest()


def _fingerprint_of(home: Home, number: int) -> str | None:
    if (public_folder(home, number) / NOTICE).exists():
        return None  # a withdrawn edition is never public again, so the next run makes another one
    path = home.editions / str(number) / "fingerprint"
    return path.read_text() if path.exists() else None


def clock() -> datetime:
    """The time of now, in UTC; the only clock of a run."""
    return datetime.now(UTC)

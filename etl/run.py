"""A run: every new delivery is judged and loaded, and where anything changed an edition is made."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from etl.acts import decisions
from etl.answers.correction import read_correction
from etl.answers.own_workbook import has_sheet
from etl.answers.receipt import Stage
from etl.answers.workbook import LAYOUT_SHEET
from etl.answers.write import write_answer
from etl.corrections import judge_correction
from etl.declared_zero import judge_template
from etl.edition_tables import EditionMark, build_tables
from etl.home import Home
from etl.judging.delivery import Judgement, Parts, judge_into
from etl.judging.keys import load_key
from etl.locate import Locator
from etl.parts import FolderSink, LedgerLine, ledger, read_part, sweep
from etl.publish import current_edition, editions, publish, release, released_edition
from etl.read.delivery_file import sha256_of
from etl.refusal import Refusal
from etl.standing import Standing, standings
from etl.template.zero import read_template_zero
from etl.warehouse import Warehouse, open_warehouse
from schemas.errors import UsageError
from schemas.load import Programme
from schemas.published import METHOD_VERSION, SCHEMA_VERSION

GENERATED_MARK = "DATOS-GENERADOS.txt"
"""A file of this name among the feeds says that they were generated for demonstration."""

_WORKBOOKS = (".xlsx", ".ods")
Status = Literal["loaded", "unchanged", "refused", "held"]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


@dataclass(frozen=True)
class DeliveryOutcome:
    """What a run did with one file."""

    status: Status
    judgement: Judgement

    def as_json(self) -> dict[str, object]:
        """The object of the contract (design, section 5.2); a refused or held delivery counts no row."""
        j = self.judgement
        return {
            "feed": j.feed, "file": j.file, "sha256": j.sha256, "status": self.status, "rows_read": j.rows_read,
            "rows_skipped": j.rows_skipped, "accepted": j.accepted, "quarantined": j.quarantined,
            "duplicates": j.duplicates, "findings": dict(j.findings_count), "why": j.why,
        }  # fmt: skip


@dataclass(frozen=True)
class RunResult:
    """The end of a run: the edition that stands, whether this run made it, and every file."""

    edition: int | None
    made: bool
    released: int | None
    deliveries: tuple[DeliveryOutcome, ...]

    @property
    def needs_a_person(self) -> bool:
        """A delivery was refused or is held."""
        return any(d.status in ("refused", "held") for d in self.deliveries)


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
        release_it: make the edition public as well.

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
        outcomes = _judge_all(programme, sent_files(feeds), home, now, progress)
        made = bring_up_to_date(programme, home, now=now, progress=progress)
        if release_it and current_edition(home) is not None:
            release(home)
    return RunResult(current_edition(home), made, released_edition(home), tuple(outcomes))


def kind_of(programme: Programme, feeds: Path) -> str:
    """`generated` where the programme or a mark among the feeds says so, else `real`."""
    marked = any(feeds.rglob(GENERATED_MARK))
    return "generated" if marked or programme.declaration.data == "generated" else "real"


def sent_files(feeds: Path) -> list[Path]:
    """Files under `feeds` that are deliveries: not hidden, not a spreadsheet's lock, not our own notes (*.md)."""
    return sorted(
        path
        for path in feeds.rglob("*")
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.suffix != ".md"
        and path.name != GENERATED_MARK
    )


def _judge_all(
    programme: Programme, files: list[Path], home: Home, now: datetime, progress: Progress
) -> list[DeliveryOutcome]:
    known = ledger(home)
    locator, key = Locator(programme), load_key(home.root)
    judged: dict[Path, tuple[LedgerLine, bool]] = {}
    for number, path in enumerate(_corrections_last(files)):
        progress("Leyendo entregas", number, len(files))
        recalled = _recalled(path, programme, known)
        if recalled is not None:
            judged[path] = recalled, True
            continue
        sink = FolderSink(home)
        judgement = _judge_one(sink, path, programme, locator, key, known)
        line = sink.store(home, judgement, now)
        known[line.delivery] = line
        judged[path] = line, False
    progress("Leyendo entregas", len(files), len(files))
    standing = standings(known, decisions(home), programme)
    fresh = [line for line, seen_before in judged.values() if not seen_before]
    _answer(fresh, standing, programme, home, progress)
    return _outcomes(judged, standing)


def _answer(
    fresh: Sequence[LedgerLine], standing: Mapping[str, Standing], programme: Programme, home: Home, progress: Progress
) -> None:
    """Write to each sender what became of the delivery."""
    for number, line in enumerate(fresh):
        progress("Escribiendo respuestas", number, len(fresh))
        parts = Parts(pl.DataFrame(), *(read_part(home, line.delivery, name) for name in ("quarantine", "findings")))
        stage: Stage = "held" if standing[line.delivery].status == "held" else "received"
        feed = programme.feeds.get(line.judgement.feed or "")
        write_answer(home.answers, line.judgement, parts, feed, programme, line.received, stage=stage)
    progress("Escribiendo respuestas", len(fresh), len(fresh))


def _corrections_last(files: Sequence[Path]) -> list[Path]:
    """Answers of ours that came back are judged by the period of what they correct, so that comes first."""
    return sorted(files, key=lambda path: (path.suffix.lower() in _WORKBOOKS and has_sheet(path, LAYOUT_SHEET), path))


def _judge_one(
    sink: FolderSink, path: Path, programme: Programme, locator: Locator, key: bytes, known: Mapping[str, LedgerLine]
) -> Judgement:
    if path.suffix.lower() in _WORKBOOKS:
        correction = read_correction(path)
        if correction is not None:
            return judge_correction(sink, path, correction, known, programme, locator, key)
        zero = read_template_zero(path)
        if zero is not None and zero.months:
            return judge_template(sink, path, zero, programme, locator, key)
    return judge_into(sink, path, programme, locator, key)


def _outcomes(
    judged: Mapping[Path, tuple[LedgerLine, bool]], standing: Mapping[str, Standing]
) -> list[DeliveryOutcome]:
    """What to say of each file, in the order of their names; a refused or held one counts no row."""
    outcomes = []
    for path in sorted(judged):
        line, seen_before = judged[path]
        stands = standing[line.delivery]
        judgement = replace(line.judgement, file=path.name, why=stands.why)
        if stands.status in ("refused", "held"):
            status: Status = "held" if stands.status == "held" else "refused"
            none = replace(judgement, rows_read=0, rows_skipped=0, accepted=0, quarantined=0, duplicates=0)
            outcomes.append(DeliveryOutcome(status, none))
        else:
            outcomes.append(DeliveryOutcome("unchanged" if seen_before else "loaded", judgement))
    return outcomes


def _recalled(path: Path, programme: Programme, known: Mapping[str, LedgerLine]) -> LedgerLine | None:
    """The delivery that this file is, where the same bytes were judged by the same rules.

    The rules are the contract version: a line added to the list of offences makes its deliveries be judged again.
    """
    try:
        digest = sha256_of(path)
    except Refusal:
        return None
    for line in known.values():
        feed = programme.feeds.get(line.judgement.feed or "")
        if line.judgement.sha256 != digest or feed is None or line.judgement.outcome == "refused":
            continue
        if line.judgement.contract_version == programme.contract_version(feed):
            return line
    return None


def bring_up_to_date(programme: Programme, home: Home, *, now: datetime, progress: Progress) -> bool:
    """Make the warehouse agree with the parts, and make an edition if what it depends on changed.

    Returns:
        Whether an edition was made.
    """
    lines = ledger(home)
    with open_warehouse(home) as warehouse:
        _load_missing(programme, warehouse, home, lines, progress)
        standing = standings(lines, decisions(home), programme)
        warehouse.set_standings(standing)
        fingerprint = _fingerprint(programme, home, lines, standing)
        number = current_edition(home)
        if number is not None and _fingerprint_of(home, number) == fingerprint:
            return False
        progress("Calculando la edición", 0, 1)
        warehouse.prepare(programme)
        synthetic = json.loads((home.root / "programa.json").read_text())["data"] == "generated"
        mark = EditionMark(max(editions(home), default=0) + 1, now, synthetic, fingerprint)
        tables = build_tables(programme, warehouse, home, mark)
    publish(home, mark.number, tables, fingerprint)
    progress("Calculando la edición", 1, 1)
    return True


def _load_missing(
    programme: Programme, warehouse: Warehouse, home: Home, lines: Mapping[str, LedgerLine], progress: Progress
) -> None:
    stored = warehouse.stored()
    missing = [line for line in lines.values() if stored.get(line.delivery) != line.judgement.contract_version]
    for number, line in enumerate(missing):
        progress("Cargando entregas", number, len(missing))
        feed = programme.feeds.get(line.judgement.feed or "")
        warehouse.load(line, home, feed.grain if feed else None)
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
    path = home.editions / str(number) / "fingerprint"
    return path.read_text() if path.exists() else None


def clock() -> datetime:
    """The time of now, in UTC; the only clock of a run."""
    return datetime.now(UTC)

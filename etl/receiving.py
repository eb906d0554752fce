"""Receives files: tells deliveries from other files, judges what is not known yet, stores the parts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from etl.acts import decisions
from etl.answers.correction import read_correction
from etl.answers.own_workbook import has_sheet
from etl.answers.workbook import LAYOUT_SHEET
from etl.corrections import judge_correction
from etl.declared_zero import judge_template
from etl.home import Home
from etl.judging.delivery import Judgement, judge_into
from etl.judging.keys import load_key
from etl.locate import Locator
from etl.parts import FolderSink, LedgerLine, delivery_id, ledger
from etl.read.delivery_file import identity, sha256_of
from etl.refusal import Refusal
from etl.standing import Standing, standings
from etl.template.zero import read_template_zero
from schemas.load import Programme

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
class Received:
    """Every file of a run: its line of the ledger, whether it was known before, and what stands.

    Attributes:
        judged: file -> its delivery, and whether the same bytes had been judged by the same rules before.
        standing: delivery -> its standing among all deliveries.
    """

    judged: Mapping[Path, tuple[LedgerLine, bool]]
    standing: Mapping[str, Standing]

    def outcomes(self) -> list[DeliveryOutcome]:
        """What to say of each file, in the order of their names; a refused or held one counts no row."""
        outcomes = []
        for path in sorted(self.judged):
            line, seen_before = self.judged[path]
            stands = self.standing[line.delivery]
            judgement = replace(line.judgement, file=path.name, why=stands.why)
            if stands.status in ("refused", "held"):
                status: Status = "held" if stands.status == "held" else "refused"
                none = replace(judgement, rows_read=0, rows_skipped=0, accepted=0, quarantined=0, duplicates=0)
                outcomes.append(DeliveryOutcome(status, none))
            else:
                outcomes.append(DeliveryOutcome("unchanged" if seen_before else "loaded", judgement))
        return outcomes


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


def receive(
    programme: Programme,
    files: list[Path],
    home: Home,
    now: datetime,
    progress: Progress,
) -> Received:
    """Judge every file that is not known yet, and store its parts.

    Args:
        programme: what they are judged against.
        files: as `sent_files` gives them.
        home: where the parts go.
        now: the time of receipt.
        progress: told of every file.
    """
    known = ledger(home)
    locator, key = Locator(programme), load_key(home.root)
    judged: dict[Path, tuple[LedgerLine, bool]] = {}
    with ThreadPoolExecutor(max_workers=1) as beside:
        for path in (alike := _alike(files, known)):
            beside.submit(sha256_of, path)  # remembered: they are asked for once the new ones are judged
        for number, path in enumerate(_in_order(files, set(alike))):
            progress("Leyendo entregas", number, len(files))
            recalled = _recalled(path, programme, known)
            if recalled is not None:
                judged[path] = recalled, True
                continue
            sink = FolderSink(home)
            judgement = _judge_one(sink, path, programme, locator, key, known, home)
            before = known.get(delivery_id(judgement))  # judged anew by other lists, it came when it came
            line = sink.store(home, judgement, before.received if before else now)
            known[line.delivery] = line
            judged[path] = line, False
    progress("Leyendo entregas", len(files), len(files))
    return Received(judged, standings(known, decisions(home), programme))


def _alike(files: Sequence[Path], known: Mapping[str, LedgerLine]) -> list[Path]:
    """Files as long as a known delivery: they may be that one, which their SHA-256 tells."""
    sizes = {line.judgement.size for line in known.values()}
    alike = []
    for path in files:
        with suppress(Refusal):  # judging says what is wrong with it
            if identity(path).size in sizes:
                alike.append(path)
    return alike


def _in_order(files: Sequence[Path], alike: Collection[Path]) -> list[Path]:
    """New files first, while the others are hashed; answers of ours that came back last.

    Those are judged by the period of what they correct, so that comes before them.
    """

    def place(path: Path) -> tuple[bool, bool, Path]:
        is_correction = path.suffix.lower() in _WORKBOOKS and has_sheet(path, LAYOUT_SHEET)
        return is_correction, path in alike, path

    return sorted(files, key=place)


def _judge_one(
    sink: FolderSink,
    path: Path,
    programme: Programme,
    locator: Locator,
    key: bytes,
    known: Mapping[str, LedgerLine],
    home: Home,
) -> Judgement:
    if path.suffix.lower() in _WORKBOOKS:
        correction = read_correction(path)
        if correction is not None:
            return judge_correction(sink, path, correction, known, programme, locator, key, home)
        zero = read_template_zero(path)
        if zero is not None and zero.months:
            return judge_template(sink, path, zero, programme, locator, key)
    return judge_into(sink, path, programme, locator, key)


def _recalled(path: Path, programme: Programme, known: Mapping[str, LedgerLine]) -> LedgerLine | None:
    """The delivery that this file is, where the same bytes were judged by the same rules.

    The rules are the contract version: a line added to the list of offences makes its deliveries be judged again.
    """
    try:
        size = identity(path).size
        alike = [line for line in known.values() if line.judgement.size == size]
        digest = sha256_of(path) if alike else ""  # a large new file is hashed while it is judged
    except Refusal:
        return None
    for line in alike:
        feed = programme.feeds.get(line.judgement.feed or "")
        if line.judgement.sha256 != digest or feed is None or line.judgement.outcome == "refused":
            continue
        if line.judgement.contract_version == programme.contract_version(feed):
            return line
    return None

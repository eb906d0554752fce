"""Checks one file without loading it: which layout it is in, what is wrong with it, and the answer for its sender."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl

from etl.answers.correction import read_correction
from etl.answers.file_names import sanitised
from etl.answers.past_months import Waiting
from etl.answers.receipt import Receipt
from etl.answers.unknown_names import UnknownName, unknown_names
from etl.answers.workbook import write_workbook
from etl.answers.write import compose
from etl.judging.block_judge import BlockJudge
from etl.judging.delivery import (
    Judgement,
    acceptable,
    feed_of,
    judge_blocks,
    judge_delivery,
    refused,
)
from etl.judging.sinks import MemorySink, Parts
from etl.locate import Locator
from etl.read.delivery_file import read_blocks, sha256_of
from etl.refusal import Refusal
from schemas.errors import UsageError
from schemas.feed import Feed
from schemas.load import Programme

_TOO_MANY = "too_many_bad_rows"
_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "xlsx": (b"PK\x03\x04",), "ods": (b"PK\x03\x04",), "parquet": (b"PAR1",),
}  # fmt: skip
"""First bytes by format; whatever has none of them can only be delimited text."""


@dataclass(frozen=True)
class Checked:
    """What checking a file came to.

    Attributes:
        feed: the layout it was judged by; None where none fits.
        named: whether the file's name is one of that layout's, as a run demands.
        unknown: names that the lists of the programme lack.
        answer: the workbook written.
    """

    judgement: Judgement
    parts: Parts
    feed: Feed | None
    named: bool
    receipt: Receipt
    unknown: tuple[UnknownName, ...]
    answer: Path

    @property
    def has_errors(self) -> bool:
        """The file is refused, or a row of it would not be accepted."""
        return self.judgement.outcome == "refused" or any(group.is_error for group in self.receipt.groups)

    def as_json(self) -> dict[str, object]:
        """The object of the contract (design, section 5.2), with a list of all findings."""
        j = self.judgement
        return {
            "feed": j.feed, "file": j.file, "sha256": j.sha256, "status": j.outcome, "rows_read": j.rows_read,
            "rows_skipped": j.rows_skipped, "accepted": j.accepted, "quarantined": j.quarantined,
            "duplicates": j.duplicates, "findings": dict(j.findings_count), "why": j.why, "answer": str(self.answer),
            "named": self.named,
            "rows": self.parts.findings.sort("sheet", "row", maintain_order=True).to_dicts(),
        }  # fmt: skip


def check_file(
    path: Path,
    programme: Programme,
    feed_id: str | None,
    answer: Path,
    now: datetime,
    waiting: Waiting | None = None,
) -> Checked:
    """Judge a file and write the answer for its sender; nothing else is stored.

    Args:
        path: the file.
        programme: what it is judged against.
        feed_id: the layout; found by the file's name, else by its heading, when None.
        answer: the workbook to write.
        now: date of the answer.
        waiting: rows of loaded deliveries that wait for a name, where there is a home to look at.

    Raises:
        UsageError: there is no such file or layout, or the answer cannot be written.
    """
    _must_be_readable(path)
    # The keyed hashes of a file that is only looked at must match nothing: the key lives in memory alone.
    key = secrets.token_bytes(32)
    judged = None if feed_id else _judge_corrected(path, programme, key)
    if judged is None:
        feed = feed_named(feed_id, programme) if feed_id else fitting_feed(path, programme)
        judged = judge_delivery(path, programme, Locator(programme), key, feed)
    judgement, parts = judged
    feed = programme.feeds.get(judgement.feed or "")
    if feed is not None and _TOO_MANY in judgement.findings_count:
        judgement, parts = _with_row_findings(judgement, parts, path, programme, feed, key)
    observed, receipt = compose(judgement, parts, feed, programme, now, "checked")
    try:
        write_workbook(answer, receipt, observed, now)
    except OSError as error:
        raise UsageError(
            f"no se puede escribir la respuesta «{answer}» ({error.strerror}); indique otro archivo con --out",
            f"the answer “{answer}” cannot be written ({error.strerror}); give another file with --out",
        ) from error
    unknown = unknown_names(parts, feed, programme, now, waiting) if feed else []
    named = judgement.corrects is not None or (feed is not None and _feed_by_name(path, programme) == feed)
    return Checked(judgement, parts, feed, named, receipt, tuple(unknown), answer)


def _judge_corrected(path: Path, programme: Programme, key: bytes) -> tuple[Judgement, Parts] | None:
    """Judge a corrected answer; None where the file is none.

    What it corrects stands in the home, which a check does not look at: dates are not held against its period.
    """
    sink, start = MemorySink(), Judgement(None, None, path.name, sha256_of(path), path.stat().st_size, "refused")
    try:
        correction = read_correction(path)
        if correction is None:
            return None
        feed = feed_named(correction.feed, programme)
        start = replace(start, feed=feed.id, institution=feed.institution, corrects=correction.delivery)
        judge = BlockJudge(feed, programme, Locator(programme), key, hashed_already=True)
        lenient = feed.model_copy(update={"max_bad_share": 1.0})
        tally = judge_blocks(sink, ((block, None) for block in correction.blocks()), lenient, judge)
        judgement = acceptable(start, tally, None, None)
    except Refusal as refusal:
        judgement = refused(sink, start, refusal)
    return judgement, sink.parts()


def _with_row_findings(
    judgement: Judgement, parts: Parts, path: Path, programme: Programme, feed: Feed, key: bytes
) -> tuple[Judgement, Parts]:
    """A file refused for its many bad rows, with what is wrong in each: it stays refused, and one sees the cause."""
    lenient = feed.model_copy(update={"max_bad_share": 1.0})
    _, rows = judge_delivery(path, programme, Locator(programme), key, lenient)
    findings = pl.concat([parts.findings.filter(pl.col("kind") == _TOO_MANY), rows.findings])
    counts = dict(sorted(Counter(findings["kind"].to_list()).items()))
    return replace(judgement, findings_count=counts), replace(rows, findings=findings)


def fitting_feed(path: Path, programme: Programme) -> Feed | None:
    """The layout of a file: by its name, else the only one whose heading the file has; None where neither decides."""
    by_name = _feed_by_name(path, programme)
    if by_name is not None:
        return by_name
    fitting = [feed for feed in programme.feeds.values() if _may_be(path, feed) and _has_heading(path, feed)]
    return fitting[0] if len(fitting) == 1 else None


def answer_path(path: Path, out: Path | None, deliveries: Path) -> Path:
    """Where the answer goes: `out`, else beside the file; in the current folder for a file among the deliveries.

    An answer beside a delivery would be taken for a delivery by the next run.

    Args:
        path: the file that is checked.
        out: as the user asked.
        deliveries: the programme's own folder of deliveries.

    Raises:
        UsageError: `out` is no .xlsx, or the file itself.
    """
    if out is None:
        name = f"respuesta-{sanitised(path.stem) or 'archivo'}.xlsx"
        return Path(name) if deliveries.resolve() in path.resolve().parents else path.with_name(name)
    if out.suffix.lower() != ".xlsx" or out.resolve() == path.resolve():
        raise UsageError(
            f"«{out.name}» no sirve para la respuesta; indique otro nombre que termine en .xlsx",
            f"“{out.name}” does not fit for the answer; give another name that ends in .xlsx",
        )
    return out


def _must_be_readable(path: Path) -> None:
    if path.is_file():
        return
    raise UsageError(
        f"no existe el archivo «{path}»; revise el nombre y la carpeta",
        f"there is no file “{path}”; check its name and folder",
    )


def feed_named(feed_id: str, programme: Programme) -> Feed:
    """The feed of this id.

    Raises:
        UsageError: the programme has none.
    """
    if feed_id in programme.feeds:
        return programme.feeds[feed_id]
    known = ", ".join(sorted(programme.feeds))
    raise UsageError(
        f"el programa no tiene el formato «{feed_id}»; use uno de: {known}",
        f"the programme has no feed “{feed_id}”; use one of: {known}",
    )


def _feed_by_name(path: Path, programme: Programme) -> Feed | None:
    try:
        return feed_of(path, programme)
    except Refusal:
        return None


def _may_be(path: Path, feed: Feed) -> bool:
    with path.open("rb") as file:
        start = file.read(4)
    known = {signature for signatures in _SIGNATURES.values() for signature in signatures}
    return start in _SIGNATURES.get(feed.format, ()) if start in known else feed.format == "csv"


def _has_heading(path: Path, feed: Feed) -> bool:
    """Whether the file, or one of its sheets, has the heading of the feed."""
    try:
        return any(block.headings for block in read_blocks(path, feed))
    except Refusal:
        return False

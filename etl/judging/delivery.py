"""Judges one delivery from its file to its parts, without touching the warehouse."""

import fnmatch
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from etl.judging.block_judge import BlockJudge, JudgedBlock
from etl.judging.faults import FINDING_SCHEMA, whole_file
from etl.judging.period import Span, declared_period, extraction_date
from etl.locate import Locator
from etl.read.block import Block
from etl.read.delivery_file import read_blocks, sha256_of
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.load import Programme

Outcome = Literal["acceptable", "refused"]


@dataclass(frozen=True)
class Judgement:
    """What judging a delivery came to. In a refused one all counts are 0.

    Attributes:
        why: for a refused delivery, the sentence for the sender.
        findings_count: kind -> number of findings.
    """

    feed: str | None
    institution: str | None
    file: str
    sha256: str
    size: int
    outcome: Outcome
    why: str | None = None
    period: Span | None = None
    extracted: date | None = None
    rows_read: int = 0
    rows_skipped: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicates: int = 0
    dropped_columns: tuple[str, ...] = ()
    contract_version: str = ""
    findings_count: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Parts:
    """The rows of a judged delivery."""

    records: pl.DataFrame
    quarantine: pl.DataFrame
    findings: pl.DataFrame


def feed_of(path: Path, programme: Programme) -> Feed:
    """The one feed whose file pattern the name fits.

    Raises:
        Refusal: `unknown_feed` or `two_feeds`.
    """
    name = path.name.lower()
    fitting = [feed for feed in programme.feeds.values() if fnmatch.fnmatchcase(name, feed.file_pattern.lower())]
    if len(fitting) == 1:
        return fitting[0]
    patterns = ", ".join(sorted(feed.file_pattern for feed in (fitting or programme.feeds.values())))
    if fitting:
        raise Refusal(
            "two_feeds",
            f"el nombre sirve para más de un formato ({patterns}); cambie el nombre del archivo",
            f"the name fits more than one layout ({patterns}); change the file's name",
        )
    raise Refusal(
        "unknown_feed",
        f"el nombre no es el de ningún formato acordado ({patterns}); cambie el nombre del archivo",
        f"the name is that of no agreed layout ({patterns}); change the file's name",
    )


def judge_delivery(path: Path, programme: Programme, locator: Locator, key: bytes, feed: Feed | None = None) -> tuple[Judgement, Parts]:
    """Read and judge one file.

    Args:
        path: the file as sent.
        programme: what it is judged against.
        locator: prepared for that programme.
        key: of the keyed hashes.
        feed: the layout; found by the file's name when None.

    Returns:
        The judgement and the rows; a refused delivery has no rows but its findings.
    """
    start = Judgement(None, None, path.name, sha256_of(path), path.stat().st_size, "refused")
    try:
        feed = feed or feed_of(path, programme)
        start = replace(
            start, feed=feed.id, institution=feed.institution, contract_version=programme.contract_version(feed)
        )
        return _judge(path, feed, BlockJudge(feed, programme, locator, key), start)
    except Refusal as refusal:
        return _refused(start, refusal)


def _refused(start: Judgement, refusal: Refusal) -> tuple[Judgement, Parts]:
    finding = whole_file(refusal.kind, refusal.value, refusal.es)
    findings = pl.DataFrame([finding], schema=FINDING_SCHEMA, orient="row")
    empty = pl.DataFrame()
    judgement = replace(start, outcome="refused", why=refusal.es, findings_count={refusal.kind: 1})
    return judgement, Parts(empty, empty, findings)


def _judge(path: Path, feed: Feed, judge: BlockJudge, start: Judgement) -> tuple[Judgement, Parts]:
    judged: list[JudgedBlock] = []
    columns: list[Block] = []
    for block, period in _with_period(path, feed):
        judged.append(judge.judge(block, period))
        columns.append(block)
    parts = Parts(*(pl.concat([getattr(j, name) for j in judged]) for name in ("records", "quarantine", "findings")))
    read = sum(j.rows_read for j in judged)
    if read == 0:
        raise Refusal(
            "no_records",
            "el archivo no tiene filas; si no hubo casos, mande la plantilla con «sin casos este mes» marcado",
            "the file has no rows; if there were no cases, send the template with “sin casos este mes” ticked",
        )
    bad = parts.quarantine.height / read
    if bad > feed.max_bad_share:
        raise Refusal(
            "too_many_bad_rows",
            f"{parts.quarantine.height} de {read} filas tienen errores ({_most_frequent(parts.findings)}); "
            "revise el archivo entero y vuelva a enviarlo",
            f"{parts.quarantine.height} of {read} rows have errors; check the whole file and send it again",
        )
    findings = pl.concat([_column_findings(columns), parts.findings])
    judgement = replace(
        start,
        outcome="acceptable",
        period=_period_of(path, feed, columns, parts.records),
        extracted=extraction_date(path, feed),
        rows_read=read,
        rows_skipped=sum(j.skipped for j in judged),
        accepted=parts.records.height,
        quarantined=parts.quarantine.height,
        duplicates=sum(j.duplicates for j in judged),
        dropped_columns=tuple(dict.fromkeys(name for block in columns for name in block.dropped)),
        findings_count=dict(sorted(Counter(findings["kind"].to_list()).items())),
    )
    return judgement, replace(parts, findings=findings)


def _with_period(path: Path, feed: Feed) -> Iterator[tuple[Block, Span | None]]:
    for block in read_blocks(path, feed):
        yield block, declared_period(path, feed, [block.sheet or ""])


def _period_of(path: Path, feed: Feed, blocks: list[Block], records: pl.DataFrame) -> Span | None:
    declared = declared_period(path, feed, [block.sheet or "" for block in blocks])
    if declared is not None:
        return declared
    first, last = records["period_month"].min(), records["period_month"].max()
    return Span(first, last) if isinstance(first, date) and isinstance(last, date) else None


def _column_findings(blocks: list[Block]) -> pl.DataFrame:
    undeclared = dict.fromkeys(name for block in blocks for name in block.undeclared)
    rows = [whole_file("unexpected_column", name[:120]) for name in undeclared]
    return pl.DataFrame(rows, schema=FINDING_SCHEMA, orient="row")


def _most_frequent(findings: pl.DataFrame) -> str:
    kinds = Counter(findings.filter(pl.col("severity") == "error")["kind"].to_list())
    return ", ".join(kind for kind, _ in kinds.most_common(2))

"""Judges one delivery from its file to its parts, without touching the warehouse."""

import fnmatch
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from etl.judging.block_judge import BlockJudge, JudgedBlock
from etl.judging.faults import FINDING_SCHEMA, whole_file
from etl.judging.period import Span, declared_period, extraction_date, latest_date
from etl.judging.plausibility import Plausibility
from etl.judging.sifting import sift
from etl.judging.sinks import MemorySink, Parts, Sink
from etl.locate import Locator
from etl.read.ahead import ahead, in_turn
from etl.read.block import Block
from etl.read.delivery_file import identity, must_be_the_same, read_blocks, sha256_of
from etl.refusal import Refusal
from schemas.feed import Feed
from schemas.finding_kinds import SHORT_NAMES
from schemas.load import Programme

Outcome = Literal["acceptable", "refused"]
MOST_KEPT = 1_000
"""Findings about rows that are kept of a delivery refused for its many bad rows."""


@dataclass(frozen=True)
class Judgement:
    """What judging a delivery came to. In a refused one all counts are 0.

    Attributes:
        why: for a refused delivery, the sentence for the sender.
        findings_count: kind -> number of findings.
        declares_zero: it says that the months of its period had no case, and has no rows.
        corrects: id of the delivery whose observed rows this one corrects.
        months: first day of a month of the period (ISO) -> accepted rows that belong to it.
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
    corrects: str | None = None
    declares_zero: bool = False
    months: Mapping[str, int] = field(default_factory=dict)
    findings_count: Mapping[str, int] = field(default_factory=dict)


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


def judge_delivery(
    path: Path, programme: Programme, locator: Locator, key: bytes, feed: Feed | None = None
) -> tuple[Judgement, Parts]:
    """Read and judge one file, keeping its rows in memory (see `judge_into`)."""
    sink = MemorySink()
    judgement = judge_into(sink, path, programme, locator, key, feed)
    return judgement, sink.parts()


def judge_into(
    sink: Sink, path: Path, programme: Programme, locator: Locator, key: bytes, feed: Feed | None = None
) -> Judgement:
    """Read and judge one file.

    Args:
        sink: takes the rows; of a refused delivery it has no rows, only findings. A file that cannot be read at all has
            no SHA-256.
        path: the file as sent.
        programme: what it is judged against.
        locator: prepared for that programme.
        key: of the keyed hashes.
        feed: the layout; found by the file's name when None.
    """
    start = Judgement(None, None, path.name, "", 0, "refused")
    try:
        before = identity(path)
        start = replace(start, size=before.size)
        with ThreadPoolExecutor(max_workers=1) as beside:  # the file is hashed while it is judged
            digest = beside.submit(sha256_of, path)
            judgement = _judge_as(feed, sink, path, programme, locator, key, start)
            sha256 = digest.result()
        must_be_the_same(path, before)  # what was hashed is what was judged
        return replace(judgement, sha256=sha256)
    except Refusal as refusal:
        return refused(sink, start, refusal)


def _judge_as(
    feed: Feed | None, sink: Sink, path: Path, programme: Programme, locator: Locator, key: bytes, start: Judgement
) -> Judgement:
    try:
        feed = feed or feed_of(path, programme)
        start = replace(
            start, feed=feed.id, institution=feed.institution, contract_version=programme.contract_version(feed)
        )
        return _judge(sink, path, feed, BlockJudge(feed, programme, locator, key), start)
    except Refusal as refusal:
        return refused(sink, start, refusal)


def refused(sink: Sink, start: Judgement, refusal: Refusal) -> Judgement:
    """The judgement of a delivery that cannot be taken: its rows are forgotten, a finding says why.

    Where the rows themselves are why, the sender needs to know what is wrong with them: their findings stay, the first
    `MOST_KEPT` of them.
    """
    counts: Counter[str] = Counter()
    if refusal.kind == "too_many_bad_rows":
        counts = sink.keep_findings(MOST_KEPT)
    else:
        sink.clear()
    finding = whole_file(refusal.kind, refusal.value, refusal.es)
    sink.add(pl.DataFrame(), pl.DataFrame(), pl.DataFrame([finding], schema=FINDING_SCHEMA, orient="row"))
    counts[refusal.kind] += 1
    return replace(start, outcome="refused", why=refusal.es, findings_count=dict(sorted(counts.items())))


@dataclass
class Tally:
    """What must be known of all blocks together, without keeping them."""

    read: int = 0
    skipped: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicates: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    months: Counter[date] = field(default_factory=Counter)
    sheets: list[str] = field(default_factory=list)
    undeclared: dict[str, None] = field(default_factory=dict)
    dropped: dict[str, None] = field(default_factory=dict)
    extracted: set[str] = field(default_factory=set)

    def count(self, block: Block, judged: JudgedBlock) -> None:
        """Add one block."""
        self.read += judged.rows_read
        self.skipped += judged.skipped
        self.accepted += judged.records.height
        self.quarantined += judged.quarantine.height
        self.duplicates += judged.duplicates
        for kind, severity, number in judged.findings.group_by("kind", "severity").len().iter_rows():
            self.kinds[kind] += number
            if severity == "error":
                self.errors[kind] += number
        for month, number in judged.records.drop_nulls("period_month").group_by("period_month").len().iter_rows():
            self.months[month] += number
        self.sheets.append(block.sheet or "")
        self.undeclared.update(dict.fromkeys(block.undeclared))
        self.dropped.update(dict.fromkeys(block.dropped))
        self.extracted.update(block.extracted)


def judge_blocks(sink: Sink, blocks: Iterable[tuple[Block, Span | None]], feed: Feed, judge: BlockJudge) -> Tally:
    """Judge all blocks of a delivery: while one is kept, the next is judged, the one after it sifted, and so on.

    Raises:
        Refusal: `no_records` or `too_many_bad_rows`.
    """
    tally, plausibility = Tally(), Plausibility(feed)
    sifted = ahead(sift(ahead(iter(blocks))))
    for each, judged in in_turn(lambda each: (each, judge.judge(each)), sifted, judge.at_a_time):
        tally.count(each.block, judged)
        plausibility.take(judged.records, each.block.headings, each.period)
        sink.add(judged.records, judged.quarantine, judged.findings)
    _refuse_hopeless(tally, feed)
    doubtful = plausibility.findings(tally.months)
    tally.kinds.update(doubtful["kind"].to_list())
    sink.add(pl.DataFrame(), pl.DataFrame(), doubtful)
    columns = [whole_file("unexpected_column", name[:120]) for name in tally.undeclared]
    if columns:
        tally.kinds["unexpected_column"] = len(columns)
        sink.add(pl.DataFrame(), pl.DataFrame(), pl.DataFrame(columns, schema=FINDING_SCHEMA, orient="row"))
    return tally


def acceptable(start: Judgement, tally: Tally, period: Span | None, extracted: date | None) -> Judgement:
    """The judgement of a delivery that can be taken."""
    return replace(
        start,
        outcome="acceptable",
        period=period,
        extracted=extracted,
        rows_read=tally.read,
        rows_skipped=tally.skipped,
        accepted=tally.accepted,
        quarantined=tally.quarantined,
        duplicates=tally.duplicates,
        dropped_columns=tuple(tally.dropped),
        findings_count=dict(sorted(tally.kinds.items())),
        months={month.isoformat(): number for month, number in sorted(tally.months.items())},
    )


def _judge(sink: Sink, path: Path, feed: Feed, judge: BlockJudge, start: Judgement) -> Judgement:
    tally = judge_blocks(sink, _with_period(path, feed), feed, judge)
    period = declared_period(path, feed, tally.sheets) or _span(set(tally.months))
    return acceptable(start, tally, period, extraction_date(path, feed) or latest_date(tally.extracted, feed))


def _refuse_hopeless(tally: Tally, feed: Feed) -> None:
    if tally.read == 0:
        raise Refusal(
            "no_records",
            "el archivo no tiene filas; si no hubo casos, mande la plantilla con «sin casos este mes» marcado",
            "the file has no rows; if there were no cases, send the template with “sin casos este mes” ticked",
        )
    if tally.quarantined / tally.read > feed.max_bad_share:
        es, en = (", ".join(SHORT_NAMES[kind][i] for kind, _ in tally.errors.most_common(2)) for i in (0, 1))
        raise Refusal(
            "too_many_bad_rows",
            f"{tally.quarantined} de {tally.read} filas tienen errores (sobre todo: {es}); "
            "revise el archivo entero y vuelva a enviarlo",
            f"{tally.quarantined} of {tally.read} rows have errors (above all: {en}); "
            "check the whole file and send it again",
        )


def _span(months: set[date]) -> Span | None:
    return Span(min(months), max(months)) if months else None


def _with_period(path: Path, feed: Feed) -> Iterator[tuple[Block, Span | None]]:
    for block in read_blocks(path, feed):
        yield block, declared_period(path, feed, [block.sheet or ""])

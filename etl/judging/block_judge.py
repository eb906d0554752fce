"""Judges the blocks of one delivery, one after the other: the rows that sifting found whole, against the contracts."""

from dataclasses import dataclass

import polars as pl

from etl.judging.faults import FAULT_SCHEMA, FINDING_SCHEMA, as_findings, faults, no_faults
from etl.judging.period import Span
from etl.judging.rows import QUARANTINE_SCHEMA, RECORD_SCHEMAS, RowKeeper
from etl.judging.sifting import Sifted
from etl.judging.typed import Standardiser, Typed
from etl.locate import Locator, cells_of
from etl.read.block import Block
from schemas.feed import Feed
from schemas.finding_kinds import KINDS
from schemas.load import Programme

_ERRORS = [kind.kind for kind in KINDS.values() if kind.severity == "error"]


@dataclass(frozen=True)
class JudgedBlock:
    """The outcome of one block; rows read = records + quarantine + duplicates."""

    records: pl.DataFrame
    quarantine: pl.DataFrame
    findings: pl.DataFrame
    rows_read: int
    duplicates: int
    skipped: int


class BlockJudge:
    """Judges block after block of one delivery; remembers what must be known across blocks."""

    def __init__(
        self, feed: Feed, programme: Programme, locator: Locator, key: bytes, *, hashed_already: bool = False
    ) -> None:
        """Prepare for one delivery; `hashed_already` for a corrected answer, whose references come back as hashes."""
        self._feed = feed
        self._standardiser = Standardiser(feed, programme, locator)
        self._keeper = RowKeeper(feed, programme, key, hashed_already=hashed_already)
        self._counts: dict[tuple[object, ...], int] = {}

    @property
    def at_a_time(self) -> int:
        """Blocks that may be judged side by side; one where a row's judgement depends on earlier rows."""
        return 1 if self._feed.grain == "monthly_count" else 2

    def judge(self, sifted: Sifted) -> JudgedBlock:
        """Judge one sifted block against both contracts and the lists of the programme."""
        block, twins, shifted = sifted.block, sifted.twins, sifted.shifted
        judged = self._judge_rows(sifted.single, block, sifted.period)
        extra = [
            as_findings(_all_rows(twins, "duplicate_row"), twins["row"], block.sheet, block.headings),
            as_findings(_all_rows(shifted, "shifted_row"), shifted["row"], block.sheet, block.headings),
            _noted(block, shifted),
        ]
        return JudgedBlock(
            judged.records,
            pl.concat([judged.quarantine, self._keeper.shifted(shifted).cast(pl.Schema(QUARANTINE_SCHEMA))]),
            pl.concat([judged.findings, *extra]),
            sifted.rows_read,
            twins.height + judged.duplicates,
            block.skipped,
        )

    def _judge_rows(self, text: pl.DataFrame, block: Block, period: Span | None) -> JudgedBlock:
        if text.height == 0:
            return _nothing(self._feed)
        typed = self._standardiser.standardise(text, period)
        found = pl.concat([typed.faults, self._said_twice(text, typed)])
        is_bad, twin = _among(found, _ERRORS, text.height), _among(found, ["duplicate_row"], text.height)
        findings = as_findings(found, text["row"], block.sheet, {**block.headings, **_month_heading(block)})
        sound = ~(is_bad | twin)
        good, values = text.select(self._keeper.needed(text)).filter(sound), typed.values.filter(sound)
        cells = cells_of(values, self._keeper.may_keep_cell(values))
        reasons = _reasons(found, text.height).filter(is_bad)
        return JudgedBlock(
            self._keeper.records(good, values, cells),
            self._keeper.quarantined(text.filter(is_bad), typed.values.filter(is_bad), reasons),
            findings,
            text.height,
            int(twin.sum()),
            0,
        )

    def _said_twice(self, text: pl.DataFrame, typed: Typed) -> pl.DataFrame:
        """Monthly totals of a place, month and offence that an earlier row has, however it spells the place.

        The same count again is a repeated row, another count a conflict; a row with an error of its own is neither.
        """
        if self._feed.grain != "monthly_count":
            return no_faults()
        repeated: list[int] = []
        conflicting: list[int] = []
        sound = (~_among(typed.faults, _ERRORS, text.height)).arg_true()
        said = typed.values.select("place", "month", "offence", "count")[sound]
        for position, (*key, count) in zip(sound, said.iter_rows(), strict=True):
            if tuple(key) not in self._counts:
                self._counts[tuple(key)] = count
            else:
                (repeated if self._counts[tuple(key)] == count else conflicting).append(position)
        where = pl.Series(conflicting, dtype=pl.UInt32)
        values = text["count"].gather(where) if conflicting else None
        twins = pl.Series(repeated, dtype=pl.UInt32)
        return pl.concat([faults(where, "count", "conflicting_count", values), faults(twins, "", "duplicate_row")])


def _noted(block: Block, shifted: pl.DataFrame) -> pl.DataFrame:
    """What reading noticed; nothing of shifted rows, whose text is not kept."""
    of_shifted = pl.col("row").is_in(shifted["row"].implode()).fill_null(value=False)
    notes = block.notes.filter(~of_shifted).with_row_index("position")
    found = notes.with_columns(suggestion=pl.lit(None, pl.String)).select(FAULT_SCHEMA.keys())
    return as_findings(found, notes["row"], block.sheet, block.headings)


def _all_rows(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    return faults(pl.int_range(frame.height, dtype=pl.UInt32, eager=True), "", kind)


def _month_heading(block: Block) -> dict[str, str]:
    """In a months-as-columns layout the month and its count have no heading of their own."""
    months = [h for name, h in block.headings.items() if name.startswith("month:")]
    return {"month": " / ".join(months[:1]), "count": "cantidad"} if months else {}


def _reasons(found: pl.DataFrame, height: int) -> pl.Series:
    """The kinds of error of each row, joined; the worded message stands in the findings."""
    joined = (
        found.filter(pl.col("kind").is_in(_ERRORS))
        .group_by("position")
        .agg(pl.col("kind").unique().sort().str.join(", "))
    )
    empty = pl.Series("reason", [None] * height, dtype=pl.String)
    return empty.scatter(joined["position"], joined["kind"])


def _among(found: pl.DataFrame, kinds: list[str], height: int) -> pl.Series:
    """Rows that have a fault of these kinds (Boolean by row)."""
    where = found.filter(pl.col("kind").is_in(kinds))["position"].unique().sort()
    return pl.Series([False]).new_from_index(0, height).scatter(where, True)


def _nothing(feed: Feed) -> JudgedBlock:
    return JudgedBlock(
        pl.DataFrame(schema=RECORD_SCHEMAS[feed.grain]), pl.DataFrame(schema=QUARANTINE_SCHEMA),
        pl.DataFrame(schema=FINDING_SCHEMA), 0, 0, 0,
    )  # fmt: skip

"""Judges a corrected answer that came back: its rows are those observed in an earlier delivery."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from etl.answers.correction import SHEET, Correction
from etl.answers.headings import KEYED_COLUMNS
from etl.home import Home
from etl.judging.block_judge import BlockJudge
from etl.judging.delivery import Judgement, acceptable, judge_blocks, refused
from etl.judging.keys import KEY_MARK
from etl.judging.sinks import Sink
from etl.locate import Locator
from etl.parts import LedgerLine, read_part
from etl.read.block import ROW
from etl.read.delivery_file import sha256_of
from etl.refusal import Refusal
from schemas.load import Programme


def judge_correction(
    sink: Sink,
    path: Path,
    correction: Correction,
    known: Mapping[str, LedgerLine],
    programme: Programme,
    locator: Locator,
    key: bytes,
    home: Home,
) -> Judgement:
    """Judge the corrected rows by the rules of the delivery that they correct, inside its period.

    Args:
        sink: takes the rows, with the row numbers of the original file.
        path: the answer as it came back.
        correction: what `read_correction` found in it.
        known: every delivery judged so far, by id.
        programme: what it is judged against.
        locator: prepared for that programme.
        key: of the keyed hashes.
        home: where the rows that it corrects are kept, with the keys of their cases.
    """
    start = Judgement(correction.feed, None, path.name, sha256_of(path), path.stat().st_size, "refused")
    try:
        original = known.get(correction.delivery)
        feed = programme.feeds.get(correction.feed)
        if original is None or feed is None or original.judgement.outcome == "refused":
            raise Refusal(
                "unknown_delivery",
                f"corrige la entrega «{correction.delivery}», que no está cargada; envíe otra vez el archivo original",
                f"it corrects delivery “{correction.delivery}”, which is not loaded; send the original file again",
                correction.delivery,
            )
        start = replace(
            start, institution=feed.institution, contract_version=programme.contract_version(feed),
            corrects=correction.delivery,
        )  # fmt: skip
        correction = with_stored_keys(correction, read_part(home, correction.delivery, "quarantine"))
        period = original.judgement.period
        judge = BlockJudge(feed, programme, locator, key, hashed_already=True)
        lenient = feed.model_copy(update={"max_bad_share": 1.0})
        tally = judge_blocks(sink, ((block, period) for block in correction.blocks()), lenient, judge)
        return acceptable(start, tally, period, original.judgement.extracted)
    except Refusal as refusal:
        return refused(sink, start, refusal)


def with_stored_keys(correction: Correction, quarantine: pl.DataFrame) -> Correction:
    """The correction with each case under the key that its observed row was stored with.

    What stands in the answer may be the key of another home: `seamos check` hashes with one that it throws away. A
    reference that a person wrote instead is kept.

    Args:
        correction: as read.
        quarantine: of the delivery that it corrects: `row`, `sheet` and `cells` (JSON, references as their hashes).
    """
    frame = correction.frame
    for name in KEYED_COLUMNS:
        stored = _stored_references(quarantine, name)
        if stored.height == 0:
            continue
        given = frame if name in frame.columns else frame.with_columns(pl.lit(None, pl.String).alias(name))
        both = given.join(stored, on=[ROW, SHEET], how="left", nulls_equal=True, maintain_order="left")
        written = pl.col(name).is_not_null() & ~pl.col(name).str.starts_with(KEY_MARK)
        frame = both.with_columns(pl.when(written).then(name).otherwise(pl.coalesce("stored", name)).alias(name))
        frame = frame.drop("stored")
    return replace(correction, frame=frame)


def _stored_references(quarantine: pl.DataFrame, name: str) -> pl.DataFrame:
    """`row`, `sheet` and `stored` (mark and hash) of the observed rows that have a reference."""
    if quarantine.height == 0:
        return pl.DataFrame(schema={ROW: pl.Int64, SHEET: pl.String, "stored": pl.String})
    reference = pl.col("cells").str.json_path_match(f"$.{name}").str.strip_prefix(KEY_MARK)
    rows = quarantine.select(ROW, SHEET, (KEY_MARK + reference).alias("stored")).drop_nulls("stored")
    return rows.unique([ROW, SHEET], keep="first", maintain_order=True)

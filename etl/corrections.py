"""Judges a corrected answer that came back: its rows are those observed in an earlier delivery."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from etl.answers.correction import Correction
from etl.judging.block_judge import BlockJudge
from etl.judging.delivery import Judgement, Sink, acceptable, judge_blocks, refused
from etl.locate import Locator
from etl.parts import LedgerLine
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
        period = original.judgement.period
        judge = BlockJudge(feed, programme, locator, key, hashed_already=True)
        lenient = feed.model_copy(update={"max_bad_share": 1.0})
        tally = judge_blocks(sink, ((block, period) for block in correction.blocks()), lenient, judge)
        return acceptable(start, tally, period, original.judgement.extracted)
    except Refusal as refusal:
        return refused(sink, start, refusal)

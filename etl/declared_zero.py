"""A filled template in which «sin casos este mes» is ticked: an institution that says there was nothing."""

from dataclasses import replace
from pathlib import Path

from etl.judging.delivery import Judgement, judge_into, refused
from etl.judging.period import Span
from etl.judging.sinks import Sink
from etl.locate import Locator
from etl.read.delivery_file import sha256_of
from etl.refusal import Refusal
from etl.template.zero import TemplateZero
from schemas.load import Programme
from schemas.words import months_between


def judge_template(
    sink: Sink, path: Path, zero: TemplateZero, programme: Programme, locator: Locator, key: bytes
) -> Judgement:
    """Judge a template of ours with at least one month ticked.

    Without rows it is a delivery that confirms a zero for its months; with rows it contradicts itself.
    """
    start = Judgement(zero.feed, None, path.name, sha256_of(path), path.stat().st_size, "refused")
    try:
        feed = programme.feeds.get(zero.feed)
        if feed is None:
            raise Refusal(
                "unknown_feed",
                f"la plantilla es del formato «{zero.feed}», que el programa no tiene; pida una nueva",
                f"the template is of layout “{zero.feed}”, which the programme does not have; ask for a new one",
            )
        start = replace(start, institution=feed.institution, contract_version=programme.contract_version(feed))
        _refuse_gaps(zero)
        if feed.format in ("xlsx", "ods"):
            judged = judge_into(sink, path, programme, locator, key, feed)
            if "no_records" not in judged.findings_count:
                return judged if judged.outcome == "refused" else _contradiction(sink, judged)
        sink.clear()
        months = {month.isoformat(): 0 for month in zero.months}
        period = Span(zero.months[0], zero.months[-1])
        return replace(start, outcome="acceptable", period=period, declares_zero=True, months=months)
    except Refusal as refusal:
        return refused(sink, start, refusal)


def _contradiction(sink: Sink, judged: Judgement) -> Judgement:
    refusal = Refusal(
        "bad_period",
        "la plantilla tiene filas y además marca «sin casos este mes»; borre una de las dos cosas y vuelva a enviarla",
        "the template has rows and also ticks “sin casos este mes”; delete one of the two and send it again",
    )
    nothing = replace(judged, rows_read=0, rows_skipped=0, accepted=0, quarantined=0, duplicates=0, months={})
    return refused(sink, nothing, refusal)


def _refuse_gaps(zero: TemplateZero) -> None:
    if list(zero.months) != months_between(zero.months[0], zero.months[-1]) or zero.unreadable:
        raise Refusal(
            "bad_period",
            "los meses marcados «sin casos» deben ser seguidos y escritos como mes y año; mande otra por tramo",
            "the months ticked as without cases must follow each other, written as month and year; send one a stretch",
        )

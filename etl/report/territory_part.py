"""One page of the report for one community: every indicator, its activities, and how to redo each sum."""

from etl.light_pages.activities import ActivityWords, activity_words
from etl.light_pages.answer import (
    UNSAID,
    after_the_counts,
    counts_shown,
    source_words,
    unit_words,
    withheld_words,
)
from etl.light_pages.images import TWO_DOTS
from etl.light_pages.indicator_words import direction_words, polarity, title, tone_of, verdict_words
from etl.light_pages.page_texts import Texts
from etl.light_pages.recount import recount
from etl.public_edition import PublicEdition, Row
from etl.report.blocks import Answer, Block, Grid, Heading, Paragraph
from etl.report.summary_part import pair_words
from schemas.sentence_parts import parted
from schemas.verdict_mark import verdict_mark


def territory_part(edition: PublicEdition, territory: Row, texts: Texts) -> list[Block]:
    """Heading and answers, on a page of their own."""
    blocks: list[Block] = [Heading(2, territory["name"], f"t-{territory['territory']}", new_page=True)]
    if territory["note"]:
        blocks.append(Paragraph(territory["note"], "small"))
    for indicator in edition.indicators:
        if indicator["grain"] == "activity":
            blocks += _activities(indicator, activity_words(edition, indicator, territory, texts), texts)
        else:
            blocks.append(_answer(edition, indicator, territory, texts))
    return blocks


def _answer(edition: PublicEdition, indicator: Row, territory: Row, texts: Texts) -> Answer:
    row = edition.headline(indicator["indicator"], territory["territory"])
    source = source_words(edition, indicator, territory["territory"], texts) or ""
    name = title(indicator, texts.language)
    if row is None:
        mark = verdict_mark("not_comparable", "neutral")
        told = texts.say("nobody_sends")
        return Answer(indicator["letter"], name, source, told, "unclear", mark, "", "", "", "",
                      [texts.say("nobody_sends_why")])  # fmt: skip
    picture = edition.pictures.get((f"{TWO_DOTS}/{indicator['indicator']}/{territory['territory']}", texts.language))
    beside = [direction_words(row["verdict"], indicator, texts)]
    beside.append(texts.say("with_doubt") if row["robust"] is False else None)
    return Answer(
        letter=indicator["letter"],
        title=name,
        source=source,
        verdict=verdict_words(row["verdict"], indicator, texts),
        tone=tone_of(row["verdict"], indicator),
        mark=verdict_mark(row["verdict"], polarity(indicator)),
        beside="; ".join(words for words in beside if words),
        counts=_counts(row, indicator, texts),
        svg=picture["svg"] if picture else "",
        alt=picture["alt"] if picture else "",
        said=_said(edition, row, indicator, texts),
        recount_title=texts.say("recount"),
        recount=recount(edition, row, unit_words(indicator, texts), texts),
    )


def _counts(row: Row, indicator: Row, texts: Texts) -> str:
    if not counts_shown(row):
        return ""
    months = row["months_matched"] or 0
    if row["verdict"] in UNSAID:
        return texts.counted("counts_unsaid", months, before=row["baseline_count"], now=row["current_count"])
    return f"{pair_words(row, texts)} {texts.counted('counts', months, unit=unit_words(indicator, texts))}"


def _said(edition: PublicEdition, row: Row, indicator: Row, texts: Texts) -> list[str]:
    sentence, note = parted(row[f"sentence_{texts.language}"], indicator[f"note_{texts.language}"])
    areas = _areas(edition, row, texts)
    said = [after_the_counts(sentence, row, texts), *withheld_words(edition, row, texts), areas, note]
    return [words for words in said if words]


def _areas(edition: PublicEdition, row: Row, texts: Texts) -> str:
    """What may be said of a community beside the comparison areas, where it may be said at all."""
    key = (row["evaluation"], row["indicator"], row["territory"])
    for found in edition.rows("area_comparison"):
        sentence = found[f"sentence_{texts.language}"]
        if (
            (found["evaluation"], found["indicator"], found["territory"]) == key
            and found["rrr"] is not None
            and sentence
        ):
            return texts.say("areas_beside", sentence=sentence)
    return ""


def _activities(indicator: Row, told: ActivityWords, texts: Texts) -> list[Block]:
    heading = Heading(3, f"{indicator['letter']} {title(indicator, texts.language)}")
    first = " ".join(part for part in (told.nothing and f"{told.nothing}.", told.figure, told.words) if part)
    beside = [Paragraph(words, "small") for words in (told.suspended, told.lacking) if words]
    if not told.kinds:
        return [heading, Paragraph(first), *beside]
    heads = [texts.say(name) for name in ("kind", "done", "planned", "suspended")]
    rows = [[row["kind"], *(texts.count(row[name]) for name in ("done", "planned", "suspended"))] for row in told.kinds]
    return [heading, Paragraph(first), *beside, Grid(heads, rows)]

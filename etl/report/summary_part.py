"""The first screen of the report: one sentence of counts, and every community by every indicator."""

from collections.abc import Sequence

from etl.light_pages.activities import activity_words
from etl.light_pages.answer import UNSAID, counts_shown
from etl.light_pages.indicator_words import title, tone_of, verdict_words
from etl.light_pages.page_texts import Texts
from etl.public_edition import PublicEdition, Row
from etl.report.blocks import Block, Grid, Heading, Items, Paragraph
from etl.words.numbers import NO_BREAK

CLEAR = ("decreased", "increased")


def summary_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Heading, counts and matrix."""
    said = [words for words in _counted(edition, texts) if words]
    heads = [texts.say("territory"), *(f"{row['letter']} {title(row, texts.language)}" for row in edition.indicators)]
    cells = [[_cell(edition, each, row, texts) for each in edition.indicators] for row in edition.communities]
    names = [row["name"] for row in edition.communities]
    rows = [[name, *(words for words, _ in line)] for name, line in zip(names, cells, strict=True)]
    tones = [["", *(tone for _, tone in line)] for line in cells]
    return [
        Heading(2, texts.say("summary"), "resumen"),
        Items(said),
        Grid(heads, rows, tones),
        Paragraph(texts.say("not_why"), "note"),
    ]


def zones_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """The comparison areas: counts alone, no verdict."""
    zones = [row for row in edition.territories if row["role"] == "comparison"]
    counted = [row for row in edition.indicators if row["grain"] != "activity"]
    if not zones:
        return []
    heads = [texts.say("territory"), *(f"{row['letter']} {title(row, texts.language)}" for row in counted)]
    rows = [[zone["name"], *(_pair_cell(edition, each, zone, texts) for each in counted)] for zone in zones]
    return [
        Heading(2, texts.say("zones"), "zonas"), Paragraph(texts.say("other_areas_why"), "small"), Grid(heads, rows)
    ]  # fmt: skip


def compared(edition: PublicEdition) -> list[tuple[Row, Row]]:
    """Indicator and headline of each cell of the programme's communities that has a verdict."""
    pairs = (
        (indicator, edition.headline(indicator["indicator"], territory["territory"]))
        for territory in edition.communities
        for indicator in edition.indicators
        if indicator["grain"] != "activity"
    )
    return [(indicator, row) for indicator, row in pairs if row is not None and row["verdict"]]


def _counted(edition: PublicEdition, texts: Texts) -> Sequence[str | None]:
    cells = compared(edition)
    if not cells:
        return [texts.say("nothing_compared")]
    tones = [tone_of(row["verdict"], indicator) for indicator, row in cells]
    verdicts = [row["verdict"] for _, row in cells]
    still, unsaid = verdicts.count("no_clear_change"), sum(verdict in UNSAID for verdict in verdicts)
    directions = {name: tones.count(name) for name in ("sought", "contrary", "changed")}
    milestones = edition.rows("milestone")
    stated = sum(bool(row["state"]) and bool(_evidence(row)) for row in milestones)
    return [
        texts.counted("summary_total", len(cells), clear=sum(verdict in CLEAR for verdict in verdicts), **directions),
        texts.say("summary_still", number=still) if still else None,
        texts.say("summary_unsaid", number=unsaid) if unsaid else None,
        texts.say("summary_milestones", number=len(milestones), stated=stated) if milestones else None,
    ]


def _evidence(row: Row) -> bool:
    return (row["evidence"] or "[]") != "[]"


def _cell(edition: PublicEdition, indicator: Row, territory: Row, texts: Texts) -> tuple[str, str]:
    if indicator["grain"] == "activity":
        told = activity_words(edition, indicator, territory, texts)
        return told.nothing or " ".join(part for part in (told.figure, told.words) if part), ""
    row = edition.headline(indicator["indicator"], territory["territory"])
    if row is None:
        return texts.say("nobody_sends"), "unclear"
    words = verdict_words(row["verdict"], indicator, texts)
    doubt = f" ({texts.say('with_doubt')})" if row["robust"] is False else ""
    pair = f", {pair_words(row, texts)}" if counts_shown(row) and row["verdict"] not in UNSAID else ""
    return f"{words}{doubt}{pair}", tone_of(row["verdict"], indicator)


def pair_words(row: Row, texts: Texts) -> str:
    """«496 → 390», never parted at the end of a line."""
    return NO_BREAK.join((texts.count(row["baseline_count"]), "→", texts.count(row["current_count"])))


def _pair_cell(edition: PublicEdition, indicator: Row, zone: Row, texts: Texts) -> str:
    row = edition.headline(indicator["indicator"], zone["territory"])
    if row is None:
        return texts.say("no_data")
    if row["verdict"] == "withheld":
        return verdict_words("withheld", indicator, texts)
    return pair_words(row, texts) if counts_shown(row) else texts.say("no_data")

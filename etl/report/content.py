"""The progress report in one language, in order, as blocks: the web page and the paper are made of the same."""

from etl.light_pages.page_texts import Texts
from etl.light_pages.territory_page import window_words
from etl.public_edition import PublicEdition
from etl.report.blocks import Block, Facts, Heading, Items, Link, Paragraph, Quote
from etl.report.papers_part import errata_part, methods_part, quality_part, use_part, who_part
from etl.report.plan_part import activities_part, milestones_part
from etl.report.report_texts import commitments, report_texts
from etl.report.summary_part import summary_part, zones_part
from etl.report.territory_part import territory_part


def report_content(edition: PublicEdition, language: str) -> list[Block]:
    """Every block of the report.

    Args:
        edition: a public one.
        language: es, gn or en.
    """
    texts = report_texts(language)
    territories = [block for row in edition.communities for block in territory_part(edition, row, texts)]
    return [
        *_head(edition, texts),
        *summary_part(edition, texts),
        *_commitment(edition, texts),
        *territories,
        *zones_part(edition, texts),
        *milestones_part(edition, texts),
        *activities_part(edition, texts),
        *methods_part(edition, texts),
        *quality_part(edition, texts),
        *errata_part(edition, texts),
        *who_part(edition, texts),
        *use_part(edition, texts),
    ]


def edition_words(edition: PublicEdition, texts: Texts) -> str:
    """«Edición 2, 22 de noviembre de 2026 · Datos hasta el 31 de mayo de 2020»."""
    mark = edition.mark
    parts = [texts.say("edition", number=mark["edition"], day=texts.day(mark["published_at"]))]
    if mark["data_until"]:
        parts.append(texts.say("data_until", day=texts.day(mark["data_until"])))
    return " · ".join(parts)


def _head(edition: PublicEdition, texts: Texts) -> list[Block]:
    mark, language = edition.mark, texts.language
    band = [Paragraph(texts.say("band"), "band")] if mark["synthetic"] else []
    review = [Paragraph(texts.say("review"), "small")] if texts.say("review") else []
    evaluation = (edition.evaluation or {}).get(f"name_{language}")
    under = " · ".join(str(each) for each in (mark[f"title_{language}"], mark["place"], evaluation) if each)
    windows = [(texts.say(name), words) for name, words in window_words(edition, texts)]
    frozen = [] if mark["baseline_frozen"] else [Paragraph(texts.say("baseline_provisional"), "note")]
    return [
        *band,
        *review,
        Heading(1, texts.say("report_title")),
        Paragraph(under, "small"),
        Paragraph(texts.say("report_lead"), "lead"),
        Facts(windows),
        *frozen,
        Paragraph(edition_words(edition, texts), "small"),
    ]


def _commitment(edition: PublicEdition, texts: Texts) -> list[Block]:
    """The promise that the report answers to, with the indicators as it names them."""
    made = commitments().get(edition.mark["programme"])
    if made is None:
        return []
    named = [f"{row['letter']}) {row['name_es']}" for row in edition.indicators]
    return [
        Heading(2, texts.say("commitment"), "compromiso"),
        Link(texts.say("commitment_link", code=made.code), made.url),
        Paragraph(made.plan, "small"),
        Items(named, texts.say("commitment_text")),
        *(Quote(words) for words in made.quotes),
    ]

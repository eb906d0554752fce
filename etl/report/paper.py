"""The report on paper: typst sets the same blocks, which reach it as data and never as markup."""

import json
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from etl.public_edition import PublicEdition
from etl.report.blocks import CHAPTER, as_data
from etl.report.content import edition_words, report_content
from etl.report.report_texts import report_texts
from schemas.design_tokens import ACCENT, BAND, BAND_GROUND, LIGHT, TONES, themed

TEMPLATE = Path(__file__).with_name("informe.typ")
PAPER_LANGUAGE = "es"


def paper_data(edition: PublicEdition, language: str = PAPER_LANGUAGE) -> dict[str, Any]:
    """All that the template shows."""
    texts, mark, office = report_texts(language), edition.mark, edition.office("responsible")
    blocks = as_data(report_content(edition, language))
    for block in blocks:
        if block.get("svg"):
            block["svg"] = themed(block["svg"], "light")
    sums = [
        {"title": f"{where}: {block['title']}", "recount": block["recount"]}
        for where, block in _with_place(blocks)
        if block.get("recount")
    ]
    return {
        "language": language,
        "title": f"{texts.say('report_title')}: {mark[f'title_{language}'] or mark['programme']}",
        "author": office["name"] if office else str(mark["programme"]),
        "band": texts.say("generated") if mark["synthetic"] else "",
        "foot": edition_words(edition, texts),
        "page_of": texts.say("page_of", page="{page}", pages="{pages}"),
        "colours": _colours(),
        "blocks": blocks,
        "sums_title": texts.say("recount"),
        "sums": sums,
    }


def _with_place(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each block with the heading of the chapter in which it stands."""
    chapter = ""
    for block in blocks:
        if block["kind"] == "heading" and block["level"] == CHAPTER:
            chapter = block["text"]
        yield chapter, block


def write_paper(edition: PublicEdition, out: Path, language: str = PAPER_LANGUAGE) -> Path:
    """Set the report and write it as PDF: with the fonts of the typesetter alone, so that every machine makes the same.

    Args:
        edition: a public one.
        out: the file.
        language: es, gn or en.
    """
    import typst  # only paper needs it, and it takes a while to load

    inputs = {"data": json.dumps(paper_data(edition, language), ensure_ascii=False)}
    stamp = int(edition.mark["published_at"].replace(tzinfo=UTC).timestamp())
    paper = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=inputs, ignore_system_fonts=True, timestamp=stamp)
    out.write_bytes(paper)
    return out


def _colours() -> dict[str, Any]:
    return {
        "ink": LIGHT.ink, "muted": LIGHT.muted, "line": LIGHT.line, "accent": ACCENT.light,
        "band": BAND.light, "band_ground": BAND_GROUND[0],
        "tones": {name: colour.light for name, colour in TONES.items()},
    }  # fmt: skip

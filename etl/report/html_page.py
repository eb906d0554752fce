"""The report as one web page that carries all it needs: style and pictures inside, no script that runs."""

import json
from collections.abc import Sequence
from pathlib import Path

from etl.light_pages.images import svg_image
from etl.light_pages.page_texts import Texts
from etl.light_pages.style import style_of
from etl.public_edition import PublicEdition
from etl.report.blocks import CHAPTER, Answer, Block, Facts, Grid, Heading, Items, Link, Paragraph, Quote
from etl.report.content import report_content
from etl.report.dataset import dataset
from etl.report.report_texts import report_texts
from schemas.markup import Markup, el, joined

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def report_page(edition: PublicEdition, language: str, base_url: str | None = None) -> str:
    """The whole page.

    Args:
        edition: a public one.
        language: es, gn or en.
        base_url: address of the site, for the description of the data set; None where it is not known.
    """
    texts, blocks = report_texts(language), report_content(edition, language)
    title = f"{texts.say('report_title')} · {edition.mark[f'title_{language}'] or edition.mark['programme']}"
    main = el("main", *(_block(block) for block in _with_contents(blocks, texts)), id="contenido", class_="report")
    body = el("body", el("a", texts.say("skip"), class_="skip", href="#contenido"), el("div", main, class_="wrap"))
    return f"<!doctype html>\n{el('html', _head(edition, title, texts, base_url), body, lang=language)}\n"


def _head(edition: PublicEdition, title: str, texts: Texts, base_url: str | None) -> Markup:
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("meta", name="description", content=texts.say("report_lead")),
        el("meta", property="og:title", content=title),
        el("meta", property="og:description", content=texts.say("report_lead")),
        _json_ld(dataset(edition, texts, base_url)),
        style_of(HERE / "report.css"),
    )


def _json_ld(content: object) -> Markup:
    """A description for search engines: data, not a program. No text can end the element it stands in."""
    written = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="application/ld+json">{written.replace("&", chr(92) + "u0026")}</script>')


def _with_contents(blocks: Sequence[Block], texts: Texts) -> list[Block | Markup]:
    """The list of chapters goes before the first of them."""
    chapters = [block for block in blocks if isinstance(block, Heading) and block.level == CHAPTER and block.anchor]
    links = [el("li", el("a", block.text, href=f"#{block.anchor}")) for block in chapters]
    contents = el("nav", el("ul", *links, class_="chips"), aria_label=texts.say("contents"), class_="contents")
    first = blocks.index(chapters[0]) if chapters else len(blocks)
    return [*blocks[:first], contents, *blocks[first:]]


def _block(block: Block | Markup) -> Markup:
    match block:
        case Markup():
            return block
        case Heading():
            return el(f"h{block.level}", block.text, id=block.anchor or None, class_="new" if block.new_page else None)
        case Paragraph():
            return el("p", block.text, class_=f"as-{block.role}", role="note" if block.role == "band" else None)
        case Quote():
            return el("blockquote", el("p", block.text), lang="es")
        case Link():
            return el("p", el("a", block.text, href=block.url, rel="noreferrer"))
        case Items():
            listed = el("ul", *(el("li", item) for item in block.items))
            return joined(el("p", block.heading, class_="over") if block.heading else None, listed)
        case Facts():
            return el(
                "dl", *(el("div", el("dt", name), el("dd", words)) for name, words in block.pairs), class_="windows"
            )
        case Grid():
            return _grid(block)
        case Answer():
            return _answer(block)


def _grid(block: Grid) -> Markup:
    tones = block.tones or [[""] * len(row) for row in block.rows]
    heads = el("tr", *(el("th", head, scope="col") for head in block.heads))
    body = [
        el("tr", el("th", row[0], scope="row"),
           *(el("td", cell, class_=tone or None, data_head=head)
             for cell, tone, head in zip(row[1:], of_row[1:], block.heads[1:], strict=True)))
        for row, of_row in zip(block.rows, tones, strict=True)
    ]  # fmt: skip
    table = el("table", el("thead", heads), el("tbody", *body))
    return el("div", table, class_="scroll", tabindex="0", role="group", aria_label=block.heads[0])


def _answer(block: Answer) -> Markup:
    heading = el("h3", el("span", block.letter, class_="letter"), " ", block.title)
    verdict = el("p", svg_image(block.mark, "", width=20, height=20), el("span", block.verdict),
                 el("span", block.beside, class_="direction") if block.beside else None,
                 class_=f"verdict {block.tone}")  # fmt: skip
    steps = None
    if block.recount:
        listed = el("ol", *(el("li", each) for each in block.recount))
        steps = el("details", el("summary", block.recount_title), listed, class_="recount")
    said = el(
        "div",
        heading,
        el("p", block.source, class_="source") if block.source else None,
        verdict,
        el("p", block.counts, class_="pair") if block.counts else None,
        *(el("p", each) for each in block.said),
    )
    picture = el("figure", svg_image(block.svg, block.alt)) if block.svg else None
    return el("article", said, picture, steps, class_="indicator")

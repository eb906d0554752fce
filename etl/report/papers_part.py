"""What a reader needs to judge the figures: methods in short, data quality, errata, who answers, licence."""

from collections import Counter

from etl.light_pages.frame import is_web
from etl.light_pages.indicator_words import title
from etl.light_pages.page_texts import Texts
from etl.light_pages.territory_page import help_read
from etl.public_edition import PublicEdition, Row
from etl.report.blocks import Block, Facts, Grid, Heading, Items, Link, Paragraph
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL


def methods_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Every method: what the meeting asks, and the answer in plain words."""
    rows = [row for row in edition.rows("method_section") if row["language"] == texts.language]
    blocks: list[Block] = [
        Heading(2, texts.say("methods"), "metodos", new_page=True),
        Paragraph(texts.say("methods_note", version=edition.mark["method_version"]), "small"),
    ]
    for row in sorted(rows, key=lambda row: row["position"]):
        blocks += [
            Heading(3, row["question"]),
            Paragraph(f"{row['title']}. {(row['answer'] or '').replace(chr(10), ' ')}"),
        ]
    return blocks


def quality_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """How many months were expected of each series, and what came."""
    names = {row["indicator"]: title(row, texts.language) for row in edition.indicators}
    counted: dict[tuple[str, str], Counter[str]] = {}
    for (institution, indicator, _), rows in edition.arrived.items():
        counted.setdefault((institution, indicator), Counter()).update(row["status"] for row in rows)
    heads = [texts.say(name) for name in ("institution", "indicator", "expected", "received", "partial", "missing")]
    lines: list[list[str]] = []
    for (institution, indicator), found in sorted(counted.items()):
        gone = found["partial"], found["missing"]
        name = edition.institutions.get(institution, {}).get("name") or institution
        figures = (found.total(), found.total() - sum(gone), *gone)
        lines.append([str(name), names.get(indicator, indicator), *(texts.count(figure) for figure in figures)])
    frozen = "baseline_frozen" if edition.mark["baseline_frozen"] else "baseline_provisional"
    return [
        Heading(2, texts.say("quality"), "calidad"),
        Paragraph(texts.say("quality_note"), "small"),
        Grid(heads, lines),
        Paragraph(texts.say(frozen)),
    ]


def errata_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Published figures that changed, and why."""
    heading = Heading(2, texts.say("errata"), "erratas")
    found = edition.rows("erratum")
    if not found:
        return [heading, Paragraph(texts.say("errata_none"))]
    heads = [texts.say(f"erratum_{name}") for name in ("edition", "what", "before", "now", "why")]
    rows = [
        [
            texts.count(row["edition"]),
            f"{row['table']}: {row['key']}",
            row["before"] or "–",
            row["now"] or "–",
            row["why"] or "–",
        ]
        for row in found
    ]
    return [heading, Grid(heads, rows)]


def who_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Who answers for the figures, who takes part, and whom to call."""
    language = texts.language
    offices = [("responsible", edition.office("responsible")), ("unanswered", edition.office("unanswered"))]
    blocks: list[Block] = [Heading(2, texts.say("who"), "responsable")]
    blocks.append(Facts([(texts.say(name), _office(row)) for name, row in offices if row]))
    blocks += [
        Link(row["url"], row["url"]) for row in {r["url"]: r for _, r in offices if r}.values() if is_web(row["url"])
    ]
    actors = [f"{row['name']}: {row[f'role_{language}']}" for row in _ordered(edition, "actor")]
    goals = [f"{row['framework']}, {row['code']}: {row[f'text_{language}']}" for row in _ordered(edition, "alignment")]
    numbers = [
        f"{row['number']}: {row[f'what_{language}'] or ''} ({row[f'name_{language}']}). {help_read(row, texts)}"
        for row in _ordered(edition, "help_line")
    ]
    told = (("take_part", actors), ("aligned", goals), ("help_lines", numbers))
    return [*blocks, *(Items(items, texts.say(name)) for name, items in told if items)]


def _ordered(edition: PublicEdition, table: str) -> list[Row]:
    return sorted(edition.rows(table), key=lambda row: row["position"])


def _office(row: Row) -> str:
    return ", ".join(str(row[name]) for name in ("name", "email", "phone") if row[name])


def use_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Licence, sources and how to cite."""
    mark, responsible = edition.mark, edition.office("responsible")
    cited = texts.say(
        "cite",
        office=responsible["name"] if responsible else mark["programme"],
        programme=mark[f"title_{texts.language}"] or mark["programme"],
        number=mark["edition"],
        day=texts.day(mark["published_at"]),
    )
    blocks: list[Block] = [
        Heading(2, texts.say("use"), "licencia"),
        Paragraph(texts.say("licence", licence=DATA_LICENCE)),
        Link(DATA_LICENCE_URL, DATA_LICENCE_URL),
    ]
    told = [
        texts.say("source", credit=mark["credit"]) if mark["credit"] else None,
        mark[f"note_{texts.language}"],
        cited,
    ]
    return [*blocks, *(Paragraph(words, "small") for words in told if words)]

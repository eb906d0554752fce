"""What was promised and what was done: milestones as somebody states them, and activities against plan."""

import json
from datetime import date

from etl.light_pages.page_texts import Texts
from etl.public_edition import PublicEdition, Row
from etl.report.blocks import Block, Grid, Heading, Paragraph
from etl.words.dates import month_span, month_year
from etl.words.numbers import share

STATES = ("not_started", "limited", "substantial", "complete")


def milestones_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Every milestone with its dates, its state in the words of the Independent Reporting Mechanism, and evidence."""
    rows = sorted(edition.rows("milestone"), key=lambda row: row["position"])
    if not rows:
        return []
    names = ("milestone", "milestone_planned", "milestone_actual", "milestone_state", "stated_by", "evidence")
    return [
        Heading(2, texts.say("milestones"), "hitos", new_page=True),
        Paragraph(texts.say("milestones_note"), "note"),
        Grid([texts.say(name) for name in names], [_milestone(row, texts) for row in rows]),
    ]


def _milestone(row: Row, texts: Texts) -> list[str]:
    evidence = [str(each) for each in json.loads(row["evidence"] or "[]")]
    return [
        row[f"name_{texts.language}"],
        _span(row["planned_from"], row["planned_to"], texts),
        _span(row["actual_from"], row["actual_to"], texts),
        texts.say(row["state"]) if row["state"] in STATES else texts.say("not_stated"),
        row["stated_by"] or texts.say("nobody"),
        "; ".join(evidence) or texts.say("no_evidence"),
    ]


def _span(first: date | None, last: date | None, texts: Texts) -> str:
    if first is None:
        return texts.say("not_stated")
    return month_span(first, last, texts.language) if last else month_year(first, texts.language)


def activities_part(edition: PublicEdition, texts: Texts) -> list[Block]:
    """Every community's activities in the leading evaluation."""
    heads = [texts.say(name) for name in ("territory", "done", "planned", "suspended", "share")]
    rows = []
    for territory in edition.communities:
        total = next((row for row in edition.activities(territory["territory"]) if row["kind"] == "total"), None)
        if total is not None:
            part = share(total["share"], texts.language) if total["share"] is not None else "–"
            figures = (texts.count(total[name]) for name in ("done", "planned", "suspended"))
            rows.append([territory["name"], *figures, part])
    if not rows:
        return []
    return [
        Heading(2, texts.say("activities_plan"), "actividades"),
        Grid(heads, rows),
        Paragraph(texts.say("activities_table_note"), "small"),
    ]

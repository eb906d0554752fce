"""Up to when each institution has sent data: «datos hasta …», and the months that lack something."""

from datetime import date

from dashboard import questions
from dashboard.calendar_words import day, month_year, span
from dashboard.language import t, tn
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from schemas.words import add_months

NAMED = 3
"""Runs of months that are named; the calendar below shows all of them."""


@once_per_edition
def freshness(edition: Edition, institution: str, territory: str) -> str:
    """One line an institution."""
    heading = t("Hasta cuándo hay datos")
    rows = [row for row in questions.freshness(edition, territory) if institution in ("", row["institution"])]
    body = _table(rows) if rows else el("p", t("Nada se espera de esta institución en este territorio."))
    return el("section", el("h2", heading), body, class_="sm sm-quality", aria_label=heading)


def _table(rows: list[Row]) -> Markup:
    heads = (t("Institución"), t("Datos hasta"), t("Última extracción"), t("Meses con algo sin dato"),
             t("Meses con algo incompleto"))  # fmt: skip
    body = [_line(row, heads) for row in rows]
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
    return el("table", head, el("tbody", *body), class_="sm-table sm-fresh")


def _line(row: Row, heads: tuple[str, ...]) -> Markup:
    cells = (
        el("b", month_year(row["last_month"]) if row["last_month"] else t("todavía no envió datos")),
        day(row["extracted"]) if row["extracted"] else t("no se sabe"),
        months_named(row["missing"] or []),
        months_named(row["partial"] or []),
    )
    labelled = [
        el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    return el("tr", el("th", row["name"] or row["institution"], scope="row"), *labelled)


def months_named(months: list[date]) -> str:
    """«ningún mes», «septiembre de 2019», «3 meses: marzo a mayo de 2020»."""
    if not months:
        return t("ningún mes")
    runs = _runs(sorted(months))
    named = "; ".join(span(*run) for run in runs[-NAMED:])
    if len(months) == 1:
        return named
    before = t("los últimos, ") if len(runs) > NAMED else ""
    return tn("{number} mes: {months}", "{number} meses: {months}", len(months), months=before + named)


def _runs(months: list[date]) -> list[tuple[date, date]]:
    """First and last of the months that follow one another."""
    runs: list[tuple[date, date]] = []
    for month in months:
        if runs and add_months(runs[-1][1], 1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs

"""The frozen baseline beside what today's data would give, and which deliveries made the difference."""

from dashboard import questions
from dashboard.arrival_marks import status_words
from dashboard.calendar_words import month_year
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_words import title
from dashboard.visible_text import visible

SHOWN_ROWS = 60
"""Rows that are shown; the command prints all of them."""


@once_per_edition
def baseline_today(edition: Edition, institution: str, territory: str, language: str) -> str:
    """Both readings of each month that differs; empty while the baseline is provisional."""
    if not questions.edition_mark(edition)["baseline_frozen"]:
        return ""
    rows = questions.baseline_differences(edition, institution, territory)
    heading = t("La línea de base congelada y los datos de hoy")
    if not rows:
        body = [el("p", t("Los datos de hoy dan la misma línea de base."))]
    else:
        body = [el("p", _words(len(rows)), class_="sm-source"), _table(edition, rows[:SHOWN_ROWS], language)]
    if len(rows) > SHOWN_ROWS:
        body.append(el("p", t("Se muestran {shown}; todos: {command}.", shown=count(SHOWN_ROWS),
                              command="seamos baseline show"), class_="sm-source"))  # fmt: skip
    return el("section", el("h2", heading), *body, class_="sm sm-quality", aria_label=heading)


def _words(number: int) -> str:
    return tn(
        "{number} valor congelado sería otro con los datos de hoy. Rige el congelado; sólo un acto con su motivo lo "
        "cambia.",
        "{number} valores congelados serían otros con los datos de hoy. Rigen los congelados; sólo un acto con su "
        "motivo los cambia.",
        number,
    )


def _table(edition: Edition, rows: list[Row], language: str) -> Markup:
    heads = (
        t("Indicador"), t("Territorio"), t("Mes"), t("Entregas que lo cambiaron"), t("Congelado"),
        t("Con los datos de hoy"),
    )  # fmt: skip
    names: dict[str, str] = {row["indicator"]: title(row, language) for row in questions.indicators(edition)}
    body = [_line(row, names.get(row["indicator"]) or row["indicator"], heads) for row in rows]
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
    return el("table", head, el("tbody", *body), class_="sm-table sm-deliveries")


def _line(row: Row, name: str, heads: tuple[str, ...]) -> Markup:
    cells = (
        row["territory_name"] or row["territory"],
        month_year(row["month"]),
        visible(row["deliveries"], 400) if row["deliveries"] else t("cambió el programa, no las entregas"),
        _value(row["frozen"], row["frozen_status"]),
        el("b", _value(row["today"], row["today_status"])),
    )
    labelled = [
        el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    sender = el("span", row["short"] or row["institution"], class_="sm-pair sm-sender")
    return el("tr", el("th", el("span", name), sender, scope="row"), *labelled)


def _value(value: int | None, status: str | None) -> str:
    """The count, or in words why there is none; an incomplete month says so beside its count."""
    if value is None:
        return status_words(status or "missing")
    if status == "partial":
        return t("{number} ({status})", number=count(value), status=status_words(status))
    return count(value)

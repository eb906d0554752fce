"""The table twin of a series: the same months, in words and figures."""

from dashboard import questions
from dashboard.calendar_words import month_year
from dashboard.language import t
from dashboard.markup import el
from dashboard.month_words import month_words
from dashboard.store import Edition, once_per_edition


@once_per_edition
def series_table(edition: Edition, indicator: str, territory: str) -> str:
    """Months down, institutions across."""
    rows = questions.series(edition, indicator, territory)
    names = {each: row["name"] for each, row in questions.institutions(edition).items()}
    senders = list(dict.fromkeys(row["institution"] for row in rows))
    cells = {(row["month"], row["institution"]): month_words(row) for row in rows}
    head = el(
        "tr", el("th", t("Mes"), scope="col"), *(el("th", names.get(each, each), scope="col") for each in senders)
    )
    body = [
        el("tr", el("th", month_year(month), scope="row"),
           *(el("td", cells.get((month, each), t("no corresponde"))) for each in senders))
        for month in sorted({row["month"] for row in rows})
    ]  # fmt: skip
    table = el("table", el("thead", head), el("tbody", *body))
    scroll = el("div", table, class_="sm-scroll sm-tall", tabindex="0", role="region", aria_label=t("Serie mensual"))
    return el("div", scroll, class_="sm")

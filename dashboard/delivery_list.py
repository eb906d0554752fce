"""The deliveries and what became of each: loaded, refused, held or retracted, and why."""

from collections.abc import Mapping

from dashboard import questions
from dashboard.calendar_words import day, span
from dashboard.language import count, forms, t, tn
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.visible_text import visible

MARKS: Mapping[str, str] = {"loaded": "●", "held": "⧖", "refused": "✕", "retracted": "↩"}
COUNTS = ("rows_read", "accepted", "quarantined", "duplicates")


@once_per_edition
def delivery_list(edition: Edition, institution: str) -> str:
    """What a person must look at stands open, what was loaded is one step further."""
    rows = questions.ledger(edition, institution)
    loaded = [row for row in rows if row["status"] == "loaded"]
    others = [row for row in rows if row["status"] != "loaded"]
    heading = t("Entregas")
    return el(
        "section", el("h2", heading), _summary(rows), _table(others) if others else None, _further(loaded),
        class_="sm sm-quality", aria_label=heading,
    )  # fmt: skip


def outcome_words(status: str) -> str:
    """What became of a delivery."""
    words = {
        "loaded": t("Cargada"),
        "held": t("En espera de una decisión"),
        "refused": t("Rechazada"),
        "retracted": t("Retirada"),
    }
    return words.get(status, status)


def _summary(rows: list[Row]) -> Markup:
    if not rows:
        return el("p", t("Todavía no llegó ningún archivo."))
    pairs = {
        "loaded": forms("{number} cargada", "{number} cargadas"),
        "held": forms("{number} en espera", "{number} en espera"),
        "refused": forms("{number} rechazada", "{number} rechazadas"),
        "retracted": forms("{number} retirada", "{number} retiradas"),
    }
    numbers = {status: sum(row["status"] == status for row in rows) for status in pairs}
    told = ", ".join(tn(*pairs[status], number) for status, number in numbers.items() if number)
    return el("p", tn("{number} entrega: {told}.", "{number} entregas: {told}.", len(rows), told=told))


def _further(rows: list[Row]) -> Markup | None:
    if not rows:
        return None
    words = tn("Ver la entrega cargada", "Ver las {number} entregas cargadas", len(rows))
    return el("details", el("summary", words), _table(rows))


def _table(rows: list[Row]) -> Markup:
    heads = (
        t("Archivo"), t("Resultado"), t("Período"), t("Datos extraídos el"), t("Filas leídas"), t("Aceptadas"),
        t("Observadas"), t("Repetidas"),
    )  # fmt: skip
    body = [_line(row, heads) for row in rows]
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
    return el("table", head, el("tbody", *body), class_="sm-table sm-deliveries")


def _line(row: Row, heads: tuple[str, ...]) -> Markup:
    period = span(row["period_from"], row["period_to"]) if row["period_from"] and row["period_to"] else t("no se sabe")
    extracted = day(row["extracted"]) if row["extracted"] else t("no se sabe")
    cells = (_outcome(row), period, extracted, *(count(row[name]) for name in COUNTS))
    labelled = [
        el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    sender = el("span", row["name"] or row["institution"] or t("sin institución"), class_="sm-pair sm-sender")
    return el("tr", el("th", el("span", visible(row["file"] or ""), class_="sm-file"), sender, scope="row"), *labelled)


def _outcome(row: Row) -> Markup:
    status = str(row["status"])
    mark = el("span", MARKS.get(status, "?"), aria_hidden="true", class_=f"sm-outcome sm-{status}")
    why = el("span", visible(row["why"], 400), class_="sm-why") if row["why"] else None
    return el("span", mark, " ", el("b", outcome_words(status)), why)

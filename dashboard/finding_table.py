"""What was found in the deliveries, by kind and institution."""

from itertools import groupby

from dashboard import questions
from dashboard.finding_words import finding_title
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def finding_table(edition: Edition, institution: str) -> str:
    """Errors first, whose rows wait for their correction, then warnings; what was settled since is counted apart."""
    rows = questions.finding_counts(edition, institution)
    still = [row for row in rows if row["of_kind"]]
    heading = t("Observaciones")
    body = [el("p", _words(), class_="sm-source"), _table(still)] if still else [el("p", t("Ninguna observación."))]
    return el("section", el("h2", heading), *body, _settled(rows), class_="sm sm-quality", aria_label=heading)


def _words() -> str:
    return t(
        "Las que siguen abiertas, de todas las entregas menos las retiradas. Las filas que no se aceptaron vuelven a "
        "quien las envió, en la respuesta de cada entrega."
    )


def _settled(rows: list[Row]) -> Markup | None:
    """How many a later delivery settled: a corrected answer, the whole period again, or the same file again."""
    number = sum(row["closed"] for row in rows)
    if not number:
        return None
    words = tn("{number} cerrada por entregas posteriores.", "{number} cerradas por entregas posteriores.", number)
    return el("p", words, class_="sm-source")


def _table(rows: list[Row]) -> Markup:
    heads = (t("Observación"), t("Qué pasa con la fila"), t("Cuántas"), t("De quién"))
    body = [_line(list(own), heads) for _, own in groupby(rows, key=lambda row: (row["kind"], row["severity"]))]
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
    return el("table", head, el("tbody", *body), class_="sm-table sm-findings")


def _line(rows: list[Row], heads: tuple[str, ...]) -> Markup:
    is_error = rows[0]["severity"] == "error"
    state = el("span", t("no se acepta") if is_error else t("aviso"), class_="sm-error" if is_error else "sm-warning")
    sent = [row for row in rows if row["n"]]
    senders = (f"{row['short'] or row['institution'] or t('sin institución')}\u00a0{count(row['n'])}" for row in sent)
    cells = (state, count(rows[0]["of_kind"]), " · ".join(senders))
    labelled = [
        el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    return el("tr", el("th", finding_title(rows[0]["kind"]), scope="row"), *labelled)

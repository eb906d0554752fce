"""Where the data come from: what each institution sent and what became of its rows, and the papers of the edition."""

from dashboard import questions
from dashboard.calendar_words import span
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition

COUNTS = ("loaded", "waiting", "rows_read", "accepted", "quarantined", "duplicates")


@once_per_edition
def sources(edition: Edition, language: str) -> str:
    """Deliveries by institution, credit, note and method."""
    rows = questions.deliveries(edition)
    heading = t("De dónde salen los datos")
    told = [_table(rows), el("p", _equation_words(), class_="sm-source")] if rows else [el("p", t("Nadie envió nada."))]
    return el("section", el("h2", heading), *told, _papers(edition, language), class_="sm sm-sources",
              aria_label=heading)  # fmt: skip


def _equation_words() -> str:
    return t(
        "Ninguna fila se pierde: leídas = aceptadas + observadas + repetidas. Las observadas vuelven a quien las envió "
        "y esperan su corrección. No cargados: los rechazados y los que esperan que una persona decida."
    )


def _table(rows: list[Row]) -> Markup:
    heads = (
        t("Institución"), t("Período"), t("Archivos cargados"), t("No cargados"), t("Filas leídas"),
        t("Aceptadas"), t("Observadas"), t("Repetidas"),
    )  # fmt: skip
    body = [_line(row, heads) for row in rows]
    head = el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
    return el("table", head, el("tbody", *body), class_="sm-table sm-ledger")


def _line(row: Row, heads: tuple[str, ...]) -> Markup:
    period = span(row["period_from"], row["period_to"]) if row["period_from"] else t("sin datos")
    cells = [period, *(count(row[name]) for name in COUNTS)]
    labelled = [
        el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    return el("tr", el("th", row["name"] or row["institution"] or t("sin institución"), scope="row"), *labelled)


def _papers(edition: Edition, language: str) -> Markup:
    mark = questions.edition_mark(edition)
    method = t(
        "Cómo se calcula cada cifra: docs/methods.md (versión {version} del método). Los archivos recibidos y las "
        "reglas quedan anotados en cada edición.",
        version=mark["method_version"],
    )
    parts = (
        (t("Sobre estos datos"), mark[f"note_{language}"]),
        (t("Fuentes"), mark["credit"]),
        (t("Método"), method),
    )
    told = [part for head, text in parts if text for part in (el("dt", head), el("dd", text))]
    return el("dl", *told, class_="sm-papers")

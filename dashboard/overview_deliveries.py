"""The deliveries behind a cell: the file as it was sent, when it came, its rows and what became of them."""

from collections.abc import Iterator
from itertools import groupby

from dashboard import overview_questions
from dashboard.address import link
from dashboard.calendar_words import day
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.overview_tables import listed_table
from dashboard.overview_words import institution_name, runs_named
from dashboard.store import Edition, Row, once_per_edition
from dashboard.visible_text import visible


@once_per_edition
def cell_deliveries(edition: Edition, indicator: str, territory: str, pinned: int | None) -> str:
    """Folded: the second step from a cell of the matrix."""
    rows = overview_questions.cell_deliveries(edition, indicator, territory)
    heading = t("Las entregas que hay detrás")
    if not rows:
        words = t("Ninguna entrega trae datos de este indicador en este territorio.")
        return el("section", el("h2", heading), el("p", words), class_="sm sm-ov-part", aria_label=heading)
    lead = el("p", t("De estos archivos salen los números de arriba. Ninguna fila se pierde."), class_="sm-source")
    parts = _by_institution(edition, rows, pinned)
    return el("section", el("h2", heading), lead, *parts, class_="sm sm-ov-part", aria_label=heading)


def _by_institution(edition: Edition, rows: list[Row], pinned: int | None) -> Iterator[Markup]:
    """One fold an institution, so that a phone opens only what is looked for."""
    heads = (t("Archivo"), t("Meses que da"), t("Recibido el"), t("Filas"))
    for institution, group in groupby(rows, key=lambda row: row["institution"]):
        own = list(group)
        opened = tn("{institution}: ver la entrega", "{institution}: ver las {number} entregas", len(own),
                    institution=institution_name(edition, institution))  # fmt: skip
        table = listed_table(heads, [_line(row) for row in own], "sm-ov-files")
        address = link("calidad", pinned, institucion=institution)
        more = el("p", el("a", t("Qué se observó en sus entregas"), href=address, target="_self"))
        yield el("details", el("summary", opened), table, more, class_="sm-ov-behind")


def _line(row: Row) -> list[object]:
    """The name of a file is a text like any other: never a path, never a link."""
    return [
        el("span", visible(row["file"] or ""), class_="sm-file"),
        runs_named(row["months"]),
        day(row["received"]) if row["received"] else t("no se sabe"),
        t(
            "{read} leídas = {accepted} aceptadas + {observed} observadas + {repeated} repetidas",
            read=count(row["rows_read"]), accepted=count(row["accepted"]), observed=count(row["quarantined"]),
            repeated=count(row["duplicates"]),
        ),
    ]  # fmt: skip

"""Institutions side by side: each with what it registered in the months that all of them reported; never added up."""

from dashboard import measure_questions, overview_questions, questions
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.overview_tables import folded_twin
from dashboard.overview_words import institution_name, ours
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.verdict_words import title

WHY = ("institution", "caveat", "break")
"""Parts of a ficha that say why two institutions do not count the same."""


def shared_indicators(edition: Edition) -> list[Row]:
    """Indicators that at least two institutions report in some territory of the programme."""
    places = {row["territory"] for row in ours(edition)}
    return [
        row
        for row in questions.indicators(edition)
        if row["grain"] != "activity"
        and any(
            len(rows) > 1 and territory in places
            for territory, rows in overview_questions.side_by_side(edition, row["indicator"]).items()
        )
    ]


@once_per_edition
def institutions_beside(edition: Edition, indicator: str, language: str) -> str:
    """One block a territory with a bar an institution; why they differ below."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    found = overview_questions.side_by_side(edition, indicator)
    blocks = [_block(edition, place, found.get(place["territory"], []), ficha) for place in ours(edition)]
    twin = institutions_twin(edition, indicator, language)
    lead = t("Cada institución anota lo que le llega. No se suman: un mismo hecho puede estar en varias listas.")
    shown = [["–" if cell is None else cell for cell in row] for row in twin.rows]
    return el(
        "section",
        el("p", lead),
        el("div", *blocks, class_="sm-ov-beside"),
        _why(edition, indicator, language),
        folded_twin(twin.heads, shown, twin.title),
        class_="sm sm-ov-part",
        aria_label=twin.title,
    )


def _block(edition: Edition, place: Row, rows: list[Row], ficha: Row) -> Markup:
    most = max((row["cases"] or 0 for row in rows), default=0)
    lines = [_line(edition, row, most, row["institution"] == ficha["lead"]) for row in rows]
    return el(
        "article",
        el("h3", place["name"]),
        el("p", _common_words(rows), class_="sm-source"),
        el("ul", *lines, class_="sm-ov-bars") if lines else None,
        data_territory=place["territory"],
    )


def _common_words(rows: list[Row]) -> str:
    if not rows:
        return t("Nadie envía este dato")
    common = rows[0]["common"]
    if len(rows) == 1:
        return tn("Una sola institución informa: {number} mes completo del período actual",
                  "Una sola institución informa: {number} meses completos del período actual", common)  # fmt: skip
    if not common:
        return t("Ningún mes del período actual llegó completo de todas.")
    return tn("En el único mes del período actual que todas informaron completo",
              "En los {number} meses del período actual que todas informaron completos", common)  # fmt: skip


def _line(edition: Edition, row: Row, most: int, leads: bool) -> Markup:
    """The one that gives the headline in the accent, the others grey."""
    cases = row["cases"]
    name = institution_name(edition, row["institution"])
    told = t("{institution} (da la cifra principal)", institution=name) if leads else name
    bar = None
    if cases is not None and most:
        bar = el("span", el("span", style=f"width:{cases / most:.1%}"), class_="sm-ov-bar", aria_hidden="true")
    months = t("{reported} de {expected} meses completos", reported=row["reported"], expected=row["expected"])
    return el(
        "li", el("span", told, class_="sm-ov-who"), el("b", count(cases)), bar,
        el("span", months, class_="sm-source"), class_="sm-ov-leads" if leads else None,
    )  # fmt: skip


def _why(edition: Edition, indicator: str, language: str) -> Markup | None:
    """What each counts, and the caveats, from the ficha."""
    if not measure_questions.explains_itself(edition):
        return None
    parts = measure_questions.ficha(edition, indicator, language)
    lines = [el("li", row["text"]) for part in WHY for row in parts.get(part, [])]
    if not lines:
        return None
    return el("div", el("h3", t("Por qué no dan lo mismo")), el("ul", *lines, class_="sm-ov-why"))


@once_per_edition
def institutions_twin(edition: Edition, indicator: str, language: str) -> Twin:
    """A row a territory and institution; no row adds two of them."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    heads = (
        t("Territorio"), t("Institución"), t("Casos en los meses comunes"), t("Meses comunes"), t("Meses completos"),
        t("Meses esperados"),
    )  # fmt: skip
    found = overview_questions.side_by_side(edition, indicator)
    rows = [
        [place["name"], institution_name(edition, row["institution"]), row["cases"], row["common"], row["reported"],
         row["expected"]]
        for place in ours(edition)
        for row in found.get(place["territory"], [])
    ]  # fmt: skip
    name = t("{title}, por institución, en el período actual", title=title(ficha, language))
    return Twin(f"panorama_instituciones_{indicator}", name, heads, rows)

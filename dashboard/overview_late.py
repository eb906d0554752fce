"""What is late or missing, institution by institution, and where its quality is told in full."""

from datetime import date

from dashboard import overview_questions, questions
from dashboard.address import link
from dashboard.calendar_words import month_year
from dashboard.language import t, tn
from dashboard.markup import Markup, el
from dashboard.overview_tables import listed_table
from dashboard.overview_words import ours, runs_named
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.verdict_words import title

QUALITY = "calidad"


@once_per_edition
def late(edition: Edition, language: str, pinned: int | None) -> str:
    """How much came of what was expected, then who owes what."""
    rows = overview_questions.gaps(edition)
    name = t("Qué falta de los dos períodos")
    if not rows:
        body: list[Markup] = [el("p", t("No se espera ningún dato todavía."))]
    else:
        heads = (t("Institución"), t("Datos hasta"), t("No llegó"), t("Llegó incompleto"), t("Archivos sin cargar"))
        owing = [row for row in rows if row["missing"] or row["partial"] or row["waiting"]]
        table = listed_table(heads, [_line(row, pinned) for row in owing], "sm-ov-late") if owing else None
        body = [el("p", summary_of_gaps(rows)), *filter(None, (table, _whole(rows, owing)))]
    if never := never_sent(edition, language):
        body.append(el("p", t("Nadie envía: {cells}. No es cero.", cells="; ".join(never))))
    more = el("a", t("Mes a mes, en «Calidad de los datos»"), href=link(QUALITY, pinned), target="_self")
    return el("section", *body, el("p", more), class_="sm sm-ov-part", aria_label=name)


def _whole(rows: list[Row], owing: list[Row]) -> Markup | None:
    """Who owes nothing, in one line."""
    names = [str(row["name"] or row["institution"]) for row in rows if row not in owing]
    return el("p", t("No deben nada: {names}.", names="; ".join(names))) if names else None


def never_sent(edition: Edition, language: str) -> list[str]:
    """Cells of the matrix that no institution reports at all: «Actividades realizadas, de Limpio»."""
    sent = questions.suppliers(edition)
    return [
        t("{indicator}, de {territory}", indicator=title(indicator, language), territory=place["name"])
        for indicator in questions.indicators(edition)
        for place in ours(edition)
        if not any(row["last_month"] for row in sent.get((indicator["indicator"], place["territory"]), []))
    ]


def summary_of_gaps(rows: list[Row]) -> str:
    """«De 1.234 datos esperados no llegaron 20 y 45 están incompletos»."""
    expected, missing, partial = (sum(row[name] for row in rows) for name in ("expected", "missing", "partial"))
    if not missing and not partial:
        return tn("Llegó completo el único dato que se esperaba.",
                  "Llegaron completos los {number} datos que se esperaban.", expected)  # fmt: skip
    lacking = tn("no llegó {number}", "no llegaron {number}", missing)
    half = tn("{number} está incompleto", "{number} están incompletos", partial)
    return tn(
        "De {number} dato esperado (un indicador, un territorio y un mes) {lacking} y {half}.",
        "De {number} datos esperados (cada uno un indicador, un territorio y un mes) {lacking} y {half}.",
        expected, lacking=lacking, half=half,
    )  # fmt: skip


def _line(row: Row, pinned: int | None) -> list[object]:
    name = row["name"] or row["institution"]
    place = link(QUALITY, pinned, institucion=row["institution"])
    return [
        el("a", name, href=place, target="_self"),
        month_year(row["last_month"]) if row["last_month"] else t("todavía no envió datos"),
        _months(row["missing"], row["missing_months"] or []),
        _months(row["partial"], row["partial_months"] or []),
        tn("{number} archivo", "{number} archivos", row["waiting"]) if row["waiting"] else t("ninguno"),
    ]


def _months(cells: int, months: list[date]) -> Markup | str:
    if not cells:
        return t("nada")
    return el("span", el("b", tn("{number} dato", "{number} datos", cells)), ": ", runs_named(months))


@once_per_edition
def late_twin(edition: Edition) -> Twin:
    """A row an institution."""
    heads = (
        t("Institución"), t("Datos hasta"), t("Datos esperados"), t("No llegaron"), t("Incompletos"),
        t("Meses sin dato"), t("Meses incompletos"), t("Archivos sin cargar"),
    )  # fmt: skip
    rows = [
        [row["name"] or row["institution"], row["last_month"], row["expected"], row["missing"], row["partial"],
         runs_named(row["missing_months"] or []), runs_named(row["partial_months"] or []), row["waiting"]]
        for row in overview_questions.gaps(edition)
    ]  # fmt: skip
    return Twin("panorama_que_falta", t("Qué falta de los dos períodos"), heads, rows)

"""What was done against what was planned: a full count, so no interval and no verdict."""

from dashboard import questions
from dashboard.language import count, percent, t, tn
from dashboard.markup import Markup, el
from dashboard.no_feed import nobody_sends, not_theirs
from dashboard.store import Edition, Row

TOTAL = "total"


def activity_total(edition: Edition, territory: str) -> Row | None:
    """The row of all kinds together; None where there was neither a plan nor an activity."""
    return next((row for row in questions.activities(edition).get(territory, []) if row["kind"] == TOTAL), None)


def reports(edition: Edition, territory: str) -> bool:
    """Whether anybody has ever sent the register of a territory; where nobody has, no number stands for one."""
    ids = [row["indicator"] for row in questions.indicators(edition) if row["grain"] == "activity"]
    suppliers = [row for each in ids for row in questions.suppliers(edition).get((each, territory), [])]
    return any(row["last_month"] for row in suppliers)


def activity_answer(edition: Edition, indicator: Row, territory: Row) -> Markup:
    """«18 de 20 actividades (90 %)», suspended ones apart, and each kind one step further."""
    total = activity_total(edition, territory["territory"])
    rows = questions.activities(edition).get(territory["territory"], [])
    if not reports(edition, territory["territory"]):
        return _nothing(territory, total)
    if total is None:
        return el("p", none_reported_words(), class_="sm-said sm-wide")
    return el(
        "div", _headline(total), _bar(total), _suspended(total), _lacking(edition, indicator, territory),
        _by_kind([row for row in rows if row["kind"] != TOTAL]), class_="sm-said sm-wide",
    )  # fmt: skip


def none_reported_words() -> str:
    """The register came and holds nothing for this period, and nothing was planned."""
    return t("Ninguna actividad informada, y no hay plan.")


def _nothing(territory: Row, planned: Row | None) -> Markup:
    if territory["role"] == "comparison":
        return not_theirs(t("Las zonas de comparación no tienen actividades del programa."))
    if planned and planned["planned"]:
        words = tn("Se planificó {number} actividad; nadie informó si se hizo. No es cero.",
                   "Se planificaron {number} actividades; nadie informó cuántas se hicieron. No es cero.",
                   planned["planned"])  # fmt: skip
        return nobody_sends(words)
    return nobody_sends()


def _headline(total: Row) -> Markup:
    done, planned = count(total["done"]), total["planned"]
    if planned is None:
        return el("p", el("b", done), " ", el("span", t("actividades; no hay meta")), class_="sm-counts")
    rest = t("actividades ({share})", share=percent(total["share"])) if planned else t("actividades planificadas")
    figure = t("{done} de {planned}", done=done, planned=count(planned))
    return el("p", el("b", figure), " ", el("span", rest), class_="sm-counts")


def _bar(total: Row) -> Markup | None:
    """Done, and beside it suspended, out of what was planned."""
    planned = total["planned"]
    if not planned:
        return None
    done = min(total["done"] / planned, 1)
    stopped = min((total["suspended"] or 0) / planned, 1 - done)
    parts = (
        el("span", class_="sm-done", style=f"width:{done:.1%}"),
        el("span", class_="sm-stopped", style=f"width:{stopped:.1%}"),
    )
    return el("div", *parts, class_="sm-bar", aria_hidden="true")


def _suspended(total: Row) -> Markup | None:
    if not total["suspended"]:
        return None
    words = tn("{number} suspendida, contada aparte.", "{number} suspendidas, contadas aparte.", total["suspended"])
    return el("p", words)


def _lacking(edition: Edition, indicator: Row, territory: Row) -> Markup | None:
    suppliers = questions.suppliers(edition).get((indicator["indicator"], territory["territory"]), [])
    lacking = sum(row["lacking"] for row in suppliers if row["institution"] == indicator["lead"])
    if not lacking:
        return None
    words = tn("{number} mes de este período llegó incompleto o no llegó: pudo hacerse más.",
               "{number} meses de este período llegaron incompletos o no llegaron: pudo hacerse más.",
               lacking)  # fmt: skip
    return el("p", words, class_="sm-note")


def _by_kind(rows: list[Row]) -> Markup | None:
    if not rows:
        return None
    heads = (t("Tipo de actividad"), t("Hechas"), t("Planificadas"), t("Suspendidas"))
    body = [
        el("tr", el("th", row["kind"], scope="row"),
           *(el("td", count(row[name])) for name in ("done", "planned", "suspended")))
        for row in rows
    ]  # fmt: skip
    table = el("table", el("thead", el("tr", *(el("th", head, scope="col") for head in heads))), el("tbody", *body))
    return el("details", el("summary", t("Por tipo de actividad")), el("div", table, class_="sm-scroll", tabindex="0"))

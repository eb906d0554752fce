"""«¿Y en la cuarentena?»: the months that stand apart, told where the edition tells them, never compared."""

from datetime import date

from dashboard import questions
from dashboard.calendar_words import month_year, span
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.month_words import month_words
from dashboard.store import Edition, Row, once_per_edition
from dashboard.territory_questions import MONTH, lead_series, months_apart
from dashboard.verdict_words import title


@once_per_edition
def apart_section(edition: Edition, territory: str, language: str) -> str:
    """Why these months are in no comparison, and what is known of them; empty where no month stands apart."""
    months = months_apart(edition)
    if not months:
        return ""
    names = [row[f"name_{language}"] for row in questions.shocks(edition) if row["stands_apart"]]
    heading = t("¿Y en la cuarentena?") if _quarantine(edition) else t("¿Y los meses que quedan aparte?")
    why = t(
        "{months} ({shock}) no entran en ninguna comparación: la gente salió y denunció menos, y eso no es un "
        "resultado del programa.",
        months=_capital(span(months[0], months[-1])), shock=", ".join(names),
    )  # fmt: skip
    parts = [el("h2", heading), el("p", why), _known(edition, territory, months, language)]
    return el("section", *parts, class_="sm sm-part-of-page", aria_label=heading)


def _quarantine(edition: Edition) -> bool:
    return any("cuarentena" in row["shock"] for row in questions.shocks(edition) if row["stands_apart"])


def _known(edition: Edition, territory: str, months: list[date], language: str) -> Markup:
    """The months of the indicators that are told by month, and the names of the others."""
    counted = [row for row in questions.indicators(edition) if row["grain"] != "activity" and row["lead"]]
    told, reserved = [], []
    for indicator in counted:
        rows = lead_series(edition, indicator["indicator"], territory)
        by_month = {row["month"]: row for row in rows if row["period"] == MONTH}
        if any(month in by_month for month in months):
            told.append(_line(indicator, by_month, months, language))
        elif rows:
            reserved.append(title(indicator, language))
    parts = [_table(told, months)] if told else []
    if reserved:
        names = ", ".join(reserved)
        parts.append(el("p", t("No se publican por mes, para proteger a las personas: {names}.", names=names),
                        class_="sm-source"))  # fmt: skip
    return el("div", *parts) if parts else el("p", t("De estos meses esta edición no dice nada."), class_="sm-source")


def _line(indicator: Row, by_month: dict[date, Row], months: list[date], language: str) -> Markup:
    cells = [el("td", month_words(by_month[each]) if each in by_month else t("sin dato")) for each in months]
    return el("tr", el("th", title(indicator, language), scope="row"), *cells)


def _table(lines: list[Markup], months: list[date]) -> Markup:
    heads = [el("td"), *(el("th", month_year(each), scope="col") for each in months)]
    return el("table", el("thead", el("tr", *heads)), el("tbody", *lines), class_="sm-months-apart")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

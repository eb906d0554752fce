"""All territories by all indicators: where something changed, where nothing can be said, side by side."""

from dashboard import questions
from dashboard.activities import activity_total, none_reported_words, reports
from dashboard.address import link
from dashboard.language import count, percent, t, tn
from dashboard.markup import Markup, el
from dashboard.no_feed import nobody_sends_words
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title, tone_class, verdict_words
from schemas.programme import Polarity


@once_per_edition
def matrix(edition: Edition, chosen: str, language: str) -> str:
    """The territories of the programme with their verdicts, and apart from them those to compare with."""
    territories = questions.territories(edition)
    ours = [row for row in territories if row["role"] == "intervention"]
    others = [row for row in territories if row["role"] == "comparison"]
    parts = [_verdict_table(edition, ours, chosen, language), _legend()]
    if others:
        parts += [el("h3", t("Zonas de comparación")), el("p", _others_words(), class_="sm-source")]
        parts.append(_count_table(edition, others, chosen, language))
    heading = tn("El territorio, de un vistazo", "Los {number} territorios, lado a lado", len(ours))
    return el("section", el("h2", heading), *parts, class_="sm sm-matrix", aria_label=heading)


def _others_words() -> str:
    return t(
        "No son parte del programa y no llevan veredicto: sirven para ver qué pasó en otros lugares en los mismos "
        "meses. Casos antes → ahora."
    )


def _verdict_table(edition: Edition, rows: list[Row], chosen: str, language: str) -> Markup:
    indicators = questions.indicators(edition)
    heads = [el("th", t("Territorio"), scope="col")]
    heads += [el("th", _lettered(row, language), scope="col") for row in indicators]
    body = [
        el("tr", _place(edition, row, chosen), *(_verdict_cell(edition, each, row, language) for each in indicators))
        for row in rows
    ]
    return el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="sm-table sm-verdicts")


def _lettered(indicator: Row, language: str) -> Markup:
    return el("span", el("span", indicator["letter"], class_="sm-letter"), " ", title(indicator, language))


def _place(edition: Edition, territory: Row, chosen: str) -> Markup:
    """The name, which leads to the territory's own answers."""
    is_chosen = territory["territory"] == chosen
    address = link("", edition.pinned, territorio=territory["territory"])
    there = el("a", territory["name"], href=address, target="_self", aria_current="true" if is_chosen else None)
    return el("th", there, scope="row", class_="sm-chosen" if is_chosen else None)


def _verdict_cell(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    label = el("span", title(indicator, language), class_="sm-label", aria_hidden="true")
    if indicator["grain"] == "activity":
        return el("td", label, _activity(edition, territory["territory"]))
    row = questions.headlines(edition).get((indicator["indicator"], territory["territory"]))
    if row is None or row["reason"] == "no_feed":
        return el("td", label, _nobody())
    doubt = el("span", t("con reservas"), class_="sm-doubt") if row["robust"] is False else None
    words = el("span", verdict_words(row["verdict"], indicator, language), doubt, class_="sm-word")
    verdict = el("span", verdict_mark(row["verdict"], polarity(indicator)), words,
                 class_=f"sm-cell {tone_class(row['verdict'], indicator)}")  # fmt: skip
    return el("td", label, verdict, _pair(row))


def _nobody() -> Markup:
    mark = verdict_mark("not_comparable", "neutral")
    return el("span", mark, el("span", nobody_sends_words(), class_="sm-word"), class_="sm-cell sm-unclear")


def _activity(edition: Edition, territory: str) -> Markup:
    if not reports(edition, territory):
        return _nobody()
    total = activity_total(edition, territory)
    if total is None:
        return el("span", none_reported_words(), class_="sm-pair")
    done = count(total["done"])
    if not total["planned"]:
        return el("span", done, class_="sm-pair")
    words = t(
        "{done} de {planned} ({share})", done=done, planned=count(total["planned"]), share=percent(total["share"])
    )
    return el("span", words, class_="sm-word")


def _pair(row: Row) -> Markup | None:
    """The counts, where they may stand side by side."""
    if row["baseline_count"] is None or row["current_count"] is None:
        return None
    if row["reason"] == "missing_months" or row["verdict"] in ("not_comparable", "withheld"):
        words = t("{matched} de {expected} meses", matched=row["months_matched"], expected=row["months_expected"])
        return el("span", words, class_="sm-pair")
    return el("span", f"{count(row['baseline_count'])} → {count(row['current_count'])}", class_="sm-pair")


def _count_table(edition: Edition, rows: list[Row], chosen: str, language: str) -> Markup:
    indicators = [row for row in questions.indicators(edition) if row["grain"] != "activity"]
    heads = [el("th", t("Zona"), scope="col")]
    heads += [el("th", el("abbr", row["letter"], title=title(row, language)),
                 el("span", title(row, language), class_="sm-long"), scope="col") for row in indicators]  # fmt: skip
    headlines = questions.headlines(edition)
    body = []
    for row in rows:
        found = (headlines.get((each["indicator"], row["territory"])) for each in indicators)
        cells = [el("td", (_pair(each) if each else None) or t("sin dato")) for each in found]
        body.append(el("tr", _place(edition, row, chosen), *cells))
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="sm-counts-table")
    return el("div", table, class_="sm-scroll", tabindex="0", role="region", aria_label=t("Zonas de comparación"))


def _legend() -> Markup:
    """What the shapes and the four colours mean."""
    entries: tuple[tuple[str, Polarity, str, str], ...] = (
        ("decreased", "lower_better", "sm-sought", t("cambió en la dirección buscada")),
        ("increased", "lower_better", "sm-contrary", t("cambió en la dirección contraria")),
        ("increased", "neutral", "sm-changed", t("cambió, y no hay una dirección mejor")),
        ("no_clear_change", "neutral", "sm-unclear", t("sin cambio claro: puede ser azar")),
        ("insufficient", "neutral", "sm-unclear", t("datos insuficientes")),
        ("not_comparable", "neutral", "sm-unclear", t("no comparable, o nadie envía el dato")),
    )
    items = [el("li", verdict_mark(verdict, side), el("span", words)) for verdict, side, _, words in entries]
    doubt = el("li", el("span", t("con reservas"), class_="sm-doubt"),
               el("span", t("cambia con otra fuente, otro período o las filas sin lugar")))  # fmt: skip
    return el("ul", *items, doubt, class_="sm-legend", aria_label=t("Qué significa cada forma"))

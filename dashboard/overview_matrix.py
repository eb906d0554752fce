"""The matrix territories by indicators: shape, word and colour, and behind each cell its months and deliveries."""

from dashboard import questions
from dashboard.activities import activity_total, reports
from dashboard.address import link
from dashboard.language import count, percent, t, tn
from dashboard.markup import Markup, el
from dashboard.no_feed import nobody_sends_words
from dashboard.overview_words import CELL, CELL_PARAMETER, PAGE, ours
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Cell, Twin
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title, tone_class, verdict_words
from schemas.programme import Polarity


@once_per_edition
def overview_matrix(edition: Edition, language: str) -> str:
    """The table with its legend; on a phone a list by territory."""
    indicators, rows = questions.indicators(edition), ours(edition)
    heading = tn("El territorio, indicador por indicador", "{number} territorios, indicador por indicador", len(rows))
    lead = el("p", t("Toque un resultado para ver sus meses y las entregas que hay detrás."), class_="sm-source")
    heads = [el("th", t("Territorio"), scope="col")]
    heads += [el("th", _lettered(row, language), scope="col") for row in indicators]
    body = [
        el("tr", el("th", row["name"], scope="row"), *(_cell(edition, each, row, language) for each in indicators))
        for row in rows
    ]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="sm-table sm-ov-matrix")
    return el("section", el("h2", heading), lead, table, _legend(), class_="sm sm-ov-part", aria_label=heading)


def _lettered(indicator: Row, language: str) -> Markup:
    return el("span", el("span", indicator["letter"], class_="sm-letter"), " ", title(indicator, language))


def _cell(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """All of the cell is one link, which names the territory for those who hear it without its row."""
    told = _told(edition, indicator, territory, language)
    address = link(PAGE, edition.pinned, **{
        CELL_PARAMETER: CELL, "territorio": territory["territory"], "indicador": indicator["indicator"],
    })  # fmt: skip
    where = el("span", territory["name"], class_="sm-unseen")
    label = el("span", title(indicator, language), class_="sm-label", aria_hidden="true")
    return el("td", label, el("a", told, where, href=address, target="_self", class_="sm-ov-cell"))


def _told(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    if indicator["grain"] == "activity":
        return _activity(edition, territory["territory"])
    row = questions.headlines(edition).get((indicator["indicator"], territory["territory"]))
    if row is None or row["reason"] == "no_feed":
        return _marked("not_comparable", "neutral", "sm-unclear", nobody_sends_words())
    doubt = el("span", t("con reservas"), class_="sm-doubt") if row["robust"] is False else None
    words = verdict_words(row["verdict"], indicator, language)
    tone = tone_class(row["verdict"], indicator)
    return _marked(row["verdict"], polarity(indicator), tone, words, pair_words(row), doubt)


def _marked(
    verdict: str | None, side: Polarity, tone: str, words: str, pair: str | None = None, doubt: Markup | None = None
) -> Markup:
    below = el("span", pair, class_="sm-ov-pair") if pair else None
    word = el("span", words, class_=f"sm-ov-word {tone}")
    return el("span", verdict_mark(verdict, side), el("span", word, below, doubt, class_="sm-ov-told"),
              class_="sm-ov-verdict")  # fmt: skip


def pair_words(row: Row) -> str | None:
    """«68 → 41», or how much there is where nothing can be said; None where not even that."""
    if row["verdict"] in ("not_comparable", "withheld"):
        return None
    if row["reason"] == "missing_months":
        return t("{matched} de {expected} meses", matched=row["months_matched"], expected=row["months_expected"])
    if row["baseline_count"] is None or row["current_count"] is None:
        return None
    return f"{count(row['baseline_count'])} → {count(row['current_count'])}"


def _activity(edition: Edition, territory: str) -> Markup:
    """Work done is counted against its plan: no verdict, no colour."""
    if not reports(edition, territory):
        return _marked("not_comparable", "neutral", "sm-unclear", nobody_sends_words())
    total = activity_total(edition, territory)
    if total is None or total["done"] is None:
        return _marked(None, "neutral", "sm-unclear", t("Ninguna informada"))
    if not total["planned"]:
        return el("span", t("{done}; no hay meta", done=count(total["done"])), class_="sm-ov-word")
    share = el("span", _bar(total["share"]), percent(total["share"]), class_="sm-ov-pair")
    words = t("{done} de {planned}", done=count(total["done"]), planned=count(total["planned"]))
    return el("span", el("span", words, class_="sm-ov-word"), share, class_="sm-ov-told")


def _bar(share: float) -> Markup:
    return el("span", el("span", style=f"width:{min(share, 1):.1%}"), class_="sm-ov-bar", aria_hidden="true")


def _legend() -> Markup:
    """What shape and colour mean."""
    entries: tuple[tuple[str, Polarity, str], ...] = (
        ("decreased", "lower_better", t("cambió en la dirección buscada")),
        ("increased", "lower_better", t("cambió en la dirección contraria")),
        ("increased", "neutral", t("cambió, y no hay una dirección mejor")),
        ("no_clear_change", "neutral", t("sin cambio claro: puede ser azar")),
        ("insufficient", "neutral", t("datos insuficientes")),
        ("not_comparable", "neutral", t("no comparable, o nadie envía el dato")),
    )
    items = [el("li", verdict_mark(verdict, side), el("span", words)) for verdict, side, words in entries]
    doubt = el("li", el("span", t("con reservas"), class_="sm-doubt"),
               el("span", t("cambia con otra fuente, otro período o las filas sin lugar")))  # fmt: skip
    return el("ul", *items, doubt, class_="sm-legend", aria_label=t("Qué significa cada forma"))


@once_per_edition
def matrix_twin(edition: Edition, language: str) -> Twin:
    """The matrix as a table of one row a cell, figures included."""
    heads = (
        t("Territorio"), t("Indicador"), t("Resultado"), t("Antes"), t("Ahora"), t("Meses comparados"),
        t("Meses previstos"), t("Lo que se puede decir"),
    )  # fmt: skip
    headlines = questions.headlines(edition)
    rows = [
        _twin_row(headlines.get((indicator["indicator"], place["territory"])), indicator, place, edition, language)
        for place in ours(edition)
        for indicator in questions.indicators(edition)
    ]
    return Twin("panorama_matriz", t("Resultados por territorio e indicador"), heads, rows)


def _twin_row(row: Row | None, indicator: Row, place: Row, edition: Edition, language: str) -> list[Cell]:
    first: list[Cell] = [place["name"], title(indicator, language)]
    if indicator["grain"] == "activity":
        total = activity_total(edition, place["territory"]) or {}
        said = total.get(f"sentence_{language}") or nobody_sends_words()
        return [*first, None, None, total.get("done"), None, None, said]
    if row is None:
        return [*first, nobody_sends_words(), None, None, None, None, None]
    figures = ("baseline_count", "current_count", "months_matched", "months_expected", f"sentence_{language}")
    return [*first, verdict_words(row["verdict"], indicator, language), *(row[name] for name in figures)]

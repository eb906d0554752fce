"""Trends of one indicator: each territory's series with its run chart, what is out of the ordinary, and the shocks."""

from dashboard import overview_questions, questions
from dashboard.address import link
from dashboard.calendar_words import span
from dashboard.language import t, tn
from dashboard.markup import Markup, el
from dashboard.month_words import month_words
from dashboard.overview_pictures import series_pictures
from dashboard.overview_tables import folded_twin
from dashboard.overview_words import CELL, CELL_PARAMETER, PAGE, ours, signal_word, signal_words
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.verdict_words import title


@once_per_edition
def trends(edition: Edition, indicator: str, language: str, pinned: int | None) -> str:
    """One row a territory: words and picture; below, the months as a table."""
    lead = _lead(edition, indicator)
    rows = [_row(edition, indicator, place, language, pinned) for place in ours(edition)]
    shocks = [_shock(row, language) for row in questions.shocks(edition)]
    told = el("p", t("Marcado en las figuras: {shocks}.", shocks="; ".join(shocks))) if shocks else None
    twin = trends_twin(edition, indicator, language)
    table = folded_twin(*_months_table(edition, indicator), twin.title)
    return el("section", el("p", lead), told, *rows, table, class_="sm sm-ov-part", aria_label=twin.title)


def _lead(edition: Edition, indicator: str) -> str:
    """How many territories have something out of the ordinary: variation comes before any target."""
    signals = overview_questions.signals(edition, indicator)
    places = [row["territory"] for row in ours(edition)]
    charted = [each for each in places if any(row["centre"] is not None for row in signals.get(each, []))]
    if not charted:
        return t("Faltan meses en la línea de base: no se puede decir qué variación es la habitual.")
    unusual = sum(bool(signal_words(signals[each])) for each in charted)
    return tn(
        "De {number} territorio con línea media, {unusual} se sale de la variación habitual.",
        "De {number} territorios con línea media, {unusual} se salen de la variación habitual.",
        len(charted), unusual=unusual,
    )  # fmt: skip


def _shock(row: Row, language: str) -> str:
    name = f"{row[f'name_{language}']} ({span(row['starts'], row['ends'])})"
    return t("{shock}, cuyos meses quedan aparte", shock=name) if row["stands_apart"] else name


def _row(edition: Edition, indicator: str, place: Row, language: str, pinned: int | None) -> Markup:
    territory = place["territory"]
    address = link(PAGE, pinned, **{CELL_PARAMETER: CELL, "territorio": territory, "indicador": indicator})
    name = el("h3", el("a", place["name"], href=address, target="_self"))
    told = _signals(overview_questions.signals(edition, indicator).get(territory, []))
    picture = series_pictures(edition, indicator, territory, language)
    return el("article", el("div", name, told), picture, class_="sm-ov-trend", data_territory=territory)


def _signals(rows: list[Row]) -> Markup:
    """Three states, each with its mark: out of the ordinary, the usual variation, nothing to compare with."""
    if all(row["centre"] is None for row in rows):
        return _state("◌", t("Sin línea media: faltan meses"), "sm-unclear")
    found = signal_words(rows)
    if not found:
        return _state("∼", t("Variación habitual"), "sm-unclear")
    head = _state("!", t("Fuera de lo habitual"), "sm-changed")
    return el("div", head, el("ul", *(el("li", words) for words in found), class_="sm-ov-signals"))


def _state(mark: str, words: str, tone: str) -> Markup:
    return el("p", el("span", mark, class_="sm-ov-icon", aria_hidden="true"), words, class_=f"sm-ov-state {tone}")


def _lead_months(edition: Edition, indicator: str, territory: str) -> list[Row]:
    """The lead institution's months, each with its signal."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    kinds = {row["month"]: row for row in overview_questions.signals(edition, indicator).get(territory, [])}
    rows = questions.series(edition, indicator, territory)
    nothing: Row = {"kind": None, "centre": None, "low": None, "high": None}
    return [row | kinds.get(row["month"], nothing) for row in rows if row["institution"] == ficha["lead"]]


def _months_table(edition: Edition, indicator: str) -> tuple[list[str], list[list[object]]]:
    """Months down, territories across."""
    by_place = {
        place["name"]: {row["month"]: row for row in _lead_months(edition, indicator, place["territory"])}
        for place in ours(edition)
    }
    months = sorted({month for rows in by_place.values() for month in rows})
    body: list[list[object]] = [
        [span(month, month), *(_month_cell(rows.get(month)) for rows in by_place.values())] for month in months
    ]
    return [t("Mes"), *by_place], body


def _month_cell(row: Row | None) -> str:
    if row is None:
        return t("no corresponde")
    signal = signal_word(row["kind"])
    return f"{month_words(row)} · {signal}" if signal else month_words(row)


@once_per_edition
def trends_twin(edition: Edition, indicator: str, language: str) -> Twin:
    """A row a territory and month: value, how it came, centre and limits, signal."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    heads = (
        t("Territorio"), t("Mes"), t("Casos"), t("Cómo llegó"), t("Línea media"), t("Límite de abajo"),
        t("Límite de arriba"), t("Fuera de lo habitual"),
    )  # fmt: skip
    rows = [
        [place["name"], row["month"], row["value"], month_words(row), row["centre"], row["low"], row["high"],
         signal_word(row["kind"])]
        for place in ours(edition)
        for row in _lead_months(edition, indicator, place["territory"])
    ]  # fmt: skip
    name = t("{title}, mes a mes, por territorio", title=title(ficha, language))
    return Twin(f"panorama_tendencias_{indicator}", name, heads, rows)

"""The table that says what the map says; what the shades mean; the chosen territory with its sentence."""

from dashboard import meeting_words, questions
from dashboard.address import INDICATOR_PARAMETER, TERRITORY_PARAMETER, link
from dashboard.downloads import Twin
from dashboard.language import count, decimal, t
from dashboard.map_questions import rates
from dashboard.map_shown import STEPS, Shown, shown, strength
from dashboard.map_view import PAGE, WHAT_PARAMETER
from dashboard.markup import Markup, el, joined
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title, tone_class
from schemas.programme import Polarity

_NOT_SIDE_BY_SIDE = ("insufficient", "not_comparable", "withheld")


@once_per_edition
def map_table(edition: Edition, indicator_id: str, what: str, chosen: str, language: str) -> str:
    """One row a territory, those of the programme first; its name selects it, as on the map."""
    indicator = _indicator(edition, indicator_id)
    found = shown(edition, indicator_id, what, language)
    heads = (
        t("Territorio"),
        t("Cada 1.000 habitantes por año") if what == "tasa" else t("Resultado"),
        t("Antes → ahora"),
    )
    judged = [each for each in found if what == "tasa" or each.role != "comparison"]
    compared = [each for each in found if each not in judged]
    bodies = [
        el("tbody", *above, *(_row(edition, each, indicator, what, chosen) for each in group))
        for group, above in ((judged, ()), (compared, (_no_verdict(len(heads)),))) if group
    ]  # fmt: skip
    table = el("table", el("thead", el("tr", *(el("th", head, scope="col") for head in heads))), *bodies,
               class_="sm-map-table")  # fmt: skip
    heading = el("h2", t("Lo mismo en una tabla"))
    legend = _shades(edition, indicator_id) if what == "tasa" else _legend(found, indicator)
    return el("section", heading, table, legend, class_="sm sm-map-twin", aria_label=t("Lo mismo en una tabla"))


def _indicator(edition: Edition, indicator_id: str) -> Row:
    return next(row for row in questions.indicators(edition) if row["indicator"] == indicator_id)


def _no_verdict(columns: int) -> Markup:
    """Above the comparison areas, once for all of them: how the map draws them, and that none has a verdict."""
    swatch = el("span", class_="sm-map-swatch sm-map-dashed")
    words = el("span", swatch, el("span", t("Zonas de comparación: sin veredicto")), class_="sm-cell")
    return el("tr", el("th", words, scope="rowgroup", colspan=columns), class_="sm-map-group")


def _row(edition: Edition, each: Shown, indicator: Row, what: str, chosen: str) -> Markup:
    parameters = {
        TERRITORY_PARAMETER: each.territory,
        INDICATOR_PARAMETER: indicator["indicator"],
        WHAT_PARAMETER: what,
    }
    is_chosen = each.territory == chosen
    name = el("a", each.name, href=link(PAGE, edition.pinned, **parameters), target="_self",
              aria_current="true" if is_chosen else None)  # fmt: skip
    mark = verdict_mark(each.verdict, polarity(indicator)) if each.verdict and not each.short else None
    tone = tone_class(each.verdict, indicator) if mark else ""
    plain = "sm-map-plain" if each.verdict is None and not each.short else "sm-word"
    told = "–" if what != "tasa" and each.verdict is None else each.words
    words = el("span", mark, el("span", told, class_=plain), class_=f"sm-cell {tone}".strip())
    cells = (words, _counts(edition, indicator, each.territory))
    head = el("th", name, scope="row", class_="sm-chosen" if is_chosen else None)
    return el("tr", head, *(el("td", cell) for cell in cells))


def _counts(edition: Edition, indicator: Row, territory: str) -> Markup:
    row = meeting_words.headline(edition, indicator, territory)
    if row is None or row["baseline_count"] is None or row["current_count"] is None:
        return el("span", "–")
    if row["verdict"] in _NOT_SIDE_BY_SIDE:
        words = t("{matched} de {expected} meses", matched=row["months_matched"], expected=row["months_expected"])
        return el("span", words)
    return el("span", f"{count(row['baseline_count'])} → {count(row['current_count'])}")


def _legend(found: list[Shown], indicator: Row) -> Markup:
    """Each shape that is on this map, with its word."""
    told: dict[str, Shown] = {}
    for each in found:
        told.setdefault(each.verdict or "", each)
    items = [
        el("li", verdict_mark(verdict, polarity(indicator)), el("span", each.words))
        for verdict, each in told.items()
        if verdict
    ]
    return el("ul", *items, class_="sm-legend", aria_label=t("Qué significa cada forma"))


def _shades(edition: Edition, indicator_id: str) -> Markup:
    most = max((row["rate"] for row in rates(edition, indicator_id).values()), default=0.0)
    items = [
        el("li", el("span", class_="sm-map-swatch", style=f"--shade:{strength(step):.2f}"),
           el("span", t("{low} a {high}", low=decimal(most * step / STEPS), high=decimal(most * (step + 1) / STEPS))))
        for step in range(STEPS)
    ] if most else []  # fmt: skip
    kinds: tuple[tuple[str, str, Polarity], ...] = (
        ("sm-is-withheld", t("Dato reservado"), "neutral"), ("sm-is-missing", t("Sin dato para la tasa"), "neutral"),
    )  # fmt: skip
    items += [el("li", el("span", class_=f"sm-map-swatch {name}"), el("span", words)) for name, words, _ in kinds]
    words = t(
        "Casos del período de ahora, llevados a un año, sobre los habitantes. Una tasa no es un veredicto: donde vive "
        "poca gente, pocos casos la cambian mucho."
    )
    return joined(el("ul", *items, class_="sm-legend"), el("p", words, class_="sm-source sm-map-note"))


@once_per_edition
def chosen_card(edition: Edition, indicator_id: str, territory: str, language: str) -> str:
    """What may be said of the chosen territory, and where the rest of it stands."""
    indicator = _indicator(edition, indicator_id)
    place = next(row for row in questions.territories(edition) if row["territory"] == territory)
    row = meeting_words.headline(edition, indicator, territory)
    said = str(row[f"sentence_{language}"] or "") if row else t("Nadie envía este dato")
    if not said:
        said = t("Zona de comparación: no es una comunidad del programa y por eso no lleva veredicto.")
    all_of_it = el("a", t("Todo sobre {territory}", territory=place["name"]), target="_self",
                   href=link("", edition.pinned, territorio=territory))  # fmt: skip
    meeting = el(
        "a", t("Ver como presentación"), href=link("evaluacion", edition.pinned, territorio=territory), target="_self"
    )
    ways = (all_of_it, " · ", meeting) if place["role"] != "comparison" else (all_of_it,)
    return el("section", el("h2", f"{place['name']}: {title(indicator, language)}"), el("p", said), el("p", *ways),
              class_="sm sm-map-card", aria_live="polite", data_territory=territory)  # fmt: skip


@once_per_edition
def twin(edition: Edition, indicator_id: str, language: str) -> Twin:
    """The table of the map for a file: verdict, counts, inhabitants and rate; what is withheld stays empty."""
    indicator = _indicator(edition, indicator_id)
    found, over = shown(edition, indicator_id, "resultado", language), rates(edition, indicator_id)
    rows = []
    for each in found:
        row, rate = meeting_words.headline(edition, indicator, each.territory) or {}, over.get(each.territory, {})
        counted = (row.get("baseline_count"), row.get("current_count"), row.get("current_days"))
        people = (rate.get("population"), rate.get("year"), _estimated(rate), rate.get("rate"))
        rows.append((each.name, each.words, *counted, *people))
    heads = (
        t("Territorio"), t("Resultado"), t("Casos antes"), t("Casos ahora"), t("Días comparados ahora"),
        t("Habitantes"), t("Año de los habitantes"), t("Población estimada"), t("Cada 1.000 habitantes por año"),
    )  # fmt: skip
    return Twin(f"mapa_{indicator_id}", t("Mapa: {indicator}", indicator=title(indicator, language)), heads, rows)


def _estimated(rate: Row) -> str | None:
    if not rate:
        return None
    return t("sí") if rate["estimated"] else t("no")

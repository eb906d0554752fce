"""The programme against its comparison areas: what may be said of each territory, and one picture of all."""

from dashboard import overview_questions, questions
from dashboard.language import count, decimal, t
from dashboard.markup import Markup, el
from dashboard.overview_area_picture import Drawn, area_alt, area_picture, in_a_hundred
from dashboard.overview_tables import folded_twin
from dashboard.overview_words import ours, without_note
from dashboard.store import Edition, Row, once_per_edition
from dashboard.svg_image import svg_image
from dashboard.table_files import Twin
from dashboard.verdict_words import polarity, title
from schemas.design_tokens import tone


def area_count(edition: Edition) -> int:
    """How many areas there are to compare with."""
    return sum(row["role"] == "comparison" for row in questions.territories(edition))


@once_per_edition
def areas(edition: Edition, indicator: str, language: str) -> str:
    """Sentences beside the picture; the permanent note once for all of them."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    found = overview_questions.area_rows(edition, indicator)
    note = ficha[f"note_{language}"]
    said = [_said(place, found.get(place["territory"]), language, note) for place in ours(edition)]
    picture, alt = drawn_areas(edition, indicator, language)
    figure = el("figure", svg_image(picture, alt), class_="sm-ov-forest")
    grid = el("div", figure, el("div", *said, class_="sm-ov-sentences"), class_="sm-ov-areas")
    twin = areas_twin(edition, indicator, language)
    always = el("p", note, class_="sm-note") if note else None
    return el("section", el("p", _lead(edition)), grid, always, folded_twin(twin.heads, _shown(twin), twin.title),
              class_="sm sm-ov-part", aria_label=twin.title)  # fmt: skip


def _lead(edition: Edition) -> str:
    return t(
        "Si en {number} zonas sin programa pasó lo mismo, el cambio no es sólo de aquí. Comparar con ellas no prueba "
        "que el programa sea la causa.",
        number=count(area_count(edition)),
    )  # fmt: skip


def _said(place: Row, row: Row | None, language: str, note: str | None) -> Markup:
    words = without_note(row[f"sentence_{language}"], note) if row else t("No se compara con otras zonas.")
    return el("div", el("h3", place["name"]), el("p", words), class_="sm-ov-said", data_territory=place["territory"])


@once_per_edition
def drawn_areas(edition: Edition, indicator: str, language: str) -> tuple[str, str]:
    """The picture as SVG and its words."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    found = overview_questions.area_rows(edition, indicator)
    rows = [_drawn(place["name"], found.get(place["territory"]), ficha) for place in ours(edition)]
    synthetic = bool(questions.edition_mark(edition)["synthetic"])
    alt = area_alt(title(ficha, language), rows, synthetic)
    return area_picture(rows, alt, synthetic), alt


def _drawn(name: str, row: Row | None, ficha: Row) -> Drawn:
    if row is None or row["rrr"] is None or row["low"] is None or row["high"] is None:
        return Drawn(name, None, None, None, "unclear")
    # the published interval says on which side of «as there» the difference lies, or that it is not clear
    clear = "increased" if row["low"] > 1 else "decreased" if row["high"] < 1 else "no_clear_change"
    return Drawn(name, row["rrr"], row["low"], row["high"], tone(clear, polarity(ficha)))


@once_per_edition
def areas_twin(edition: Edition, indicator: str, language: str) -> Twin:
    """A row a territory: ratio of rate ratios, its interval, areas used, sentence."""
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    heads = (
        t("Territorio"), t("Por cada 100 que indicarían esas zonas"), t("Desde"), t("Hasta"), t("Zonas usadas"),
        t("Lo que se puede decir"),
    )  # fmt: skip
    found = overview_questions.area_rows(edition, indicator)
    rows = []
    for place in ours(edition):
        row = found.get(place["territory"], {})
        figures = [None if (value := row.get(name)) is None else value * 100 for name in ("rrr", "low", "high")]
        rows.append([place["name"], *figures, row.get("areas"), row.get(f"sentence_{language}")])
    name = t("{title}: el programa frente a las zonas de comparación", title=title(ficha, language))
    return Twin(f"panorama_zonas_{indicator}", name, heads, rows)


def _shown(twin: Twin) -> list[list[object]]:
    """The same as people read it."""
    return [
        [row[0], *(_figure(value) for value in row[1:4]), row[4] if row[4] is not None else "–", row[5] or "–"]
        for row in twin.rows
    ]


def _figure(value: object) -> str:
    if not isinstance(value, float):
        return "–"
    return decimal(value) if value < 1 else in_a_hundred(value / 100)

"""The map on the page: drawings without a foreign tile or script, and over them links that stay legible on a phone.

The cleaning of HTML takes SVG elements out, so a drawing stands in an image, and what is pressed lies over it as plain
links: the name, which the keyboard reaches, and the area around it, cut to the outline. No script is needed, the
picture weighs a hundredth of a charting library, and the link works before anything else has loaded.
"""

from collections.abc import Sequence

from dashboard import questions
from dashboard.address import INDICATOR_PARAMETER, TERRITORY_PARAMETER, link
from dashboard.bad_states import nothing_here
from dashboard.language import t
from dashboard.map_geometry import WIDTH, Panel, largest, middle, panels
from dashboard.map_labels import Label, placed
from dashboard.map_questions import base_shapes, outlines
from dashboard.map_shown import Shown, shown
from dashboard.map_svg import panel_svg
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.svg_image import svg_image
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title, tone_class

PAGE, WHAT_PARAMETER = "mapa", "mostrar"
_FINEST = 4.0
"""Units between the corners of what is pressed: coarser than what is drawn."""


@once_per_edition
def map_section(edition: Edition, indicator_id: str, what: str, chosen: str, language: str) -> str:
    """The whole and, where places lie close together, a nearer view of them.

    Args:
        edition: public.
        indicator_id: one that is counted.
        what: `resultado` or `tasa`.
        chosen: the territory that the address names.
        language: es, gn or en.
    """
    indicator = next(row for row in questions.indicators(edition) if row["indicator"] == indicator_id)
    found = shown(edition, indicator_id, what, language)
    if not outlines(edition):
        return nothing_here(
            t("Este programa no tiene mapa"), t("Nadie cargó los límites de sus territorios. La tabla dice lo mismo."),
            "not_comparable",
        )  # fmt: skip
    drawn = [_figure(edition, panel, indicator, found, what, chosen, language) for panel in _panels(edition)]
    return el("section", el("div", *drawn, class_="sm-map-panels"), class_="sm sm-map",
              aria_label=t("Mapa: {indicator}", indicator=title(indicator, language)))  # fmt: skip


def _panels(edition: Edition) -> list[Panel]:
    return panels(outlines(edition), {row["territory"]: row["parent"] for row in questions.territories(edition)})


def labels_of(edition: Edition, panel: Panel, found: Sequence[Shown]) -> list[Label]:
    """Where the names of a panel stand; those of the programme are placed first."""
    shapes = outlines(edition)
    here = sorted((each for each in found if each.territory in panel.territories), key=lambda e: e.role == "comparison")
    points = {each.territory: middle(largest(panel.rings(shapes[each.territory]))) for each in here}
    return placed(points, {each.territory: each.label for each in here}, panel.height)


def _figure(
    edition: Edition, panel: Panel, indicator: Row, found: list[Shown], what: str, chosen: str, language: str
) -> Markup:
    labels, by_id = labels_of(edition, panel, found), {each.territory: each for each in found}

    def address(territory: str) -> str:
        asked = {TERRITORY_PARAMETER: territory, INDICATOR_PARAMETER: indicator["indicator"], WHAT_PARAMETER: what}
        return link(PAGE, edition.pinned, **asked)

    svg = panel_svg(panel, found, outlines(edition), base_shapes(edition), labels, chosen, address)
    here = [each for each in found if each.territory in outlines(edition)]
    reaches = [_reach(panel, edition, each, address(each.territory)) for each in here]
    names = [
        _name(panel, label, by_id[label.territory], indicator, address(label.territory), chosen) for label in labels
    ]
    drawn = svg_image(svg, _alt(panel, indicator, by_id, language))
    shape = f"aspect-ratio:{WIDTH:g}/{panel.height:.1f}"
    ground = el("div", drawn, *reaches, *names, class_="sm-map-ground", style=shape)
    return el("figure", el("figcaption", _caption(edition, panel)), ground, class_="sm-map-panel")


def _caption(edition: Edition, panel: Panel) -> str:
    if panel.name:
        return t("{place}, de cerca", place=panel.name)
    return str(questions.edition_mark(edition)["place"] or t("Todos los territorios"))


def _alt(panel: Panel, indicator: Row, by_id: dict[str, Shown], language: str) -> str:
    """The drawing in words, from its data."""
    told = "; ".join(f"{by_id[each].name}: {by_id[each].words}" for each in panel.territories)
    return t("Mapa de {indicator}. {told}.", indicator=title(indicator, language), told=told)


def _reach(panel: Panel, edition: Edition, each: Shown, address: str) -> Markup:
    """What a mouse or a finger may press; the keyboard has the name."""
    ring = largest(panel.rings(outlines(edition)[each.territory], _FINEST if panel.name == "" else _FINEST / 2))
    corners = ", ".join(f"{x / WIDTH:.1%} {y / panel.height:.1%}" for x, y in ring)
    return el("a", href=address, target="_self", tabindex="-1", aria_hidden="true", class_="sm-map-reach",
              title=f"{each.name}: {each.words}", style=f"clip-path:polygon({corners})")  # fmt: skip


def _name(panel: Panel, label: Label, each: Shown, indicator: Row, address: str, chosen: str) -> Markup:
    mark = verdict_mark(each.verdict, polarity(indicator)) if each.verdict and not each.short else None
    figure = el("b", each.short) if each.short else None
    ours = "sm-map-name" if each.role != "comparison" else "sm-map-name sm-map-compared"
    tone = tone_class(each.verdict, indicator) if mark else ""
    return el(
        "a", mark, el("span", each.name), figure, el("span", f": {each.words}", class_="sm-unseen"), href=address,
        target="_self", class_=f"{ours} {tone}".strip(), title=f"{each.name}: {each.words}",
        aria_current="true" if each.territory == chosen else None,
        style=f"left:{label.x / WIDTH:.2%};top:{label.y / panel.height:.2%}",
    )  # fmt: skip


def map_file(edition: Edition, indicator_id: str, what: str, chosen: str, language: str) -> str:
    """The panels side by side as one SVG with names written in, for a file of an edition that has outlines."""
    found = shown(edition, indicator_id, what, language)
    made, across, tallest = [], 0.0, 0.0
    for panel in _panels(edition):
        svg = panel_svg(panel, found, outlines(edition), base_shapes(edition), labels_of(edition, panel, found), chosen,
                        lambda territory: link(PAGE, edition.pinned, territorio=territory), written=True)  # fmt: skip
        made.append(Markup(svg.replace("<svg ", f'<svg x="{across:g}" ', 1)))
        across, tallest = across + WIDTH + 20, max(tallest, panel.height)
    legend = [
        el("text", f"{each.name}: {each.words}", x="8", y=f"{tallest + 20 + 16 * number:.1f}", font_size="12")
        for number, each in enumerate(found)
    ]
    height = tallest + 24 + 16 * len(found)
    return el("svg", *made, *legend, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {across:g} {height:.1f}",
              width=f"{across:g}", height=f"{height:.1f}", fill="currentColor")  # fmt: skip

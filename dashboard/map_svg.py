"""A panel of the map as SVG: quiet outlines; territories in colour or pattern, each a link with its words as title."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dashboard.map_geometry import WIDTH, Box, Panel, Ring, box_of
from dashboard.map_labels import Label
from dashboard.map_shown import Shown
from dashboard.markup import Markup, el, joined
from schemas.design_tokens import ACCENT, AUTO_STYLE, FONT_STACK, TONES

_GREY = TONES["unclear"].mark
_STYLE = Markup(AUTO_STYLE)
Link = Callable[[str], str]


def panel_svg(
    panel: Panel,
    territories: Sequence[Shown],
    outlines: Mapping[str, Mapping[str, Any]],
    base: Iterable[Mapping[str, Any]],
    labels: Sequence[Label],
    chosen: str,
    link: Link,
    *,
    written: bool = False,
) -> Markup:
    """The drawing without a ground of its own.

    Args:
        panel: which part of the map.
        territories: all that are shown; those of other panels are drawn as well.
        outlines: their geometries.
        base: quiet outlines, by `level` and `geometry`.
        labels: of this panel.
        chosen: the territory whose outline is strong.
        link: gives the address of a territory.
        written: whether the names stand in the drawing (in a file) or beside it (on the page, where they stay legible).
    """
    drawn = [each for each in territories if each.territory in outlines]
    body = joined(
        _STYLE, el("defs", *_patterns()), *_quiet(panel, base),
        *(_area(panel, each, outlines[each.territory], link) for each in drawn),
        *(_strong(panel, outlines[each.territory]) for each in drawn if each.territory == chosen),
        *(_frame(panel, box) for box in panel.insets), *(_leader(label) for label in labels if label.moved),
        *((_name(label, drawn) for label in labels) if written else ()),
    )  # fmt: skip
    return el(
        "svg", body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:g} {panel.height:.1f}",
        width=f"{WIDTH:g}", height=f"{panel.height:.1f}", font_family=FONT_STACK, fill="currentColor",
    )  # fmt: skip


def _patterns() -> tuple[Markup, Markup]:
    hatch = el("path", d="M0 6L6 0", stroke=_GREY, stroke_width="1.2")
    dots = el("circle", cx="2", cy="2", r="1", fill=_GREY)
    size = {"patternUnits": "userSpaceOnUse"}
    return (el("pattern", hatch, id="missing", width="6", height="6", **size),
            el("pattern", dots, id="withheld", width="5", height="5", **size))  # fmt: skip


def _quiet(panel: Panel, base: Iterable[Mapping[str, Any]]) -> list[Markup]:
    """Districts under the whole, neighbourhoods under a part; only those that the panel meets."""
    level = "neighbourhood" if panel.name else "district"
    near = Box(panel.box.west - 0.2, panel.box.south - 0.2, panel.box.east + 0.2, panel.box.north + 0.2)
    shapes = [each["geometry"] for each in base if each["level"] == level and near.meets(box_of([each["geometry"]]))]
    return [
        el("path", d=_path(panel.rings(shape, 1.0)), fill="currentColor", fill_opacity="0.03", stroke="currentColor",
           stroke_opacity="0.22", stroke_width="0.8", stroke_linejoin="round")
        for shape in shapes
    ]  # fmt: skip


def _area(panel: Panel, each: Shown, geometry: Mapping[str, Any], link: Link) -> Markup:
    path = _path(panel.rings(geometry))
    plain = {"d": path, "stroke": "currentColor", "stroke_linejoin": "round", "fill_rule": "evenodd"}
    compared = each.role == "comparison"
    edge = {"stroke_width": "0.7" if compared else "1.1", "stroke_dasharray": "2.5 1.8" if compared else None}
    fill = {"fill": each.colour, "fill_opacity": f"{each.strength:.2f}"} if each.colour else {"fill": "none"}
    if each.pattern:
        fill = {"fill": f"url(#{each.pattern})"}
    reach = el("path", d=path, fill="currentColor", fill_opacity="0.001")
    return el("a", el("title", f"{each.name}: {each.words}"), reach, el("path", **plain, **edge, **fill),
              href=link(each.territory))  # fmt: skip


def _strong(panel: Panel, geometry: Mapping[str, Any]) -> Markup:
    return el("path", d=_path(panel.rings(geometry)), fill="none", stroke=ACCENT.mark, stroke_width="2.6",
              stroke_linejoin="round")  # fmt: skip


def _frame(panel: Panel, box: Box) -> Markup:
    """The part that has a panel of its own."""
    west, north = panel.place(box.west, box.north)
    east, south = panel.place(box.east, box.south)
    return el(
        "rect", x=f"{west - 5:.1f}", y=f"{north - 5:.1f}", width=f"{east - west + 10:.1f}",
        height=f"{south - north + 10:.1f}", rx="3", fill="none", stroke="currentColor", stroke_opacity="0.75",
    )  # fmt: skip


def _leader(label: Label) -> Markup:
    x, y = label.point
    across = min(max(x, label.x - label.width / 2 + 4), label.x + label.width / 2 - 4)
    end = label.y + (6 if y > label.y else -6)
    return joined(
        el("path", d=f"M{x:.1f} {y:.1f}L{across:.1f} {end:.1f}", stroke="currentColor", stroke_width="1"),
        el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="2"),
    )


def _name(label: Label, drawn: Sequence[Shown]) -> Markup:
    words = next(each.label for each in drawn if each.territory == label.territory)
    return el("text", words, x=f"{label.x:.1f}", y=f"{label.y + 4:.1f}", font_size="12", text_anchor="middle")


def _path(rings: Iterable[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)

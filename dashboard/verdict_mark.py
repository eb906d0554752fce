"""The mark of a verdict: a shape first, a colour second, and always beside a word."""

from functools import cache

from dashboard.markup import Markup
from dashboard.svg_image import svg_image
from schemas.design_tokens import TONES, VERDICT_SHAPES, tone
from schemas.programme import Polarity

_DOWN, _UP = "M4 6H16L10 16Z", "M4 14H16L10 4Z"
_SHAPES = {
    "wave": '<path d="M3.5 11.5C5.5 7 8 7 10 10s4.5 3 6.5-1.5" fill="none" stroke="{c}" stroke-width="2.4" '
    'stroke-linecap="round"/>',
    "dashed_circle": '<circle cx="10" cy="10" r="6" fill="none" stroke="{c}" stroke-width="2" '
    'stroke-dasharray="2.6 2.1"/>',
    "slashed_circle": '<circle cx="10" cy="10" r="6" fill="none" stroke="{c}" stroke-width="2"/>'
    '<path d="M5.8 14.2L14.2 5.8" stroke="{c}" stroke-width="2"/>',
    "padlock": '<path d="M5 9h10v7H5z" fill="{c}"/>'
    '<path d="M7 9V7a3 3 0 0 1 6 0v2" fill="none" stroke="{c}" stroke-width="1.8"/>',
    "nothing": '<path d="M5 10h10" stroke="{c}" stroke-width="2" stroke-dasharray="2 2.5"/>',
}


@cache
def verdict_mark(verdict: str | None, polarity: Polarity) -> Markup:
    """The mark, silent to screen readers: full where the indicator has a direction, hollow where it has none."""
    colour = TONES[tone(verdict, polarity)].mark
    shape = VERDICT_SHAPES.get(verdict or "", "nothing")
    if shape in ("triangle_down", "triangle_up"):
        fill = "none" if polarity == "neutral" else colour
        outline = _DOWN if shape == "triangle_down" else _UP
        body = f'<path d="{outline}" fill="{fill}" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
    else:
        body = _SHAPES[shape].format(c=colour)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">{body}</svg>'
    return svg_image(svg, "", class_="sm-mark")

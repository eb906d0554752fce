"""The small mark of a verdict: a shape first, a colour second, and always beside a word. Screen and report share it."""

from functools import cache

from schemas.design_tokens import TONES, VERDICT_SHAPES, tone
from schemas.programme import Polarity

SIZE = 20
_DOWN, _UP = "M4 6H16L10 16Z", "M4 14H16L10 4Z"
_NOTHING = "nothing"
_SHAPES = {
    "wave": '<path d="M3.5 11.5C5.5 7 8 7 10 10s4.5 3 6.5-1.5" fill="none" stroke="{c}" stroke-width="2.4" '
    'stroke-linecap="round"/>',
    "dashed_circle": '<circle cx="10" cy="10" r="6" fill="none" stroke="{c}" stroke-width="2" '
    'stroke-dasharray="2.6 2.1"/>',
    "slashed_circle": '<circle cx="10" cy="10" r="6" fill="none" stroke="{c}" stroke-width="2"/>'
    '<path d="M5.8 14.2L14.2 5.8" stroke="{c}" stroke-width="2"/>',
    "padlock": '<path d="M5 9h10v7H5z" fill="{c}"/>'
    '<path d="M7 9V7a3 3 0 0 1 6 0v2" fill="none" stroke="{c}" stroke-width="1.8"/>',
    _NOTHING: '<path d="M5 10h10" stroke="{c}" stroke-width="2" stroke-dasharray="2 2.5"/>',
}


@cache
def verdict_mark(verdict: str | None, polarity: Polarity) -> str:
    """The mark of a verdict as SVG text, 20 by 20; hidden from screen readers, since a word stands beside it.

    A clear change is a triangle: full where the indicator has a direction, hollow where no judgement is right.
    """
    colour = TONES[tone(verdict, polarity)].mark
    shape = VERDICT_SHAPES.get(verdict or "", _NOTHING)
    if shape in ("triangle_down", "triangle_up"):
        body = _triangle(_DOWN if shape == "triangle_down" else _UP, colour, hollow=polarity == "neutral")
    else:
        body = _SHAPES[shape].format(c=colour)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}" '
        f'aria-hidden="true" focusable="false">{body}</svg>'
    )


def _triangle(outline: str, colour: str, *, hollow: bool) -> str:
    fill = "none" if hollow else colour
    return f'<path d="{outline}" fill="{fill}" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'

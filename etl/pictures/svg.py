"""The few elements that the small pictures are made of, as SVG text.

No ids, no scripts, no font files: a picture may stand many times in one page, in an `img`, in a file or on paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from schemas.design_tokens import AUTO_STYLE, FONT_STACK

INK = "currentColor"
EDGE = 2.0
"""Where text begins at the left: some letters reach a little before their place."""
MUTED = 0.78
"""Opacity of secondary text: at least 5:1 on white and on the dark page."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Picture:
    """A picture and what it shows, in words."""

    svg: str
    alt: str


def clean(text: str) -> str:
    """Text made safe for an element or an attribute: escaped, without what XML forbids."""
    return escape(_NOT_IN_XML.sub("", text), quote=True)


def n(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def document(width: float, height: float, alt: str, body: Sequence[str]) -> str:
    """The whole picture; it shrinks with the page and is never drawn wider than it was designed for by itself."""
    name = clean(alt)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(width)} {n(height)}" width="{n(width)}" '
        f'height="{n(height)}" style="max-width:100%;height:auto" role="img" aria-label="{name}" '
        f'font-family="{FONT_STACK}" fill="{INK}"><title>{name}</title>{AUTO_STYLE}{"".join(body)}</svg>'
    )


def text(
    x: float, y: float, content: str, size: float, *, bold: bool = False, anchor: str = "start", muted: bool = False
) -> str:
    """A line of text with its baseline at `y`."""
    style = (' font-weight="700"' if bold else "") + (f' fill-opacity="{MUTED}"' if muted else "")
    if anchor != "start":
        style += f' text-anchor="{anchor}"'
    return f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}"{style}>{clean(content)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, opacity: float = 1, more: str = "") -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
        f'fill="{fill}" fill-opacity="{opacity:g}"{more}/>'
    )


def frame(x: float, y: float, width: float, height: float, *, dash: str = "", opacity: float = 0.5) -> str:
    """The outline of a rectangle."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" rx="3" fill="none" '
        f'stroke="{INK}" stroke-opacity="{opacity:g}"{dashes}/>'
    )


def path(d: str, stroke: str = INK, width: float = 1, opacity: float = 1, *, dash: str = "", cap: str = "") -> str:
    """A stroked path."""
    more = (f' stroke-dasharray="{dash}"' if dash else "") + (f' stroke-linecap="{cap}"' if cap else "")
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{n(width)}" stroke-opacity="{opacity:g}"{more}/>'


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str = INK, width: float = 1, opacity: float = 1, **more: str
) -> str:
    """A straight stroke."""
    return path(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", stroke, width, opacity, **more)


def dot(x: float, y: float, radius: float, fill: str) -> str:
    """A full dot."""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{fill}"/>'


def ring(x: float, y: float, radius: float, stroke: str, width: float = 1.5, dash: str = "") -> str:
    """A hollow dot."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="none" stroke="{stroke}" '
        f'stroke-width="{n(width)}"{dashes}/>'
    )


def moved(x: float, y: float, drawing: str) -> str:
    """A drawing around the origin, put at a place."""
    return f'<g transform="translate({n(x)} {n(y)})">{drawing}</g>'


def hatch(x: float, y: float, width: float, height: float, step: float = 5) -> str:
    """Diagonal strokes that fill a rectangle: the mark of what is missing. A pattern would need an id."""
    return moved(x, y, _hatched(width, height, step))


@lru_cache(maxsize=512)
def _hatched(width: float, height: float, step: float) -> str:
    """At the origin: the months of one picture, and of many pictures, have few different sizes."""
    strokes = []
    start = step / 2
    while start < width + height:
        x1, y1 = (start, 0.0) if start <= width else (width, start - width)
        x2, y2 = (0.0, start) if start <= height else (start - height, height)
        strokes.append(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}")
        start += step
    return path("".join(strokes), INK, 1, 0.5)


def dots(x: float, y: float, width: float, height: float, step: float = 5) -> str:
    """Small points that fill a rectangle: the mark of what is withheld. Each row is one stroke of nothing but dots."""
    across, down = max(int(width // step), 1), max(int(height // step), 1)
    gap = width / across
    rows = (f"M{n(x + gap / 2)} {n(y + (row + 0.5) * height / down)}h{n(width - gap / 2)}" for row in range(down))
    return path("".join(rows), INK, 1.8, 0.6, dash=f"0 {gap:.2f}", cap="round")

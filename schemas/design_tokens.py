"""Colours, type scale, spacing and shapes: the one place that dashboard and small pictures take them from.

A picture is drawn once and must be legible on a light screen, a dark one and on paper. Hence two kinds of colour: text
in a picture is `currentColor` (it follows whatever surrounds it), and marks are mid-tones with at least 3:1 against
both backgrounds. The light and dark variants of a colour are for words on a page (at least 4.5:1).
"""

from dataclasses import dataclass
from typing import Final, Literal

from schemas.programme import Polarity

Theme = Literal["auto", "light", "dark", "inherit"]
Tone = Literal["sought", "contrary", "changed", "unclear"]


@dataclass(frozen=True)
class Colour:
    """One colour: for marks on any background, for words on a light and on a dark one."""

    mark: str
    light: str
    dark: str


@dataclass(frozen=True)
class Ground:
    """Backgrounds and inks of a theme."""

    page: str
    raised: str
    line: str
    ink: str
    muted: str


LIGHT: Final = Ground(page="#ffffff", raised="#f4f6f8", line="#dde2e8", ink="#1b2430", muted="#4a5566")
DARK: Final = Ground(page="#12161d", raised="#1b212b", line="#333c49", ink="#e8ebf0", muted="#b3bcc8")

ACCENT: Final = Colour(mark="#0c877b", light="#0a6b61", dark="#4cc7b8")
"""The one accent: what is chosen, links, the current window. Teal stays apart from orange for every kind of sight."""

TONES: Final[dict[Tone, Colour]] = {
    "sought": ACCENT,
    "contrary": Colour(mark="#c9560e", light="#a3420a", dark="#f59a5b"),
    "changed": Colour(mark="#4a74e0", light="#2f55b8", dark="#93b0ff"),
    "unclear": Colour(mark="#717a86", light="#5a6470", dark="#a9b2bd"),
}
"""`changed` is the blue of "it changed, and no judgement is right"; `unclear` also serves for "nothing can be said"."""

BAND: Final = Colour(mark="#c98a00", light="#5c4400", dark="#f3dfa0")
BAND_GROUND: Final = ("#fff6dd", "#3a300f")
"""The strip of generated data, the one yellow of the page: its edge and its words, and its ground, light and dark."""

FONT_STACK: Final = (
    "'Source Sans 3','Source Sans',system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif"
)
TYPE_SCALE: Final = {"small": 13, "body": 16, "lead": 20, "title": 28, "display": 40, "projector": 56}
"""Pixels; nothing that people read is under 12."""
PICTURE_TYPE: Final = {"label": 12.5, "number": 19}
"""Units of a picture's own box, which is 340 wide (320 for a small series): never under 12 px on a phone."""
SPACING: Final = (4, 8, 12, 16, 24, 32, 48, 64)

VERDICT_SHAPES: Final = {
    "decreased": "triangle_down",
    "increased": "triangle_up",
    "no_clear_change": "wave",
    "insufficient": "dashed_circle",
    "not_comparable": "slashed_circle",
    "withheld": "padlock",
}
"""One shape a verdict. A triangle is full where the indicator has a direction, hollow where no judgement is right."""

PATTERNS: Final = {
    "missing": "repeating-linear-gradient(135deg, {ink} 0 1px, transparent 1px 5px)",
    "withheld": "radial-gradient({ink} 1px, transparent 1.2px) 0 0 / 5px 5px",
    "provisional": "repeating-linear-gradient(90deg, {ink} 0 4px, transparent 4px 7px) 0 100% / 100% 2px no-repeat",
}
"""Grounds of a cell without a figure, or with one that may change: hatched, dotted, a dashed foot. They print well."""

STATUS_MARKS: Final = {
    "reported": "full_dot",
    "zero": "dot_on_axis",
    "provisional": "hollow_dot",
    "partial": "hollow_square",
    "missing": "diagonal_hatch",
    "suppressed": "dotted",
    "not_expected": "nothing",
}
"""One mark a status of a month: missing is a hatched column, never a point at zero."""

SYMBOLS: Final = {
    "decreased": "▼",
    "increased": "▲",
    "no_clear_change": "∼",
    "insufficient": "◌",
    "not_comparable": "⊘",
    "withheld": "▪",
}
"""The same shapes as characters, for tables and plain text (a word always stands beside them)."""

AUTO_STYLE: Final = (
    f"<style>svg:root{{color:{LIGHT.ink}}}@media (prefers-color-scheme:dark){{svg:root{{color:{DARK.ink}}}}}</style>"
)
"""Colours a picture that stands by itself (file, img). Set into a page, `svg:root` matches nothing and it inherits."""


def tone(verdict: str | None, polarity: Polarity) -> Tone:
    """What colour a verdict has: a direction only where the indicator has one and the change is clear."""
    if verdict not in ("decreased", "increased"):
        return "unclear"
    if polarity == "neutral":
        return "changed"
    wanted = "decreased" if polarity == "lower_better" else "increased"
    return "sought" if verdict == wanted else "contrary"


def themed(svg: str, theme: Theme) -> str:
    """A published picture for one theme.

    Args:
        svg: a picture as published (theme `auto`).
        theme: `auto` follows the reader's system when the picture stands by itself and the page when it is set into
            one; `light` and `dark` fix it; `inherit` leaves all to the page.
    """
    if theme == "auto":
        return svg
    ink = {"light": LIGHT.ink, "dark": DARK.ink, "inherit": ""}[theme]
    bare = svg.replace(AUTO_STYLE, "", 1)
    return bare.replace("<svg ", f'<svg color="{ink}" ', 1) if ink else bare

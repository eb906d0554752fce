"""The look of light pages and report, inline: colours of the design tokens, the reader's own fonts, light and dark."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from schemas.design_tokens import ACCENT, BAND, BAND_GROUND, DARK, FONT_STACK, LIGHT, TONES, Ground
from schemas.markup import Markup

HERE = Path(__file__).parent


@cache
def style_of(*sheets: Path) -> Markup:
    """A style element: colours first, then the rules of the light pages and of each further sheet."""
    rules = "".join(path.read_text(encoding="utf-8") for path in (HERE / "look.css", *sheets))
    dark = f"@media (prefers-color-scheme:dark){{{_variables(_colours(DARK, 'dark'))}}}"
    paper = f"@media print{{{_variables(_colours(LIGHT, 'light'))}}}"
    head = _variables(_colours(LIGHT, "light") | {"font": FONT_STACK}) + ":root{color-scheme:light dark}"
    return Markup(f"<style>{head}{dark}{paper}{rules}</style>")


def _colours(ground: Ground, theme: str) -> dict[str, str]:
    of_theme: dict[str, str] = {str(name): getattr(colour, theme) for name, colour in TONES.items()}
    return {
        "page": ground.page, "raised": ground.raised, "line": ground.line, "ink": ground.ink, "muted": ground.muted,
        "accent": getattr(ACCENT, theme), "band": BAND_GROUND[theme == "dark"], "band-ink": getattr(BAND, theme),
        "band-edge": BAND.mark, **of_theme,
    }  # fmt: skip


def _variables(values: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}"

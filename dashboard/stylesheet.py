"""The look of our own markup: classes of ours alone, with the colours of the design tokens."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.markup import Markup
from schemas.design_tokens import (
    ACCENT,
    BAND,
    BAND_GROUND,
    DARK,
    LIGHT,
    PATTERNS,
    SPACING,
    TONES,
    TYPE_SCALE,
)

_RULES = ("look.css", "territory.css", "meeting.css", "map.css", "overview.css")


@cache
def stylesheet() -> Markup:
    """A style element; colours follow the theme that the reader sees, through its `color-scheme`."""
    rules = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _RULES)
    themed = f"@supports (color:light-dark(red,red)){{{_themed_colours()}}}"
    return Markup(f"<style>{_plain_colours()}{themed}{_sizes()}{rules}</style>")


def _plain_colours() -> str:
    """For browsers that know no `light-dark`: the text's own colour, and the mid-tones that stand on both grounds."""
    grounds = dict.fromkeys(("page", "raised", "band"), "transparent") | dict.fromkeys(("muted", "band-ink"), "inherit")
    tones: dict[str, str] = {name: colour.mark for name, colour in TONES.items()}
    fixed = {"ink": "currentColor", "line": TONES["unclear"].mark, "accent": ACCENT.mark, "band-edge": BAND.mark}
    return _variables({**grounds, **fixed, **tones})


def _themed_colours() -> str:
    pairs: dict[str, tuple[str, str]] = {
        "page": (LIGHT.page, DARK.page),
        "muted": (LIGHT.muted, DARK.muted),
        "line": (LIGHT.line, DARK.line),
        "raised": (LIGHT.raised, DARK.raised),
        "ink": (LIGHT.ink, DARK.ink),
        "band": BAND_GROUND,
        "band-ink": (BAND.light, BAND.dark),
        "accent": (ACCENT.light, ACCENT.dark),
        **{name: (colour.light, colour.dark) for name, colour in TONES.items()},
    }
    return _variables({name: f"light-dark({light},{dark})" for name, (light, dark) in pairs.items()})


def _sizes() -> str:
    """Type (`--sm-lead-size`), spacing by its pixels (`--sm-space-16`) and patterns (`--sm-pattern-missing`)."""
    sizes = {f"{name}-size": f"{size / 16:g}rem" for name, size in TYPE_SCALE.items()}
    spaces = {f"space-{size}": f"{size / 16:g}rem" for size in SPACING}
    patterns = {f"pattern-{name}": pattern.format(ink="var(--sm-unclear)") for name, pattern in PATTERNS.items()}
    return _variables({**sizes, **spaces, **patterns})


def _variables(values: Mapping[str, str]) -> str:
    return ".sm{" + "".join(f"--sm-{name}:{value};" for name, value in values.items()) + "}"

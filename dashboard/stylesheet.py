"""The look of our own markup: classes of ours alone, with the colours of the design tokens."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from schemas.design_tokens import ACCENT, DARK, LIGHT, TONES, TYPE_SCALE

BAND, BAND_INK = ("#fff6dd", "#3a300f"), ("#5c4400", "#f3dfa0")
"""The strip of generated data, light and dark: the one yellow of the page."""
_RULES = Path(__file__).with_name("look.css")


@cache
def stylesheet() -> str:
    """A style element; colours follow the theme that the reader sees, through its `color-scheme`."""
    rules = _RULES.read_text(encoding="utf-8")
    themed = f"@supports (color:light-dark(red,red)){{{_themed_colours()}}}"
    return f"<style>{_plain_colours()}{themed}{_sizes()}{rules}</style>"


def _plain_colours() -> str:
    """For browsers that know no `light-dark`: the text's own colour, and the mid-tones that stand on both grounds."""
    grounds = dict.fromkeys(("page", "raised", "band"), "transparent") | dict.fromkeys(("muted", "band-ink"), "inherit")
    tones: dict[str, str] = {name: colour.mark for name, colour in TONES.items()}
    return _variables({**grounds, "line": TONES["unclear"].mark, "accent": ACCENT.mark, **tones})


def _themed_colours() -> str:
    pairs: dict[str, tuple[str, str]] = {
        "page": (LIGHT.page, DARK.page),
        "muted": (LIGHT.muted, DARK.muted),
        "line": (LIGHT.line, DARK.line),
        "raised": (LIGHT.raised, DARK.raised),
        "band": BAND,
        "band-ink": BAND_INK,
        "accent": (ACCENT.light, ACCENT.dark),
        **{name: (colour.light, colour.dark) for name, colour in TONES.items()},
    }
    return _variables({name: f"light-dark({light},{dark})" for name, (light, dark) in pairs.items()})


def _sizes() -> str:
    return _variables({f"{name}-size": f"{size / 16:g}rem" for name, size in TYPE_SCALE.items()})


def _variables(values: Mapping[str, str]) -> str:
    return ".sm{" + "".join(f"--sm-{name}:{value};" for name, value in values.items()) + "}"

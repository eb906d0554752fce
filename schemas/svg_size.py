"""The size of a ready picture, so that a page keeps its place free before it is drawn and nothing jumps."""

import re

_SIZE = re.compile(r"<svg\b[^>]*? width=\"(\d{1,4})\" height=\"(\d{1,4})\"")


def svg_size(svg: str) -> dict[str, int]:
    """`width` and `height` in pixels, as attributes of an image; empty where the picture states none."""
    found = _SIZE.match(svg)
    return {"width": int(found[1]), "height": int(found[2])} if found else {}

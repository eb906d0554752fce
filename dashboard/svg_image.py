"""A picture in the page: Streamlit takes SVG elements out of HTML, so a picture stands in an image.

In an image the picture's own `prefers-color-scheme` follows the theme of the page around it, and nothing that it holds
can act on the page.
"""

from urllib.parse import quote

from dashboard.markup import Markup, el
from schemas.svg_size import svg_size

_MAY_STAND = "~()*!.' :/,;=?@$+-_"
"""Need no escape in a data address. Angle brackets do: the cleaning of HTML drops an attribute that closes a tag."""


def svg_image(svg: str, alt: str, **attributes: object) -> Markup:
    """An image element with the picture inside its address; `alt` is empty where words beside it say the same."""
    return el("img", src=f"data:image/svg+xml,{quote(svg, safe=_MAY_STAND)}", alt=alt, **(svg_size(svg) | attributes))

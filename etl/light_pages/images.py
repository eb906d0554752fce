"""A ready picture in a page: inside an image, where nothing that it holds can act and it follows light and dark."""

from urllib.parse import quote

from etl.light_pages.page_texts import Texts
from etl.public_edition import PublicEdition
from schemas.design_tokens import TONES, Tone
from schemas.markup import Markup, el
from schemas.programme import Polarity
from schemas.svg_size import svg_size
from schemas.verdict_mark import SIZE, verdict_mark

TWO_DOTS, SERIES = "two_dots", "series"
_MAY_STAND = "~()*!.' :/,;=?@$+-_"
"""Need no escape in a data address; angle brackets and quotation marks do."""


def svg_image(svg: str, alt: str, **attributes: object) -> Markup:
    """An image with the picture in its address; `alt` is empty where words beside it say the same."""
    return el("img", src=f"data:image/svg+xml,{quote(svg, safe=_MAY_STAND)}", alt=alt, **(svg_size(svg) | attributes))


def figure(edition: PublicEdition, kind: str, indicator: str, territory: str, texts: Texts) -> Markup:
    """A published picture, or that this edition has none."""
    row = edition.pictures.get((f"{kind}/{indicator}/{territory}", texts.language))
    if row is None:
        return el("figure", el("p", texts.say("no_picture"), class_="source"))
    return el("figure", svg_image(row["svg"], row["alt"]))


def mark_image(verdict: str | None, polarity: Polarity) -> Markup:
    """The mark of a verdict, silent to screen readers: a word stands beside it."""
    return svg_image(verdict_mark(verdict, polarity), "", width=SIZE, height=SIZE)


def tone_class(tone: Tone) -> str:
    """The class that gives words their colour."""
    return tone if tone in TONES else "unclear"

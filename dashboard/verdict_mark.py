"""The mark of a verdict as an image in the page, silent to screen readers: a word always stands beside it."""

from functools import cache

from dashboard.markup import Markup
from dashboard.svg_image import svg_image
from schemas.programme import Polarity
from schemas.verdict_mark import verdict_mark as mark_svg


@cache
def verdict_mark(verdict: str | None, polarity: Polarity) -> Markup:
    """The mark: full where the indicator has a direction, hollow where it has none."""
    return svg_image(mark_svg(verdict, polarity), "", class_="sm-mark")

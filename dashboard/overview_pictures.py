"""The published pictures of a series: the wide one with its limits, and the small one where there is no room for it."""

from dashboard import questions
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row
from dashboard.svg_image import svg_image

WIDE, SMALL = "series_wide", "series"


def published_picture(edition: Edition, kind: str, indicator: str, territory: str, language: str) -> Row | None:
    """`svg` and `alt`, or None where the edition has none."""
    return questions.pictures(edition, kind, territory, language).get(indicator)


def series_pictures(edition: Edition, indicator: str, territory: str, language: str) -> Markup:
    """Both forms; the style sheet shows the one for which there is room, and nobody hears the other."""
    found = [
        svg_image(row["svg"], row["alt"], class_=f"sm-ov-{'wide' if kind == WIDE else 'small'}")
        for kind in (WIDE, SMALL)
        if (row := published_picture(edition, kind, indicator, territory, language))
    ]
    if not found:
        return el("p", t("La figura todavía no está en esta edición."), class_="sm-source")
    return el("figure", *found, class_="sm-ov-series")

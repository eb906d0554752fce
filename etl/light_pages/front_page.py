"""The front page: every community with its one-line answers, and the field to find one's own."""

from etl.light_pages.activities import activity_words
from etl.light_pages.answer import UNSAID, counts_shown
from etl.light_pages.frame import document, edition_line
from etl.light_pages.images import mark_image, tone_class
from etl.light_pages.indicator_words import polarity, title, tone_of, verdict_words
from etl.light_pages.page_texts import Texts
from etl.light_pages.places_page import find_form
from etl.light_pages.site import Place, territory_file
from etl.light_pages.territory_page import windows
from etl.public_edition import PublicEdition, Row
from schemas.markup import Markup, el, joined


def front_page(place: Place) -> str:
    """The whole page."""
    edition, texts = place.site.edition, place.site.texts
    heading = texts.say("front_title")
    names = ", ".join(row["name"] for row in edition.communities)
    preview = texts.say("preview", territories=names)
    if edition.mark["synthetic"]:
        preview = f"{texts.say('preview_generated')} {preview}"
    main = joined(
        _masthead(place, heading),
        el("p", texts.say("nothing_compared"), class_="lead") if not edition.headlines else None,
        el("div", *(_community(place, row) for row in edition.communities), class_="communities"),
        _others(place),
    )
    return document(place, heading, preview, main)


def _masthead(place: Place, heading: str) -> Markup:
    edition, texts = place.site.edition, place.site.texts
    return el(
        "div",
        el("p", edition.mark[f"title_{texts.language}"], class_="programme"),
        el("h1", heading),
        el("p", texts.say("front_lead"), class_="lead"),
        windows(edition, texts),
        edition_line(place),
        find_form(place) if edition.rows("place") else None,
        class_="masthead",
    )


def _community(place: Place, territory: Row) -> Markup:
    edition, texts = place.site.edition, place.site.texts
    there = el("a", territory["name"], href=place.to(territory_file(territory["territory"])))
    lines = [one_line(edition, indicator, territory, texts) for indicator in edition.indicators]
    return el("section", el("h2", there), el("ul", *lines, class_="lines"), class_="community",
              data_territory=territory["territory"])  # fmt: skip


def one_line(edition: PublicEdition, indicator: Row, territory: Row, texts: Texts) -> Markup:
    """Shape, what, word and counts of one indicator."""
    what = el("span", f"{title(indicator, texts.language)}: ", class_="what")
    if indicator["grain"] == "activity":
        told = activity_words(edition, indicator, territory, texts)
        words = told.nothing or " ".join(part for part in (told.figure, told.words) if part)
        shape = mark_image("not_comparable", "neutral") if told.nothing else None
        return _line(indicator, shape, el("span", what, el("b", words)))
    row = edition.headline(indicator["indicator"], territory["territory"])
    if row is None:
        return _line(indicator, mark_image("not_comparable", "neutral"), el("span", what, texts.say("nobody_sends")))
    words = el("b", verdict_words(row["verdict"], indicator, texts),
               class_=tone_class(tone_of(row["verdict"], indicator)))  # fmt: skip
    doubt = joined(" ", el("span", texts.say("with_doubt"), class_="doubt")) if row["robust"] is False else None
    said = el("span", what, words, doubt, _pair(row, texts))
    return _line(indicator, mark_image(row["verdict"], polarity(indicator)), said)


def _pair(row: Row, texts: Texts) -> Markup | None:
    """«, 496 → 390», where the two may be compared."""
    if not counts_shown(row) or row["verdict"] in UNSAID:
        return None
    before, now = texts.count(row["baseline_count"]), texts.count(row["current_count"])
    arrow = el("span", "→", aria_label=texts.say("and_now"), role="img")
    return joined(", ", el("span", before, " ", arrow, " ", now, class_="pair"))


def _line(indicator: Row, mark: Markup | None, said: Markup) -> Markup:
    return el("li", mark, said, class_="line" if mark else "line bare", data_indicator=indicator["indicator"])


def _others(place: Place) -> Markup | None:
    edition, texts = place.site.edition, place.site.texts
    rows = [row for row in edition.territories if row["role"] == "comparison"]
    if not rows:
        return None
    links = [el("li", el("a", row["name"], href=place.to(territory_file(row["territory"])))) for row in rows]
    return el("section", el("h2", texts.say("other_areas")), el("p", texts.say("other_areas_why"), class_="source"),
              el("ul", *links, class_="chips"), class_="part")  # fmt: skip

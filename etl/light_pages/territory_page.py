"""The page of one territory: every indicator, when it happened, whom to call."""

from datetime import date

from etl.light_pages.answer import answer
from etl.light_pages.frame import digits, document, edition_line, is_web
from etl.light_pages.heard import heard
from etl.light_pages.images import SERIES, figure
from etl.light_pages.indicator_words import title, verdict_words
from etl.light_pages.page_texts import Texts
from etl.light_pages.site import Place
from etl.public_edition import PublicEdition, Row
from etl.words.dates import month_span
from schemas.markup import Markup, el, joined
from schemas.words import months_between


def territory_page(place: Place, territory: Row) -> str:
    """The whole page."""
    edition, texts = place.site.edition, place.site.texts
    heading = texts.say("territory_title", territory=territory["name"])
    main = joined(
        _masthead(place, territory, heading),
        *(answer(edition, each, territory, texts, heard(place, each, territory)) for each in edition.indicators),
        el("p", texts.say("key"), class_="key") if edition.headlines else None,
        el("p", territory["note"], class_="key") if territory["note"] else None,
        _by_month(edition, territory, texts),
        _help(edition, texts),
    )
    return document(place, heading, preview_words(edition, territory, texts), main, territory)


def preview_words(edition: PublicEdition, territory: Row, texts: Texts) -> str:
    """What a messenger shows beside a link: verdicts of what is not sensitive, and that data were generated."""
    told = []
    for indicator in edition.indicators:
        row = edition.headline(indicator["indicator"], territory["territory"])
        if indicator["sensitive"] or row is None or row["verdict"] in (None, "withheld"):
            continue
        told.append(f"{title(indicator, texts.language)}: {verdict_words(row['verdict'], indicator, texts)}.")
    generated = [texts.say("preview_generated")] if edition.mark["synthetic"] else []
    return " ".join([*generated, *(told or [texts.say("preview", territories=territory["name"])])])


def _masthead(place: Place, territory: Row, heading: str) -> Markup:
    edition, texts = place.site.edition, place.site.texts
    names = (edition.mark[f"title_{texts.language}"], (edition.evaluation or {}).get(f"name_{texts.language}"))
    aside = texts.say("comparison_area") if territory["role"] == "comparison" else None
    return el(
        "div",
        el("p", " · ".join(str(name) for name in names if name), class_="programme"),
        el("h1", heading),
        el("p", aside, class_="aside") if aside else None,
        windows(edition, texts),
        edition_line(place),
        class_="masthead",
    )


def windows(edition: PublicEdition, texts: Texts) -> Markup | None:
    """Before, now, and what stands apart."""
    told = window_words(edition, texts)
    if not told:
        return None
    provisional = el("span", texts.say("provisional"), class_="tag") if not edition.mark["baseline_frozen"] else None
    parts = [
        el("div", el("dt", texts.say(name)), el("dd", words, provisional if name == "before" else None))
        for name, words in told
    ]
    return el("dl", *parts, class_="windows")


def window_words(edition: PublicEdition, texts: Texts) -> list[tuple[str, str]]:
    """Name of a text and months: before, now, apart."""
    window = edition.evaluation
    if window is None or None in (window["baseline_from"], window["current_from"]):
        return []
    told = [
        ("before", month_span(window["baseline_from"], window["baseline_to"], texts.language)),
        ("now", month_span(window["current_from"], window["current_to"], texts.language)),
    ]
    apart = [_apart(shock, window, texts) for shock in edition.rows("shock") if shock["stands_apart"]]
    found = [words for words in apart if words]
    return [*told, ("apart", "; ".join(found))] if found else told


def _apart(shock: Row, window: Row, texts: Texts) -> str | None:
    first, last = window["current_from"], window["current_to"]
    touched = [month for month in months_between(_month(shock["starts"]), shock["ends"]) if first <= month <= last]
    if not touched:
        return None
    months = month_span(touched[0], touched[-1], texts.language)
    return texts.say("apart_months", months=months, shock=shock[f"name_{texts.language}"])


def _month(when: date) -> date:
    return when.replace(day=1)


def _by_month(edition: PublicEdition, territory: Row, texts: Texts) -> Markup | None:
    """The published series, one picture an indicator."""
    drawn = [
        (indicator, f"{SERIES}/{indicator['indicator']}/{territory['territory']}") for indicator in edition.indicators
    ]
    parts = [
        el("div", el("h3", title(indicator, texts.language)),
           figure(edition, SERIES, indicator["indicator"], territory["territory"], texts))
        for indicator, name in drawn if (name, texts.language) in edition.pictures
    ]  # fmt: skip
    if not parts:
        return None
    return el("section", el("h2", texts.say("by_month")), el("div", *parts, class_="pictures"), class_="part")


def _help(edition: PublicEdition, texts: Texts) -> Markup | None:
    lines = sorted(edition.rows("help_line"), key=lambda row: row["position"])
    unanswered = edition.office("unanswered")
    if not lines and unanswered is None:
        return None
    items = el("ul", *(_line(row, texts) for row in lines), class_="help") if lines else None
    return el("section", el("h2", texts.say("help_heading")), items,
              _unanswered(unanswered, texts) if unanswered else None, class_="part")  # fmt: skip


def _line(row: Row, texts: Texts) -> Markup:
    number = el("a", row["number"], href=f"tel:{digits(row['number'])}", class_="number")
    return el("li", number, el("span", el("b", row[f"what_{texts.language}"]), " ", row[f"name_{texts.language}"]),
              el("span", help_read(row, texts), class_="source"))  # fmt: skip


def help_read(row: Row, texts: Texts) -> str:
    """Where a number was read and when; one that nobody has called says so."""
    read = texts.say("help_read", day=texts.day(row["checked"]), source=row["source"] or "–")
    return read if row["verified"] else texts.say("help_unconfirmed", read=read)


def _unanswered(row: Row, texts: Texts) -> Markup:
    ways = [
        el("a", row["email"], href=f"mailto:{row['email']}") if row["email"] else None,
        el("a", row["phone"], href=f"tel:{digits(row['phone'])}") if row["phone"] else None,
        el("a", texts.say("website"), href=row["url"], rel="noreferrer") if is_web(row["url"]) else None,
    ]
    reached = [part for way in ways if way for part in (" · ", way)]
    what = row[f"what_{texts.language}"]
    return el("p", el("b", texts.say("unanswered")), " ", row["name"], *reached,
              el("br") if what else None, el("span", what, class_="source") if what else None)  # fmt: skip

"""What stands around every light page: head of the document, mark of generated data, languages, and the foot."""

from urllib.parse import quote

from etl.light_pages.page_texts import texts_in
from etl.light_pages.site import FEED, FRONT, PLACES, REPORT, Place
from etl.light_pages.style import style_of
from etl.public_edition import Row
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL
from schemas.markup import Markup, el, joined
from schemas.words import LANGUAGES

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""What a page may load: nothing but its own style and pictures, and recordings of its own server."""
_LOCALES = {"es": "es_PY", "gn": "gn_PY", "en": "en_GB"}


def document(place: Place, title: str, preview: str, main: Markup, territory: Row | None = None) -> str:
    """A whole page.

    Args:
        place: where it stands.
        title: of the document and of its preview.
        preview: what a messenger shows beside the link; never a figure of a sensitive indicator.
        main: the content, with the page's one h1.
        territory: the one that the page is about.
    """
    texts = place.site.texts
    body = el(
        "body",
        el("a", texts.say("skip"), class_="skip", href="#contenido"),
        el("div", _top(place), el("main", main, id="contenido"), _foot(place, territory), class_="wrap"),
    )
    head = _head(place, title, preview)
    return f"<!doctype html>\n{el('html', head, body, lang=place.site.language)}\n"


def _head(place: Place, title: str, preview: str) -> Markup:
    texts, address = place.site.texts, place.absolute()
    metas = {
        "og:title": title, "og:description": preview, "og:type": "website", "og:site_name": texts.say("site"),
        "og:locale": _LOCALES[place.site.language], "og:url": address,
    }  # fmt: skip
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", f"{title} · {texts.say('site')}"),
        el("meta", name="description", content=preview),
        el("meta", name="twitter:card", content="summary"),
        *(el("meta", property=name, content=content) for name, content in metas.items() if content),
        el("link", rel="canonical", href=address) if address else None,
        *(el("link", rel="alternate", hreflang=each, href=place.absolute(each)) for each in LANGUAGES if address),
        el("link", rel="alternate", type="application/atom+xml", title=texts.say("site"), href=place.to_root(FEED))
        if address
        else None,
        style_of(),
    )


def _top(place: Place) -> Markup:
    """Languages and the way home; above them that the data were generated."""
    texts = place.site.texts
    languages = [
        el("li", el("a", texts_in(each).say("language_name"), href=place.to(place.file, each), hreflang=each, lang=each,
                    aria_current="true" if each == place.site.language else None))
        for each in LANGUAGES
    ]  # fmt: skip
    ways = [(FRONT, "home"), (PLACES, "places_link")]
    links = [el("li", el("a", texts.say(name), href=place.to(file))) for file, name in ways if file != place.file]
    review = texts.say("review")
    return el(
        "header",
        el("p", texts.say("band"), class_="band", role="note") if place.site.edition.mark["synthetic"] else None,
        el("div", el("nav", el("ul", *links), aria_label=texts.say("site")),
           el("nav", el("ul", *languages), aria_label=texts.say("languages")), class_="bar-top"),
        el("p", review, class_="review") if review else None,
    )  # fmt: skip


def edition_line(place: Place) -> Markup:
    """How far the data go, and which edition says so."""
    return el("p", edition_words(place), class_="edition")


def edition_words(place: Place) -> str:
    """«Datos hasta el 31 de mayo de 2020 · Edición 2, 22 de noviembre de 2026»."""
    texts, mark = place.site.texts, place.site.edition.mark
    parts = [texts.say("edition", number=mark["edition"], day=texts.day(mark["published_at"]))]
    if mark["data_until"]:
        parts.insert(0, texts.say("data_until", day=texts.day(mark["data_until"])))
    return " · ".join(parts)


def _foot(place: Place, territory: Row | None) -> Markup:
    texts, mark, address = place.site.texts, place.site.edition.mark, place.absolute()
    language = place.site.language
    lines = (
        el("a", texts.say("explore"), href=place.explore(territory), class_="go"),
        el("a", texts.say("method"), href=place.to_root(REPORT.format(language=language))),
        mark[f"title_{language}"],
        edition_words(place),
        texts.say("source", credit=mark["credit"]) if mark["credit"] else None,
        joined(licence_words(texts.say("licence", licence="\0"))),
        mark[f"note_{language}"],
        joined(texts.say("share"), ": ", el("a", address, href=address)) if address else None,
        report_an_error(place),
    )
    return el("footer", *(el("p", line) for line in lines if line), class_="foot", aria_label=texts.say("about"))


def licence_words(sentence: str) -> Markup:
    """The licence with its link in the place that the sentence keeps for it."""
    before, _, after = sentence.partition("\0")
    return joined(before, el("a", DATA_LICENCE, href=DATA_LICENCE_URL, rel="license noreferrer"), after)


def report_an_error(place: Place) -> Markup:
    """A letter to the responsible office, address and edition filled in; its telephone or site where it has no mail."""
    texts, office = place.site.texts, place.site.edition.office("responsible")
    if office is None:
        return el("span", texts.say("report_error_nobody"))
    if office["email"]:
        return el("a", texts.say("report_error"), href=f"mailto:{quote(office['email'], safe='@')}?{_letter(place)}")
    told = texts.say("report_error_to", who=office["phone"] or office["name"])
    if office["phone"]:
        return el("a", told, href=f"tel:{digits(office['phone'])}")
    return el("a", told, href=office["url"], rel="noreferrer") if is_web(office["url"]) else el("span", told)


def _letter(place: Place) -> str:
    texts, number = place.site.texts, place.site.edition.mark["edition"]
    subject = texts.say("letter_subject", number=number)
    body = texts.say("letter_body", address=place.absolute() or f"/{place.path}", number=number)
    return f"subject={quote(subject)}&body={quote(body)}"


def digits(number: str) -> str:
    """What a telephone dials; a number comes from a file and never becomes another kind of address."""
    return "".join(sign for sign in number if sign.isascii() and (sign.isdigit() or sign == "+"))


def is_web(address: str | None) -> bool:
    """Whether an address of a file may stand in a link."""
    return bool(address) and str(address).startswith(("https://", "http://"))

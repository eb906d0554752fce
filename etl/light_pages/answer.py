"""One indicator of a territory: what may be said, the counts, two dots; behind a fold sentence and sum in full."""

from etl.light_pages.activities import ActivityWords, activity_words
from etl.light_pages.frame import digits
from etl.light_pages.images import TWO_DOTS, figure, mark_image, tone_class
from etl.light_pages.indicator_words import direction_words, polarity, title, tone_of, verdict_words
from etl.light_pages.page_texts import Texts
from etl.light_pages.recount import recount
from etl.public_edition import PublicEdition, Row
from etl.words.dates import month_year
from schemas.markup import Markup, el
from schemas.sentence_parts import after_counts, parted

UNSAID = ("insufficient", "not_comparable", "withheld")


def answer(edition: PublicEdition, indicator: Row, territory: Row, texts: Texts, voice: Markup | None = None) -> Markup:
    """The whole answer as an article; where somebody says its sentence, that one stands whole beside the voice."""
    if indicator["grain"] == "activity":
        parts: tuple[Markup, ...] = (_activities(activity_words(edition, indicator, territory, texts), texts),)
    else:
        parts = _comparison(edition, indicator, territory["territory"], texts, voice)
    what = _what(edition, indicator, territory["territory"], texts)
    return el("article", what, *parts, class_="answer", data_indicator=indicator["indicator"])


def _what(edition: PublicEdition, indicator: Row, territory: str, texts: Texts) -> Markup:
    heading = el("h2", el("span", indicator["letter"], class_="letter"), " ", title(indicator, texts.language))
    words = source_words(edition, indicator, territory, texts)
    return el("div", heading, el("p", words, class_="source") if words else None, class_="what")


def source_words(edition: PublicEdition, indicator: Row, territory: str, texts: Texts) -> str | None:
    """Who registers, and up to when: «Policía Nacional · datos hasta mayo de 2020»."""
    months = edition.arrived.get((indicator["lead"], indicator["indicator"], territory))
    if not months:
        return None
    name = edition.institutions.get(indicator["lead"], {}).get("name") or indicator["lead"]
    arrived = [row["month"] for row in months if row["status"] not in ("missing", "suppressed")]
    if not arrived:
        return texts.say("registered_nothing", name=name)
    return texts.say("registered_until", name=name, month=month_year(max(arrived), texts.language))


def _comparison(
    edition: PublicEdition, indicator: Row, territory: str, texts: Texts, voice: Markup | None
) -> tuple[Markup, ...]:
    row = edition.headline(indicator["indicator"], territory)
    if row is None:
        return (_state(texts.say("nobody_sends"), texts.say("nobody_sends_why")),)
    head = el("div", verdict_line(row, indicator, texts), counts_line(row, indicator, texts), class_="headline")
    picture = figure(edition, TWO_DOTS, indicator["indicator"], territory, texts)
    return head, picture, _said(edition, row, indicator, texts, voice)


def verdict_line(row: Row, indicator: Row, texts: Texts) -> Markup:
    """Shape, word, colour, and the direction where the indicator has one."""
    direction = direction_words(row["verdict"], indicator, texts)
    return el(
        "p",
        mark_image(row["verdict"], polarity(indicator)),
        el("span", verdict_words(row["verdict"], indicator, texts)),
        el("span", direction, class_="direction") if direction else None,
        el("span", texts.say("with_doubt"), class_="doubt") if row["robust"] is False else None,
        class_=f"verdict {tone_class(tone_of(row['verdict'], indicator))}",
    )


def counts_shown(row: Row) -> bool:
    """Whether the two counts may stand beside each other."""
    known = row["baseline_count"] is not None and row["current_count"] is not None
    return known and row["verdict"] not in ("not_comparable", "withheld")


def counts_line(row: Row, indicator: Row, texts: Texts) -> Markup | None:
    """«86 → 38 casos en los mismos 10 meses»; without the arrow where the two may not be compared."""
    if not counts_shown(row):
        return None
    before, now, months = row["baseline_count"], row["current_count"], row["months_matched"] or 0
    if row["verdict"] in UNSAID:
        return el("p", texts.counted("counts_unsaid", months, before=before, now=now), class_="source")
    rest = texts.counted("counts", months, unit=unit_words(indicator, texts))
    arrow = el("span", "→", class_="arrow", aria_label=texts.say("and_now"), role="img")
    return el(
        "p", el("b", texts.count(before)), arrow, el("b", texts.count(now)), " ", el("span", rest), class_="counts"
    )


def unit_words(indicator: Row, texts: Texts) -> str:
    """«casos»."""
    unit = indicator["unit"]
    return texts.say(unit if unit in ("case", "victim", "complaint") else "case")


def _said(edition: PublicEdition, row: Row, indicator: Row, texts: Texts, voice: Markup | None) -> Markup:
    sentence, note = parted(row[f"sentence_{texts.language}"], indicator[f"note_{texts.language}"])
    beside = [el("p", words, class_="withheld") for words in withheld_words(edition, row, texts)]
    return el(
        "div",
        voice or (el("p", after_the_counts(sentence, row, texts)) if sentence else None),
        *beside,
        el("p", note, class_="note") if note and not voice else None,
        help_beside(edition, texts) if indicator["sensitive"] else None,
        _ficha(row, indicator, texts),
        _sum(edition, row, indicator, texts),
        class_="said",
    )


def withheld_words(edition: PublicEdition, row: Row, texts: Texts) -> list[str]:
    """Why a cell is withheld: it is neither a zero nor a gap, and the reader is told by which rule it is kept."""
    if row["verdict"] != "withheld":
        return []
    rule = edition.disclosed.get((row["indicator"], row["territory"]))
    least = texts.say("withheld_rule", k=rule["k"]) if rule and rule["k"] else ""
    return [f"{texts.say('withheld_why')} {least}".strip()]


def after_the_counts(sentence: str, row: Row, texts: Texts) -> str:
    """What follows the sentence of the counts, which stand above it in large type; all of it where they do not."""
    if row["verdict"] in UNSAID or not counts_shown(row):
        return sentence
    return after_counts(sentence, texts.count(row["baseline_count"]), texts.count(row["current_count"]))


def help_beside(edition: PublicEdition, texts: Texts) -> Markup | None:
    """The numbers alone, to stand beside what is reported of violence."""
    lines = edition.rows("help_line")
    if not lines:
        return None
    items = [
        el("li", el("a", row["number"], href=f"tel:{digits(row['number'])}"), " ", row[f"what_{texts.language}"])
        for row in sorted(lines, key=lambda row: row["position"])
    ]
    return el("aside", el("p", texts.say("help_beside")), el("ul", *items), class_="help-beside",
              aria_label=texts.say("help_beside"))  # fmt: skip


def _ficha(row: Row, indicator: Row, texts: Texts) -> Markup:
    """What exactly is counted, and the published sentence whole, as it may be quoted."""
    sentence = row[f"sentence_{texts.language}"]
    return el(
        "details",
        el("summary", texts.say("what_is_counted")),
        el("p", indicator[f"name_{texts.language}"], class_="official"),
        el("p", definition(indicator, texts.language)),
        el("p", sentence, class_="quoted") if sentence else None,
    )


def definition(indicator: Row, language: str) -> str | None:
    """What exactly is counted."""
    text = indicator["definition"] if language == "es" else indicator[f"definition_{language}"]
    return str(text) if text else None


def _sum(edition: PublicEdition, row: Row, indicator: Row, texts: Texts) -> Markup | None:
    steps = recount(edition, row, unit_words(indicator, texts), texts)
    if not steps:
        return None
    return el("details", el("summary", texts.say("recount")), el("ol", *(el("li", step) for step in steps)),
              class_="recount")  # fmt: skip


def _state(words: str, why: str) -> Markup:
    verdict = el("p", mark_image("not_comparable", "neutral"), el("span", words), class_="verdict unclear")
    return el("div", verdict, el("p", why), class_="said wide")


def _activities(told: ActivityWords, texts: Texts) -> Markup:
    if told.nothing:
        return _state(told.nothing, told.words)
    if told.figure is None:
        return el("div", el("p", told.words), class_="said wide")
    return el(
        "div",
        el("p", el("b", told.figure), " ", el("span", told.words), class_="counts"),
        _meter(told.total),
        el("p", told.suspended) if told.suspended else None,
        el("p", told.lacking, class_="note") if told.lacking else None,
        _by_kind(told.kinds, texts),
        class_="said wide",
    )


def _meter(total: Row | None) -> Markup | None:
    """Done, and beside it suspended, out of what was planned."""
    if total is None or not total["planned"]:
        return None
    done = min(total["done"] / total["planned"], 1)
    stopped = min((total["suspended"] or 0) / total["planned"], 1 - done)
    parts = [
        el("span", class_=name, style=f"width:{share:.1%}") for name, share in (("made", done), ("stopped", stopped))
    ]
    return el("div", *parts, class_="meter", aria_hidden="true")


def _by_kind(rows: tuple[Row, ...], texts: Texts) -> Markup | None:
    if not rows:
        return None
    heads = [el("th", texts.say(name), scope="col") for name in ("kind", "done", "planned", "suspended")]
    body = [
        el("tr", el("th", row["kind"], scope="row"),
           *(el("td", texts.count(row[name])) for name in ("done", "planned", "suspended")))
        for row in rows
    ]  # fmt: skip
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body))
    words = texts.say("by_kind")
    return el("details", el("summary", words),
              el("div", table, class_="scroll", tabindex="0", role="region", aria_label=words))  # fmt: skip

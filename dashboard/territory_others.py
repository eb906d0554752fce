"""«En las otras comunidades»: one line a community, a mark an indicator; the whole matrix stands on another page."""

from dashboard import questions
from dashboard.address import link
from dashboard.answers import sayable
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import polarity, title, verdict_words
from schemas.programme import Polarity


@once_per_edition
def others_strip(edition: Edition, chosen: str, language: str) -> str:
    """The other communities of the programme; empty where there is no other."""
    rows = [row for row in questions.territories(edition) if row["role"] == "intervention"]
    others = [row for row in rows if row["territory"] != chosen]
    counted = [row for row in questions.indicators(edition) if row["grain"] != "activity"]
    if not others or not counted:
        return ""
    heading = t("En las otras comunidades")
    heads = [el("td"), *(el("th", _head(row, language), scope="col") for row in counted)]
    body = [
        el("tr", el("th", _to(edition, row), scope="row"),
           *(el("td", _mark(edition, each, row["territory"], language)) for each in counted))
        for row in others
    ]  # fmt: skip
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="sm-strip")
    return el("section", el("h2", heading), table, legend(), class_="sm sm-part-of-page", aria_label=heading)


def _head(indicator: Row, language: str) -> Markup:
    """The letter of the commitment, and the name where there is room for it."""
    name = title(indicator, language)
    return el("span", el("span", f"{indicator['letter']} ", class_="sm-letter"), el("span", name, class_="sm-long"))


def _to(edition: Edition, territory: Row) -> Markup:
    address = link("", edition.pinned, territorio=territory["territory"])
    return el("a", territory["name"], href=address, target="_self")


def _mark(edition: Edition, indicator: Row, territory: str, language: str) -> Markup:
    row = sayable(edition, indicator, territory)
    verdict = row["verdict"] if row else "not_comparable"
    words = verdict_words(verdict, indicator, language) if row else t("Nadie envía este dato")
    return el("span", verdict_mark(verdict, polarity(indicator)), el("span", words, class_="sm-strip-word"))


def legend() -> Markup:
    """What the shapes mean; under a phone's strip, whose marks stand without their words."""
    entries: tuple[tuple[str, Polarity, str], ...] = (
        ("decreased", "lower_better", t("bajó")),
        ("increased", "lower_better", t("subió")),
        ("increased", "neutral", t("cambió, y no hay una dirección mejor")),
        ("no_clear_change", "neutral", t("sin cambio claro: puede ser azar")),
        ("insufficient", "neutral", t("datos insuficientes")),
        ("not_comparable", "neutral", t("no comparable, o nadie envía el dato")),
        ("withheld", "neutral", t("dato reservado")),
    )
    items = [el("li", verdict_mark(verdict, side), el("span", words)) for verdict, side, words in entries]
    return el("ul", *items, class_="sm-legend", aria_label=t("Qué significa cada forma"))

"""Where to call, and where to ask when an institution does not answer; from the programme, with where each was read."""

from dashboard.calendar_words import day
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.programme_questions import help_lines, office
from dashboard.store import Edition, Row, once_per_edition


@once_per_edition
def help_beside(edition: Edition, language: str) -> Markup | None:
    """The numbers alone, to stand beside what is reported of violence."""
    lines = help_lines(edition)
    if not lines:
        return None
    items = [el("li", _call(row), " ", row[f"what_{language}"]) for row in lines]
    return el("aside", el("p", t("Si necesita ayuda")), el("ul", *items), class_="sm-help-beside",
              aria_label=t("Si necesita ayuda"))  # fmt: skip


@once_per_edition
def help_section(edition: Edition, language: str) -> str:
    """Numbers with who answers and where they were read, and the office for what stays without an answer."""
    lines, unanswered = help_lines(edition), office(edition, "unanswered")
    if not lines and unanswered is None:
        return ""
    heading = t("Para denunciar o pedir ayuda")
    parts = [el("ul", *(_line(row, language) for row in lines), class_="sm-help")] if lines else []
    if unanswered:
        parts.append(_unanswered(unanswered, language))
    return el("section", el("h2", heading), *parts, class_="sm sm-part-of-page", aria_label=heading)


def _line(row: Row, language: str) -> Markup:
    who = el("span", el("b", row[f"what_{language}"]), el("span", row[f"name_{language}"]), class_="sm-help-what")
    return el("li", _call(row), who, el("span", _read(row), class_="sm-source"))


def _call(row: Row) -> Markup:
    return el("a", row["number"], href=f"tel:{_digits(row['number'])}", class_="sm-help-number")


def _digits(number: str) -> str:
    """What a telephone dials; a number comes from a file and never becomes another kind of address."""
    return "".join(sign for sign in number if sign.isascii() and (sign.isdigit() or sign == "+"))


def _read(row: Row) -> str:
    """A number that nobody has called says so."""
    checked = t("Leído el {day} en {source}.", day=day(row["checked"]), source=row["source"])
    return checked if row["verified"] else t("{checked} Falta confirmarlo.", checked=checked)


def _unanswered(row: Row, language: str) -> Markup:
    name = el("b", row["name"])
    ways = [
        el("a", row["email"], href=f"mailto:{row['email']}") if row["email"] else None,
        el("a", row["phone"], href=f"tel:{_digits(row['phone'])}") if row["phone"] else None,
        el("a", t("sitio web"), href=row["url"], rel="noreferrer") if _web(row["url"]) else None,
    ]
    reached = [part for way in ways if way for part in (" · ", way)]
    return el("p", el("b", t("Si una institución no contesta:")), " ", name, *reached,
              el("span", row[f"what_{language}"], class_="sm-source"), class_="sm-unanswered")  # fmt: skip


def _web(address: str | None) -> bool:
    return bool(address) and str(address).startswith(("https://", "http://"))

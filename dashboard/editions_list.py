"""Every released edition: when, by whom, what it changed and by which deliveries; of a withdrawn one its notice."""

from collections.abc import Sequence

from dashboard import editions_questions
from dashboard.address import link
from dashboard.calendar_words import day
from dashboard.editions import Release
from dashboard.language import count, t, tn
from dashboard.markup import Markup, el
from dashboard.overview_changes import Change, told
from dashboard.overview_tables import listed_table
from dashboard.store import Edition, EditionUnreadableError, NoEditionError, open_edition
from dashboard.visible_text import visible

SHOWN_ROWS = 40
"""Changed figures of each edition on the screen; the API and the data package have all of them."""


def editions_list(edition: Edition, released: Sequence[Release], language: str) -> Markup:
    """A section an edition, the newest first.

    Args:
        edition: that leads; it carries the errata of all before it.
        released: every edition that ever was public, the newest first; those without a mark here are not kept.
        language: of the page.
    """
    leading = editions_questions.number(edition)
    known = list(released) or [Release(leading, None, "", None)]
    standing = sorted(each.number for each in known if each.withdrawn is None)
    sections = []
    for each in known:
        earlier = max((number for number in standing if number < each.number), default=None)
        sections.append(_section(edition, each, earlier, leading, language))
    return el("div", *sections, class_="sm sm-quality sm-editions")


def _section(edition: Edition, release: Release, earlier: int | None, leading: int, language: str) -> Markup:
    name = t("Edición {edition}", edition=count(release.number))
    mark = el("span", t("vale ahora"), class_="sm-tag") if release.number == leading else None
    head = el("h2", name, " " if mark else None, mark, id=f"edicion-{release.number}")
    when = el("p", _when(release), class_="sm-source") if release.day else None
    if release.withdrawn is not None:
        return el("section", head, when, *_notice(release), aria_label=name)
    href = link("", release.number)
    see = el("p", el("a", t("Ver el tablero de esta edición"), href=href, target="_self"))
    return el("section", head, when, *_changes(edition, release, earlier, language), see, aria_label=name)


def _when(release: Release) -> str:
    when = day(release.day) if release.day else ""
    if not release.office:
        return t("Publicada el {day}.", day=when)
    return t("Publicada el {day}. Decidió: {office}.", day=when, office=visible(release.office, 200))


def _notice(release: Release) -> tuple[Markup | None, ...]:
    """What is left of an edition that was taken back."""
    taken = release.withdrawn
    when = day(taken.day) if taken and taken.day else None
    told_when = t("Retirada el {day}. No use sus cifras.", day=when) if when else t("Retirada. No use sus cifras.")
    reason = visible(taken.reason, 1000) if taken else ""
    return el("p", el("b", told_when)), el("p", t("Motivo: {reason}", reason=reason)) if reason else None


def _changes(edition: Edition, release: Release, earlier: int | None, language: str) -> tuple[Markup | None, ...]:
    if earlier is None:
        return (el("p", t("Es la primera edición publicada que sigue en pie.")),)
    carrier = _that_knows(edition, release.number)
    if carrier is None:
        return (el("p", t("Lo que cambió en ella no está en este servidor.")),)
    found = told(carrier, editions_questions.errata_between(carrier, earlier, release.number), language)
    since = count(earlier)
    if not found:
        return (el("p", t("Ninguna cifra ya publicada cambió desde la edición {edition}.", edition=since)),)
    words = tn("Cambió {number} cifra desde la edición {edition}.",
               "Cambiaron {number} cifras desde la edición {edition}.", len(found), edition=since)  # fmt: skip
    left = len(found) - SHOWN_ROWS
    more = tn("… y {number} más.", "… y {number} más.", left) if left > 0 else None
    return el("p", words), _table(found[:SHOWN_ROWS]), el("p", more, class_="sm-source") if more else None


def _that_knows(edition: Edition, number: int) -> Edition | None:
    """The edition that carries an edition's errata: any that is not older; itself where an older one leads again."""
    if number <= editions_questions.number(edition):
        return edition
    try:
        return open_edition("public", number)
    except (NoEditionError, EditionUnreadableError):
        return None


def _table(found: Sequence[Change]) -> Markup:
    heads = (t("Cifra"), t("Antes decía"), t("Ahora dice"), t("Por qué entregas"))
    return listed_table(heads, [_line(each) for each in found], "sm-ov-errata")


def _line(change: Change) -> list[object]:
    tag = el("span", t("resultado distinto"), class_="sm-tag") if change.turned else None
    return [el("span", change.what, tag), change.before, el("b", change.now), change.why]

"""The foot of every page: which edition answers, from where, how it is measured, whom to tell of a mistake."""

from urllib.parse import quote

import streamlit as st

from dashboard import questions
from dashboard.address import link, present
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.masthead import edition_line
from dashboard.programme_questions import office
from dashboard.share import share
from dashboard.store import Edition, Row

METHOD_PAGE, EDITIONS_PAGE = "como-se-mide", "ediciones"


def foot(edition: Edition, title: str) -> None:
    """Edition, source, method, report of an error; and the button to send the view on."""
    mark = questions.edition_mark(edition)
    lines = (
        edition_line(edition),
        el("p", t("Fuente: {credit}", credit=mark["credit"]), class_="sm-source") if mark["credit"] else None,
        el("p", _method(edition, mark), " · ", _history(edition), " · ", report_an_error(edition), class_="sm-source"),
    )
    st.html(el("footer", *lines, class_="sm sm-foot"))
    share(edition, title)


def _method(edition: Edition, mark: Row) -> Markup:
    words = t("Cómo se mide (método, versión {version})", version=mark["method_version"])
    return el("a", words, href=link(METHOD_PAGE, edition.pinned), target="_self")


def _history(edition: Edition) -> Markup:
    return el("a", t("Ediciones y qué cambió"), href=link(EDITIONS_PAGE, edition.pinned), target="_self")


def report_an_error(edition: Edition) -> Markup:
    """A letter to the responsible office, address and edition filled in; its telephone or site where it has no mail."""
    responsible = office(edition, "responsible")
    words = t("Avisar de un error")
    if responsible is None:
        return el("span", t("Si ve un error, avise a la oficina responsable del programa."))
    if responsible["email"]:
        return el("a", words, href=f"mailto:{quote(responsible['email'], safe='@')}?{_letter(edition)}")
    if responsible["phone"]:
        return el("a", f"{words}: {responsible['phone']}", href=f"tel:{quote(responsible['phone'], safe='+')}")
    told = t("{words}: {office}", words=words, office=responsible["name"])
    return el("a", told, href=responsible["url"], rel="noreferrer") if responsible["url"] else el("span", told)


def _letter(edition: Edition) -> str:
    number = questions.edition_mark(edition)["edition"]
    subject = t("Error en el tablero Seamos Ciudadanos, edición {number}", number=count(number))
    body = t("Página: {address}\nEdición: {number}\n\nQué está mal:\n", address=present(number), number=count(number))
    return f"subject={quote(subject)}&body={quote(body)}"

"""Sending a view on: its address as text and as a QR code, and how to cite it."""

from functools import lru_cache
from io import BytesIO

import segno
import streamlit as st

from dashboard import questions
from dashboard.address import present
from dashboard.calendar_words import day
from dashboard.language import count, t
from dashboard.markup import Markup, el
from dashboard.programme_questions import office
from dashboard.store import Edition
from dashboard.svg_image import svg_image

QR_KEPT = 256
COPY = """<script>
for (const button of document.querySelectorAll(".sm-copy")) button.onclick = async () => {
  const field = button.previousElementSibling;
  field.select();
  try { await navigator.clipboard.writeText(field.value) } catch { document.execCommand("copy") }
  button.textContent = button.dataset.done;
};
</script>"""
"""Copies the field before the button; the older way where a page without https has no clipboard."""
_LONGEST = 1200
"""Characters of an address that a phone still reads off a screen as a QR code."""


def share(edition: Edition, title: str) -> None:
    """One small button: address to copy, QR code, citation. Its contents are made when it is opened.

    Args:
        edition: the one that is shown; its number goes into the address.
        title: of the page, for the citation.
    """
    folded = st.popover(t("Copiar enlace · QR · citar"), key="compartir", on_change="rerun")
    if not folded.open:
        return
    address = present(questions.edition_mark(edition)["edition"])
    with folded:
        told = (
            copied_field(t("Enlace a lo que se ve ahora: territorio, indicador, idioma y edición."), address),
            el("div", qr_image(address), class_="sm-qr"),
            copied_field(t("Cómo citar"), citation(edition, title, address)),
        )
        # the script is a constant of ours; what it copies stands in the page as a value, never in its text
        st.html(el("div", *told, class_="sm sm-share") + COPY, unsafe_allow_javascript=True)


def copied_field(label: str, text: str) -> Markup:
    """A text that is there to be copied: to select by hand, or by its button."""
    field = el("textarea", text, rows=3, readonly=True, aria_label=label)
    button = el("button", t("Copiar"), type="button", data_done=t("Copiado"), class_="sm-copy")
    return el("div", el("p", label), field, button, class_="sm-field")


def qr_image(address: str) -> Markup:
    """The address as a QR code, dark on white in both themes, as cameras expect; words where it is too long for one."""
    if len(address) > _LONGEST:
        return el("p", t("Este enlace es demasiado largo para un código QR."))
    return svg_image(qr_svg(address), t("Código QR de este enlace"), width=180, height=180)


@lru_cache(maxsize=QR_KEPT)
def qr_svg(address: str) -> str:
    """The code as SVG text, with the quiet zone that the standard asks for."""
    written = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(written, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True)
    return written.getvalue().decode("utf-8").strip()


def citation(edition: Edition, title: str, address: str) -> str:
    """Who says it, what, in which edition and of which day, where; generated data say so."""
    mark = questions.edition_mark(edition)
    words = t(
        "{office}. {title}. Programa Seamos Ciudadanos, edición {number}, {day}. {address}",
        office=_author(edition), title=title, number=count(mark["edition"]), day=day(mark["published_at"]),
        address=address,
    )  # fmt: skip
    return f"{words} [{t('datos generados para demostración')}]" if mark["synthetic"] else words


def _author(edition: Edition) -> str:
    responsible = office(edition, "responsible")
    return str(responsible["name"]) if responsible else str(questions.edition_mark(edition)["place"])

"""«Revisar un archivo»: drop a file, see what is wrong with it, take the answer along. Nothing is loaded or kept."""

from fnmatch import fnmatchcase
from typing import Any

import streamlit as st

from dashboard import questions
from dashboard.check_process import Checked, Ending, Limits, check
from dashboard.check_view import judgement, not_checked, observations
from dashboard.feed_choice import feeds, programme_folder, programme_id
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.masthead import band
from dashboard.page_frame import awaiting_review, top_strip
from dashboard.sent_name import answer_name, safe_name
from dashboard.store import Edition, EditionUnreadableError, NoEditionError, open_edition
from dashboard.uploads import forget

RESULT, TURN, BY_ITSELF = "revisado", "turno", ""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MIB = 2**20
WIDTH = 640
"""Pixels of field and box: as wide as the lines above them; a phone is narrower and decides itself."""


def draw() -> None:
    """The whole page; it needs no edition."""
    strip = top_strip()
    edition = _edition()
    st.set_page_config(page_title=f"{t('Revisar un archivo')} · {t('Seamos Ciudadanos')}", layout="wide")
    if told := (band(edition) if edition else "") + awaiting_review():
        strip.html(told)
    st.html(_head(edition))
    known = feeds(programme_folder())
    feed = st.selectbox(
        t("Formato del archivo"), [BY_ITSELF, *known], key="formato", filter_mode="contains", width=WIDTH,
        format_func=lambda each: known[each].title if each else t("Reconocerlo por el nombre o el encabezado"),
    )  # fmt: skip
    turn = st.session_state.setdefault(TURN, 0)
    most = Limits.sent // _MIB
    sent = st.file_uploader(_instruction(most), key=f"archivo-{turn}", max_upload_size=most, width=WIDTH)
    if sent is not None:
        _judge(sent, feed or None)
    if RESULT in st.session_state:
        _show(*st.session_state[RESULT])


def _edition() -> Edition | None:
    try:
        return open_edition("internal")
    except (NoEditionError, EditionUnreadableError):
        # a file can be checked before the first run, and while an edition is damaged
        return None


def _instruction(most: int) -> str:
    return t(
        "Arrastre el archivo a este recuadro, o elíjalo con el botón: CSV, XLSX, ODS o Parquet, hasta {most} MB.",
        most=most,
    )


def _head(edition: Edition | None) -> Markup:
    other = _other_programme(edition)
    return el(
        "header",
        el("h1", t("Revisar un archivo")),
        el("p", t("Vea qué está mal en un archivo antes de enviarlo. No se carga ni se guarda: se revisa y se borra.")),
        el("p", other, class_="sm-note") if other else None,
        class_="sm sm-masthead",
    )


def _other_programme(edition: Edition | None) -> str | None:
    """A file judged by the rules of another programme than the one on the screens must not pass unnoticed."""
    ruling = programme_id(programme_folder())
    shown = questions.edition_mark(edition)["programme"] if edition else ruling
    if ruling == shown:
        return None
    return t(
        "Atención: se revisa con las reglas del programa «{ruling}», y este tablero muestra «{shown}». Para cambiarlo, "
        "abra el tablero con --programme.", ruling=ruling, shown=shown,
    )  # fmt: skip


def _judge(sent: Any, feed: str | None) -> None:
    """Check what was dropped, keep what came out of it for this visit alone, and empty the box."""
    with st.spinner(t("Revisando el archivo…")):
        ending = check(sent, sent.name, feed, programme_folder())
    st.session_state[RESULT] = (sent.name, feed, ending)
    forget(sent)
    st.session_state[TURN] += 1
    st.rerun()


def _show(name: str, asked: str | None, ending: Ending) -> None:
    if not isinstance(ending, Checked):
        st.html(not_checked(ending, name))
        return
    feed = feeds(programme_folder()).get(ending.verdict["feed"] or "")
    named = feed is None or fnmatchcase(safe_name(name).lower(), feed.file_pattern.lower())
    # a corrected answer that came back is recognised by what it holds: its name need not fit
    st.html(judgement(ending, name, feed, misnamed=bool(asked) and not named))
    if ending.answer:
        st.download_button(
            t("Descargar la respuesta (XLSX)"), ending.answer, answer_name(name), XLSX, key="respuesta",
            on_click="ignore", help=t("La constancia y las filas observadas, para corregirlas y enviarlas de vuelta"),
        )  # fmt: skip
    if found := observations(ending):
        st.html(found)


draw()

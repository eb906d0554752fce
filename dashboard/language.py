"""The words of the interface: every string goes through `t` or `tn`; its Spanish text is the key of the catalogues.

The language stands in the address (`?idioma=gn`), is remembered for the visit and goes along in every link
(`dashboard/address.py`). Numbers are written as the language writes them: Guaraní as Spanish does in Paraguay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from schemas.catalogues import Translations, translations
from schemas.words import LANGUAGES

SPANISH = "es"
LANGUAGE_PARAMETER = "idioma"
REMEMBERED = "sm-idioma"
NAMES = {"es": "Español", "gn": "Guaraní", "en": "English"}
"""Each in its own language, the same on every page."""

MINUS, NO_BREAK = "−", "\u00a0"
_SWAP = str.maketrans(",.", ".,")
_fixed: ContextVar[str | None] = ContextVar("seamos_language", default=None)


def speaking() -> str:
    """The language of this page: es, gn or en."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    if get_script_run_ctx(suppress_warning=True) is None:
        return SPANISH
    asked = st.query_params.get(LANGUAGE_PARAMETER) or st.session_state.get(REMEMBERED)
    return asked if asked in LANGUAGES else SPANISH


@contextmanager
def speaking_in(language: str) -> Iterator[None]:
    """Everything said inside is said in that language, whatever the address asks for."""
    token = _fixed.set(language)
    try:
        yield
    finally:
        _fixed.reset(token)


def t(message: str, /, **values: object) -> str:
    """A string of the interface in the language of the page, with its values set in.

    Args:
        message: the Spanish text, as a literal, so that the check of the catalogues finds it.
        values: of its `{placeholders}`.
    """
    text = _catalogue().one(message)
    return text.format(**values) if values else text


def tn(one: str, many: str, number: int, /, **values: object) -> str:
    """A string that depends on a number; `{number}` is written as the language writes it."""
    return _catalogue().counted(one, many, number).format(number=count(number), **values)


def forms(one: str, many: str, /) -> tuple[str, str]:
    """The two forms of a string that `tn` will say later (`tn(*pair, number)`), marked for the check of catalogues."""
    return one, many


def _catalogue() -> Translations:
    language = speaking()
    return _SPANISH if language == SPANISH else translations(language)


_SPANISH = Translations({})


def count(number: int | None) -> str:
    """A count with the thousands separated: «1.975», "1,975"; a dash where there is none, never a zero."""
    return "–" if number is None else _separated(f"{number:,}")


def decimal(value: float | None, places: int = 1) -> str:
    """A number rounded half up, with the separators of the language and a true minus: «−1.234,5»; a dash for None."""
    if value is None:
        return "–"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = _separated(f"{abs(rounded):,.{places}f}")
    return MINUS + text if rounded < 0 else text


def percent(share: float) -> str:
    """A share as a whole percentage, rounded half up: «66 %», "66%". Nothing short of all is called 100 %."""
    whole = int(share * 100 + 0.5)
    if whole == 100 and share != 1:
        whole = 99 if share < 1 else 101
    return f"{count(whole)}%" if speaking() == "en" else f"{count(whole)}{NO_BREAK}%"


def _separated(text: str) -> str:
    return text if speaking() == "en" else text.translate(_SWAP)

"""Finds letters of another encoding in the cells, and repairs those where only one reading is possible.

Two faults are known: single bytes of Windows-1252 in a file that is UTF-8, and words that were encoded twice
(«MuÃ±oz»). What cannot be told for certain is left and reported.
"""

import re

import numpy as np
import polars as pl

from etl.read.block import NOTE_SCHEMA, ROW, no_notes
from etl.read.text_encoding import STRAY_BASE
from schemas.feed import TRANSIENT_COLUMNS

_STRAY = f"[{chr(STRAY_BASE + 0x80)}-{chr(STRAY_BASE + 0xFF)}]"
_LOST = "\ufffd"
_LETTERS = frozenset("áéíóúüñÁÉÍÓÚÜÑãẽĩõũỹÃẼĨÕŨỸ")
_CERTAIN = _LETTERS | frozenset("¿¡ºª°«»–—‘’“”…·´\u00a0")
_TWICE = re.compile(
    r"[ÂÃÄÅâá][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}"
)
_SECOND_BYTES = np.frombuffer(bytes([0x82, 0x83, 0x84, 0x85, 0xA1, 0xA2]), dtype=np.uint8)
"""After 0xC3: Â, Ã, Ä, Å, á and â in UTF-8, with which a letter that was encoded twice begins."""
_CELL_HINTS = ("Ã", "Â", "Ä", "Å", "â€", "á»", _LOST)


def may_need_repair(data: bytes) -> bool:
    """Whether a piece of UTF-8 can hold any of the faults: one look at its bytes, before any cell is looked at."""
    if data.isascii():
        return False
    text = np.frombuffer(data, dtype=np.uint8)
    if (text >= 0xE2).any():
        return True
    leads = np.flatnonzero(text == 0xC3)
    return bool(np.isin(text[np.minimum(leads + 1, len(text) - 1)], _SECOND_BYTES).any())


def repaired(frame: pl.DataFrame, columns: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Repair the text columns of a block; those that are never stored are left as they are.

    Returns:
        The frame, and notes (`row`, `column`, `kind`, `value`): `stray_bytes` and `twice_encoded` for cells that were
        repaired, `damaged_text` for cells in which letters are lost.
    """
    notes = [no_notes()]
    for name in (name for name in columns if name not in TRANSIENT_COLUMNS):
        suspect = frame[name].str.contains(_STRAY) | frame[name].str.contains_any(list(_CELL_HINTS))
        where = suspect.fill_null(value=False).arg_true()
        if where.len():
            cells = frame[name].gather(where)
            distinct = cells.unique()
            verdicts = [_read(text) for text in distinct.to_list()]
            frame = frame.with_columns(_replaced(frame[name], where, cells, distinct, [text for text, _ in verdicts]))
            kinds = cells.replace_strict(distinct, [kind for _, kind in verdicts], return_dtype=pl.String)
            notes.append(_notes(frame, name, where, kinds))
    return frame, pl.concat(notes)


def _replaced(column: pl.Series, where: pl.Series, cells: pl.Series, old: pl.Series, new: list[str]) -> pl.Series:
    return column.scatter(where, cells.replace_strict(old, new, return_dtype=pl.String))


def _notes(frame: pl.DataFrame, name: str, where: pl.Series, kinds: pl.Series) -> pl.DataFrame:
    noted = frame[where].select(ROW, pl.lit(name).alias("column"), kinds.alias("kind"), pl.col(name).alias("value"))
    return noted.filter(pl.col("kind").is_not_null()).cast(dict(NOTE_SCHEMA))  # type: ignore[arg-type]


def _read(text: str) -> tuple[str, str | None]:
    """The text as it was meant, and the kind of finding; None where nothing was wrong after all."""
    whole = re.sub(_STRAY, _stray, text)
    kind = "stray_bytes" if whole != text else None
    once = _TWICE.sub(lambda match: _once(match.group()), whole)
    if once != whole:
        kind = kind or "twice_encoded"
    return once, "damaged_text" if _LOST in once else kind


def _stray(match: re.Match[str]) -> str:
    """A stray byte is certain where it is a letter of Spanish or Guaraní in Windows-1252."""
    letter = bytes([ord(match.group()) - STRAY_BASE]).decode("cp1252", "replace")
    return letter if letter in _CERTAIN else _LOST


def _once(run: str) -> str:
    """«Ã±» as «ñ»; unchanged where the bytes behind it are no letter that could have been meant."""
    for length in (len(run), len(run) - 1):
        try:
            meant = b"".join(_byte(c) for c in run[:length]).decode("utf-8")
        except UnicodeError:
            continue
        if meant and all(c in _CERTAIN for c in meant):
            return meant + run[length:]
    return run


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")

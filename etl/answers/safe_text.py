"""Text of a sender on its way into a spreadsheet or a letter: it stays text, whatever it begins with."""

import re
import unicodedata

_LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""
_BEGINS_LIKE_A_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|[\t\r\n]")
_GUARD = "'"


def guarded(text: str) -> str:
    """The text as it may stand in a cell.

    A cell of ours is always written as text; the apostrophe keeps it text when somebody saves the workbook as CSV and
    opens that. `unguarded` takes it off again, so that a corrected answer is read as the same text.
    """
    return kept_as_text(text)[:_LONGEST_CELL]


def kept_as_text(text: str) -> str:
    """The text, however long, with the apostrophe before it where it begins like a formula."""
    return _GUARD + text if _BEGINS_LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    rest = cell[len(_GUARD) :]
    return rest if cell.startswith(_GUARD) and _BEGINS_LIKE_A_FORMULA.match(rest) else cell


def one_line(text: str, longest: int = 200) -> str:
    """The text for a letter or a terminal: one line, no control or direction characters, cut where it is very long."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn") else c for c in text)
    short = " ".join(visible.split())
    return short if len(short) <= longest else f"{short[: longest - 1]}…"

"""How wide a text may become, without a font: the widths of DejaVu Sans, one of the widest that a reader may have.

A picture is drawn where no browser is and read with whatever font the reader's system has. Whoever places a text must
leave room for the widest, so that nothing is clipped.
"""

import unicodedata
from functools import lru_cache

BOLD = 1.16
WIDEST = 1000
_CLASSES = {
    280: "'ijlıĩ",
    300: "IJ",
    320: " ,.ʼ’·\u00a0",
    340: "/:;\\|",
    360: "-f",
    400: "!()[]t¡",
    420: "r",
    460: '"',
    500: "*_`–",
    540: "?sz¿",
    560: "Lc",
    580: "Fk",
    600: "vxy",
    620: "PTYaeo«»",
    640: "$0123456789ESbdghnpqu{}",
    660: "K",
    700: "ABCRVXZ",
    740: "U",
    760: "HN",
    780: "&DG",
    800: "OQ",
    820: "w",
    840: "#+<=>^~−∼",
    880: "M",
    960: "%",
    980: "m",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """An upper bound of the width of a text, in the units of `size`; letters that are not known count as the widest."""
    return _units(text) * size / 1000 * (BOLD if bold else 1)


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    """In thousandths of the size; the same few words stand in hundreds of pictures."""
    letters = unicodedata.normalize("NFD", text)
    return sum(_WIDTHS.get(letter, WIDEST) for letter in letters if not unicodedata.combining(letter))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Cut a text into lines that fit; a word that is wider than a line is cut too."""
    lines: list[str] = []
    for word in text.split(" "):
        pieces = _pieces(word, size, width)
        joined = f"{lines[-1]} {pieces[0]}" if lines else pieces[0]
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
            pieces = pieces[1:]
        lines.extend(pieces)
    return lines


def _pieces(word: str, size: float, width: float) -> list[str]:
    """A word, cut where it would run over a whole line."""
    if text_width(word, size) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces

"""The foot of a picture: who registered it, and the mark of generated data, which no picture of such data lacks."""

from collections.abc import Sequence

from etl.pictures import picture_texts as texts
from etl.pictures.measure import text_width, wrap
from etl.pictures.svg import EDGE, frame, text

SIZE = 12.0
LINE = 15.0
PAD = 5.0


def foot(y: float, width: float, language: str, institution: str, synthetic: bool) -> tuple[list[str], float]:
    """Draw the foot below `y`.

    Returns:
        The elements, and the height that the whole picture then has.
    """
    source = texts.SOURCE[language].format(institution=institution) if institution else ""
    lines = wrap(source, SIZE, width - 2 * EDGE) if source else []
    parts = paragraph(EDGE, y + LINE, lines)
    bottom = y + LINE * len(lines)
    if not synthetic:
        return parts, bottom + PAD
    mark = texts.SYNTHETIC[language]
    taken = EDGE + text_width(lines[0], SIZE) if len(lines) == 1 else width
    across = text_width(mark, SIZE) + 2 * PAD
    beside = taken + across + PAD <= width
    top = y + 2 if beside or not lines else bottom + 7
    left = width - across - 0.5 if beside else 0.5
    parts += [frame(left, top, across, LINE + 3, dash="3 2", opacity=0.6), text(left + PAD, top + 13, mark, SIZE)]
    return parts, top + LINE + 5


def paragraph(x: float, y: float, lines: Sequence[str], size: float = SIZE) -> list[str]:
    """Lines of secondary text, the first with its baseline at `y`."""
    return [text(x, y + LINE * index, words, size, muted=True) for index, words in enumerate(lines)]

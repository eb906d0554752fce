"""A text file as UTF-8 in pieces that each end at the end of a record, however large the file is."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from etl.read.text_encoding import Utf8Text
from etl.refusal import Refusal

PIECE_BYTES = 16 * 1024 * 1024
_SMALLEST_PIECE, _PIECES = 2 * 1024 * 1024, 4
"""A file of some megabytes comes in so many pieces, so that more than one can be judged at a time."""
LONGEST_RECORD = 4 * PIECE_BYTES
_STRETCH = 1 << 18
_SEARCHED_BACK = PIECE_BYTES // 4
_LINE_FEED, _RETURN = ord("\n"), ord("\r")


def utf8_pieces(path: Path, text: Utf8Text, size: int | None = None) -> Iterator[bytes]:
    """The file as UTF-8 with lines that end in a line feed, in pieces of about `size` bytes (None: as its length asks).

    A quoted newline does not end a record.

    Raises:
        Refusal: `unreadable`: no text, or a line longer than any table has.
    """
    rest = b""
    size = size or min(PIECE_BYTES, max(_SMALLEST_PIECE, path.stat().st_size // _PIECES))
    for data in _lines_of_any_system(path, text, size):
        rest = rest + data if rest else data
        cut = _last_record_end(rest)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST_RECORD:
            raise Refusal(
                "unreadable",
                f"una línea tiene más de {LONGEST_RECORD >> 20} MB; revise el archivo y guárdelo otra vez como CSV",
                f"a line has more than {LONGEST_RECORD >> 20} MB; check the file and save it again as CSV",
            )
    if rest:
        yield rest


def _lines_of_any_system(path: Path, text: Utf8Text, size: int) -> Iterator[bytes]:
    """UTF-8 whose lines end in a line feed; a carriage return at the end waits for what follows it."""
    waiting = b""
    with path.open("rb") as file:
        while piece := file.read(size):
            data = waiting + text.add(piece) if waiting else text.add(piece)
            waiting = b""
            if data.endswith(b"\r"):
                data, waiting = data[:-1], b"\r"
            if data:
                yield _with_line_feeds(data)
    last = waiting + text.end()
    if last:
        yield _with_line_feeds(last)


def _with_line_feeds(data: bytes) -> bytes:
    """Carriage returns alone, as old Macintosh programs write them, become line feeds; others may stay."""
    if b"\r" not in data:
        return data
    text = np.frombuffer(data, dtype=np.uint8)
    for at in range(0, len(text), _STRETCH):  # a stretch at a time stays in the cache
        returns = text[at : at + _STRETCH] == _RETURN
        followed = text[at + 1 : at + 1 + _STRETCH] == _LINE_FEED
        if (returns[: len(followed)] > followed).any() or returns[len(followed) :].any():
            return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data


def _last_record_end(data: bytes) -> int:
    """Position after the last newline outside quotes; 0 where there is none yet.

    Where a quotation mark was left open, the last newline is taken once the piece has grown too long to wait.
    """
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    end = len(data)
    quotes_before = data.count(b'"')
    while (newline := data.rfind(b"\n", 0, end)) >= 0:
        quotes_before -= data.count(b'"', newline, end)
        if quotes_before % 2 == 0:
            return newline + 1
        end = newline
        if len(data) - end > _SEARCHED_BACK:
            break
    return data.rfind(b"\n") + 1 if len(data) > LONGEST_RECORD else 0

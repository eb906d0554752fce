"""The encoding of a text file, and its content as UTF-8 in pieces that end at the end of a record."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from etl.refusal import Refusal

PIECE_BYTES = 32 * 1024 * 1024
LONGEST_RECORD = 4 * PIECE_BYTES
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 256 * 1024


def detect_encoding(path: Path, declared: str) -> str:
    """The encoding of a file: its mark, else what the feed declares, else UTF-8 when valid, else a guess.

    Raises:
        Refusal: kind `unreadable` where the bytes are no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample:
        raise Refusal(
            "unreadable",
            "el archivo no es texto; guárdelo como CSV desde la planilla y vuelva a enviarlo",
            "the file is not text; save it as CSV from the spreadsheet and send it again",
        )
    if declared != "auto":
        return declared
    return "utf-8" if _is_utf8(path) else _guess(sample)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 22):
                if not piece.isascii() or decoder.getstate()[0]:
                    decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess(sample: bytes) -> str:
    best = from_bytes(sample, cp_isolation=["cp1252", "latin_1", "cp850"]).best()
    return best.encoding if best is not None else "cp1252"


def utf8_pieces(path: Path, encoding: str, size: int = PIECE_BYTES) -> Iterator[bytes]:
    """The file as UTF-8, in pieces of about `size` bytes that each end at the end of a record.

    A quoted newline does not end a record. Undecodable bytes become U+FFFD, which the contract then reports.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    ascii_like = encoding.lower().replace("_", "-") not in ("utf-16", "utf-16-le", "utf-16-be")
    rest = b""
    with path.open("rb") as file:
        first = True
        while piece := file.read(size):
            if first and encoding == "utf-8-sig":
                piece = piece.removeprefix(codecs.BOM_UTF8)
                decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
            first = False
            pending = decoder.getstate()[0]
            text = piece if ascii_like and piece.isascii() and not pending else decoder.decode(piece).encode("utf-8")
            rest += text
            cut = _last_record_end(rest)
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
    rest += decoder.decode(b"", final=True).encode("utf-8")
    if rest:
        yield rest


def _last_record_end(data: bytes) -> int:
    """Position after the last newline outside quotes; 0 where there is none yet."""
    end = len(data)
    quotes_before = data.count(b'"')
    while (newline := data.rfind(b"\n", 0, end)) >= 0:
        quotes_before -= data.count(b'"', newline, end)
        if quotes_before % 2 == 0:
            return newline + 1
        end = newline
        if len(data) - end > PIECE_BYTES // 8:
            break
    if len(data) > LONGEST_RECORD:
        return data.rfind(b"\n") + 1
    return 0

"""The encoding of a text file, and its bytes as UTF-8.

A byte that is no UTF-8 in a file that otherwise is becomes a mark of its own, so that `repair` can tell where it stood.
"""

import codecs
import re
from collections import Counter
from itertools import islice

import numpy as np
from charset_normalizer import from_bytes

from etl.refusal import Refusal

STRAY_BASE = 0x10F700
"""Private-use characters STRAY_BASE + byte stand for bytes that are no UTF-8."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SINGLE_BYTE = {"latin-1": "cp1252", "iso8859-1": "cp1252", "iso8859-15": "cp1252", "ascii": "cp1252"}
_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_C1_LEAD = b"\xc2"
"""Begins each control 0x80 to 0x9F, and each of the signs up to 0xBF, in UTF-8."""
_SAMPLED_RUNS, _SAMPLE, _TELLING_BYTES = 5_000, 64 * 1024, 64


def _keep_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(STRAY_BASE + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("seamos-stray", _keep_stray)


class Utf8Text:
    """Turns the bytes of a text file, piece by piece, into UTF-8 without a byte order mark.

    The encoding is decided at the first piece that is not plain ASCII: by the file's mark, else UTF-8 where the bytes
    are, else what the feed declares, else a guess among those that Paraguay's computers write.
    """

    def __init__(self, declared: str) -> None:
        self._declared = None if declared == "auto" else _plain_name(declared)
        self._encoding: str | None = None
        self._decoder: codecs.IncrementalDecoder | None = None
        self._tail = b""
        self._begun = False

    @property
    def unexpected(self) -> str | None:
        """The encoding found, where the feed declares another one."""
        found = self._encoding
        return found if found is not None and self._declared not in (None, found) else None

    def add(self, piece: bytes) -> bytes:
        """The next bytes of the file as UTF-8; an unfinished character waits for the next piece.

        Raises:
            Refusal: `unreadable` where the bytes are no text.
        """
        if not self._begun:
            piece = self._begin(piece)
        data = self._tail + piece if self._tail else piece
        self._tail = b""
        if self._encoding is None:
            if data.isascii():
                return data
            self._encoding = _choose(data, self._declared)
        if self._encoding == "utf-8":
            return self._utf8(data, final=False)
        return self._other(data, final=False)

    def end(self) -> bytes:
        """What was still waiting when the file ended."""
        if self._encoding in (None, "utf-8"):
            return self._utf8(self._tail, final=True)
        return self._other(b"", final=True)

    def _begin(self, piece: bytes) -> bytes:
        self._begun = True
        for mark, name in _MARKS:
            if piece.startswith(mark):
                self._encoding = name
                return piece[len(mark) :]
        if b"\x00" in piece[:4096]:
            self._encoding = _utf16_without_mark(piece[:4096])
        return piece

    def _utf8(self, data: bytes, *, final: bool) -> bytes:
        try:
            _, used = codecs.utf_8_decode(data, "strict", final)
        except UnicodeDecodeError:
            text, used = codecs.utf_8_decode(data, "seamos-stray", final)
            self._tail = data[used:]
            return text.encode("utf-8")
        self._tail = data[used:]
        return data[:used] if used < len(data) else data

    def _other(self, data: bytes, *, final: bool) -> bytes:
        if self._encoding == "cp1252":
            # mostly the same characters as Latin-1, which Python decodes many times faster
            latin = data.decode("latin-1").encode("utf-8")
            if _C1_LEAD not in latin or not _has_c1(data):
                return latin
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(self._encoding or "utf-8")(errors="replace")
        return self._decoder.decode(data, final).encode("utf-8", errors="replace")


def _plain_name(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(name, _SINGLE_BYTE.get(name, name))


def _has_c1(data: bytes) -> bool:
    """Bytes 0x80 to 0x9F: controls in Latin-1, quotation marks and dashes in Windows-1252."""
    return bool(((np.frombuffer(data, dtype=np.uint8) & 0xE0) == 0x80).any())


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and not even:
        return "utf-16-le"
    if even > len(head) // 5 and not odd:
        return "utf-16-be"
    raise Refusal(
        "unreadable",
        "el archivo no es texto; guárdelo como CSV desde la planilla y vuelva a enviarlo",
        "the file is not text; save it as CSV from the spreadsheet and send it again",
    )


def _choose(data: bytes, declared: str | None) -> str:
    """UTF-8 where the bytes are, even where another was declared: no other text looks like it by chance."""
    if declared is not None and declared.startswith("utf-16"):
        return declared
    try:
        codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    runs = b"\n".join(match.group() for match in islice(_HIGH_RUNS.finditer(data), _SAMPLED_RUNS))
    marked, _ = codecs.utf_8_decode(runs, "replace", True)
    lost = marked.count("\ufffd")
    beyond_ascii = len(marked) - len(marked.encode("ascii", "ignore"))
    if beyond_ascii - lost > lost:
        return "utf-8"
    return declared if declared not in (None, "utf-8") else _guess(data, runs)


def _guess(data: bytes, runs: bytes) -> str:
    """The encoding that gives most letters of Spanish; charset-normalizer decides where none gives more."""
    read = {name: Counter(runs.decode(name, "replace")) for name in ("cp1252", "cp850")}
    letters = {name: sum(found[letter] for letter in _SPANISH) for name, found in read.items()}
    if letters["cp1252"] != letters["cp850"]:
        return max(letters, key=lambda name: letters[name])
    if len(runs) < _TELLING_BYTES:
        return "cp1252"
    first = max(data.find(runs[:1]) - _SAMPLE // 2, 0)
    best = from_bytes(data[first : first + _SAMPLE], cp_isolation=["cp1252", "cp850"]).best()
    return best.encoding if best is not None and best.encoding == "cp850" else "cp1252"

"""A part of a file, as players of sound ask for it; some phones play nothing from a server that only gives the whole.

RFC 9110, section 14. One range of bytes is answered; several, another unit, or one under a condition get the whole.
"""

import re

from dashboard.server.headers import RawHeaders, raw

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def asked_part(headers: RawHeaders, size: int) -> range | None:
    """The bytes that a request wants.

    Args:
        headers: of the request.
        size: of the whole, in bytes.

    Returns:
        None where the whole is to be sent.
    """
    known = {name: value for name, value in headers if name in (b"range", b"if-range")}
    found = _RANGE.fullmatch(known.get(b"range", b"").decode("latin-1").strip())
    if found is None or b"if-range" in known:
        return None
    first, last = found.groups()
    if not first:
        part = range(max(size - int(last or 0), 0), size)
    else:
        part = range(int(first), min(int(last) + 1 if last else size, size))
    return part if part else None


def part_headers(headers: RawHeaders, part: range, size: int) -> RawHeaders:
    """The headers of an answer with these bytes alone."""
    kept = [each for each in headers if each[0] != b"content-length"]
    told = {"content-length": str(len(part)), "content-range": f"bytes {part.start}-{part.stop - 1}/{size}"}
    return [*kept, *raw(told)]

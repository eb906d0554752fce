"""What a reader's program asks for by its headers: language, format, compression."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SPANISH = "es"
_LONGEST = 400
"""Characters of a header that are looked at; nobody who means it sends more."""

RawHeaders = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Wishes:
    """The headers of a request that change its answer, as sent."""

    languages: str = ""
    formats: str = ""
    compression: str = ""
    known: str = ""
    """`If-None-Match`: what the reader has already."""


_FIELDS: Mapping[bytes, str] = {
    b"accept-language": "languages", b"accept": "formats", b"accept-encoding": "compression", b"if-none-match": "known",
}  # fmt: skip


def wishes(headers: RawHeaders) -> Wishes:
    """Read them; a header that comes twice counts as one with commas, as HTTP says."""
    found: dict[str, str] = {}
    for name, value in headers:
        field = _FIELDS.get(name)
        if field:
            text = value.decode("latin-1")
            found[field] = f"{found[field]},{text}" if field in found else text
    return Wishes(**found)


def language(header: str, known: Sequence[str]) -> str:
    """The language that `Accept-Language` likes best among ours; Spanish where it likes none of them."""
    liked = {tag.split("-", 1)[0]: quality for tag, quality in reversed(_ranked(header)) if quality > 0}
    return max((each for each in known if each in liked), key=lambda each: liked[each], default=SPANISH)


def media_type(header: str, offered: Sequence[str]) -> str | None:
    """The offered type that `Accept` likes best, the first one where it likes all alike; None where it takes none.

    The more exact entry counts, as RFC 9110 says: `text/csv;q=0, */*` takes everything but CSV.
    """
    if not header.strip():
        return offered[0]
    ranked = dict(reversed(_ranked(header)))
    quality = {each: _quality_of(each, ranked) for each in offered}
    best = max(offered, key=lambda each: quality[each])
    return best if quality[best] > 0 else None


def takes_gzip(header: str) -> bool:
    """Whether the reader's program can unpack gzip."""
    if "gzip" not in header and "*" not in header:
        return False
    ranked = dict(_ranked(header))
    return ranked.get("gzip", ranked.get("*", 0.0)) > 0


def _quality_of(offered: str, ranked: Mapping[str, float]) -> float:
    group = offered.split("/", 1)[0] + "/*"
    return next((ranked[each] for each in (offered, group, "*/*") if each in ranked), 0.0)


def _ranked(header: str) -> list[tuple[str, float]]:
    """Entries with their quality in the order sent; one that cannot be read is left out."""
    found = []
    for part in header[:_LONGEST].lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = _quality(parameters)
        if name and quality is not None:
            found.append((name, quality))
    return found


def _quality(parameters: Sequence[str]) -> float | None:
    said = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    if not said.replace(".", "", 1).isdecimal() or not said.isascii():
        return None
    return min(float(said), 1.0)

"""An answer that is kept: its bytes, plain and packed, and its headers, made once and sent many times."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from starlette.types import Message, Scope, Send

from dashboard.server.byte_range import asked_part, part_headers
from dashboard.server.headers import COMMON, RawHeaders, policy_of, raw
from dashboard.server.negotiation import Wishes, takes_gzip

_WORTH_PACKING = 500
"""Bytes; a smaller answer fits one packet either way."""
_NO_BODY: Message = {"type": "http.response.body", "body": b""}
_SOUND = "audio/"
"""What players ask for in parts."""
_PACKED_ALREADY = (
    _SOUND,
    "image/png",
    "application/pdf",
    "application/zip",
    "application/vnd.",
    "application/octet-stream",
)


@dataclass(frozen=True)
class Document:
    """An answer with everything that is sent of it.

    Attributes:
        status: of HTTP.
        body: as it is; empty for a redirection.
        etag: weak, since the packed form has the same; empty where nothing may be kept.
        plain: headers of the body as it is.
        packed: the body under gzip, where that is worth it, and its headers.
    """

    status: int
    body: bytes
    etag: str
    plain: RawHeaders
    packed: tuple[bytes, RawHeaders] | None = None
    in_parts: bool = False
    """Whether a part of it may be asked for."""

    @property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        return len(self.body) + (len(self.packed[0]) if self.packed else 0)

    async def send(self, scope: Scope, send: Send, asked: Wishes) -> None:
        """Answer a request: 304 to who has it already, no body to HEAD, packed to who can unpack it."""
        packed = self.packed if self.packed and takes_gzip(asked.compression) else None
        body, headers = packed or (self.body, self.plain)
        if self.etag and self.status == HTTPStatus.OK and asked.known and _has(asked.known, self.etag):
            kept = [each for each in headers if each[0] not in (b"content-length", b"content-encoding")]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send(_NO_BODY)
            return
        part = asked_part(scope["headers"], len(body)) if self.in_parts else None
        if part and scope["method"] == "GET":
            await send(
                {"type": "http.response.start", "status": 206, "headers": part_headers(headers, part, len(body))}
            )
            await send({"type": "http.response.body", "body": body[part.start : part.stop]})
            return
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send(_NO_BODY if scope["method"] == "HEAD" else {"type": "http.response.body", "body": body})


def document(
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    cache: str = "no-store",
    more: Mapping[str, str] | None = None,
) -> Document:
    """Make an answer ready.

    Args:
        body: its bytes.
        media_type: with its character set.
        status: of HTTP.
        cache: `Cache-Control`; what may be kept gets an `ETag`.
        more: further headers (`vary`, `link`, ...), names in lower case.
    """
    etag = "" if cache == "no-store" else f'W/"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "content-type": media_type,
        "cache-control": cache,
        "content-security-policy": policy_of(media_type),
        **COMMON,
    }
    headers |= ({"etag": etag} if etag else {}) | dict(more or {})
    if media_type.startswith(_SOUND):
        headers |= {"accept-ranges": "bytes", "content-length": str(len(body))}
        return Document(status, body, etag, raw(headers), in_parts=True)
    packed = gzip.compress(body, 6, mtime=0) if _packs(body, media_type) else b""
    if not packed or len(packed) >= len(body):
        return Document(status, body, etag, raw(headers | {"content-length": str(len(body))}))
    headers["vary"] = ", ".join(each for each in (headers.get("vary"), "Accept-Encoding") if each)
    plain = raw(headers | {"content-length": str(len(body))})
    small = raw(headers | {"content-length": str(len(packed)), "content-encoding": "gzip"})
    return Document(status, body, etag, plain, (packed, small))


def redirection(to: str, vary: str = "") -> Document:
    """To another address of this server; relative, so that no header of the request can lead elsewhere."""
    more = {"location": to} | ({"vary": vary} if vary else {})
    return document(b"", "text/plain; charset=utf-8", status=HTTPStatus.FOUND, cache="no-cache", more=more)


def _packs(body: bytes, media_type: str) -> bool:
    return len(body) >= _WORTH_PACKING and not media_type.startswith(_PACKED_ALREADY)


def _has(known: str, etag: str) -> bool:
    """Whether `If-None-Match` names it; compared weakly, as RFC 9110 says for this header."""
    bare = etag.removeprefix("W/")
    return any(each.strip().removeprefix("W/") in (bare, "*") for each in known.split(","))

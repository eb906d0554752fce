"""Security headers: what a browser may do with each kind of answer, and that nothing comes from another server."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

RawHeaders = list[tuple[bytes, bytes]]

COMMON: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}
"""On every answer."""

DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Pages without any script: what they show stands in them."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Answers that are no page: whoever opens one in a browser sees text."""

PAPER_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
"""Papers: a browser shows them by a part of its own, which a stricter policy would shut out."""

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy_of(media_type: str) -> str:
    """The policy that an answer of ours is sent with."""
    if media_type.startswith("text/html"):
        return DOCUMENT_POLICY
    return PAPER_POLICY if media_type == "application/pdf" else DATA_POLICY


def app_policy(scripts: Iterable[str]) -> str:
    """What the dashboard may do: its own files and these scripts, nothing of another server, and no `eval`.

    Args:
        scripts: texts that stand within a page; each is let through by its hash alone.

    Maps draw in a worker made of a blob; styles are written into the page by its framework.
    """
    hashes = " ".join(sorted({f"'sha256-{_hash(script)}'" for script in scripts}))
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "media-src 'self' blob:; object-src 'none'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
    )


def inline_scripts(markup: str) -> list[str]:
    """The scripts without attributes that stand in a text of HTML of ours."""
    return _INLINE.findall(markup)


def inline_scripts_of(page: Path) -> list[str]:
    """The same of a file."""
    return inline_scripts(page.read_text(encoding="utf-8"))


def raw(headers: Mapping[str, str]) -> RawHeaders:
    """As the server's protocol wants them."""
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")

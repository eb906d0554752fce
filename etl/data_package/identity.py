"""Names of things that stay the same wherever they are served: tag URIs (RFC 4151)."""

import re

_AUTHORITY = "seamos.invalid,2026"
"""A name that nobody can own (RFC 2606): the real one would change whenever the programme moves to another server."""


def tag(*parts: object) -> str:
    """A tag URI; what may not stand in one becomes a hyphen."""
    return f"tag:{_AUTHORITY}:" + ":".join(re.sub(r"[^A-Za-z0-9._~-]+", "-", str(part)) for part in parts)


def slug(text: str) -> str:
    """A text as part of a name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def web_address(text: object) -> str | None:
    """The text where it is an address of the web; None for anything else that somebody wrote there."""
    found = re.fullmatch(r"https?://[^\s<>\"'\\]+", str(text or ""))
    return found.group() if found else None

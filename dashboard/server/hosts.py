"""Under which names this server answers; no answer is ever made of the name that was asked for."""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from starlette.types import Scope

from dashboard.address import PUBLIC_ADDRESS_VARIABLE

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SHAPE = re.compile(rb"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._\-]{1,253})(:[0-9]{1,5})?")


class Hosts:
    """Judges `Host` headers."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """With an address of its own (`SEAMOS_PUBLIC_URL`), the server answers under it and on this machine alone.

        Args:
            environment: of the server.
        """
        self.own = urlsplit(environment.get(PUBLIC_ADDRESS_VARIABLE, "")).hostname
        self._names = frozenset((self.own, *LOOPBACK)) if self.own else None

    def answers(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Whether the request means this server: one `Host`, of a name's shape, and ours where we know our own."""
        said = _hosts(headers)
        if len(said) != 1 or not (found := _SHAPE.fullmatch(said[0])):
            return False
        if self._names is None:
            return True
        return found[1].decode("ascii").strip("[]").lower().rstrip(".") in self._names

    def same_page(self, headers: list[tuple[bytes, bytes]]) -> bool:
        """Whether a socket is opened by a page of this server; a program that is no browser names no page.

        Streamlit judges this too, and asks a server elsewhere for its own address where the names differ.
        """
        said = [value for name, value in headers if name == b"origin"]
        if not said:
            return True
        page = _page(said[0])
        ours = page is not None and (page.netloc.encode("latin-1") in _hosts(headers) or page.hostname == self.own)
        return len(said) == 1 and ours


def without_origin(scope: Scope) -> Scope:
    """The same request without the name of the page that makes it, which was judged already."""
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"origin"]}


def _page(origin: bytes) -> SplitResult | None:
    try:
        page = urlsplit(origin.decode("latin-1"))
        return page if page.hostname else None
    except ValueError:
        return None


def _hosts(headers: list[tuple[bytes, bytes]]) -> list[bytes]:
    return [value for name, value in headers if name == b"host"]

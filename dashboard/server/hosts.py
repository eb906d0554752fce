"""Under which names this server answers; no answer is ever made of the name that was asked for."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

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
        said = [value for name, value in headers if name == b"host"]
        if len(said) != 1 or not (found := _SHAPE.fullmatch(said[0])):
            return False
        if self._names is None:
            return True
        return found[1].decode("ascii").strip("[]").lower().rstrip(".") in self._names

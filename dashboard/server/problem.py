"""What cannot be answered, said as RFC 9457 wants it: `application/problem+json`, with a sentence for people."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from dashboard.language import t
from dashboard.server.documents import Document, document

PROBLEM_TYPE = "application/problem+json"
CORS: Mapping[str, str] = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link",
}
"""Anybody's page may read what is public; nothing here goes by who asks."""


class Refused(Exception):  # noqa: N818  (what became of a request, not a mistake of ours)
    """A request that is not answered with data."""

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        allowed: tuple[str, ...] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say what happened.

        Args:
            status: of HTTP.
            kind: stable name of the problem, for programs.
            detail: what happened, for people, in the language that they ask for.
            allowed: what could have been asked for.
            more: further members of the answer.
            headers: of the answer.
        """
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail
        self.allowed, self.more, self.headers = allowed, dict(more or {}), dict(headers or {})


def problem(refused: Refused) -> Document:
    """The answer. It is never kept, and says which language it varies by."""
    content = {
        "type": f"urn:seamos:problem:{refused.kind}",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
        **({"allowed": list(refused.allowed)} if refused.allowed else {}),
        **refused.more,
    }
    body = json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    headers = {"vary": "Accept, Accept-Language", **CORS, **refused.headers}
    return document(body, PROBLEM_TYPE, status=refused.status, more=headers)


def method_not_allowed(allowed: str) -> Refused:
    """A method other than those that read."""
    told = t("Aquí sólo se lee: {methods}.", methods=allowed)
    return Refused(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", told, headers={"allow": allowed})


def not_found() -> Refused:
    """An address that leads nowhere."""
    return Refused(HTTPStatus.NOT_FOUND, "not-found", t("No hay nada en esta dirección."))


def gone(notice: Mapping[str, Any], number: int, sentence: str) -> Refused:
    """An edition that was taken back: its notice instead of its figures."""
    kept = {name: notice[name] for name in sorted(notice)} or {"edition": number}
    return Refused(HTTPStatus.GONE, "withdrawn", sentence, more={"notice": kept})


def unavailable() -> Refused:
    """There is a file and it cannot be read."""
    told = t("Los datos no se pueden leer en este momento. Vuelva a probar más tarde.")
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "unreadable", told, headers={"retry-after": "60"})


def nothing_released() -> Refused:
    """No edition is public."""
    return Refused(HTTPStatus.NOT_FOUND, "nothing-released", t("Todavía no se publicó ninguna edición."))

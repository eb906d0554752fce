"""The public server as one application: our own addresses, and the dashboard below `/explorar/`, in one process."""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.editions import PUBLISHED_VARIABLE
from dashboard.language import speaking_in, t
from dashboard.server.documents import redirection
from dashboard.server.explore import PLACE, allowed, dashboard_app, with_headers
from dashboard.server.hosts import Hosts, without_origin
from dashboard.server.negotiation import language, wishes
from dashboard.server.problem import Refused, not_found, problem
from dashboard.server.released import Window
from dashboard.server.site import HEALTH, READY, Site
from schemas.words import LANGUAGES

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]
LOOKS_EVERY = 0.1
"""Seconds after which a release, or a withdrawal, is seen at the latest."""
_MISDIRECTED = 421


def public_app(environment: Mapping[str, str] = os.environ) -> ASGIApp:
    """The whole public server.

    Args:
        environment: `SEAMOS_PUBLISHED`, the released folder, and `SEAMOS_PUBLIC_URL`, where it is known.
    """
    hosts = Hosts(environment)
    site = Site(Window(Path(environment.get(PUBLISHED_VARIABLE) or "."), LOOKS_EVERY))
    streamlit = dashboard_app(hosts.own)
    # a mounted application needs its root path, and whoever mounts it starts and stops what it needs
    mount = Starlette(lifespan=streamlit.lifespan())
    mount.mount(PLACE, with_headers(streamlit))
    return together(site, mount, hosts)


def together(site: Site, explore: ASGIApp, hosts: Hosts) -> ASGIApp:
    """Lead each request to who answers it.

    Args:
        site: our own addresses.
        explore: the dashboard; also told when the server starts and stops.
        hosts: under which names we answer.
    """

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await explore(scope, receive, send)
        elif scope["type"] == "http":
            await _http(scope, receive, send)
        elif _may_connect(scope, hosts):
            await explore(without_origin(scope), receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path not in (HEALTH, READY) and not hosts.answers(scope["headers"]):
            await _refuse(scope, send, _another_server)
        elif not _is_explored(path) or scope["method"] not in ("GET", "HEAD"):
            await site.respond(scope, send)
        elif path == PLACE:
            query = scope["query_string"].decode("latin-1")
            to = redirection(f"{PLACE}/" + (f"?{query}" if query else ""))
            await to.send(scope, send, wishes(scope["headers"]))
        elif not allowed(scope):
            await _refuse(scope, send, not_found)
        else:
            await explore(without_origin(scope), receive, send)

    return answered


def _may_connect(scope: Scope, hosts: Hosts) -> bool:
    """Whether a socket is the dashboard's, opened by a page of this server under its name."""
    ours = hosts.answers(scope["headers"]) and hosts.same_page(scope["headers"])
    return ours and scope["path"].startswith(f"{PLACE}/") and allowed(scope)


def _is_explored(path: str) -> bool:
    return path == PLACE or path.startswith(f"{PLACE}/")


async def _refuse(scope: Scope, send: Send, why: Callable[[], Refused]) -> None:
    asked = wishes(scope["headers"])
    with speaking_in(language(asked.languages, LANGUAGES)):
        answer = problem(why())
    await answer.send(scope, send, asked)


def _another_server() -> Refused:
    return Refused(_MISDIRECTED, "another-server", t("Este servidor no responde con ese nombre."))

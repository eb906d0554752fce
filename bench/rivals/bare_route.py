"""Rival: the public server with bare Starlette routes beside it, in the same process, that return the same bytes.

`python -m bench.rivals.bare_route PORT PATH...`: for each path of the site, `/bare/<number>` answers with what the site
answers (packed, same type), out of a constant.
"""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.__main__ import TURN
from dashboard.server.asgi import public_app

Sent = tuple[bytes, dict[str, str]]


def beside(site: ASGIApp, paths: list[str]) -> ASGIApp:
    """The site and the bare routes as one application."""
    bare: list[Starlette] = []

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/bare/"):
            if not bare:
                bare.append(Starlette(routes=[_route(n, await _asked(site, path)) for n, path in enumerate(paths)]))
            await bare[0](scope, receive, send)
        else:
            await site(scope, receive, send)

    return answered


def _route(number: int, sent: Sent) -> Route:
    body, headers = sent

    async def constant(_: Request) -> Response:
        return Response(body, headers=headers)

    return Route(f"/bare/{number}", constant)


async def _asked(site: ASGIApp, path: str) -> Sent:
    """What the site answers to a browser that can unpack gzip."""
    messages: list[Message] = []
    headers = [(b"host", b"localhost"), (b"accept-encoding", b"gzip")]
    where, _, query = path.partition("?")
    scope = {"type": "http", "method": "GET", "path": where, "query_string": query.encode(), "headers": headers}

    async def receive() -> Message:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        messages.append(message)

    await site(scope, receive, send)
    kept = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return messages[1]["body"], {name: kept[name] for name in ("content-type", "content-encoding") if name in kept}


if __name__ == "__main__":
    sys.setswitchinterval(TURN)
    uvicorn.run(
        beside(public_app(), sys.argv[2:]), host="127.0.0.1", port=int(sys.argv[1]), access_log=False,
        server_header=False, log_level="error", ws="websockets-sansio",
    )  # fmt: skip

"""Asks the application itself, as a server would, without a network."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.asgi import together
from dashboard.server.hosts import Hosts
from dashboard.server.released import Window
from dashboard.server.site import Site


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]


async def nothing_to_explore(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for the dashboard."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def site_of(folder: Path, url: str = "") -> ASGIApp:
    """The public server on a folder, with nothing below `/explorar/`."""
    return together(Site(Window(folder)), nothing_to_explore, Hosts({"SEAMOS_PUBLIC_URL": url}))


async def ask_async(app: ASGIApp, target: str, method: str = "GET", **headers: str) -> Answer:
    path, _, query = target.partition("?")
    sent = {"host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "method": method, "path": unquote(path), "query_string": query.encode("latin-1"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
    }  # fmt: skip
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start, *rest = messages
    pairs = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    assert len(pairs) == len(start["headers"]), "a header stands twice"
    return Answer(start["status"], pairs, b"".join(each["body"] for each in rest))


def ask(app: ASGIApp, target: str, method: str = "GET", **headers: str) -> Answer:
    return asyncio.run(ask_async(app, target, method, **headers))

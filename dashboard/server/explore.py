"""The dashboard below `/explorar/`: which of Streamlit's own addresses are open to the public, under which headers."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web import bootstrap

from dashboard.address import EXPLORED
from dashboard.document_language import SCRIPTS
from dashboard.meeting_keys import CLICKER
from dashboard.server.headers import COMMON, RawHeaders, app_policy, inline_scripts, inline_scripts_of, raw
from dashboard.share import COPY

PLACE = EXPLORED
SCRIPT = Path(__file__).parents[1] / "app.py"
SETTINGS: dict[str, Any] = {
    # the page asks for nothing that a session elsewhere could abuse, and so needs no cookie
    "server.enableXsrfProtection": False,
    "server.enableCORS": True,
    # no public page takes a file
    "server.maxUploadSize": 1,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "global.developmentMode": False,
    # after every run of anybody's page, all memory of all visitors would be looked through; Python does so by itself
    # when there is something to find
    "runner.postScriptGC": False,
}
_OPEN = re.compile(r"/(?:(?:_stcore/(?:health|host-config|stream))|media/.*|static/.*|(?!_stcore|component|_).*)")
"""Below `PLACE`: pages, their files, and the three addresses that the page in a browser needs. No uploads, no other
interface, no figures about the server."""
_OURS: Sequence[str] = (*SCRIPTS.values(), CLICKER, COPY)
_TAKEN_OFF = (b"set-cookie", b"server")


def dashboard_app(own_name: str | None) -> st.App:
    """The dashboard as a part of the server, with the settings of a public one.

    Args:
        own_name: the server's, where it is known: a socket opened by a page of another name is refused.
    """
    known = {"browser.serverAddress": own_name} if own_name else {}
    bootstrap.load_config_options(SETTINGS | known)
    return st.App(SCRIPT)


def allowed(scope: Scope) -> bool:
    """Whether a request below `PLACE` is one that the page in a browser makes."""
    below = scope["path"].removeprefix(PLACE)
    if scope["type"] == "websocket":
        return bool(below == "/_stcore/stream")
    return bool(_OPEN.fullmatch(below)) and not any(part.startswith("_stcore") for part in below.split("/")[2:-1])


def with_headers(app: ASGIApp) -> ASGIApp:
    """The same application under our headers."""
    index = Path(st.__file__).parent / "static" / "index.html"
    scripts = [*inline_scripts_of(index), *(each for markup in _OURS for each in inline_scripts(markup))]
    ours: RawHeaders = raw({**COMMON, "content-security-policy": app_policy(scripts)})
    names = {name for name, _ in ours} | set(_TAKEN_OFF)

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                kept = [each for each in message.get("headers", ()) if each[0].lower() not in names]
                message = {**message, "headers": [*kept, *ours]}
            await send(message)

        await app(scope, receive, sent)

    return answered

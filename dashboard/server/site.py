"""Every address of the public server that is not the dashboard's: pages, report, open data, search, API, state."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope, Send

from dashboard.address import EDITION_PARAMETER
from dashboard.language import LANGUAGE_PARAMETER, speaking_in, t
from dashboard.server.api import KEPT_A_MINUTE, KEPT_TEN_MINUTES, answer, shelf_of
from dashboard.server.documents import Document, document, redirection
from dashboard.server.files import FOLDERS, folder_file, page_file, read
from dashboard.server.found_places import PLACES, QUERY, found_in
from dashboard.server.negotiation import Wishes, language, wishes
from dashboard.server.older_edition import kept_in_edition
from dashboard.server.openapi import openapi
from dashboard.server.plain_pages import refused_page, withdrawn_page
from dashboard.server.problem import Refused, method_not_allowed, not_found, problem
from dashboard.server.released import FEED, Released, Shelf, Window
from dashboard.server.resources import BY_PATH, DOCUMENT_PATH, LARGEST_NUMBER, PREFIX
from dashboard.server.search import search, territories, told
from schemas.words import LANGUAGES

READING = "GET, HEAD, OPTIONS"
SEARCH, HEALTH, READY, ROBOTS, ICON = "/buscar", "/health", "/ready", "/robots.txt", "/favicon.ico"
ICON_FILE = Path(__file__).parents[1] / "icon.svg"
Change = Callable[[bytes], bytes]
"""What is done to a page before it is sent."""
_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_LANGUAGE_COUNTS = "Accept-Language"
_LONGEST_KEPT = 600
"""Letters of a request that is remembered with its answer."""


class Site:
    """Answers requests out of what is public."""

    def __init__(self, window: Window) -> None:
        """Look at the released folder through this window."""
        self._window = window

    async def respond(self, scope: Scope, send: Send) -> None:
        """Answer one request; what is public is looked at once, and the whole answer is made of that."""
        asked = wishes(scope["headers"])
        method = scope["method"]
        if method not in ("GET", "HEAD"):
            await _other_method(method, asked).send(scope, send, asked)
            return
        public = self._window.now()
        key = (scope["path"], scope["query_string"], asked.languages, asked.formats)
        found = public.answers.get(key)
        if found is None:
            found = await run_in_threadpool(self._made, scope["path"], scope["query_string"], asked, public)
            if found.etag and sum(map(len, key)) <= _LONGEST_KEPT:
                public.answers.keep(key, found)
        await found.send(scope, send, asked)

    def _made(self, path: str, query: bytes, asked: Wishes, public: Released) -> Document:
        """Make an answer; a file that vanished meanwhile means that the edition was swapped: look once more."""
        try:
            return made(path, query, asked, public)
        except OSError:
            return made(path, query, asked, self._window.afresh())


def made(path: str, query: bytes, asked: Wishes, public: Released) -> Document:
    """The answer to a request that reads.

    Args:
        path: of the address.
        query: of the address, as sent.
        asked: by its headers.
        public: what is public.
    """
    is_page = not path.startswith(("/api/", "/datos/", f"/{FEED}", HEALTH, READY)) and "text/html" in asked.formats
    said = _parameters(query)
    spoken = _language(said, path, asked)
    with speaking_in(spoken):
        try:
            return _state(path, public) or _data(path, query, asked, public) or _page(path, said, spoken, public)
        except Refused as refused:
            return _as_page(refused, spoken) if is_page else problem(refused)


def _state(path: str, public: Released) -> Document | None:
    """What no edition's content decides: whether the process lives, whether it can read what was released."""
    if path == HEALTH:
        return _said({"status": "ok"})
    if path == ROBOTS:
        return document(b"User-agent: *\nDisallow: /explorar/\nDisallow: /buscar\n", "text/plain; charset=utf-8",
                        cache=KEPT_TEN_MINUTES)  # fmt: skip
    if path == ICON:
        return document(ICON_FILE.read_bytes(), "image/svg+xml", cache=KEPT_TEN_MINUTES)
    if path != READY:
        return None
    if public.shelf is None:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", t("No hay una edición que se pueda leer."))
    return _said({"status": "ready", "edition": public.shelf.number})


def _data(path: str, query: bytes, asked: Wishes, public: Released) -> Document | None:
    if not path.startswith("/api"):
        return None
    if path == DOCUMENT_PATH:
        return openapi()
    if path.rstrip("/") in ("/api", PREFIX):
        return redirection(DOCUMENT_PATH)
    if path not in BY_PATH:
        raise not_found()
    return answer(BY_PATH[path], query, asked.formats, public)


def _page(path: str, said: Mapping[str, str], spoken: str, public: Released) -> Document:
    """A light page, a file of the report or of the open data, or what a search found."""
    shelf = shelf_of(public, _edition(said))
    if path == SEARCH or (QUERY in said and path.endswith(f"/{PLACES}")):
        return _searched(public, shelf, path, said, spoken)
    cache = KEPT_A_MINUTE if EDITION_PARAMETER not in said else KEPT_TEN_MINUTES
    folder = path.split("/")[1] if path.count("/") else ""
    if path == f"/{FEED}":
        return _file(shelf, FEED if FEED in shelf.files else None, cache, "")
    if folder in FOLDERS:
        if path == f"/{folder}":
            return redirection(f"{path}/" + _asked(said))
        name = folder_file(shelf, path, spoken)
        change = _change(public, shelf, path, said)
        return _file(shelf, name, cache, _LANGUAGE_COUNTS if path.count("/") < 3 else "", change)
    named = folder in LANGUAGES
    if named and path == f"/{folder}":
        return redirection(f"{path}/" + _asked(said))
    if not named and said.get(LANGUAGE_PARAMETER) in LANGUAGES:
        rest = {name: value for name, value in said.items() if name != LANGUAGE_PARAMETER}
        return redirection(f"/{spoken}{quote(path)}" + _asked(rest))
    if path == "/" and "index.html" not in str(page_file(shelf, path, spoken)):
        # a folder without light pages: the dashboard shows the same figures
        return redirection("/explorar/" + _asked(said))
    change = _change(public, shelf, path, said)
    return _file(shelf, page_file(shelf, path, spoken), cache, "" if named else _LANGUAGE_COUNTS, change)


def _file(shelf: Shelf, name: str | None, cache: str, vary: str, change: Change | None = None) -> Document:
    if name is None:
        raise not_found()
    return read(shelf, name, cache, vary, change if name.endswith(".html") else None)


def _change(public: Released, shelf: Shelf, path: str, said: Mapping[str, str]) -> Change | None:
    """What a page of an edition that no longer leads is given; nothing is done to one of the edition that leads."""
    newest = public.shelf.number if public.shelf else shelf.number
    if shelf.number == newest:
        return None
    rest = {name: value for name, value in said.items() if name != EDITION_PARAMETER}
    return partial(kept_in_edition, shown=shelf.number, newest=newest, address=f"{quote(path)}{_asked(rest)}")


def _searched(public: Released, shelf: Shelf, path: str, said: Mapping[str, str], spoken: str) -> Document:
    """Straight to the territory where there is one, else the list of places with what was found above it."""
    kept = {name: value for name, value in said.items() if name == EDITION_PARAMETER}
    found, names, here = search(shelf, said.get(QUERY, "")), territories(shelf), f"/{spoken}/{PLACES}"
    frame = page_file(shelf, here, spoken)
    if found.territory in names:
        return redirection(f"/{spoken}/t/{quote(str(found.territory), safe='')}{_asked(kept)}", _LANGUAGE_COUNTS)
    if frame is None:
        return redirection("/explorar/" + _asked(kept))
    if path != here:
        return redirection(here + _asked({QUERY: found.typed} | kept), _LANGUAGE_COUNTS)
    places, unclear = told(shelf, found)
    stay = _change(public, shelf, path, said)

    def with_found(page: bytes) -> bytes:
        shown = found_in(page, found.typed, places, names, unclear)
        return stay(shown) if stay else shown

    return read(shelf, frame, KEPT_A_MINUTE, "", with_found)


def _as_page(refused: Refused, spoken: str) -> Document:
    """For people what a program gets as a problem."""
    notice = refused.more.get("notice")
    body = withdrawn_page(int(notice["edition"]), notice) if notice else refused_page(refused.detail)
    headers = {"vary": "Accept, Accept-Language", "content-language": spoken, **refused.headers}
    return document(body, _HTML, status=refused.status, more=headers)


def _other_method(method: str, asked: Wishes) -> Document:
    if method == "OPTIONS":
        headers = {
            "allow": READING, "access-control-allow-origin": "*", "access-control-allow-methods": READING,
            "access-control-allow-headers": "Accept, Accept-Language, If-None-Match", "access-control-max-age": "86400",
        }  # fmt: skip
        return document(b"", "text/plain; charset=utf-8", more=headers)
    with speaking_in(language(asked.languages, LANGUAGES)):
        return problem(method_not_allowed(READING))


def _said(content: Mapping[str, Any]) -> Document:
    return document(json.dumps(content).encode("ascii") + b"\n", _JSON)


def _parameters(query: bytes) -> dict[str, str]:
    """Of a page: the first of each name; what cannot be read is left out, since people mistype links."""
    pairs: Callable[[str], list[tuple[str, str]]] = lambda text: parse_qsl(text, max_num_fields=50)  # noqa: E731
    try:
        return dict(reversed(pairs(query.decode("latin-1"))))
    except ValueError:
        return {}


def _language(said: Mapping[str, str], path: str, asked: Wishes) -> str:
    """Of the path, else of the address's parameter, else of the browser."""
    first = path.split("/")[1:2]
    if first and first[0] in LANGUAGES:
        return first[0]
    wanted = said.get(LANGUAGE_PARAMETER, "")
    return wanted if wanted in LANGUAGES else language(asked.languages, LANGUAGES)


def _edition(said: Mapping[str, str]) -> int | None:
    """The number that the address asks for; a text that is none is left aside, as the dashboard does."""
    text = said.get(EDITION_PARAMETER, "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0
    return number if 0 < number <= LARGEST_NUMBER else None


def _asked(said: Mapping[str, str]) -> str:
    return f"?{urlencode(said)}" if said else ""

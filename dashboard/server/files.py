"""Which file of the released edition an address means; only files of a list that was made beforehand are ever read."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from dashboard.server.documents import Document, document
from dashboard.server.negotiation import SPANISH
from dashboard.server.released import FEED, Shelf
from schemas.words import LANGUAGES

PAGES, FOLDERS = "paginas", ("informe", "datos", "audio")
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".json": "application/json",
        ".jsonld": "application/ld+json",
        ".geojson": "application/geo+json",
        ".ttl": "text/turtle; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".xml": "application/xml",
        ".mp3": "audio/mpeg",
        ".pdf": "application/pdf",
        ".zip": "application/zip",
        ".parquet": "application/vnd.apache.parquet",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
_UNKNOWN_TYPE, _FEED_TYPE = "application/octet-stream", "application/atom+xml"
_TO_KEEP = (".csv", ".xlsx", ".parquet", ".zip")
"""Files that people save, not look at."""


def page_file(shelf: Shelf, path: str, spoken: str) -> str | None:
    """The light page at an address (`/`, `/t/luque`, `/gn/t/luque`), in the language of the address or in `spoken`.

    Args:
        shelf: the edition.
        path: of the address.
        spoken: language where the address names none.
    """
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in LANGUAGES:
        spoken, parts = parts[0], parts[1:]
    wanted = "/".join((PAGES, spoken, *parts))
    # its links are relative: a page that stands without its language leads on to those that have it
    root = "/".join((PAGES, *parts)) if spoken == SPANISH and path.split("/")[1:2] != [SPANISH] else ""
    choices = (f"{each}{ending}" for each in (root, wanted) if each for ending in ("", ".html", "/index.html"))
    return _first(shelf.files, tuple(choices))


def folder_file(shelf: Shelf, path: str, spoken: str) -> str | None:
    """The file at an address under `/informe/` or `/datos/`; the folder itself is its first page."""
    wanted = path.strip("/")
    reports = (f"informe/informe.{spoken}.html", f"informe/informe.{SPANISH}.html")
    first = {"informe": reports, "datos": ("datos/datapackage.json",)}.get(wanted, ())
    return _first(shelf.files, (wanted, f"{wanted}/index.html", *first))


def read(shelf: Shelf, name: str, cache: str, vary: str, change: Callable[[bytes], bytes] | None = None) -> Document:
    """A file of the list, ready to send.

    Args:
        shelf: the edition.
        name: of the file.
        cache: how long it may be kept.
        vary: on which headers the answer depends.
        change: what is done to a page that cannot be sent as it stands.

    Raises:
        OSError: it is no longer there: the edition was withdrawn at this moment.
    """
    path = shelf.files[name]
    kind = _FEED_TYPE if name == FEED else _TYPES.get(path.suffix.lower(), _UNKNOWN_TYPE)
    more = {"vary": vary} if vary else {}
    if path.suffix.lower() in _TO_KEEP:
        more["content-disposition"] = f'attachment; filename="{_plain(path)}"'
    if name.startswith("datos/"):
        more["access-control-allow-origin"] = "*"
    if name.startswith(PAGES):
        more["content-language"] = name.split("/")[1]
        more["link"] = '</api/v1/openapi.json>; rel="service-desc"'
    content = path.read_bytes()
    return document(change(content) if change else content, kind, cache=cache, more=more)


def _plain(path: Path) -> str:
    return "".join(each if each.isascii() and (each.isalnum() or each in "._-") else "_" for each in path.name)


def _first(files: Mapping[str, Path], choices: Sequence[str]) -> str | None:
    return next((each for each in choices if each in files), None)

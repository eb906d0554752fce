"""The API's answers: rows of the published tables as they stand, in JSON or CSV."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from dashboard.language import t
from dashboard.server.api_question import TYPES, Question, first_day, question
from dashboard.server.documents import Document, document
from dashboard.server.problem import CORS, Refused, gone, nothing_released, unavailable
from dashboard.server.released import Released, Shelf
from dashboard.server.resources import DOCUMENT_PATH, EDITIONS, MOST_ROWS, PREFIX, Filter, Resource
from dashboard.store import EditionUnreadableError, Row
from dashboard.table_files import guarded
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL

KEPT_A_MINUTE, KEPT_TEN_MINUTES = "public, max-age=60", "public, max-age=600"
"""What leads may change at any release; a numbered edition only by being withdrawn."""
MARK = ("edition", "synthetic")
"""Columns that every row of a CSV file begins with, so that a cut-out still says what it is of."""


def answer(resource: Resource, query: bytes, accept: str, public: Released) -> Document:
    """Answer a request.

    Args:
        resource: that is asked.
        query: of the address, as sent.
        accept: the `Accept` header.
        public: what is public, looked at once for this request.

    Raises:
        Refused: the request cannot be answered.
    """
    asked = question(resource, query, accept)
    if resource is EDITIONS:
        return _editions(asked, public)
    shelf = shelf_of(public, asked.edition)
    wanted = asked.wanted
    for each in resource.filters:
        _must_be_known(shelf, each, wanted.get(each.name, ()))
    where, values = _where(resource, wanted)
    try:
        total, rows = _rows(shelf, resource, asked, where, values)
    except EditionUnreadableError as error:
        raise unavailable() from error
    return _listed(resource, asked, shelf.mark, rows, total)


def shelf_of(public: Released, number: int | None) -> Shelf:
    """The edition that is asked for.

    Raises:
        Refused: 410 with its notice where it was taken back, 404 where it is not public, 503 where it is damaged.
    """
    if number is not None and public.withdrawn(number):
        raise _withdrawn(public, number)
    if public.shelf is None:
        raise _none(public)
    try:
        shelf = public.shelf if number is None else public.at(number)
    except EditionUnreadableError as error:
        raise unavailable() from error
    if shelf is None:
        raise Refused(404, "no-such-edition", t("La edición {edition} no es pública.", edition=number))
    return shelf


def _none(public: Released) -> Refused:
    """Why nothing is public: a damaged file, a withdrawal after which nothing came, or nothing yet."""
    if public.broken:
        return unavailable()
    return _withdrawn(public, max(public.history)) if public.history else nothing_released()


def _withdrawn(public: Released, number: int) -> Refused:
    notice = public.notices.get(number) or public.history.get(number, {})
    return gone(notice, number, t("La edición {edition} fue retirada: no use sus cifras.", edition=number))


def _must_be_known(shelf: Shelf, chosen: Filter, values: Sequence[str]) -> None:
    """An id that no table of the edition has is a mistake, and is not answered with an empty list."""
    if chosen.how != "among" or chosen.closed is not None or not values:
        return
    query = f'SELECT DISTINCT "{chosen.column}" AS id FROM published."{chosen.column}" ORDER BY 1'  # noqa: S608
    known = tuple(row["id"] for row in shelf.edition.rows(query))
    for value in values:
        if value not in known:
            told = t("El parámetro «{name}» no puede ser «{value}».", name=chosen.name, value=value[:80])
            raise Refused(400, "unknown-value", told, allowed=known)


def _where(resource: Resource, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, dict[str, Any]]:
    """The condition, of names of ours, and its values, which are never part of it."""
    signs = {"from": ">=", "to": "<="}
    told, values = [], dict[str, Any]()
    for each in resource.filters:
        if each.name not in wanted:
            continue
        if each.how == "among":
            told.append(f'list_contains($among_{each.name}, "{each.column}")')
            values[f"among_{each.name}"] = list(wanted[each.name])
        else:
            told.append(f'"{each.column}" {signs[each.how]} $bound_{each.name}')
            values[f"bound_{each.name}"] = first_day(wanted[each.name][0])
    return " AND ".join(told) or "true", values


def _rows(
    shelf: Shelf, resource: Resource, asked: Question, where: str, values: Mapping[str, Any]
) -> tuple[int, list[Row]]:
    """How many rows there are, and those of this page; every name in the query is declared in `resources`."""
    present = _present(shelf, resource)
    columns = ", ".join(f'"{name}"' if name in present else f'NULL AS "{name}"' for name in resource.names)
    order = ", ".join(f'"{name}"' for name in resource.order if name in present)
    source = f'FROM published."{resource.table}" WHERE {where}'
    (counted,) = shelf.edition.rows(f"SELECT count(*) AS rows {source}", **values)
    page = f"SELECT {columns} {source} ORDER BY {order} LIMIT {asked.limit:d} OFFSET {asked.offset:d}"
    return counted["rows"], shelf.edition.rows(page, **values)


def _present(shelf: Shelf, resource: Resource) -> set[str]:
    """Columns of the table; an older edition lacks those that came later."""
    query = "SELECT column_name FROM duckdb_columns() WHERE database_name = 'published' AND table_name = $name"
    return {row["column_name"] for row in shelf.edition.rows(query, name=resource.table)}


def _editions(asked: Question, public: Released) -> Document:
    """All editions that ever were public; there is no more to choose among."""
    leading = public.shelf.number if public.shelf else None
    known = dict(public.history) or ({leading: {"edition": leading}} if leading is not None else {})
    rows = [
        {**{name: known[number].get(name) for name in EDITIONS.names}, "leads": number == leading}
        for number in sorted(known)
    ]
    mark = public.shelf.mark if public.shelf else {"edition": None, "synthetic": None}
    return _listed(EDITIONS, asked, mark, rows, len(rows))


def _listed(resource: Resource, asked: Question, mark: Mapping[str, Any], rows: list[Row], total: int) -> Document:
    following = _following(resource, asked, mark, total)
    links = [f'<{DOCUMENT_PATH}>; rel="service-desc"', f'<{DATA_LICENCE_URL}>; rel="license"']
    links += [f'<{following}>; rel="next"'] if following else []
    headers = {"vary": "Accept", "link": ", ".join(links), **CORS}
    if asked.format == "json":
        body = _json(resource, mark, rows, total, asked, following)
    else:
        body = _csv(resource, mark, rows)
        headers["content-disposition"] = f'attachment; filename="{resource.name}.csv"'
    kind = TYPES[asked.format] + "; charset=utf-8"
    cache = KEPT_A_MINUTE if asked.edition is None else KEPT_TEN_MINUTES
    return document(body, kind, cache=cache, more=headers)


def _following(resource: Resource, asked: Question, mark: Mapping[str, Any], total: int) -> str | None:
    """The address of the next page, in the same edition, so that pages of two never meet."""
    if asked.offset + asked.limit >= total:
        return None
    pairs = [(name, value) for name, values in sorted(asked.wanted.items()) for value in values]
    rest = {"edition": mark["edition"], "format": asked.format, "limit": asked.limit,
            "offset": asked.offset + asked.limit}  # fmt: skip
    return f"{PREFIX}/{resource.name}?{urlencode([*pairs, *rest.items()])}"


def _json(
    resource: Resource, mark: Mapping[str, Any], rows: list[Row], total: int, asked: Question, following: str | None
) -> bytes:
    told = {
        "edition": mark["edition"],
        "published_at": _plain(mark.get("published_at")),
        "synthetic": mark["synthetic"],
        "method_version": mark.get("method_version"),
        "credit": mark.get("credit"),
        "licence": DATA_LICENCE,
        "licence_url": DATA_LICENCE_URL,
        "total": total,
        "limit": asked.limit if resource is not EDITIONS else MOST_ROWS,
        "offset": asked.offset,
        "next": following,
        resource.name: [{name: _plain(value) for name, value in row.items()} for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _csv(resource: Resource, mark: Mapping[str, Any], rows: list[Row]) -> bytes:
    """Heading and rows; a missing figure is an empty cell, and no text can be a formula."""
    lead = MARK[:1] if "edition" not in resource.names else ()
    first = [_cell(mark[name]) for name in (*lead, MARK[1])]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*lead, MARK[1], *resource.names))
    writer.writerows([*first, *(_cell(row[name]) for name in resource.names)] for row in rows)
    return text.getvalue().encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.isoformat(timespec="seconds")
    if isinstance(value, float) and not isfinite(value):
        return None  # JSON knows no infinity, and a ratio without end is no figure
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = _plain(value)
    if plain is None:
        return ""
    return guarded(plain) if isinstance(plain, str) else plain

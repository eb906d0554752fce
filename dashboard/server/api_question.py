"""What a request to the API asks for, read from its address; whatever is unknown is refused, never ignored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import parse_qsl

from dashboard.language import t
from dashboard.server.negotiation import media_type
from dashboard.server.problem import Refused
from dashboard.server.resources import (
    COMMON,
    EDITIONS,
    ID_PATTERN,
    LARGEST_NUMBER,
    MONTH_PATTERN,
    MOST_ROWS,
    Filter,
    Resource,
)

Format = Literal["json", "csv"]
TYPES: Mapping[Format, str] = {"json": "application/json", "csv": "text/csv"}
_MOST_PARAMETERS = 100


@dataclass(frozen=True)
class Question:
    """What is asked for.

    Attributes:
        format: of the answer.
        edition: number, or None for the one that leads.
        limit: most rows.
        offset: rows left out before.
        wanted: values by filter's name.
    """

    format: Format
    edition: int | None = None
    limit: int = MOST_ROWS
    offset: int = 0
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def question(resource: Resource, query: bytes, accept: str) -> Question:
    """Read the address.

    Args:
        resource: that is asked.
        query: of the address, as sent.
        accept: the `Accept` header, which counts where no `format` is given.

    Raises:
        Refused: 400 for an unknown parameter or a value that cannot be, 406 for a format that we have not.
    """
    said = _parameters(query)
    filters = {each.name: each for each in resource.filters}
    known = (*filters, *(COMMON if resource is not EDITIONS else ("format",)))
    for name in said:
        if name not in known:
            raise Refused(400, "unknown-parameter", t("No existe el parámetro «{name}».", name=name), allowed=known)
    return Question(
        _format(said, accept),
        _number(said, "edition", 1, LARGEST_NUMBER),
        _number(said, "limit", 1, MOST_ROWS) or MOST_ROWS,
        _number(said, "offset", 0, LARGEST_NUMBER) or 0,
        {name: _values(filters[name], values) for name, values in said.items() if name in filters},
    )


def first_day(month: str) -> date:
    """The first day of a month that `question` has let through."""
    return date.fromisoformat(f"{month}-01")


def _parameters(query: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError as error:
        raise Refused(400, "unreadable-address", t("La dirección no se puede leer.")) from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _format(said: Mapping[str, list[str]], accept: str) -> Format:
    if "format" in said:
        text = _single(said, "format")
        for each in TYPES:
            if text == each:
                return each
        raise _bad("format", text, tuple(TYPES))
    best = media_type(accept, tuple(TYPES.values()))
    if best is None:
        told = t("Esta lista se da en estos formatos: {formats}.", formats=", ".join(TYPES.values()))
        raise Refused(406, "not-acceptable", told, allowed=tuple(TYPES.values()))
    return "csv" if best == TYPES["csv"] else "json"


def _number(said: Mapping[str, list[str]], name: str, least: int, most: int) -> int | None:
    if name not in said:
        return None
    text = _single(said, name)
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise _bad(name, text, (f"{least}-{most}",))
    return int(text)


def _single(said: Mapping[str, list[str]], name: str) -> str:
    if len(said[name]) > 1:
        told = t("El parámetro «{name}» se da una sola vez.", name=name)
        raise Refused(400, "repeated-parameter", told)
    return said[name][0]


def _values(chosen: Filter, values: list[str]) -> tuple[str, ...]:
    pattern = ID_PATTERN if chosen.how == "among" else MONTH_PATTERN
    for value in values:
        # a year 0000 has the shape of a month and is none
        if not re.fullmatch(pattern, value) or value.startswith("0000-"):
            raise _bad(chosen.name, value, chosen.closed or (pattern,))
        if chosen.closed is not None and value not in chosen.closed:
            raise _bad(chosen.name, value, chosen.closed)
    if chosen.how != "among" and len(values) > 1:
        raise Refused(400, "repeated-parameter", t("El parámetro «{name}» se da una sola vez.", name=chosen.name))
    return tuple(sorted(set(values)))


def _bad(name: str, value: str, allowed: tuple[str, ...]) -> Refused:
    told = t("El parámetro «{name}» no puede ser «{value}».", name=name, value=value[:80])
    return Refused(400, "unknown-value", told, allowed=allowed)

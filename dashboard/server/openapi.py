"""The OpenAPI document, written from what the routes answer by."""

import json
from functools import cache
from typing import Any

from dashboard.server.documents import Document, document
from dashboard.server.problem import CORS, PROBLEM_TYPE
from dashboard.server.resources import (
    DOCUMENT_PATH,
    EDITIONS,
    ID_PATTERN,
    LARGEST_NUMBER,
    MONTH_PATTERN,
    MOST_ROWS,
    RESOURCES,
    Filter,
    Resource,
)
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL
from schemas.published import BY_NAME
from schemas.table import Column

OPENAPI_TYPE = "application/vnd.oai.openapi+json"
_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": ["string", "null"]},
    "BIGINT": {"type": ["integer", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "TIMESTAMP": {"type": ["string", "null"], "format": "date-time"},
}
_REFUSALS = {
    "400": "unknown parameter, or a value that cannot be; `allowed` says what can",
    "404": "no such edition, or nothing is released yet",
    "406": "asked for a format that there is not",
    "410": "the edition was withdrawn; `notice` says when and why",
    "421": "asked under a name that is not this server's",
    "503": "the released file cannot be read",
}
_READING = "Reads one released edition. Filters select rows; nothing is added up."


@cache
def openapi() -> Document:
    """The document, ready to send."""
    body = json.dumps(description(), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    return document(body, OPENAPI_TYPE, cache="public, max-age=3600", more=CORS)


def description() -> dict[str, Any]:
    """The document's content (OpenAPI 3.1)."""
    paths: dict[str, Any] = {each.path: _path(each) for each in (EDITIONS, *RESOURCES)}
    paths[DOCUMENT_PATH] = {"get": _itself()}
    paths["/health"] = {"get": _state("health", "the process lives", {"200": "it does"})}
    ready = {"200": "a released edition can be read", "503": "none is released, or its file is damaged"}
    paths["/ready"] = {"get": _state("ready", "a released edition can be read", ready)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Seamos Ciudadanos: published figures",
            "version": "1",
            "description": f"{_READING} A month without data has a status and no value: it is never zero.",
            "license": {"name": DATA_LICENCE, "url": DATA_LICENCE_URL},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": {"Problem": _problem_schema(), **_row_schemas()}},
    }


def _path(resource: Resource) -> dict[str, Any]:
    statuses = _REFUSALS if resource is not EDITIONS else {key: _REFUSALS[key] for key in ("400", "406", "421", "503")}
    read = {
        "operationId": resource.name,
        "summary": resource.what,
        "parameters": [_parameter(each) for each in resource.filters] + _common(resource),
        "responses": {"200": _rows(resource), "304": {"description": "as in `If-None-Match`"}, **_refusals(statuses)},
    }
    return {"get": read}


def _parameter(chosen: Filter) -> dict[str, Any]:
    if chosen.how != "among":
        schema: dict[str, Any] = {"type": "string", "pattern": MONTH_PATTERN}
        return {"name": chosen.name, "in": "query", "description": chosen.what, "schema": schema}
    item = {"type": "string", **({"enum": list(chosen.closed)} if chosen.closed else {"pattern": ID_PATTERN})}
    schema = {"type": "array", "items": item}
    return {
        "name": chosen.name, "in": "query", "description": chosen.what, "schema": schema, "style": "form",
        "explode": True,
    }  # fmt: skip


def _common(resource: Resource) -> list[dict[str, Any]]:
    formats = {"type": "string", "enum": ["json", "csv"]}
    told = [("format", "in place of `Accept`", formats)]
    if resource is not EDITIONS:
        told += [
            ("edition", "a released edition; without it the one that leads", _whole(1, LARGEST_NUMBER)),
            ("limit", "most rows in one answer", _whole(1, MOST_ROWS)),
            ("offset", "rows left out before", _whole(0, LARGEST_NUMBER)),
        ]
    return [{"name": name, "in": "query", "description": what, "schema": schema} for name, what, schema in told]


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _rows(resource: Resource) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{_row_name(resource)}"}
    envelope = {
        "type": "object",
        "required": ["edition", "synthetic", "total", "limit", "offset", "next", resource.name],
        "properties": {
            "edition": {"type": ["integer", "null"], "description": "that answered; the whole answer is of it"},
            "published_at": {"type": ["string", "null"], "format": "date-time"},
            "synthetic": {"type": ["boolean", "null"], "description": "true: data generated for demonstration"},
            "method_version": {"type": ["string", "null"]},
            "credit": {"type": ["string", "null"]},
            "licence": {"type": "string"},
            "licence_url": {"type": "string"},
            "total": {"type": "integer", "description": "rows that the filters select"},
            "limit": {"type": "integer"},
            "offset": {"type": "integer"},
            "next": {"type": ["string", "null"], "description": "address of the next rows"},
            resource.name: {"type": "array", "items": row},
        },
    }
    return {
        "description": resource.what,
        "headers": {
            "ETag": {"schema": {"type": "string"}},
            "Link": {"description": "this document, licence, next rows", "schema": {"type": "string"}},
        },
        "content": {"application/json": {"schema": envelope}, "text/csv": {"schema": {"type": "string"}}},
    }


def _row_schemas() -> dict[str, Any]:
    return {_row_name(each): _row_schema(each) for each in (EDITIONS, *RESOURCES)}


def _row_schema(resource: Resource) -> dict[str, Any]:
    what = BY_NAME[resource.table].what if resource.table else resource.what
    return {
        "type": "object", "description": what, "required": list(resource.names), "additionalProperties": False,
        "properties": {column.name: _column(column) for column in resource.columns},
    }  # fmt: skip


def _column(column: Column) -> dict[str, Any]:
    return {**_TYPES[column.type], "description": column.what}


def _row_name(resource: Resource) -> str:
    return resource.name.removesuffix("s").capitalize() if resource.name != "territories" else "Territory"


def _refusals(statuses: dict[str, str]) -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": what, "content": content} for status, what in statuses.items()}


def _problem_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "for people, in the language of `Accept-Language`"},
            "allowed": {"type": "array", "items": {"type": "string"}},
            "notice": {"type": "object", "description": "of a withdrawn edition"},
        },
    }


def _itself() -> dict[str, Any]:
    content = {OPENAPI_TYPE: {"schema": {"type": "object"}}}
    told = {"200": {"description": "OpenAPI 3.1", "content": content}, "304": {"description": "as in `If-None-Match`"}}
    return {
        "operationId": "openapi",
        "summary": "this document",
        "responses": {**told, **_refusals({"421": _REFUSALS["421"]})},
    }


def _state(name: str, summary: str, statuses: dict[str, str]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    told = {"200": {"description": statuses["200"], "content": content}}
    return {
        "operationId": name,
        "summary": summary,
        "responses": told | _refusals({status: what for status, what in statuses.items() if status != "200"}),
    }

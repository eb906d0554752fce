"""A fuzzer driven by the OpenAPI document: no answer that it does not name, in status, kind or shape."""

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.types import ASGIApp

from dashboard.server.openapi import description
from tests.server.asking import Answer, ask
from tests.server.conftest import Site

DOCUMENT = description()
OPERATIONS = {path: methods["get"] for path, methods in DOCUMENT["paths"].items()}
KNOWN = {"indicator": ["robo", "vif"], "territory": ["renca", "quilpue"], "evaluation": ["participativa_2020"]}
ACCEPTS = ["*/*", "application/json", "text/csv", "text/html", "image/png", "text/csv;q=0", "application/json;q=x", ","]
ANY_TEXT = st.text(max_size=30)


def value_of(parameter: dict[str, Any]) -> st.SearchStrategy[str]:
    """Mostly what the document allows, sometimes anything."""
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    if parameter["name"] in KNOWN:
        meant: st.SearchStrategy[str] = st.sampled_from(KNOWN[parameter["name"]])
    elif "enum" in schema:
        meant = st.sampled_from(schema["enum"])
    elif "pattern" in schema:
        meant = st.from_regex(schema["pattern"], fullmatch=True)
    else:
        meant = st.integers(schema["minimum"], schema["maximum"]).map(str)
    return st.one_of(meant, meant, meant, ANY_TEXT)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, str]:
    path = draw(st.sampled_from(sorted(OPERATIONS)))
    parameters = OPERATIONS[path].get("parameters", [])
    pairs = []
    for parameter in draw(st.lists(st.sampled_from(parameters), max_size=4)) if parameters else []:
        pairs.append((parameter["name"], draw(value_of(parameter))))
    if draw(st.integers(0, 9)) == 0:
        pairs.append((draw(ANY_TEXT), draw(ANY_TEXT)))
    query = urlencode(pairs, errors="surrogatepass") if draw(st.booleans()) else "&".join("=".join(p) for p in pairs)
    encoded = query.encode("utf-8", "surrogatepass").decode("latin-1")
    return path, encoded, draw(st.sampled_from(ACCEPTS))


@pytest.fixture(scope="module")
def app(chile: Site) -> ASGIApp:
    return chile.app


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(requests())
def test_every_answer_is_one_that_the_document_names(app: ASGIApp, asked: tuple[str, str, str]) -> None:
    path, query, accept = asked
    must_be_documented(path, ask(app, f"{path}?{query}", accept=accept))


def must_be_documented(path: str, answer: Answer) -> None:
    responses = OPERATIONS[path]["responses"]
    assert answer.status < 500
    assert str(answer.status) in responses, answer
    content = responses[str(answer.status)].get("content", {})
    assert answer.kind in content, answer
    if answer.kind == "text/csv":
        assert len({len(row) for row in csv.reader(StringIO(answer.text))}) == 1
    else:
        schema = {**content[answer.kind]["schema"], "components": DOCUMENT["components"]}
        Draft202012Validator(schema).validate(answer.json)


@pytest.mark.parametrize("path", sorted(OPERATIONS))
def test_the_plain_request_is_answered(app: ASGIApp, path: str) -> None:
    answer = ask(app, path)
    assert answer.status == 200
    must_be_documented(path, answer)


def test_the_check_says_no(app: ASGIApp) -> None:
    good = ask(app, "/api/v1/indicators")
    with pytest.raises(AssertionError):
        must_be_documented("/api/v1/indicators", Answer(418, good.headers, good.body))
    with pytest.raises(Exception, match="required property"):
        must_be_documented("/api/v1/indicators", Answer(200, good.headers, b"{}"))


def test_it_is_served_linked_and_valid(app: ASGIApp) -> None:
    assert ask(app, "/api/v1/openapi.json").json == DOCUMENT
    assert "/api/v1/openapi.json" in ask(app, "/api/v1/values").headers["link"]
    assert "/api/v1/openapi.json" in ask(app, "/es/").headers["link"]
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)

"""Every figure of the API is that of the published table, and what is missing is never zero."""

import csv
from io import StringIO

import pytest

from dashboard.server.resources import RESOURCES, Resource
from tests.server.asking import ask
from tests.server.conftest import Site


def published(site: Site, resource: Resource) -> list[dict[str, object]]:
    columns = ", ".join(f'"{name}"' for name in resource.names)
    order = ", ".join(resource.order)
    cursor = site.tables().execute(f'SELECT {columns} FROM "{resource.table}" ORDER BY {order}')  # noqa: S608
    return [dict(zip(resource.names, row, strict=True)) for row in cursor.fetchall()]


def plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.name)
def test_json_is_the_published_table(chile: Site, resource: Resource) -> None:
    expected = published(chile, resource)
    told = ask(chile.app, resource.path).json
    assert expected
    assert told["edition"] == 1
    assert told["synthetic"] is False
    assert told["total"] == len(expected)
    assert told[resource.name] == [{name: plain(value) for name, value in row.items()} for row in expected]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.name)
def test_csv_is_the_published_table(chile: Site, resource: Resource) -> None:
    answer = ask(chile.app, resource.path, accept="text/csv")
    assert answer.kind == "text/csv"
    found = list(csv.DictReader(StringIO(answer.text)))
    expected = published(chile, resource)
    assert len(found) == len(expected)
    for row, values in zip(found, expected, strict=True):
        assert row["edition"] == "1"
        for name, value in values.items():
            assert row[name].removeprefix("'") == cell(value), name


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(plain(value)).removeprefix("'")


def test_pages_hold_every_row_once(chile: Site) -> None:
    whole, app, path = ask(chile.app, "/api/v1/values").json["values"], chile.app, "/api/v1/values?limit=97"
    found = []
    while path:
        answer = ask(app, path)
        found += answer.json["values"]
        path = answer.json["next"]
        assert (path is None) == ('rel="next"' not in answer.headers["link"])
    assert found == whole


def test_filters_select_and_never_add_up(chile: Site) -> None:
    everything = ask(chile.app, "/api/v1/values").json["values"]
    chosen = ask(chile.app, "/api/v1/values?indicator=robo&indicator=vif&territory=renca&from=2019-03&to=2019-08").json
    wanted = [
        row for row in everything
        if row["indicator"] in ("robo", "vif") and row["territory"] == "renca"
        and "2019-03-01" <= row["month"] <= "2019-08-01"
    ]  # fmt: skip
    assert wanted
    assert chosen["values"] == wanted
    assert ask(chile.app, "/api/v1/comparisons?verdict=decreased").json["total"] == sum(
        row["verdict"] == "decreased" for row in ask(chile.app, "/api/v1/comparisons").json["comparisons"]
    )


def test_missing_is_no_zero(site: Site) -> None:
    statement = (
        "UPDATE indicator_value SET value = NULL, status = 'missing' WHERE month = '2019-03-01' AND indicator = 'robo'"
    )
    site.another(2, statement, "UPDATE comparison SET rate_ratio = 'inf'")
    site.lead_with(2)
    rows = ask(site.app, "/api/v1/values?status=missing").json["values"]
    assert rows
    assert {(row["value"], row["status"]) for row in rows} == {(None, "missing")}
    found = csv.DictReader(StringIO(ask(site.app, "/api/v1/values?status=missing&format=csv").text))
    assert {row["value"] for row in found} == {""}
    assert {row["rate_ratio"] for row in ask(site.app, "/api/v1/comparisons").json["comparisons"]} == {None}


def test_a_text_is_never_a_formula(site: Site) -> None:
    site.another(2, "UPDATE territory SET name = '=HYPERLINK(\"http://x\")' WHERE territory = 'renca'")
    site.lead_with(2)
    (row,) = csv.DictReader(StringIO(ask(site.app, "/api/v1/territories?territory=renca&format=csv").text))
    assert row["name"].startswith("'=")

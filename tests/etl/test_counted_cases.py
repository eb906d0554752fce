"""Cases as they are counted, in parts and stretches, are those that one count of every row gives."""

import random

import duckdb
import pytest

from etl.incident_parts import find_repeated_cases
from etl.warehouse import open_warehouse, sql
from tests.small_programme import TERRITORIES, SmallProgramme, police_csv

PLACES = {"centro": "Centro", "norte": "Norte", "sur": "Sur"}
ONE_BY_ONE = """
    SELECT feed, indicator, territory, date_trunc('month', event_date)::DATE AS month, count(*) AS records,
           count(*) FILTER (case_key IS NULL) AS loose, count(DISTINCT case_key) AS cases
    FROM active_incident WHERE territory IS NOT NULL AND indicator IS NOT NULL GROUP BY ALL ORDER BY ALL"""
ADDED_UP = """
    SELECT feed, indicator, territory, month, records, loose, cases FROM incident_cell WHERE territory IS NOT NULL
    ORDER BY ALL"""


def some_rows(dice: random.Random, month: str, rows: int) -> list[str]:
    """Rows whose references often come again, in the same place or another one; some have none."""
    offences = ("ROBO", "ROBO", "VIF")
    return [
        f"{dice.choice(['', *range(1, 40)])};{dice.randint(1, 28):02d}/{month}/2018;{dice.choice(offences)};"
        f"{PLACES[dice.choice(TERRITORIES)]}"
        for _ in range(rows)
    ]


@pytest.fixture(params=range(3))
def sent(request: pytest.FixtureRequest, small_programme: SmallProgramme) -> SmallProgramme:
    """Three months, one of them sent again, and two files of additions, with many references that come twice."""
    dice = random.Random(request.param)
    for month, extracted in (("01", "20180310"), ("02", "20180310"), ("03", "20180410"), ("02", "20180420")):
        name = f"policia_denuncias_2018-{month}_ext{extracted}.csv"
        small_programme.send(name, police_csv(*some_rows(dice, month, 60)))
    for number in (1, 2):
        small_programme.send(f"parte_{number}.csv", police_csv(*some_rows(dice, "03", 40)))
    small_programme.run()
    return small_programme


@pytest.mark.parametrize("at_a_time", [1, 7, 6_000_000])
def test_counts_added_up_are_those_of_every_row(sent: SmallProgramme, at_a_time: int) -> None:
    with open_warehouse(sent.home) as warehouse:
        warehouse.prepare(sent.load())
        connection: duckdb.DuckDBPyConnection = warehouse._connection
        find_repeated_cases(connection, at_a_time)
        connection.execute(sql("incident_cells"))
        told, counted = (connection.execute(query).fetchall() for query in (ADDED_UP, ONE_BY_ONE))
        repeated = connection.execute("SELECT count(*), count(DISTINCT case_key) FROM repeated_case").fetchone()
        references = connection.execute(
            """SELECT count(*) FROM (SELECT case_key FROM active_incident
                   WHERE case_key IS NOT NULL AND territory IS NOT NULL GROUP BY case_key HAVING count(*) > 1)"""
        ).fetchone()
    assert told == counted
    assert any(cases + loose < records for *_, records, loose, cases in told), "some case stands twice in its cell"
    assert repeated is not None
    assert references is not None
    assert repeated == (references[0], references[0])
    assert references[0] > 0

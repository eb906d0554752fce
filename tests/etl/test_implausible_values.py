"""Values that can be read and are hard to believe: warnings that keep no row out, each with what does not warn."""

from collections.abc import Sequence

import polars as pl
import pytest

from etl.judging.plausibility import unusual
from tests.etl.conftest import Judge
from tests.etl.workbooks import workbook
from tests.small_programme import COUNTS_FEED, SmallProgramme, police_csv

COUNTS, YEAR = "fiscalia_ext20200110.csv", range(1, 13)
HALF_YEAR = "policia_denuncias_2018-01_ext20180715.csv"
WIDE_FEED = COUNTS_FEED.replace(
    'month = ["MES"]\nbarrio = ["BARRIO"]\ncount = ["CANTIDAD"]', 'barrio = ["BARRIO"]'
).replace("[period]", "[wide_months]\npattern = '(?P<month>\\w+) (?P<year>\\d{4})'\n\n[period]")


def counts(*numbers: int, place: str = "Norte") -> list[str]:
    return [f"{month:02d}/2018;{place};{number}" for month, number in zip(YEAR, numbers, strict=False)]


def monthly(*rows: str) -> str:
    return police_csv(*rows, heading="MES;BARRIO;CANTIDAD")


def cases(*by_month: int) -> str:
    rows = [f"{month}-{n};{n % 28 + 1:02d}/{month:02d}/2018;ROBO;Centro" for month, number in enumerate(by_month, 1)
            for n in range(number)]  # fmt: skip
    return police_csv(*rows)


@pytest.fixture
def bounded(small_programme: SmallProgramme) -> SmallProgramme:
    """At most 100 a row or month; the file of cases covers half a year."""
    for feed in ("policia_denuncias", "fiscalia_totales", "mesas_actividades"):
        small_programme.change(f"feeds/{feed}.toml", "max_bad_share", "plausible_max = 100\nmax_bad_share")
    small_programme.change("feeds/policia_denuncias.toml", "[extraction]", "months = 6\n\n[extraction]")
    return small_programme


def told(parts: object, kind: str) -> list[tuple[int | None, str | None]]:
    found: pl.DataFrame = parts.findings.filter(kind=kind)  # type: ignore[attr-defined]
    return [(row, value) for row, value in found.select("row", "value").iter_rows()]


@pytest.mark.parametrize(("count", "warns"), [(100, []), (101, [(2, "101")]), (1000, [(2, "1000")])])
def test_a_count_above_the_declared_bound(
    bounded: SmallProgramme, judge: Judge, count: int, warns: list[tuple[int, str]]
) -> None:
    judgement, parts = judge(COUNTS, monthly(f"enero 2018;Norte;{count}"))
    assert told(parts, "implausible_count") == warns
    assert judgement.accepted == judgement.rows_read == 1
    assert judgement.findings_count.get("implausible_count", 0) == len(warns)


def test_a_bound_of_activities_is_about_participants(bounded: SmallProgramme, judge: Judge) -> None:
    heading = ("FECHA", "ACTIVIDAD", "BARRIO", "LOCAL", "ASISTENTES", "ESTADO", "POR QUE")
    rows = [("15/01/2019", "Charla", "Centro", "", people, "Realizada", "") for people in (100, 101, "")]
    _, parts = judge("mesas_2019-T1.xlsx", workbook(Registro=[heading, *rows]))
    assert told(parts, "implausible_count") == [(3, "101")]


def test_more_rows_in_a_month_than_declared(bounded: SmallProgramme, judge: Judge) -> None:
    judgement, parts = judge(HALF_YEAR, cases(101, 100))
    assert told(parts, "implausible_month") == [(None, "2018-01: 101")]
    assert judgement.accepted == 201


def test_without_a_bound_nothing_is_above_it(judge: Judge) -> None:
    _, parts = judge(COUNTS, monthly("enero 2018;Norte;1000000"))
    assert parts.findings.height == 0


@pytest.mark.parametrize(
    ("numbers", "far"),
    [
        ((40, 44, 38, 41, 43, 39, 42, 400), ["400"]),
        ((40, 44, 38, 41, 43, 39, 42, 0), ["0"]),
        ((40, 44, 38, 41, 43, 39, 42, 75), []),
        ((0, 0, 0, 0, 0, 0, 19), []),
        ((0, 0, 0, 0, 0, 0, 20), ["20"]),
        ((40, 40, 40, 40, 400), []),
        ((40, 40, 40, 40, 40, 400), ["400"]),
        ((10, 200, 15, 180, 12, 190, 14, 210), []),
    ],
)
def test_a_month_far_from_the_others_of_its_place(judge: Judge, numbers: Sequence[int], far: list[str]) -> None:
    judgement, parts = judge(COUNTS, monthly(*counts(*numbers)))
    assert [value for _, value in told(parts, "unusual_count")] == far
    assert judgement.accepted == len(numbers)


def test_places_are_not_compared_with_each_other(judge: Judge) -> None:
    _, parts = judge(COUNTS, monthly(*counts(*[40] * 6), *counts(*[400] * 6, place="Centro")))
    assert told(parts, "unusual_count") == []


def test_the_message_names_what_the_other_months_have(judge: Judge) -> None:
    _, parts = judge(COUNTS, monthly(*counts(40, 44, 38, 41, 43, 39, 42, 400)))
    (message,) = parts.findings["message"]
    assert "«400»" in message
    assert "42 o menos" in message


@pytest.mark.parametrize(
    ("by_month", "far"),
    [
        ((40, 42, 38, 41, 43, 0), ["2018-06: 0"]),
        ((40, 42, 38, 41, 43, 39), []),
        ((40, 42, 38, 41, 43, 99), ["2018-06: 99"]),
    ],
)
def test_a_month_of_cases_far_from_the_others(
    bounded: SmallProgramme, judge: Judge, by_month: Sequence[int], far: list[str]
) -> None:
    judgement, parts = judge(HALF_YEAR, cases(*by_month))
    assert told(parts, "unusual_month") == [(None, value) for value in far]
    assert judgement.accepted == sum(by_month)


def test_a_file_of_few_months_is_not_compared(judge: Judge) -> None:
    _, parts = judge("policia_denuncias_2018-01_ext20180715.csv", cases(400))
    assert told(parts, "unusual_month") == []


def test_the_rule_is_the_documented_one() -> None:
    frame = pl.DataFrame({"n": [100, 100, 100, 110, 90, 160, 161]})
    # median 100; deviations 0 0 0 10 10 60 61, their median 10, times 1.4826: 14.8; six of them: 89
    assert unusual(frame, ()).height == 0
    # median 100, median deviation 0: the root of the median, 10, six times: 60
    quiet = pl.DataFrame({"n": [100, 100, 100, 100, 100, 160, 161]})
    assert unusual(quiet, ())["n"].to_list() == [161]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (["Norte;4", "Centro;6", "TOTAL;10"], []),
        (["Norte;4", "Centro;6", "TOTAL;11"], [(4, "11 ≠ 10")]),
        (["Norte;4", "Centro;6", "TOTAL;1.000"], [(4, "1000 ≠ 10")]),
        (["Norte;4", "Subtotal;4", "Centro;6", "Subtotal;6", "Total general;10"], []),
        (["Norte;4", "Subtotal;4", "Centro;6", "Subtotal;7", "Total general;10"], [(5, "7 ≠ 6")]),
        (["Norte;4", "Centro;6", "TOTAL;"], []),
        (["Norte;4", "Centro;seis", "TOTAL;11"], []),
        (["Norte;4", "Norte;4", "TOTAL;8"], []),
    ],
)
def test_a_row_of_totals(judge: Judge, rows: list[str], wrong: list[tuple[int, str]]) -> None:
    months = dict(zip(rows, YEAR, strict=False))
    content = monthly(*(f"{months[row]:02d}/2018;{row}" if "otal" not in row.lower() else f";{row}" for row in rows))
    judgement, parts = judge(COUNTS, content)
    assert told(parts, "wrong_total") == wrong
    assert judgement.rows_skipped == sum("otal" in row.lower() for row in rows)
    assert judgement.findings_count.get("wrong_total", 0) == len(wrong)


HEADING = ("BARRIO", "Enero 2018", "Febrero 2018", "Enero 2019", "TOTAL")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("Norte", 4, 6, 1, 11), ("Centro", 1, "", 2, 3), ("TOTAL", 5, 6, 3, 14)], []),
        ([("Norte", 4, 6, 1, 12)], [(2, "TOTAL", "12 ≠ 11")]),
        ([("Norte", 4, 6, 1, 11), ("Centro", 1, "", 2, 3), ("TOTAL", 5, 9, 3, 14)], [(4, "Febrero 2018", "9 ≠ 6")]),
        ([("Norte", 4, "x", 1, 12)], []),
        ([("Norte", 4, 6, 1, "")], []),
    ],
)
def test_columns_and_rows_of_totals_of_months_as_columns(
    small_programme: SmallProgramme, judge: Judge, name: str, rows: list[tuple[object, ...]], wrong: list[object]
) -> None:
    feed = WIDE_FEED.replace("fiscalia_*.csv", f"fiscalia_*.{name}").replace('"csv"', f'"{name}"')
    small_programme.write("feeds/fiscalia_totales.toml", feed)
    table = [HEADING, *rows]
    content = "\n".join(";".join(map(str, row)) for row in table) if name == "csv" else workbook(Hoja=table)
    judgement, parts = judge(f"fiscalia_ext20200110.{name}", content)
    found = parts.findings.filter(kind="wrong_total").select("row", "column", "value").rows()
    assert found == wrong
    assert "unexpected_column" not in judgement.findings_count
    assert "TOTAL" not in "".join(parts.records.columns)
    assert judgement.rows_read == judgement.accepted + judgement.quarantined


@pytest.mark.parametrize(
    ("heading", "row", "wrong"),
    [
        ("BARRIO;Enero 2018;Febrero 2018;TOTAL 2018;Enero 2019;TOTAL 2019", "Norte;1;2;3;4;4", []),
        ("BARRIO;Enero 2018;Febrero 2018;TOTAL 2018;Enero 2019;TOTAL 2019", "Norte;1;2;7;4;4", ["7 ≠ 3"]),
        ("BARRIO;Enero 2018;Total;Febrero 2018;Total", "Norte;1;3;2;3", []),
        ("BARRIO;Enero 2018;Enero 2019;TOTAL 2019", "Norte;1;2;3", []),
        ("BARRIO;Enero 2018;Enero 2019;TOTAL 2019", "Norte;1;2;4", ["4 ≠ 2"]),
    ],
)
def test_totals_of_a_year(
    small_programme: SmallProgramme, judge: Judge, heading: str, row: str, wrong: list[str]
) -> None:
    small_programme.write("feeds/fiscalia_totales.toml", WIDE_FEED)
    _, parts = judge(COUNTS, f"{heading}\n{row}\n")
    assert [value for _, value in told(parts, "wrong_total")] == wrong

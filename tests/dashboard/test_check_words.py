"""Findings are drawn together by kind and column, and each kind has words of its own."""

from typing import Any

import pytest

from dashboard.arrival_marks import MARKS, month_told, status_words, together
from dashboard.finding_groups import ROWS_NAMED, group_findings
from dashboard.finding_words import finding_sentence, finding_title
from dashboard.visible_text import visible
from schemas.finding_kinds import KINDS
from schemas.published import STATUSES


def finding(row: int | None, kind: str = "bad_date", value: str | None = "x", **more: Any) -> dict[str, Any]:
    found = {"sheet": None, "column": "FECHA", "severity": "error", "message": f"mensaje {value}"}
    return found | {"row": row, "kind": kind, "value": value} | more


def test_kinds_and_columns_stand_apart_and_errors_come_first() -> None:
    groups = group_findings(
        [
            finding(9, "duplicate_row", None, severity="warning", column=""),
            finding(10, "duplicate_row", None, severity="warning", column=""),
            finding(3), finding(4, value="y"), finding(5, column="OTRA"),
        ]
    )  # fmt: skip
    assert [(group.kind, group.column, group.count) for group in groups] == [
        ("bad_date", "FECHA", 2), ("bad_date", "OTRA", 1), ("duplicate_row", "", 2),
    ]  # fmt: skip
    assert [(each.place, each.value) for each in groups[0].examples] == [("3", "x"), ("4", "y")]


def test_a_row_is_counted_once_and_named_with_its_sheet() -> None:
    (group,) = group_findings([finding(3, sheet="Mayo"), finding(3, sheet="Mayo"), finding(3, sheet="Junio")])
    assert group.rows == ("Mayo, 3", "Junio, 3")
    assert group.count == 2


def test_of_many_rows_the_first_are_named() -> None:
    (group,) = group_findings([finding(row) for row in range(2, 502)])
    assert len(group.rows) == ROWS_NAMED
    assert group.count == 500
    assert not group.several


def test_a_finding_of_the_whole_file_has_no_row() -> None:
    (group,) = group_findings([finding(None, "missing_column", "FECHA")])
    assert group.rows == ()
    assert group.count == 1


def test_every_kind_has_a_title_of_its_own() -> None:
    titles = {kind: finding_title(kind) for kind in KINDS}
    assert len(set(titles.values())) == len(KINDS)
    assert [kind for kind, title in titles.items() if title == kind] == []


def test_a_sentence_names_the_value_only_where_there_is_one() -> None:
    assert finding_sentence("bad_date", "FECHA", "«x» no es", several=False) == "«x» no es"
    assert finding_sentence("bad_date", "{value}", "«x» no es", several=True).startswith("«…» no es una fecha")
    assert finding_sentence("missing_column", "", "falta A", several=True) == "falta A"
    assert finding_sentence("otra_clase", "", "tal cual", several=True) == "tal cual"


@pytest.mark.parametrize(
    ("text", "seen"),
    [("a\u202eb", "a b"), ("a\nb\tc", "a b c"), ("\ue000", ""), ("x" * 300, "x" * 199 + "…"), ("ñandú", "ñandú")],
)
def test_no_text_turns_its_direction_or_breaks_its_line(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_every_status_has_a_mark_and_words_of_its_own() -> None:
    assert set(MARKS) == set(STATUSES)
    assert len({MARKS[status] for status in STATUSES}) == len(STATUSES)
    assert len({status_words(status) for status in STATUSES}) == len(STATUSES)
    assert [status for status in STATUSES if "0" in MARKS[status] or "cero" in status_words(status)] == ["zero"]


@pytest.mark.parametrize(
    ("cells", "status", "told"),
    [
        ({"missing": 3}, "missing", "sin dato: no llegó"),
        ({"zero": 3}, "zero", "recibido: cero casos"),
        ({"zero": 1, "reported": 2}, "reported", "territorios: 2 recibidos, 1 con cero casos"),
        ({"missing": 1, "reported": 13}, "partial", "territorios: 13 recibidos, 1 sin dato"),
        ({"missing": 1, "zero": 13}, "partial", "territorios: 13 con cero casos, 1 sin dato"),
        ({"provisional": 1, "reported": 1}, "provisional", "territorios: 1 recibido, 1 provisorio"),
        ({"partial": 2, "provisional": 1}, "partial", "territorios: 1 provisorio, 2 incompletos"),
    ],
)
def test_several_cells_are_whole_or_missing_only_where_all_are(cells: dict[str, int], status: str, told: str) -> None:
    assert together(cells) == status
    assert month_told(cells) == told

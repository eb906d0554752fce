"""How each status of a month is drawn: only what was counted is a point, and only what is final is a full one."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.series_traces import LEAD, Sender, gaps, line, traces
from schemas.published import STATUSES

POLICE = Sender("Policía Nacional", "Policía")
DRAWN = {"reported": "circle", "zero": "circle", "provisional": "circle-open", "partial": "square-open"}


def month(number: int, status: str, value: int | None, institution: str = "policia") -> dict[str, Any]:
    return {"institution": institution, "month": date(2019, number, 1), "status": status, "value": value}


@pytest.mark.parametrize("status", STATUSES)
def test_only_what_was_counted_is_drawn(status: str) -> None:
    drawn = line([month(1, status, 7)], POLICE, "#000000", LEAD)
    assert drawn["y"] == ([7] if status in DRAWN else [None])
    assert drawn["marker"]["symbol"] == [DRAWN.get(status, "circle")]


def test_a_reported_zero_is_a_point_at_zero_and_a_missing_month_is_none() -> None:
    drawn = line([month(1, "zero", 0), month(2, "missing", None)], POLICE, "#000000", LEAD)
    assert drawn["y"] == [0, None]
    assert drawn["text"][1].endswith("sin dato")


def test_the_hatch_fills_the_whole_month() -> None:
    hatched = gaps([month(2, "missing", None), month(3, "reported", 4)], 10)
    assert hatched["x"] == ["2019-02-16"]
    assert hatched["width"] == [28 * 86_400_000]


def test_the_key_tells_of_hollow_points_only_where_there_are_some() -> None:
    rows = [month(1, "partial", 3), month(2, "reported", 4)]
    names = [trace["name"] for trace in traces(rows, "policia", {"policia": POLICE}, 5)]
    assert names == ["incompleto", "Policía"]
    assert [trace["name"] for trace in traces(rows[1:], "policia", {"policia": POLICE}, 5)] == ["Policía"]


def test_the_institutions_beside_are_grey_and_differ_in_form() -> None:
    rows = [month(1, "reported", 3, each) for each in ("policia", "muni", "fiscalia", "senad", "otra")]
    beside = [trace for trace in traces(rows, "policia", {}, 5) if trace["name"] != "policia"]
    assert len({trace["line"]["color"] for trace in beside}) == 1
    assert len({(trace["line"]["dash"], trace["marker"]["symbol"][0]) for trace in beside[:3]}) == 3
    assert len(beside) == 4


def test_plotly_knows_every_part() -> None:
    rows = [month(1, "reported", 3), month(2, "missing", None), month(3, "partial", 2), month(1, "zero", 0, "muni")]
    assert len(go.Figure({"data": traces(rows, "policia", {}, 5)}).data) == 4


def test_a_name_brings_no_tags_into_plotly() -> None:
    drawn = line([month(1, "reported", 3)], Sender("<i>x</i>", "<b>Policía</b> & más"), "#000000", LEAD)
    assert drawn["name"] == "&lt;b&gt;Policía&lt;/b&gt; &amp; más"
    assert "<i>" not in drawn["text"][0]

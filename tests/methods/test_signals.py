"""The table `signal`: centre, limits, and what is out of the ordinary."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from etl.compare import build_signals
from etl.compare_signals import leading
from etl.methods.run_chart import runs
from schemas.programme import MethodParameters
from schemas.published import SIGNAL
from schemas.words import months_between
from tests.methods.small_programmes import QUARANTINE, evaluation, frame, indicator, month, series, window

MONTHS = months_between(month("2017-07"), month("2020-05"))
WAVE = [5, 3, 6, 2, 7, 4, 6, 3, 5, 2, 6, 3]


def signals(counts: list[int | None], months: list[date] = MONTHS, **more: Any) -> pl.DataFrame:
    return build_signals(
        frame(series(list(zip(months, counts, strict=True)))),
        more.pop("evaluations", [evaluation()]),
        more.pop("shocks", [QUARANTINE]),
        more.pop("indicators", [indicator()]),
        more.pop("roles", {"T1": "intervention"}),
        MethodParameters(),
    )


def wave(**changed: int | None) -> list[int | None]:
    """A restless series about 4.3 a month, with some months changed: "2019_08" to its count."""
    counts = dict(zip(MONTHS, (WAVE * 3)[: len(MONTHS)], strict=True))
    counts |= {month(when.strip("m").replace("_", "-")): count for when, count in changed.items()}
    return list(counts.values())


def kinds(table: pl.DataFrame) -> dict[str, str]:
    marked = table.filter(pl.col("kind").is_not_null())
    return {f"{when:%Y-%m}": kind for when, kind in zip(marked["month"], marked["kind"], strict=True)}


def test_every_month_has_its_centre_and_limits() -> None:
    table = signals(wave())
    assert table.columns == list(SIGNAL.names)
    assert table["month"].to_list() == MONTHS
    assert table["centre"].unique().to_list() == [pytest.approx(sum(WAVE) / 365 * 30.4375)]
    july = table.row(0, named=True)
    mean = sum(WAVE) / 365 * 31
    assert (july["low"], july["high"]) == (stats.poisson.ppf(0.00135, mean), stats.poisson.ppf(0.99865, mean))
    assert table["low"].null_count() == table["high"].null_count() == 0
    assert kinds(table) == {}


def test_a_month_outside_its_limits_is_marked() -> None:
    assert kinds(signals(wave(m2019_08=40))) == {"2019-08": "above"}
    high = [20 + count for count in WAVE] * 3
    low = [None if count is None else count for count in high[: len(MONTHS)]]
    low[25] = 1
    assert kinds(signals(low)) == {"2019-08": "below"}


def test_months_that_stand_apart_give_no_signal() -> None:
    assert kinds(signals(wave(m2020_04=90))) == {}
    assert kinds(signals(wave(m2020_04=90), shocks=[])) == {"2020-04": "above"}


def test_a_missing_month_has_limits_and_no_signal() -> None:
    table = signals(wave(m2019_08=None))
    assert table.filter(month=month("2019-08"))["high"].item() > 0
    assert kinds(table) == {}


def test_a_long_run_on_one_side_is_marked_whole() -> None:
    counts = wave()
    counts[20:32] = [3, 2, 1, 3, 2, 1, 3, 2, 3, 1, 2, 3]
    got = kinds(signals(counts))
    assert set(got.values()) == {"run"}
    found = runs(np.array(counts[:32], dtype=float) / [m / 30.4375 for m in days(MONTHS[:32])], sum(WAVE) / 12)
    assert found.long_run
    assert len(got) >= 12


def test_too_few_crossings_are_marked_at_the_last_point() -> None:
    stretch = [6, 7, 6, 7, 6, 2, 3, 2, 3, 2]
    got = kinds(signals([*stretch[:10], 6, 2, *(stretch * 3)[:23]], shocks=[]))
    assert got == {"2020-05": "crossings"}


def days(months: list[date]) -> list[int]:
    return [(b - a).days for a, b in zip(months, [*months[1:], date(2020, 3, 1)], strict=True)]


@pytest.mark.parametrize(("missing", "has_centre"), [(2, True), (3, False)])
def test_ten_of_twelve_baseline_months_are_needed(missing: int, has_centre: bool) -> None:
    counts = wave(m2019_08=40)
    counts[:missing] = [None] * missing
    table = signals(counts)
    assert (table["centre"].count() > 0) == has_centre
    assert bool(kinds(table)) == has_centre


def test_a_baseline_of_two_months_has_no_centre() -> None:
    table = signals(wave(), evaluations=[evaluation(window("2018-07", "2018-08"))])
    assert table["centre"].count() == 0


def test_under_one_a_month_quarters_are_looked_at() -> None:
    counts: list[int | None] = ([1, 0, 1, 0, 1, 0] * 6)[: len(MONTHS)]
    quiet = signals(counts)
    assert quiet["centre"].count() == len(MONTHS)
    assert quiet["high"].count() == 0
    assert kinds(quiet) == {}
    counts[24:27] = [3, 3, 3]  # July to September 2019: nine where 1.5 are usual
    assert kinds(signals(counts)) == {"2019-07": "above", "2019-08": "above", "2019-09": "above"}
    counts[25] = None
    assert kinds(signals(counts)) == {}


def test_where_hardly_anything_happens_there_is_no_signal() -> None:
    counts: list[int | None] = [0] * len(MONTHS)
    counts[3], counts[24:27] = 1, [2, 2, 2]
    assert kinds(signals(counts)) == {}


def test_a_series_that_the_lead_does_not_send_has_no_row() -> None:
    assert signals(wave(), indicators=[indicator("vif")]).is_empty()
    assert signals(wave(), indicators=[indicator("robo", ("muni",))]).is_empty()
    assert signals(wave(), indicators=[indicator("robo", grain="activity")]).is_empty()
    assert signals([], months=[]).is_empty()


def test_the_latest_closed_evaluation_leads() -> None:
    first = evaluation(name="primera", meeting=date(2020, 6, 1))
    second = evaluation(name="segunda", meeting=date(2021, 6, 1))
    assert leading([second, first]).id == "primera"
    assert leading([first, second.model_copy(update={"closed": True})]).id == "segunda"
    closed = [each.model_copy(update={"closed": True}) for each in (second, first)]
    assert leading(closed).id == "segunda"
    with pytest.raises(ValueError, match="empty"):
        leading([])


def test_runs_of_nothing_are_no_signal() -> None:
    for series_ in ([], [np.nan, np.nan], [4.0, 4.0], [5.0]):
        found = runs(series_, 4.0)
        assert not found.signal
        assert found.longest <= 1

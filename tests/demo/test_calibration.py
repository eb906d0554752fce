"""Levels, seasons, weekends, rising domestic violence and the fall under quarantine follow the published figures."""

import calendar
import csv
import io
import re
from collections import Counter
from datetime import date

import pytest

from etl.demo.calibration import (
    PEOPLE_ASUNCION_AND_CENTRAL,
    SERIES,
    day_weights,
    expected,
    season,
    trend,
    under_quarantine,
)
from etl.demo.effects import EFFECTS, effect
from tests.demo.generated import Generated

COMPARISON = (
    "san_pablo", "san_vicente", "vista_alegre", "zeballos_cue", "republicano",
    "lambare", "villa_elisa", "nemby", "itaugua",
)  # fmt: skip


def total(generated: Generated, indicator: str, months: list[str]) -> int:
    """Police cases of the comparison areas, where no effect was put in."""
    return sum(generated.values(indicator, t, "policia")[m] or 0 for t in COMPARISON for m in months)


def test_robberies_are_as_many_as_published_for_the_metropolitan_area() -> None:
    robbery = next(s for s in SERIES if s.indicator == "robo")
    year = [expected(robbery, date(2018, m, 1), PEOPLE_ASUNCION_AND_CENTRAL, 1.0) for m in range(1, 13)]
    assert sum(year) / 12 == pytest.approx(7_846 / 8 * 0.60, rel=0.01)


def test_family_violence_reaches_the_yearly_totals_of_the_prosecution() -> None:
    baseline = (16_600 + 21_840) / 2
    assert trend("vif", date(2017, 7, 1)) * baseline == pytest.approx(16_600, rel=0.02)
    assert trend("vif", date(2019, 7, 1)) * baseline == pytest.approx(26_039, rel=0.02)
    assert trend("vif", date(2018, 1, 1)) < trend("vif", date(2018, 12, 1)) < trend("vif", date(2020, 2, 1))
    assert trend("robo", date(2020, 2, 1)) == 1.0


def test_the_season_is_high_in_summer_low_in_july_and_mean_one() -> None:
    by_month = [season("vif", date(2018, m, 1)) for m in range(1, 13)]
    assert min(by_month) == by_month[6]
    assert by_month[0] > 1.1
    assert sum(by_month) / 12 == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("indicator", "month", "share"),
    [
        ("robo", date(2020, 2, 1), 1.0),
        ("robo", date(2020, 4, 1), 201 / 499),
        ("robo", date(2020, 5, 1), 310 / 499),
        ("vif", date(2020, 4, 1), 1_581 / 2_360),
        ("vif", date(2019, 4, 1), 1.0),
    ],
)
def test_what_the_quarantine_left(indicator: str, month: date, share: float) -> None:
    assert under_quarantine(indicator, month) == pytest.approx(share)


def test_march_2020_falls_from_the_11th_on() -> None:
    weights = day_weights("robo", date(2020, 3, 1))
    assert weights[1] > weights[22]
    assert weights[:10].sum() + weights[10:].sum() == pytest.approx(weights.sum())
    thursdays = (weights[4], weights[25])
    assert thursdays[1] < thursdays[0]


def test_reports_of_domestic_violence_rise_and_robberies_fall_under_quarantine(generated: Generated) -> None:
    before = [f"2017-{m:02d}" for m in range(10, 13)] + ["2018-01", "2018-02"]
    now = [f"2019-{m:02d}" for m in range(10, 13)] + ["2020-01", "2020-02"]
    assert 1.2 < total(generated, "vif", now) / total(generated, "vif", before) < 1.8
    assert 0.85 < total(generated, "robo", now) / total(generated, "robo", before) < 1.15
    assert total(generated, "robo", ["2020-04"]) < 0.6 * total(generated, "robo", ["2020-02"])


def days_of(generated: Generated, offence: str) -> Counter[int]:
    """Cases by day of the week (0 = Monday) over all police files."""
    counted: Counter[int] = Counter()
    for delivery in generated.deliveries("policia_denuncias"):
        text = (generated.out / delivery["file"]).read_bytes().decode("cp1252")
        for row in csv.DictReader(io.StringIO(text), delimiter=";"):
            written = re.match(r"(\d\d)/(\d\d)/(\d{4})", str(row["FECHA_HECHO"]))
            if written and str(row["HECHO PUNIBLE"]).startswith(offence):
                day, month, year = map(int, written.groups())
                if 1 <= day <= calendar.monthrange(year, month)[1]:
                    counted[calendar.weekday(year, month, day)] += 1
    return counted


def test_domestic_violence_peaks_at_the_weekend_and_robbery_does_not(default_seed: Generated) -> None:
    violence, robbery = days_of(default_seed, "VIOLENCIA"), days_of(default_seed, "ROBO")
    assert min(violence[5], violence[6]) > 1.5 * violence[2]
    assert max(robbery[5], robbery[6]) < robbery[2]


def test_effects_begin_with_the_programme_and_touch_only_its_communities() -> None:
    first = EFFECTS[0]
    assert effect(first.indicator, first.territory, "policia", date(2019, 4, 1)) == 1.0
    assert effect(first.indicator, first.territory, "policia", date(2019, 5, 1)) == first.factor
    assert {e.territory for e in EFFECTS}.isdisjoint(COMPARISON)
    assert effect("estupefacientes", "luque", "senad", date(2019, 8, 1)) == 1.0


def test_some_territories_have_no_effect_at_all(default_seed: Generated) -> None:
    touched = {(e["indicator"], e["territory"]) for e in default_seed.manifest["effects"]}
    assert ("robo", "limpio") not in touched
    assert ("vif", "luque") not in touched
    assert len(touched) == len(EFFECTS)

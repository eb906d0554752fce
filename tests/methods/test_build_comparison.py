"""Each rule of the table `comparison`, where it holds and where it says no."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas.programme import Break, MethodParameters
from schemas.published import COMPARISON
from schemas.words import months_between
from tests.methods.small_programmes import (
    NAME,
    QUARANTINE,
    compare,
    evaluation,
    flat,
    frame,
    indicator,
    month,
    only,
    series,
    window,
)

POLARS = {
    "VARCHAR": pl.String,
    "DATE": pl.Date,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
}
SAID = ("rate_ratio", "ratio_low", "ratio_high", "p_value", "q_value")
TWO = indicator("robo", ("policia", "muni"))


def without(rows: list[dict[str, Any]], *months: str) -> list[dict[str, Any]]:
    """The same rows with these months not reported."""
    gone = {month(m) for m in months}
    return [row | {"value": None, "status": "missing"} if row["month"] in gone else row for row in rows]


def test_the_table_has_the_published_columns_and_types() -> None:
    table = compare(frame(flat(4, 2)))
    assert table.columns == list(COMPARISON.names)
    assert [table.schema[column.name] for column in COMPARISON.columns] == [POLARS[c.type] for c in COMPARISON.columns]
    empty = compare(frame(), roles={}, indicators=[])
    assert empty.is_empty()
    assert empty.schema == table.schema


class TestWindows:
    def test_the_headline_leaves_the_quarantine_out_and_compares_the_same_ten_months(self) -> None:
        row = only(compare(frame(flat(4, 2, quarantine=50))))
        assert (row["months_matched"], row["months_expected"]) == (10, 10)
        assert (row["baseline_count"], row["baseline_days"]) == (40, 304)
        assert (row["current_count"], row["current_days"]) == (20, 305)
        assert row["baseline_rate"] == pytest.approx(40 / 304 * 30.4375)

    def test_from_and_to_are_the_declared_windows(self) -> None:
        table = compare(frame(flat(4, 2)))
        dates = ("baseline_from", "baseline_to", "current_from", "current_to")
        declared = [month(m) for m in ("2017-07", "2018-06", "2019-05", "2020-05")]
        assert [only(table)[d] for d in dates] == declared
        back = only(table, scenario="baseline_back")
        assert [back[d] for d in dates] == [month("2017-06"), month("2018-05"), *declared[2:]]

    def test_whole_counts_a_calendar_month_that_comes_twice_twice_with_its_days(self) -> None:
        row = only(compare(frame(flat(4, 2, quarantine=1))), scenario="whole")
        assert (row["baseline_count"], row["baseline_days"]) == (48, 365)
        assert (row["current_count"], row["current_days"]) == (23, 397)
        assert (row["months_matched"], row["months_expected"]) == (12, 12)

    def test_one_of_two_mays_not_reported_takes_may_out_of_both_windows(self) -> None:
        row = only(compare(frame(without(flat(4, 2), "2019-05"))), scenario="whole")
        assert (row["months_matched"], row["baseline_count"], row["current_days"]) == (11, 44, 335)

    def test_apart_shows_the_quarantine_against_the_same_months_without_a_verdict(self) -> None:
        row = only(compare(frame(flat(4, 2, quarantine=1))), scenario="apart")
        assert (row["baseline_count"], row["baseline_days"]) == (12, 92)
        assert (row["current_count"], row["current_days"]) == (3, 92)
        assert row["current_rate"] is not None
        assert all(row[name] is None for name in (*SAID, "verdict", "reason", "robust", "dispersion", "detect_low"))

    def test_without_a_shock_in_the_window_there_is_nothing_apart(self) -> None:
        assert "apart" not in compare(frame(flat(4, 2)), shocks=[])["scenario"].to_list()
        mild = QUARANTINE.model_copy(update={"stands_apart": False})
        table = compare(frame(flat(4, 2)), shocks=[mild])
        assert "apart" not in table["scenario"].to_list()
        assert only(table)["current_days"] == 397

    def test_a_moved_baseline_has_no_month_for_which_nothing_could_be_sent(self) -> None:
        row = only(compare(frame(flat(4, 2))), scenario="baseline_back")
        assert (row["months_matched"], row["months_expected"]) == (9, 9)  # June 2017 lies before the first value

    def test_a_moved_baseline_has_no_month_of_the_current_window(self) -> None:
        rows = series([(m, 5) for m in months_between(month("2018-01"), month("2019-12"))])
        adjoining = evaluation(window("2018-01", "2018-12"), window("2019-01", "2019-12"))
        row = only(compare(frame(rows), evaluations=[adjoining]), scenario="baseline_forward")
        assert (row["baseline_from"], row["baseline_to"]) == (month("2018-02"), month("2019-01"))
        assert (row["months_expected"], row["baseline_count"]) == (11, 55)

    def test_two_months_of_baseline_compare_with_these_two_months_alone(self) -> None:
        rows = series([(m, 5) for m in months_between(month("2018-07"), month("2020-05"))])
        row = only(compare(frame(rows), evaluations=[evaluation(window("2018-07", "2018-08"))]))
        assert (row["months_expected"], row["baseline_days"], row["current_days"]) == (2, 62, 62)
        assert (row["verdict"], row["reason"]) == ("insufficient", "missing_months")

    def test_every_evaluation_has_its_rows(self) -> None:
        both = [evaluation(), evaluation(current=window("2019-05", "2019-12"), name="antes")]
        table = compare(frame(flat(4, 2)), evaluations=both)
        assert table["evaluation"].unique(maintain_order=True).to_list() == ["eval", "antes"]
        assert only(table, evaluation="antes")["current_days"] == 245


class TestVerdicts:
    @pytest.mark.parametrize(
        ("before", "now", "verdict"),
        [(8, 3, "decreased"), (3, 8, "increased"), (5, 4, "no_clear_change")],
    )
    def test_tested(self, before: int, now: int, verdict: str) -> None:
        row = only(compare(frame(flat(before, now))))
        assert (row["verdict"], row["reason"]) == (verdict, None)
        assert row["q_value"] == row["p_value"]

    def test_from_nothing_is_an_increase_without_a_ratio(self) -> None:
        row = only(compare(frame(flat(0, 2, confirmed=True))))
        assert row["verdict"] == "increased"
        assert (row["rate_ratio"], row["ratio_high"]) == (None, None)
        assert row["ratio_low"] > 1

    def test_a_window_of_zeros_waits_for_its_source(self) -> None:
        row = only(compare(frame(flat(2, 0))))
        assert (row["verdict"], row["reason"]) == ("insufficient", "zeros_unconfirmed")
        assert (row["baseline_count"], row["current_count"]) == (20, 0)
        assert all(row[name] is None for name in SAID)
        assert only(compare(frame(flat(2, 0, confirmed=True))))["verdict"] == "decreased"

    def test_one_zero_month_that_is_not_confirmed_is_enough_to_wait(self) -> None:
        rows = flat(2, 0, confirmed=True)
        rows[15]["zero_confirmed"] = False
        assert only(compare(frame(rows)))["reason"] == "zeros_unconfirmed"

    def test_a_reported_zero_counts_with_its_days_and_a_missing_month_does_not(self) -> None:
        rows = flat(4, 2)
        rows[3]["value"], rows[3]["status"] = 0, "zero"
        row = only(compare(frame(rows)))
        assert (row["baseline_count"], row["baseline_days"]) == (36, 304)
        row = only(compare(frame(without(rows, "2017-10"))))
        assert (row["baseline_count"], row["baseline_days"], row["current_days"]) == (36, 273, 274)

    @pytest.mark.parametrize("status", ["missing", "partial", "provisional", "not_expected"])
    def test_only_reported_months_are_used(self, status: str) -> None:
        rows = flat(4, 2)
        rows[12]["status"] = status  # May 2019, with a value
        row = only(compare(frame(rows)))
        assert (row["months_matched"], row["months_expected"], row["current_count"]) == (9, 10, 18)

    def test_months_under_three_quarters_are_too_few(self) -> None:
        rows = flat(8, 2)
        assert only(compare(frame(without(rows, "2017-07", "2017-08"))))["verdict"] == "decreased"
        row = only(compare(frame(without(rows, "2017-07", "2017-08", "2019-12"))))
        assert (row["verdict"], row["reason"], row["months_matched"]) == ("insufficient", "missing_months", 7)
        assert all(row[name] is None for name in (*SAID, "detect_low", "detect_high"))
        assert row["baseline_count"] == 56

    def test_under_six_months_are_too_few_whatever_was_planned(self) -> None:
        short = [evaluation(current=window("2019-05", "2019-09"))]
        row = only(compare(frame(flat(8, 2)), evaluations=short))
        assert (row["reason"], row["months_matched"], row["months_expected"]) == ("missing_months", 5, 5)

    def test_nothing_in_common_has_no_counts(self) -> None:
        row = only(compare(frame(flat(None, 2))))
        assert (row["months_matched"], row["baseline_count"], row["current_count"]) == (0, None, None)
        assert (row["baseline_days"], row["baseline_rate"], row["reason"]) == (0, None, "missing_months")

    def test_few_cases(self) -> None:
        rows = series([(row["month"], int(row["month"].month == 7)) for row in flat(0, 0)])
        row = only(compare(frame(rows)))
        assert (row["verdict"], row["reason"]) == ("insufficient", "few_cases")
        assert (row["detect_low"], row["detect_high"]) == (None, 8)

    def test_a_weak_signal_is_one_of_many(self) -> None:
        parts = [flat(4, 2, territory=f"T{n}") for n in range(1, 2)]
        parts += [flat(4, 4, territory=f"T{n}") for n in range(2, 20)]
        row = only(compare(frame(*parts)), territory="T1")
        assert row["p_value"] <= 0.05 < 0.10 < row["q_value"]
        assert (row["verdict"], row["reason"]) == ("no_clear_change", "weak_signal")
        assert only(compare(frame(parts[0])), territory="T1")["verdict"] == "decreased"

    def test_what_could_have_been_seen(self) -> None:
        row = only(compare(frame(flat(2, 2))))
        assert (row["baseline_count"], row["detect_low"], row["detect_high"]) == (20, 8, 36)


class TestBreaks:
    @pytest.mark.parametrize(
        ("when", "institution", "reason"),
        [
            (date(2018, 11, 1), None, "recording_changed"),
            (date(2018, 11, 1), "policia", "recording_changed"),
            (date(2017, 7, 2), None, "recording_changed"),
            (date(2020, 5, 31), None, "recording_changed"),
            (date(2018, 11, 1), "muni", None),
            (date(2017, 7, 1), None, None),
            (date(2020, 6, 1), None, None),
        ],
    )
    def test_a_change_of_recording_between_the_windows(
        self, when: date, institution: str | None, reason: str | None
    ) -> None:
        changed = TWO.model_copy(update={"breaks": (Break(date=when, what=NAME, institution=institution),)})
        rows = [*flat(8, 3), *flat(8, 3, institution="muni")]
        table = compare(frame(rows), indicators=[changed])
        row = only(table)
        assert row["reason"] == reason
        assert row["verdict"] == ("not_comparable" if reason else "decreased")
        assert (row["p_value"] is None) == bool(reason)
        concerned = institution is not None or reason is not None
        assert (only(table, basis="sum")["verdict"] == "not_comparable") == concerned


class TestFeeds:
    def test_an_indicator_that_nobody_sends(self) -> None:
        table = compare(
            frame(flat(4, 2)), indicators=[indicator("robo"), indicator("vif", ("muni",)), indicator("droga", ())]
        )
        for name in ("vif", "droga"):
            row = only(table, indicator=name)
            assert (row["verdict"], row["reason"], row["months_matched"]) == ("not_comparable", "no_feed", 0)
            assert all(row[c] is None for c in (*SAID, "baseline_count", "current_count", "baseline_days", "robust"))

    def test_a_lead_that_does_not_cover_a_territory_is_no_feed_there(self) -> None:
        rows = [*flat(4, 2), *flat(None, None, territory="T2", status="not_expected", quarantine=None)]
        table = compare(frame(rows))
        assert only(table, territory="T1")["reason"] is None
        assert only(table, territory="T2")["reason"] == "no_feed"

    def test_expected_but_never_sent_is_missing_not_no_feed(self) -> None:
        assert only(compare(frame(flat(None, None, quarantine=None))))["reason"] == "missing_months"

    def test_before_anything_arrives_nothing_can_be_compared(self) -> None:
        table = compare(frame(), roles={"T1": "intervention"})
        assert set(table["reason"].drop_nulls()) == {"no_feed"}
        assert only(table, territory="T1")["months_expected"] == 10

    def test_activities_have_no_row(self) -> None:
        assert compare(frame(flat(4, 2)), indicators=[indicator("robo", grain="activity")]).is_empty()

    def test_what_an_undeclared_institution_sends_is_not_used(self) -> None:
        table = compare(frame([*flat(4, 2), *flat(9, 9, institution="otra")]))
        assert table["basis"].unique().to_list() == ["lead"]


class TestBases:
    def test_sum_and_max_only_where_several_institutions_cover_the_territory(self) -> None:
        rows = [
            *flat(4, 2),
            *flat(6, 1, institution="muni"),
            *flat(4, 2, territory="T2"),
            *flat(None, None, territory="T2", institution="muni", status="not_expected", quarantine=None),
        ]
        table = compare(frame(rows), indicators=[TWO])
        assert set(table.filter(territory="T1")["basis"]) == {"lead", "sum", "max"}
        assert set(table.filter(territory="T2")["basis"]) == {"lead"}
        assert only(table, territory="T1")["institution"] == "policia"
        for basis, before, now in (("sum", 100, 30), ("max", 60, 20)):
            row = only(table, territory="T1", basis=basis)
            assert (row["baseline_count"], row["current_count"], row["institution"]) == (before, now, None)

    def test_a_month_that_one_institution_did_not_report_leaves_the_sum_but_not_the_lead(self) -> None:
        rows = [*flat(4, 2), *without(flat(6, 1, institution="muni"), "2017-09")]
        table = compare(frame(rows), indicators=[TWO])
        assert only(table)["months_matched"] == 10
        assert only(table, basis="sum")["months_matched"] == only(table, basis="max")["months_matched"] == 9

    def test_the_sum_starts_where_the_last_institution_starts(self) -> None:
        later = [
            row | {"status": "not_expected", "value": None} if row["month"] < month("2018-01") else row
            for row in flat(6, 1, institution="muni")
        ]
        row = only(compare(frame([*flat(4, 2), *later]), indicators=[TWO]), basis="sum")
        assert (row["months_matched"], row["reason"]) == (4, "missing_months")

    def test_zeros_of_a_sum_are_confirmed_when_all_confirm(self) -> None:
        sure, unsure = flat(2, 0, confirmed=True), flat(2, 0, institution="muni")
        row = only(compare(frame([*sure, *unsure]), indicators=[TWO]), basis="sum")
        assert row["reason"] == "zeros_unconfirmed"
        all_sure = [*sure, *flat(2, 0, institution="muni", confirmed=True)]
        assert only(compare(frame(all_sure), indicators=[TWO]), basis="sum")["verdict"] == "decreased"

    def test_linked_cases_are_compared_where_all_institutions_reported(self) -> None:
        rows = [*flat(4, 2), *without(flat(6, 1, institution="muni"), "2017-09")]
        together = frame(flat(8, 3)).select("indicator", "territory", "month", "value")
        row = only(compare(frame(rows), indicators=[TWO], linked=together), basis="linked")
        assert (row["months_matched"], row["baseline_count"], row["institution"]) == (9, 72, None)
        assert "linked" not in compare(frame(rows), indicators=[TWO])["basis"].to_list()

    def test_a_month_without_a_linked_case_is_a_month_of_none(self) -> None:
        rows = [*flat(4, 2), *flat(6, 1, institution="muni")]
        together = frame(flat(8, 3)).select("indicator", "territory", "month", "value")
        fewer = together.filter(pl.col("month") != month("2017-09"))
        row = only(compare(frame(rows), indicators=[TWO], linked=fewer), basis="linked")
        assert (row["months_matched"], row["baseline_count"]) == (10, 72)
        unknown = together.with_columns(value=pl.when(pl.col("month") != month("2017-09")).then("value"))
        row = only(compare(frame(rows), indicators=[TWO], linked=unknown), basis="linked")
        assert (row["months_matched"], row["baseline_count"]) == (9, 72)
        assert "linked" not in compare(frame(rows), indicators=[TWO], linked=together.clear())["basis"].to_list()


class TestRoles:
    def test_comparison_territories_have_p_but_no_q_and_no_verdict(self) -> None:
        rows = [*flat(8, 3), *flat(8, 3, territory="Z1"), *flat(2, 0, territory="Z2")]
        roles = {"T1": "intervention", "Z1": "comparison", "Z2": "comparison"}
        table = compare(frame(rows), roles=roles)
        row = only(table, territory="Z1")
        assert row["p_value"] == only(table, territory="T1")["p_value"]
        assert (row["q_value"], row["verdict"], row["reason"], row["robust"]) == (None, None, None, None)
        row = only(table, territory="Z2")
        assert (row["p_value"], row["verdict"], row["reason"]) == (None, None, "zeros_unconfirmed")

    def test_the_family_is_of_intervention_territories_of_one_scenario_and_basis(self) -> None:
        alone = only(compare(frame(flat(8, 3))))
        rows = [*flat(8, 3), *flat(8, 3, territory="Z1"), *flat(None, 3, territory="T2")]
        more = compare(frame(rows), roles={"T1": "intervention", "Z1": "comparison", "T2": "intervention"})
        assert only(more, territory="T1")["q_value"] == alone["q_value"]
        tested = compare(frame([*flat(8, 3), *flat(5, 5, territory="T2")]))
        assert only(tested, territory="T1")["q_value"] == pytest.approx(2 * alone["p_value"])


class TestDispersion:
    ROUGH = series(
        [
            *zip(months_between(month("2017-07"), month("2018-06")), [14, 22, 9, 30, 12, 25, 8, 19, 27, 11, 16, 21],
                 strict=True),
            *zip(months_between(month("2019-05"), month("2020-05")), [10, 18, 7, 24, 13, 8, 20, 11, 15, 9, 6, 2, 3],
                 strict=True),
        ]
    )  # fmt: skip

    def test_an_erratic_series_needs_more_to_be_marked(self) -> None:
        row = only(compare(frame(self.ROUGH)))
        assert (row["dispersion_from"], row["verdict"]) == ("cell", "no_clear_change")
        assert row["dispersion"] == pytest.approx(2.58794929766)
        smooth = only(compare(frame(flat(17, 13))))
        assert smooth["dispersion"] == 1

    def test_with_few_degrees_of_freedom_the_indicator_s_is_used_or_none(self) -> None:
        rules = MethodParameters(min_df_dispersion=20)
        alone = only(compare(frame(self.ROUGH), parameters=rules))
        assert (alone["dispersion"], alone["dispersion_from"]) == (1, "unverified")
        rows = [*self.ROUGH, *flat(5, 5, territory="T2")]
        shared = only(compare(frame(rows), parameters=rules), territory="T2")
        assert shared["dispersion_from"] == "indicator"
        assert shared["dispersion"] == pytest.approx((2.58794929766 * 18 + 0.03) / 36, rel=0.02)

    @pytest.mark.parametrize(
        ("months_now", "now", "origin"),
        [(10, 0, "indicator"), (5, 0, "unverified"), (10, None, "unverified")],
        ids=["waits for its zeros", "missing months", "no report"],
    )
    def test_a_cell_that_waits_for_its_zeros_enters_the_indicator_s(
        self, months_now: int, now: int | None, origin: str
    ) -> None:
        """Rules 1 to 3 of M16 decide (M05): its other window was reported, and a window of zeros adds nothing."""
        rough = series([(row["month"], 3 * row["value"]) for row in self.ROUGH[:12]])
        later = months_between(month("2019-05"), month("2020-02"))
        sent = [(m, now if place < months_now else None) for place, m in enumerate(later)]
        rows = [*rough, *series(sent), *flat(5, 5, territory="T2")]
        table = compare(frame(rows), parameters=MethodParameters(min_df_dispersion=20))
        assert only(table, territory="T1")["reason"] == (
            "zeros_unconfirmed" if origin == "indicator" else "missing_months"
        )
        assert only(table, territory="T2")["dispersion_from"] == origin
        if origin == "indicator":
            assert only(table, territory="T2")["dispersion"] > 1

    def test_comparison_territories_do_not_enter_the_indicator_s(self) -> None:
        rules = MethodParameters(min_df_dispersion=20)
        rows = [*(row | {"territory": "Z1"} for row in self.ROUGH), *flat(5, 5, territory="T2")]
        table = compare(frame(rows), parameters=rules, roles={"T2": "intervention", "Z1": "comparison"})
        assert only(table, territory="T2")["dispersion_from"] == "unverified"


class TestRobust:
    def test_a_label_that_all_readings_share_is_robust(self) -> None:
        row = only(compare(frame(flat(8, 3, quarantine=3))))
        assert (row["robust"], row["fragile"]) == (True, None)

    def test_without_a_label_there_is_nothing_to_be_robust(self) -> None:
        row = only(compare(frame(flat(2, 0))))
        assert (row["robust"], row["fragile"]) == (None, None)
        assert only(compare(frame(flat(8, 3))), scenario="whole")["robust"] is None

    def test_another_source_says_otherwise(self) -> None:
        rows = [*flat(8, 3, quarantine=3), *flat(2, 7, institution="muni", quarantine=7)]
        row = only(compare(frame(rows), indicators=[TWO]))
        assert (row["verdict"], row["robust"], row["fragile"]) == ("decreased", False, "source")

    def test_a_source_that_has_too_little_says_nothing(self) -> None:
        few = without(flat(2, 7, institution="muni", quarantine=7), "2017-07", "2017-08", "2017-09")
        row = only(compare(frame([*flat(8, 3, quarantine=3), *few]), indicators=[TWO]))
        assert (row["robust"], row["fragile"]) == (True, None)

    def test_another_window_says_otherwise(self) -> None:
        row = only(compare(frame(flat(4, 3, quarantine=0))))
        assert (row["verdict"], row["robust"], row["fragile"]) == ("no_clear_change", False, "window")

    def test_only_declared_scenarios_are_looked_at(self) -> None:
        row = only(compare(frame(flat(4, 3, quarantine=0)), scenarios=["headline"]))
        assert (row["robust"], row["fragile"]) == (True, None)

    @pytest.mark.parametrize(("when", "count", "robust"), [("2019-08", 12, False), ("2019-08", 1, True),
                                                           ("2020-04", 90, True)])  # fmt: skip
    def test_rows_without_a_place_could_turn_the_label(self, when: str, count: int, robust: bool) -> None:
        loose = pl.DataFrame(
            {"indicator": ["robo"], "institution": ["policia"], "month": [month(when)], "count": [count]}
        )
        row = only(compare(frame(flat(4, 2, quarantine=2)), unplaced=loose))
        assert row["verdict"] == "decreased"
        assert (row["robust"], row["fragile"]) == (robust, None if robust else "unplaced")

    def test_unplaced_rows_of_another_institution_do_not_concern_the_lead(self) -> None:
        loose = pl.DataFrame(
            {"indicator": ["robo"], "institution": ["muni"], "month": [month("2019-08")], "count": [90]}
        )
        rows = [*flat(4, 2, quarantine=2), *flat(4, 2, quarantine=2, institution="muni")]
        assert only(compare(frame(rows), indicators=[TWO], unplaced=loose))["robust"] is True

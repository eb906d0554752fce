"""A month that nobody sent is missing, nowhere zero; and too few matched months give no percentage."""

import pytest

from tests.small_programme import SmallProgramme, police_csv

NEVER_SENT = "2018-04"


def month_file(programme: SmallProgramme, month: str, cases: int) -> None:
    rows = [f"{n};{1 + n % 28:02d}/{month[5:]}/{month[:4]};ROBO;Centro" for n in range(cases)]
    rows.append(f"900;28/{month[5:]}/{month[:4]};ROBO;Norte")
    programme.send(f"policia_denuncias_{month}_ext20200110.csv", police_csv(*rows))


def send_windows(programme: SmallProgramme, without: list[int], cases: int = 30) -> None:
    """Ten months before and ten now; the months `without` were never sent in the current window."""
    for number in range(1, 11):
        month_file(programme, f"2018-{number:02d}", cases)
        if number not in without:
            month_file(programme, f"2019-{number:02d}", cases // 2)


def comparison(programme: SmallProgramme, territory: str = "centro") -> dict[str, object]:
    ((*row,),) = programme.published(
        "SELECT verdict, reason, months_matched, months_expected, rate_ratio, baseline_count, current_count, "
        "sentence_es FROM comparison WHERE indicator = 'robo' AND territory = ? "
        "AND scenario = 'headline' AND basis = 'lead'",
        territory,
    )
    names = "verdict reason months_matched months_expected rate_ratio baseline_count current_count sentence_es"
    return dict(zip(names.split(), row, strict=True))


def test_a_month_never_sent_is_missing_everywhere(small_programme: SmallProgramme) -> None:
    for month in ("2018-03", "2018-05"):
        month_file(small_programme, month, 6)
    small_programme.run()
    cells = small_programme.values("robo", "policia")
    assert {cells[territory, NEVER_SENT] for territory in ("centro", "norte", "sur")} == {(None, "missing")}
    completeness = small_programme.published(
        "SELECT DISTINCT status, delivery FROM completeness "
        "WHERE institution = 'policia' AND strftime(month, '%Y-%m') = ?",
        NEVER_SENT,
    )
    assert completeness == [("missing", None)]
    assert cells["sur", "2018-05"] == (0, "zero"), "a month that was sent without a case there is a zero"
    assert cells["centro", "2018-05"] == (6, "reported")


def test_what_a_feed_does_not_cover_is_not_expected(small_programme: SmallProgramme) -> None:
    small_programme.change("feeds/policia_denuncias.toml", 'territories = "all"', 'territories = ["centro"]')
    month_file(small_programme, "2018-05", 3)
    small_programme.run()
    cells = small_programme.values("robo", "policia")
    assert cells["norte", "2018-05"] == (None, "not_expected")


@pytest.mark.parametrize(
    ("never_sent", "matched", "verdict", "reason"),
    [([], 10, "decreased", None), ([2, 7], 8, "decreased", None), ([2, 5, 7], 7, "insufficient", "missing_months")],
    ids=["ten of ten", "eight of ten", "seven of ten"],
)
def test_eight_of_ten_months_give_a_verdict_seven_do_not(
    small_programme: SmallProgramme, never_sent: list[int], matched: int, verdict: str, reason: str | None
) -> None:
    send_windows(small_programme, never_sent)
    small_programme.run()
    row = comparison(small_programme)
    assert (row["months_matched"], row["months_expected"]) == (matched, 10)
    assert (row["verdict"], row["reason"]) == (verdict, reason)
    if reason is None:
        assert (row["baseline_count"], row["current_count"]) == (30 * matched, 15 * matched)
        assert row["rate_ratio"] == pytest.approx(0.5, rel=0.05)
    else:
        assert row["rate_ratio"] is None
        assert "%" not in str(row["sentence_es"])


def test_an_indicator_that_nobody_sends_says_so(small_programme: SmallProgramme) -> None:
    (small_programme.directory / "feeds" / "policia_denuncias.toml").unlink()
    small_programme.send("fiscalia_ext20200110.csv", police_csv("enero 2018;Centro;4", heading="MES;BARRIO;CANTIDAD"))
    small_programme.run()
    row = comparison(small_programme)
    assert (row["verdict"], row["reason"]) == ("not_comparable", "no_feed")
    assert row["rate_ratio"] is None

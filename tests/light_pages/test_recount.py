"""«Cómo rehacer la cuenta»: whoever follows the text arrives at the published figures."""

import re
from typing import Any

import pytest
from scipy.stats import binomtest

from etl.light_pages.page_texts import texts_in
from etl.light_pages.recount import recount
from etl.public_edition import PublicEdition
from etl.words.numbers import number

DISCLOSED = {
    "evaluation": "e", "indicator": "robo", "territory": "centro", "baseline_months": "2017-07 2017-08",
    "current_months": "2019-07 2019-08",
}  # fmt: skip
EDITION = PublicEdition({"edition": [{"lead_evaluation": "e"}], "disclosure": [DISCLOSED]})
# Reference case M04-01 of the methods.
ROW: dict[str, Any] = {
    "indicator": "robo", "territory": "centro", "verdict": "decreased", "baseline_count": 24, "current_count": 11,
    "baseline_days": 304, "current_days": 305, "baseline_rate": 2.4, "current_rate": 1.1, "rate_ratio": 0.4568306,
    "ratio_low": 0.2020061, "ratio_high": 0.9687332, "dispersion": None,
}  # fmt: skip


def told(**other: Any) -> str:
    return "\n".join(recount(EDITION, ROW | other, "casos", texts_in("es")))


def test_the_reference_case_comes_out() -> None:
    said = told()
    assert "24 casos en 304 días" in said
    assert "julio a agosto de 2017" in said
    assert "= 0,46." in said
    assert "da 0,040:" in said
    assert "va de 0,20 a 0,97" in said
    assert "Publicado: de 0,20 a 0,97" in said


def test_the_probability_is_that_of_the_spreadsheet_s_formula() -> None:
    formula = re.search(r"DISTR\.BINOM\.N\((\d+);(\d+);([\d,]+);VERDADERO\)", told())
    assert formula
    now, everyone, share = int(formula[1]), int(formula[2]), float(formula[3].replace(",", "."))
    tails = (binomtest(now, everyone, share, alternative=side).pvalue for side in ("less", "greater"))
    assert number(2 * min(tails), "es", 3) == "0,040"


def test_where_the_published_interval_is_wider_the_text_says_why() -> None:
    assert "cuenta también cuánto varía" in told(ratio_low=0.14, ratio_high=1.27)
    assert "cuenta también cuánto varía" not in told()


def test_with_a_published_dispersion_the_wider_interval_can_be_redone() -> None:
    # Reference case M05-02 has the same counts.
    assert "1,8: con los dos números divididos por él, la misma cuenta da de 0,14 a 1,27" in told(dispersion=1.8)


@pytest.mark.parametrize(
    "other",
    [
        {"verdict": "withheld"},
        {"verdict": "insufficient"},
        {"verdict": "not_comparable"},
        {"baseline_count": None},
        {"baseline_count": 0},
        {"current_days": 0},
    ],
)
def test_nothing_is_redone_where_no_ratio_may_be_said(other: dict[str, Any]) -> None:
    assert told(**other) == ""


def test_an_interval_that_is_not_published_is_not_computed() -> None:
    said = told(rate_ratio=None, ratio_low=None, ratio_high=None)
    assert "no se publica" in said
    assert "DISTR" not in said

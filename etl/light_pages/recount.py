"""«Cómo rehacer la cuenta»: a comparison from its published counts and days, for anybody with a spreadsheet.

Only what is published enters: counts, days, months and interval. The simple sum knows nothing of how much the number
varies from month to month; where the published interval is another one, the text says why.
"""

from datetime import date

from etl.light_pages.page_texts import Texts
from etl.methods.rate_ratio import rate_ratio
from etl.public_edition import PublicEdition, Row
from etl.words.dates import month_list
from etl.words.numbers import number, rate

TOLD = ("decreased", "increased", "no_clear_change", None)
"""Verdicts after which a ratio may be said; None is a comparison area."""
_NEEDED = ("baseline_count", "current_count", "baseline_days", "current_days", "baseline_rate", "current_rate")
SHARE_PLACES = 6
LEAST = 0.0001


def recount(edition: PublicEdition, row: Row, unit: str, texts: Texts) -> list[str]:
    """The steps of the sum; empty where the cell is withheld, or where no ratio may be said.

    Args:
        edition: that the row is of.
        row: of table `comparison`.
        unit: what is counted («casos»).
        texts: of the language.
    """
    if row["verdict"] not in TOLD or any(row[name] is None for name in _NEEDED):
        return []
    if not (row["baseline_count"] and row["baseline_days"] and row["current_days"]):
        return []
    return [*_counted(edition, row, unit, texts), *_tested(row, texts)]


def _counted(edition: PublicEdition, row: Row, unit: str, texts: Texts) -> list[str]:
    steps = [texts.say("recount_counts", **_counts(row), unit=unit)]
    shown = edition.disclosed.get((row["indicator"], row["territory"]))
    months = [_months(shown[name], texts) if shown else "" for name in ("baseline_months", "current_months")]
    if all(months):
        steps.append(texts.say("recount_months", before_months=months[0], now_months=months[1]))
    rates = {
        "before_rate": rate(row["baseline_rate"], texts.language),
        "now_rate": rate(row["current_rate"], texts.language),
    }
    return [*steps, texts.say("recount_rates", **rates)]


def _tested(row: Row, texts: Texts) -> list[str]:
    """The ratio and the exact conditional test (Przyborowski and Wilenski 1940), where the ratio is published."""
    if row["rate_ratio"] is None or row["ratio_low"] is None or row["ratio_high"] is None:
        return [texts.say("recount_unsaid")]
    simple = rate_ratio(row["current_count"], row["baseline_count"], row["current_days"], row["baseline_days"])
    counts, language = _counts(row), texts.language
    share = number(row["current_days"] / (row["current_days"] + row["baseline_days"]), language, SHARE_PLACES)
    everyone = row["current_count"] + row["baseline_count"]
    low, high = (number(float(limit), language, 2) for limit in (simple.low, simple.high))
    told_low, told_high = (number(row[name], language, 2) for name in ("ratio_low", "ratio_high"))
    why = "recount_same" if (low, high) == (told_low, told_high) else "recount_wider"
    plain = {name: str(value) for name, value in counts.items()}  # a spreadsheet wants no thousands separator
    return [
        texts.say("recount_ratio", **counts, ratio=number(row["rate_ratio"], language, 2)),
        texts.say("recount_test", **counts, all=everyone, share=share),
        texts.say("recount_p", **plain, all=str(everyone), share=share, p=_probability(float(simple.p), texts)),
        texts.say("recount_limits", low=low, high=high),
        *_with_dispersion(row, texts),
        f"{texts.say('recount_published', low=told_low, high=told_high)} {texts.say(why)}",
    ]


def _counts(row: Row) -> dict[str, int]:
    return {
        "before": row["baseline_count"], "now": row["current_count"],
        "before_days": row["baseline_days"], "now_days": row["current_days"],
    }  # fmt: skip


def _months(listed: str | None, texts: Texts) -> str:
    """«julio de 2017 y septiembre a diciembre de 2017», from «2017-07 2017-09 …»."""
    months = [date(int(each[:4]), int(each[5:7]), 1) for each in (listed or "").split()]
    return month_list(months, texts.language)


def _with_dispersion(row: Row, texts: Texts) -> list[str]:
    """The same with the factor of variation between months, where the edition publishes it for this cell."""
    if row["dispersion"] is None or row["dispersion"] <= 1:
        return []
    found = rate_ratio(
        row["current_count"], row["baseline_count"], row["current_days"], row["baseline_days"], row["dispersion"]
    )
    low, high = (number(float(limit), texts.language, 2) for limit in (found.low, found.high))
    return [texts.say("recount_phi", phi=number(row["dispersion"], texts.language, 1), low=low, high=high)]


def _probability(p: float, texts: Texts) -> str:
    """Two digits that say something; under one in ten thousand only that it is less."""
    if p < LEAST:
        return texts.say("less_than", number=number(LEAST, texts.language, 4))
    places = next(places for least, places in ((0.1, 2), (0.01, 3), (0.0, 4)) if p >= least)
    return number(p, texts.language, places)

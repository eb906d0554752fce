"""Levels, trends, seasons and weekend peaks of the demonstration data.

The figures are the ones that `docs/demonstration.md` quotes with their pages; where nothing was published the comment
says that the number is an assumption.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

PEOPLE_ASUNCION_AND_CENTRAL = 521_559 + 2_201_109
MEAN_MONTH_DAYS = 30.4375
QUARANTINE_STARTS = date(2020, 3, 11)

# Family violence, cases of the Prosecutor's Office, country, by year.
VIF_BY_YEAR = {2016: 13_142, 2017: 16_600, 2018: 21_840, 2019: 26_039}
# January and February 2020 against the same months of 2019: the trend's last year.
VIF_LAST_YEAR_GROWTH = (2_556 + 2_164) / (2_416 + 1_956)
# Share of Asunción and Central in the country's family-violence cases (2023).
VIF_SHARE = (4_757 + 14_605) / 34_898
# The same cases by month, 2024, the only whole year of months: summer high, July low.
VIF_BY_MONTH = (3_585, 3_376, 3_197, 3_202, 2_792, 2_702, 2_646, 2_834, 3_090, 3_474, 3_418, 3_318)
# Robbery and aggravated robbery reported to the police, country, January to August 2022; 60 % in Asunción and Central.
ROBBERIES_8_MONTHS, ROBBERY_SHARE = 7_846, 0.60
# All police reports in Central, 2021, January to November (27 days of it); December is the mean of its neighbours.
_REPORTS = (13_933, 12_625, 12_561, 10_947, 11_493, 11_431, 12_852, 13_252, 12_219, 12_155, 10_636 / 27 * 30)
REPORTS_BY_MONTH = (*_REPORTS, (_REPORTS[10] + _REPORTS[0]) / 2)
# March, April and May 2020 against January and February 2020: robbery reports and family-violence cases, country.
ROBBERY_UNDER_QUARANTINE = tuple(x / ((501 + 497) / 2) for x in (376, 201, 310))
VIF_UNDER_QUARANTINE = tuple(x / ((2_556 + 2_164) / 2) for x in (2_320, 1_581, 1_738))
# Robberies by part of the day: 0-6, 6-12, 12-18 and 18-24 h (2022).
HOURS_ROBBERY = (0.2864, 0.2396, 0.2148, 0.2592)
# Calls to 911: a Saturday (27/12/2025) and New Year (01/01/2026) against a Thursday (04/09/2025).
WEEKEND = {
    "vif": 75 / 40,
    "paz_publica": 70 / 63,
    "ruidos": 85 / 44,
    "robo": 6 / 9,
    "estupefacientes": 1.3,
    "otros": 0.9,
}
NEW_YEAR = {
    "vif": 148 / 40,
    "paz_publica": 118 / 63,
    "ruidos": 132 / 44,
    "robo": 2 / 9,
    "estupefacientes": 1.3,
    "otros": 0.6,
}


@dataclass(frozen=True)
class Series:
    """One monthly series to be drawn.

    Attributes:
        level: cases per 100,000 inhabitants and mean month, mean of the baseline.
        rhythm: key of the weekend and season tables.
    """

    institution: str
    indicator: str
    level: float
    rhythm: str


def _per_100_000(country_by_month: float, share: float) -> float:
    return country_by_month * share / PEOPLE_ASUNCION_AND_CENTRAL * 100_000


VIF_LEVEL = _per_100_000((VIF_BY_YEAR[2017] + VIF_BY_YEAR[2018]) / 2 / 12, VIF_SHARE)
ROBBERY_LEVEL = _per_100_000(ROBBERIES_8_MONTHS / 8, ROBBERY_SHARE)

# Assumptions: the police take 45 % of what reaches the Prosecutor's Office; one call in eight about the public peace
# (63 a day) ends as a report; a fifth of the calls about noise (44 a day) has its like at the municipality; drugs as
# written.
SERIES = (
    Series("policia", "vif", 0.45 * VIF_LEVEL, "vif"),
    Series("policia", "paz_publica", _per_100_000(63 * MEAN_MONTH_DAYS / 8, 1), "paz_publica"),
    Series("policia", "robo", ROBBERY_LEVEL, "robo"),
    Series("policia", "estupefacientes", 4.0, "estupefacientes"),
    Series("senad", "estupefacientes", 1.5, "estupefacientes"),
    Series("muni_asuncion", "vif", 2.0, "vif"),
    Series("muni_asuncion", "paz_publica", _per_100_000(44 * MEAN_MONTH_DAYS / 5, 1), "ruidos"),
    Series("muni_luque", "vif", 2.0, "vif"),
    Series("muni_luque", "paz_publica", _per_100_000(44 * MEAN_MONTH_DAYS / 5, 1), "ruidos"),
    Series("ministerio_publico", "vif", VIF_LEVEL, "vif"),
)

# Assumption: how much more or less than the metropolitan mean a place records. Old barrios near the centre record more.
PLACE_FACTOR = {
    "tacumbu": 2.2, "ricardo_brugada": 2.4, "tablada_nueva": 1.6, "luque": 0.9, "limpio": 0.85,
    "san_pablo": 1.8, "san_vicente": 1.7, "vista_alegre": 1.7, "zeballos_cue": 1.5, "republicano": 1.8,
    "lambare": 1.1, "villa_elisa": 1.0, "nemby": 0.95, "itaugua": 0.8,
}  # fmt: skip
# Assumption: months vary a little more than chance (gamma multiplier with this shape, mean 1).
EXTRA_VARIATION_SHAPE = 150.0


def expected(series: Series, month: date, population: int, factor: float) -> float:
    """Cases expected in one month of a place, before any effect of the programme.

    Args:
        series: what is counted and by whom.
        month: first day of the month.
        population: inhabitants.
        factor: the place's own level against the metropolitan mean.
    """
    days = calendar.monthrange(month.year, month.month)[1]
    base = series.level * population / 100_000 * factor * days / MEAN_MONTH_DAYS
    return (
        base
        * trend(series.indicator, month)
        * season(series.indicator, month)
        * under_quarantine(series.indicator, month)
    )


def trend(indicator: str, month: date) -> float:
    """Growth against the baseline's level (1 there). Only family violence has a published one.

    Yearly totals are placed at mid-year and joined by straight lines in the logarithm.
    """
    if indicator != "vif":
        return 1.0
    totals = {**VIF_BY_YEAR, 2020: VIF_BY_YEAR[2019] * VIF_LAST_YEAR_GROWTH}
    at = month.year + (month.month - 0.5) / 12
    level = np.exp(np.interp(at, [year + 0.5 for year in totals], np.log(list(totals.values()))))
    return float(level / ((VIF_BY_YEAR[2017] + VIF_BY_YEAR[2018]) / 2))


def season(indicator: str, month: date) -> float:
    """Cases a day of this calendar month against the mean of the year."""
    table = VIF_BY_MONTH if indicator == "vif" else REPORTS_BY_MONTH
    year = 2024 if indicator == "vif" else 2021
    days = [calendar.monthrange(year, m)[1] for m in range(1, 13)]
    return (table[month.month - 1] / days[month.month - 1]) / (sum(table) / sum(days))


def under_quarantine(indicator: str, month: date) -> float:
    """What remained of the reports in March, April and May 2020; 1 in every other month.

    Family violence and the public peace follow the family-violence cases, robbery and drugs follow robbery.
    """
    if month < date(2020, 3, 1):
        return 1.0
    table = VIF_UNDER_QUARANTINE if indicator in ("vif", "paz_publica") else ROBBERY_UNDER_QUARANTINE
    return table[min(month.month, 5) - 3]


def day_weights(rhythm: str, month: date) -> npt.NDArray[np.float64]:
    """How the cases of a month fall on its days: weekends, holidays, and March 2020 before and after the 11th."""
    length = calendar.monthrange(month.year, month.month)[1]
    days = [month + timedelta(days=d) for d in range(length)]
    weights = [WEEKEND[rhythm] if day.weekday() >= 5 else 1.0 for day in days]
    for position, day in enumerate(days):
        if (day.month, day.day) in ((12, 24), (12, 25), (12, 31), (1, 1)):
            weights[position] = NEW_YEAR[rhythm]
        if day >= QUARANTINE_STARTS and month.month == 3:
            weights[position] *= _after_the_11th("vif" if rhythm in ("vif", "paz_publica", "ruidos") else "robo")
    return np.array(weights)


def _after_the_11th(indicator: str) -> float:
    """March 2020 as a whole fell to this share: ten days as ever, the other twenty-one carry the fall."""
    whole = under_quarantine(indicator, date(2020, 3, 1))
    return max(0.05, (whole * 31 - 10) / 21)

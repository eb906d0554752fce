"""The alternative text of a small series: windows, totals, gaps and shocks, from the same points that are drawn."""

from collections.abc import Sequence
from datetime import date

from etl.pictures import picture_texts as texts
from etl.pictures.alt import what
from etl.pictures.series_data import Point, RunChart, of_status, windows
from etl.words.dates import month_list, month_span
from etl.words.nouns import NOUNS, counted
from etl.words.numbers import number
from etl.words.voice import Voice, capital
from schemas.programme import Evaluation, Indicator, Shock, Window
from schemas.words import Text

UNDRAWN = ("missing", "partial", "provisional", "suppressed")
LISTED = 2
"""So many months are named; more are counted, and the table beside the picture names them."""


def series_alt(
    series: Sequence[Point],
    indicator: Indicator,
    evaluation: Evaluation,
    shocks: Sequence[Shock],
    language: str,
    synthetic: bool,
    institution: str,
    territory: str,
    run: RunChart,
) -> str:
    """What the series shows, in words."""
    span = month_span(series[0].month, series[-1].month, language)
    subject = what(indicator, language, institution, territory)
    parts = [texts.ALT_SERIES[language].format(span=span, what=subject)]
    parts += [_window(name, window, series, indicator, language) for name, window in windows(evaluation).items()]
    parts += [_status(status, series, language) for status in UNDRAWN if of_status(series, status)]
    parts += [_listed(_signal(run.outside), run.outside, language)] if run.outside else []
    parts += [_listed(texts.RUN, run.runs, language)] if run.runs else []
    parts += [texts.ALT_SHOCK[language].format(name=shock.name[language]) for shock in shocks]
    if synthetic:
        parts.append(f"{capital(texts.SYNTHETIC[language])}.")
    return " ".join(parts)


def _window(name: str, window: Window, series: Sequence[Point], indicator: Indicator, language: str) -> str:
    values = [
        point.value
        for point in series
        if point.counts and point.value is not None and window.first <= point.month <= window.last
    ]
    if not values:
        return texts.ALT_WINDOW_EMPTY[name][language]
    total = counted(sum(values), NOUNS[indicator.unit], Voice(language))
    return texts.ALT_WINDOW[name][language].format(total=total, months=_number_of_months(len(values), language))


def _number_of_months(months: int, language: str) -> str:
    return texts.ALT_MONTHS["one" if months == 1 else "many"][language].format(months=number(months, language))


def _status(status: str, series: Sequence[Point], language: str) -> str:
    return _listed(texts.STATUS[status], of_status(series, status), language)


def _signal(months: list[date]) -> Text:
    return texts.SIGNAL if len(months) == 1 else texts.SIGNALS


def _listed(name: Text, months: list[date], language: str) -> str:
    few = len(months) <= LISTED
    told = month_list(months, language) if few else _number_of_months(len(months), language)
    return texts.ALT_STATUS[language].format(status=capital(name[language]), months=told)

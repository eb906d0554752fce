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
    parts += [_listed(name, found, language) for name, found in _signals(run) if found]
    parts += [texts.ALT_SHOCK[language].format(name=shock.name[language]) for shock in shocks]
    if synthetic:
        parts.append(f"{capital(texts.SYNTHETIC[language])}.")
    return " ".join(parts)


def _window(name: str, window: Window, series: Sequence[Point], indicator: Indicator, language: str) -> str:
    span = month_span(window.first, window.last, language)
    values = [
        point.value
        for point in series
        if point.counts and point.value is not None and window.first <= point.month <= window.last
    ]
    if not values:
        return texts.ALT_WINDOW_EMPTY[name][language].format(span=span)
    key = "one" if len(values) == 1 else "many"
    return texts.ALT_WINDOW[name][language].format(
        span=span,
        total=counted(sum(values), NOUNS[indicator.unit], Voice(language)),
        months=texts.ALT_REPORTED[key][language].format(months=len(values)),
        low=number(min(values), language),
        high=number(max(values), language),
    )


def _status(status: str, series: Sequence[Point], language: str) -> str:
    return _listed(texts.STATUS[status], of_status(series, status), language)


def _signals(run: RunChart) -> tuple[tuple[Text, list[date]], ...]:
    return (texts.SIGNAL, run.outside), (texts.RUN, run.runs)


def _listed(name: Text, months: list[date], language: str) -> str:
    listed = month_list(months, language)
    return texts.ALT_STATUS[language].format(status=capital(name[language]), months=listed)

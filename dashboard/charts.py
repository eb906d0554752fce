"""The monthly series that people explore: built once per edition, kept as finished JSON, never computed in a rerun."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.io import to_json

from dashboard import questions
from dashboard.calendar_words import month_short, month_year
from dashboard.language import count, t
from dashboard.masthead import synthetic_words
from dashboard.month_words import DRAWN, month_words
from dashboard.series_events import Event, events
from dashboard.store import Edition, Row
from schemas.design_tokens import ACCENT, DARK, LIGHT, TONES
from schemas.words import add_months, months_between

GREY = TONES["unclear"].mark
OTHERS = (("dot", "diamond"), ("dash", "triangle-up"), ("dashdot", "x"))
"""Dash and point of the institutions beside: grey all of them, told apart by form."""
SYMBOLS = {"provisional": "circle-open", "partial": "square-open"}
DAY = 86_400_000
ROW = 20
HEIGHT = 330
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


class FinishedFigure(go.Figure):  # type: ignore[misc]
    """A figure whose JSON is made once; Streamlit would validate a plain dictionary again at every rerun."""

    def __init__(self, specification: Mapping[str, Any]) -> None:
        super().__init__(specification)
        self._finished = to_json(super().to_dict(), validate=False)

    def to_dict(self) -> dict[str, Any]:
        """A fresh copy, since the caller may change it."""
        finished: dict[str, Any] = json.loads(self._finished)
        return finished


@st.cache_resource(hash_funcs={Edition: lambda edition: edition.identity}, show_spinner=False, max_entries=64)
def series_figure(
    edition: Edition, indicator: str, territory: str, language: str, theme: str | None = None
) -> FinishedFigure:
    """The series of one indicator in one territory, the lead institution in colour and the others beside in grey.

    Args:
        edition: the one that is shown.
        indicator: id.
        territory: id.
        language: of the words in it.
        theme: dark or light, as the reader sees the page: no one colour of words can be read on both.
    """
    words = {"color": (DARK if theme == "dark" else LIGHT).muted, "size": 13}
    return FinishedFigure(specification(edition, indicator, territory, language, words))


def specification(
    edition: Edition, indicator: str, territory: str, language: str, words: Mapping[str, Any]
) -> dict[str, Any]:
    """The figure as data and layout: windows shaded, shocks named, a month without data hatched and never a zero."""
    rows = questions.series(edition, indicator, territory)
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    names = {each: row["name"] for each, row in questions.institutions(edition).items()}
    by_institution: dict[str, list[Row]] = {}
    for row in rows:
        by_institution.setdefault(row["institution"], []).append(row)
    lead = by_institution.pop(ficha["lead"], [])
    months = months_between(min(r["month"] for r in rows), max(r["month"] for r in rows)) if rows else []
    top = max([row["value"] or 0 for row in rows] + [1]) * 1.08
    told = events(edition, ficha, language)
    beside = zip(by_institution.items(), _endless(OTHERS), strict=False)
    traces = [_line(group, names.get(each, each), GREY, *form) for (each, group), form in beside]
    traces += [
        *_key(rows),
        _gaps(lead, top),
        _line(lead, names.get(ficha["lead"], ""), ACCENT.mark, "solid", "circle", lead=True),
    ]
    synthetic = bool(questions.edition_mark(edition)["synthetic"])
    return {"data": [trace for trace in traces if trace["x"]], "layout": _layout(months, top, told, synthetic, words)}


def _endless(forms: tuple[tuple[str, str], ...]) -> Iterable[tuple[str, str]]:
    while True:
        yield from forms


def _middle(month: date) -> str:
    return month.replace(day=16).isoformat()


def _line(rows: list[Row], name: str, colour: str, dash: str, symbol: str, *, lead: bool = False) -> dict[str, Any]:
    """A line that breaks where a month has no value; what is not final is hollow."""
    return {
        "type": "scatter", "mode": "lines+markers", "name": name, "connectgaps": False,
        "x": [_middle(row["month"]) for row in rows],
        "y": [row["value"] if row["status"] in DRAWN else None for row in rows],
        "text": [f"{month_year(row['month'])}<br>{_safe(name)}: {month_words(row)}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": 2.4 if lead else 1.2, "dash": dash},
        "legendrank": 1 if lead else 2,
        "marker": {
            "color": colour, "size": 7 if lead else 4, "line": {"color": colour, "width": 1.6},
            "symbol": [SYMBOLS.get(row["status"], symbol) for row in rows],
        },
    }  # fmt: skip


def _key(rows: list[Row]) -> list[dict[str, Any]]:
    """What the hollow points mean, for those that occur."""
    words = {"provisional": t("provisorio"), "partial": t("incompleto")}
    found = {row["status"] for row in rows}
    return [
        {
            "type": "scatter", "mode": "markers", "name": words[status], "x": [None], "y": [None], "text": [""],
            "marker": {"color": GREY, "size": 8, "symbol": symbol, "line": {"color": GREY, "width": 1.6}},
            "hoverinfo": "skip", "legendrank": 4,
        }
        for status, symbol in SYMBOLS.items() if status in found
    ]  # fmt: skip


def _gaps(rows: list[Row], top: float) -> dict[str, Any]:
    """A hatched column for each month that the lead institution did not send."""
    missing = [row["month"] for row in rows if row["status"] == "missing"]
    days = [(add_months(month, 1) - month).days for month in missing]
    return {
        "type": "bar", "name": t("sin dato"), "x": [_middle(month) for month in missing], "y": [top] * len(missing),
        "width": [each * DAY for each in days], "hovertemplate": "%{text}<extra></extra>",
        "text": [t("{month}: sin dato; no es cero", month=month_year(month)) for month in missing],
        "textposition": "none", "legendrank": 3,
        "marker": {
            "color": "rgba(0,0,0,0)", "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": GREY, "fillmode": "overlay", "size": 6, "solidity": 0.25},
        },
    }  # fmt: skip


def _layout(
    months: list[date], top: float, told: list[Event], synthetic: bool, words: Mapping[str, Any]
) -> dict[str, Any]:
    rows = max((event.row for event in told), default=0) + 1
    margin = ROW * rows + 8 + (ROW + 8) * synthetic
    labels = [event.label(ROW) for event in told] + ([_mark(rows * ROW)] if synthetic else [])
    axis = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont": words}
    return {
        "height": HEIGHT + margin, "margin": {"l": 8, "r": 8, "t": margin, "b": 40}, "dragmode": False,
        "hovermode": "closest", "font": words, "separators": ",.", "bargap": 0, "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.2, "yanchor": "top", "itemclick": False,
                   "itemdoubleclick": False, "font": words, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": axis | {"type": "date", "showgrid": False, **_ticks(months), **_range(months)},
        "yaxis": axis | {"range": [0, top], "tickformat": ",d", "nticks": 5, "automargin": True,
                         **({"dtick": 1} if top < 5 else {})},
        "shapes": [shape for event in told for shape in event.shapes()],
        "annotations": [label | {"font": words} for label in labels],
    }  # fmt: skip


def _range(months: list[date]) -> dict[str, Any]:
    return {"range": [months[0].isoformat(), add_months(months[-1], 1).isoformat()]} if months else {}


def _ticks(months: list[date]) -> dict[str, Any]:
    """January with its year and July alone, each in the middle of its month."""
    shown = [month for month in months if month.month in (1, 7)]
    words = [f"{month_short(m)}<br>{m.year}" if m.month == 1 or m == shown[0] else month_short(m) for m in shown]
    return {"tickmode": "array", "tickvals": [_middle(month) for month in shown], "ticktext": words}


def _mark(above: int) -> dict[str, Any]:
    """Pictures get shared: the mark of generated data stands inside, above everything."""
    return {
        "text": synthetic_words(), "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": 2, "yshift": above + 9,
        "xanchor": "left", "yanchor": "bottom", "showarrow": False, "bordercolor": GREY, "borderwidth": 1,
        "borderpad": 2,
    }  # fmt: skip


def _safe(name: str) -> str:
    """Plotly reads a few tags in its texts: a name from a file must not bring any."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def series_alt(indicator_title: str, territory: str, rows: list[Row]) -> str:
    """What the figure shows, in words, for those who do not see it."""
    known = [row for row in rows if row["value"] is not None and row["status"] in DRAWN]
    if not known:
        return t("{title} en {territory}: sin datos por mes.", title=indicator_title, territory=territory)
    values = [row["value"] for row in known]
    lacking = sum(row["status"] == "missing" for row in rows)
    return t(
        "{title} en {territory}, por mes: de {low} a {high}; {lacking} meses sin dato. Los datos están en la tabla.",
        title=indicator_title, territory=territory, low=count(min(values)), high=count(max(values)),
        lacking=count(lacking),
    )  # fmt: skip

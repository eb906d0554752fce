"""The monthly series that people explore: built once per edition, kept as finished JSON, never computed in a rerun."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.io import to_json

from dashboard import questions
from dashboard.calendar_words import month_short
from dashboard.language import count, t
from dashboard.masthead import synthetic_words
from dashboard.month_words import DRAWN
from dashboard.series_events import Event, events
from dashboard.series_traces import GREY, Sender, middle, traces
from dashboard.store import Edition, Row
from schemas.design_tokens import DARK, LIGHT
from schemas.words import add_months, months_between

HEIGHT = 330
ROW = 20
"""Pixels: of the figure without its labels above, and of a row of these."""
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


@st.cache_resource(hash_funcs={Edition: lambda edition: edition.identity}, show_spinner=False, max_entries=128)
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
    rows = questions.series(edition, indicator, territory)
    ficha = next(row for row in questions.indicators(edition) if row["indicator"] == indicator)
    senders = {each: Sender(row["name"], row["short"]) for each, row in questions.institutions(edition).items()}
    top = max([row["value"] or 0 for row in rows] + [1]) * 1.08
    layout = _layout(rows, top, events(edition, ficha, language), words)
    if questions.edition_mark(edition)["synthetic"]:
        layout = _marked(layout, words)
    return FinishedFigure({"data": traces(rows, ficha["lead"], senders, top), "layout": layout})


def _layout(rows: list[Row], top: float, told: list[Event], words: Mapping[str, Any]) -> dict[str, Any]:
    """Axes from zero and without zoom (a finger must be able to scroll past), with what happened drawn behind."""
    above = ROW * (max((event.row for event in told), default=0) + 1)
    axis = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont": words}
    steps = {"dtick": 1} if top < 5 else {"nticks": 5}
    return {
        "height": HEIGHT + above, "margin": {"l": 8, "r": 8, "t": above + 8, "b": 40}, "dragmode": False,
        "hovermode": "closest", "font": words, "separators": ",.", "bargap": 0, "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": -0.2, "yanchor": "top", "itemclick": False,
                   "itemdoubleclick": False, "font": words, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": axis | {"type": "date", "showgrid": False, **_months([row["month"] for row in rows])},
        "yaxis": axis | {"range": [0, top], "tickformat": ",d", "automargin": True, **steps},
        "shapes": [shape for event in told for shape in event.shapes()],
        "annotations": [event.label(ROW) | {"font": words} for event in told],
    }  # fmt: skip


def _months(found: list[date]) -> dict[str, Any]:
    """The range, and ticks in the middle of January with its year and of July."""
    if not found:
        return {}
    months = months_between(min(found), max(found))
    shown = [month for month in months if month.month in (1, 7)]
    words = [f"{month_short(m)}<br>{m.year}" if m.month == 1 or m == shown[0] else month_short(m) for m in shown]
    return {
        "range": [months[0].isoformat(), add_months(months[-1], 1).isoformat()], "tickmode": "array",
        "tickvals": [middle(month) for month in shown], "ticktext": words,
    }  # fmt: skip


def _marked(layout: dict[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Pictures get shared: the mark of generated data stands inside, on a row of its own above everything."""
    top = layout["margin"]["t"]
    mark = {
        "text": synthetic_words(), "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": 2, "yshift": top + 1,
        "xanchor": "left", "yanchor": "bottom", "showarrow": False, "bordercolor": GREY, "borderwidth": 1,
        "borderpad": 2, "font": words,
    }  # fmt: skip
    return layout | {
        "height": layout["height"] + ROW + 8,
        "margin": layout["margin"] | {"t": top + ROW + 8},
        "annotations": [*layout["annotations"], mark],
    }


def series_alt(indicator_title: str, territory: str, rows: list[Row]) -> str:
    """What the figure shows, in words, for those who do not see it."""
    known = [row["value"] for row in rows if row["value"] is not None and row["status"] in DRAWN]
    if not known:
        return t("{title} en {territory}: sin datos por mes.", title=indicator_title, territory=territory)
    lacking = sum(row["status"] == "missing" for row in rows)
    return t(
        "{title} en {territory}, por mes: de {low} a {high}; {lacking} meses sin dato. Los datos están en la tabla.",
        title=indicator_title, territory=territory, low=count(min(known)), high=count(max(known)),
        lacking=count(lacking),
    )  # fmt: skip

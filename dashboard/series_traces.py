"""The lines of a series as plotly's data: a gap where a month has no value, hollow points where one is not final."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any

from dashboard.calendar_words import month_year
from dashboard.language import t
from dashboard.month_words import DRAWN, month_words
from dashboard.store import Row
from schemas.design_tokens import ACCENT, TONES
from schemas.words import add_months

Trace = dict[str, Any]
GREY = TONES["unclear"].mark
LEAD = ("solid", "circle")
BESIDE = (("dot", "diamond"), ("dash", "triangle-up"), ("dashdot", "x"))
"""Dash and point of the institutions beside: grey all of them, told apart by form."""
HOLLOW = {"provisional": "circle-open", "partial": "square-open"}
DAY = 86_400_000
"""Milliseconds: plotly's unit of a width on an axis of dates."""


@dataclass(frozen=True)
class Sender:
    """How an institution is called: in full, and in the little room of a legend on a phone."""

    name: str
    short: str


def traces(rows: list[Row], lead: str | None, senders: Mapping[str, Sender], top: float) -> list[Trace]:
    """The lead institution in colour above the others in grey, its missing months hatched.

    Args:
        rows: months of every institution, in order.
        lead: the institution that gives the headline.
        senders: the institutions, by id.
        top: of the value axis, so that the hatch fills a whole month.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["institution"], []).append(row)
    first = groups.pop(lead, []) if lead else []
    beside = zip(groups.items(), cycle(BESIDE), strict=False)
    found = [line(group, senders.get(each, Sender(each, each)), GREY, form) for (each, group), form in beside]
    found += [*_key(rows), gaps(first, top)]
    found.append(line(first, senders.get(lead or "", Sender(str(lead), str(lead))), ACCENT.mark, LEAD))
    return [trace for trace in found if trace["x"]]


def line(rows: list[Row], sender: Sender, colour: str, form: tuple[str, str]) -> Trace:
    """The months of one institution; `form` is dash and point, and the lead's is drawn stronger."""
    dash, symbol = form
    lead = form == LEAD
    return {
        "type": "scatter", "mode": "lines+markers", "name": plain(sender.short),
        "connectgaps": False, "cliponaxis": False,
        "x": [middle(row["month"]) for row in rows],
        "y": [row["value"] if row["status"] in DRAWN else None for row in rows],
        "text": [f"{month_year(row['month'])}<br>{plain(sender.name)}: {month_words(row)}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>", "legendrank": 1 if lead else 2,
        "line": {"color": colour, "width": 2.4 if lead else 1.2, "dash": dash},
        "marker": {
            "color": colour, "size": 7 if lead else 4, "line": {"color": colour, "width": 1.6},
            "symbol": [HOLLOW.get(row["status"], symbol) for row in rows],
        },
    }  # fmt: skip


def gaps(rows: list[Row], top: float) -> Trace:
    """A hatched column for each month that the institution did not send."""
    missing = [row["month"] for row in rows if row["status"] == "missing"]
    days = [(add_months(month, 1) - month).days for month in missing]
    return {
        "type": "bar", "name": t("sin dato"), "x": [middle(month) for month in missing], "y": [top] * len(missing),
        "width": [each * DAY for each in days], "hovertemplate": "%{text}<extra></extra>",
        "text": [t("{month}: sin dato; no es cero", month=month_year(month)) for month in missing],
        "textposition": "none", "legendrank": 3,
        "marker": {
            "color": "rgba(0,0,0,0)", "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": GREY, "fillmode": "overlay", "size": 6, "solidity": 0.25},
        },
    }  # fmt: skip


def _key(rows: list[Row]) -> Iterator[Trace]:
    """What the hollow points mean, for those that occur."""
    words = {"provisional": t("provisorio"), "partial": t("incompleto")}
    found = {row["status"] for row in rows}
    for status, symbol in HOLLOW.items():
        if status in found:
            marker = {"color": GREY, "size": 8, "symbol": symbol, "line": {"color": GREY, "width": 1.6}}
            yield {"type": "scatter", "mode": "markers", "name": words[status], "x": [None], "y": [None], "text": [""],
                   "marker": marker, "hoverinfo": "skip", "legendrank": 4}  # fmt: skip


def middle(month: date) -> str:
    """Where a month stands on the axis."""
    return month.replace(day=16).isoformat()


def plain(name: str) -> str:
    """Plotly reads a few tags in its texts: a name from a file must not bring any."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

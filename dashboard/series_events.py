"""What is drawn behind a series: the two windows, the shocks, and changes in the way of recording."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import questions
from dashboard.language import t
from dashboard.series_traces import GREY, plain
from dashboard.store import Edition, Row
from schemas.design_tokens import ACCENT
from schemas.words import add_months

OPACITIES = {"window_before": 0.13, "window_now": 0.13, "apart": 0.24, "shock": 0.06}


@dataclass(frozen=True)
class Event:
    """A named span of the time axis.

    Attributes:
        words: its label.
        start: first day.
        end: the day after the last; None where it is a moment.
        row: of its label above the plot, 0 next to it.
        kind: window_before, window_now, apart (a shock whose months leave the comparison), shock or break.
    """

    words: str
    start: date
    end: date | None
    row: int
    kind: str

    def shapes(self) -> list[dict[str, Any]]:
        """A shade for what lasts, a dashed line where something happened."""
        found = []
        if self.end is not None:
            found.append(self._shade())
        if not self.kind.startswith("window"):
            x = self.start.isoformat()
            found.append({"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
                          "line": {"color": GREY, "width": 1.4, "dash": "dash"}})  # fmt: skip
        return found

    def _shade(self) -> dict[str, Any]:
        colour = ACCENT.mark if self.kind == "window_now" else GREY
        return {
            "type": "rect", "x0": self.start.isoformat(), "x1": self.end.isoformat() if self.end else None,
            "yref": "paper", "y0": 0, "y1": 1, "fillcolor": colour, "opacity": OPACITIES[self.kind],
            "line": {"width": 0}, "layer": "below",
        }  # fmt: skip

    def label(self, row_height: int) -> dict[str, Any]:
        """The words above the plot: in the middle of a window, ending where a shock begins."""
        is_window = self.kind.startswith("window")
        at = self.start + (self.end - self.start) / 2 if is_window and self.end else self.start
        return {
            "text": plain(self.words), "x": at.isoformat(), "yref": "paper", "y": 1,
            "yshift": 2 + row_height * self.row,
            "xanchor": "center" if is_window else "right", "yanchor": "bottom", "showarrow": False,
        }  # fmt: skip


def events(edition: Edition, indicator: Row, language: str) -> list[Event]:
    """Everything drawn behind the series of an indicator, each label on a row of its own but those of the windows."""
    moments = [_shock(row, language, number) for number, row in enumerate(questions.shocks(edition), start=1)]
    breaks = [row for row in indicator["ficha"].get("breaks", []) if row["institution"] in (None, indicator["lead"])]
    moments += [
        Event(row["what"][language], date.fromisoformat(row["date"]), None, number, "break")
        for number, row in enumerate(breaks, start=len(moments) + 1)
    ]
    return [*_windows(edition), *moments]


def _windows(edition: Edition) -> list[Event]:
    evaluation = questions.evaluation(edition)
    if evaluation is None:
        return []
    before = evaluation["baseline_from"], add_months(evaluation["baseline_to"], 1)
    now = evaluation["current_from"], add_months(evaluation["current_to"], 1)
    return [Event(t("antes"), *before, 0, "window_before"), Event(t("ahora"), *now, 0, "window_now")]


def _shock(row: Row, language: str, number: int) -> Event:
    """A shock that stands apart takes whole months with it; another is only as long as it lasted."""
    name, starts, ends = str(row[f"name_{language}"]), row["starts"], row["ends"]
    if not row["stands_apart"]:
        return Event(name, starts, ends, number, "shock")
    return Event(t("{shock} (aparte)", shock=name), starts, add_months(ends.replace(day=1), 1), number, "apart")

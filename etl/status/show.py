"""The calendar of deliveries for the terminal, and as the JSON object of `seamos status`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from etl.answers.expected_name import expected_name
from etl.status.calendar import FeedStatus, InstitutionStatus, State
from etl.words.dates import SHORT_MONTHS, month_list

if TYPE_CHECKING:
    from etl.console import Console

_SIGNS: Mapping[State, str] = {
    "received": "●", "partial": "◐", "held": "⧖", "refused": "✕", "late": "–", "awaited": "○",
}  # fmt: skip
_LEGEND = (
    "● recibido  ◐ incompleto  – falta  ✕ rechazado  ⧖ por confirmar  ○ todavía no vence  vacío: no se espera",
    "● received  ◐ incomplete  – missing  ✕ refused  ⧖ to be confirmed  ○ not yet due  empty: not expected",
)


def show_status(console: "Console", statuses: Sequence[InstitutionStatus]) -> None:
    """Print the calendar, one line an institution and year, and below it how fresh the data are and what is missing."""
    months = [(es.capitalize(), en) for es, en in zip(SHORT_MONTHS["es"], SHORT_MONTHS["en"], strict=True)]
    years = [(one.short, str(year), *_year(one, year)) for one in statuses for year in _years(one)]
    console.table((("Institución", "Institution"), ("Año", "Year"), *months), years)
    console.say(*_LEGEND)
    console.say("", "")
    freshness = [
        (one.short, _day(one.data_until), _missing(one, console.language), len(_held(one))) for one in statuses
    ]
    console.table(
        (("Institución", "Institution"), ("Datos hasta", "Data until"), ("Falta", "Missing"), ("En espera", "Held")),
        freshness,
    )


def as_json(status: InstitutionStatus, today: date) -> dict[str, object]:
    """One institution: freshness, the state of every expected month, and per feed what to ask for."""
    return {
        "institution": status.institution,
        "name": status.name,
        "data_until": status.data_until.isoformat() if status.data_until else None,
        "months": {f"{month:%Y-%m}": state for month, state in status.months.items()},
        "missing": [f"{month:%Y-%m}" for month in status.missing],
        "held": _held(status),
        "feeds": [_feed_json(feed, today) for feed in status.feeds],
    }


def _feed_json(status: FeedStatus, today: date) -> dict[str, object]:
    gaps = [
        {
            "months": [f"{month:%Y-%m}" for month in gap.months], "due": gap.due.isoformat(),
            "file": expected_name(status.feed, gap.span, today), "refused": [file for file, _ in gap.refused],
        }
        for gap in status.gaps
    ]  # fmt: skip
    return {"feed": status.feed.id, "months": {f"{m:%Y-%m}": s for m, s in status.months.items()}, "missing": gaps}


def _years(status: InstitutionStatus) -> list[int]:
    return sorted({month.year for month in status.months})


def _year(status: InstitutionStatus, year: int) -> list[str]:
    states = (status.months.get(date(year, number, 1)) for number in range(1, 13))
    return [_SIGNS[state] if state else "" for state in states]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"


def _missing(status: InstitutionStatus, language: str) -> str:
    return month_list(status.missing, language) or "–"


def _held(status: InstitutionStatus) -> list[str]:
    return [file for feed in status.feeds for file in feed.held]

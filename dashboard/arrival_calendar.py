"""What has arrived, as a calendar: months across, series down; it scrolls inside itself, the newest month in sight."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from dashboard import questions
from dashboard.arrival_marks import MARKS, SHOWN, month_told, status_words, together
from dashboard.calendar_words import month_short, month_year
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.store import Edition, once_per_edition
from dashboard.verdict_words import title
from schemas.words import months_between


@dataclass
class Line:
    """One series: its cells by month, each as the number of cells by status."""

    institution: str
    indicator: str
    territory: str | None
    months: dict[date, dict[str, int]] = field(default_factory=dict)


@once_per_edition
def arrival_calendar(edition: Edition, institution: str, territory: str, language: str) -> str:
    """The calendar of one institution or all, in one territory or all; of one institution each territory too."""
    lines = _lines(edition, institution, territory)
    heading = t("Mes a mes: qué llegó y qué falta")
    if not lines:
        body = el("p", t("Nada se espera de esta institución en este territorio."))
    else:
        body = _table(edition, lines, language)
    return el("section", el("h2", heading), _legend(), body, class_="sm sm-quality", aria_label=heading)


def _lines(edition: Edition, institution: str, territory: str) -> list[Line]:
    lines: dict[tuple[str, str, str | None], Line] = {}
    for row in questions.arrivals(edition, institution, territory):
        key = (row["institution"], row["indicator"], row["territory"])
        line = lines.setdefault(key, Line(*key))
        line.months.setdefault(row["month"], {})[row["status"]] = row["cells"]
    return list(lines.values())


def _table(edition: Edition, lines: list[Line], language: str) -> Markup:
    mark = questions.edition_mark(edition)
    seen = [month for line in lines for month in line.months]
    months = months_between(mark["first_month"] or min(seen), mark["last_month"] or max(seen))
    head = el("thead", _years(months), el("tr", *(el("th", month_short(each), scope="col") for each in months)))
    table = el("table", head, *_bodies(edition, lines, months, language), class_="sm-calendar")
    return el("div", table, class_="sm-scroll sm-newest", tabindex="0", role="region",
              aria_label=t("Calendario de datos recibidos"))  # fmt: skip


def _years(months: list[date]) -> Markup:
    corner = el("td", rowspan="2", class_="sm-series")
    spans = [(year, len(list(each))) for year, each in groupby(months, key=lambda month: month.year)]
    return el("tr", corner, *(el("th", year, scope="colgroup", colspan=width) for year, width in spans))


def _bodies(edition: Edition, lines: list[Line], months: list[date], language: str) -> Iterator[Markup]:
    """One body an institution, headed by its name."""
    names = questions.institutions(edition)
    for institution, own in groupby(lines, key=lambda line: line.institution):
        name = names[institution]["name"] if institution in names else institution
        head = el("tr", el("th", el("span", name), scope="rowgroup", class_="sm-series"), el("td", colspan=len(months)))
        yield el("tbody", head, *(_row(edition, line, months, language) for line in own))


def _row(edition: Edition, line: Line, months: list[date], language: str) -> Markup:
    label, kind = _label(edition, line, language)
    cells = (_cell(month, line.months.get(month) or {"not_expected": 1}) for month in months)
    return el("tr", el("th", label, scope="row", class_=f"sm-series {kind}"), *cells)


def _label(edition: Edition, line: Line, language: str) -> tuple[str, str]:
    if line.territory is not None:
        found = (row["name"] for row in questions.territories(edition) if row["territory"] == line.territory)
        return next(found, line.territory), "sm-within"
    known = (row for row in questions.indicators(edition) if row["indicator"] == line.indicator)
    return next((title(row, language) for row in known), line.indicator), "sm-whole"


def _cell(month: date, cells: dict[str, int]) -> Markup:
    status = together(cells)
    if status == "not_expected":
        return el("td", el("span", status_words(status), class_="sm-unseen"), class_="sm-month sm-is-not_expected")
    words = t("{month}: {status}", month=month_year(month), status=month_told(cells))
    mark = el("span", MARKS.get(status, "?"), aria_hidden="true")
    return el("td", mark, el("span", words, class_="sm-unseen"), title=words, class_=f"sm-month sm-is-{status}")


def _legend() -> Markup:
    items = [
        el("li", el("span", MARKS[each], class_=f"sm-month sm-is-{each}", aria_hidden="true"),
           el("span", status_words(each)))
        for each in SHOWN
    ]  # fmt: skip
    return el("ul", *items, class_="sm-legend sm-above", aria_label=t("Qué significa cada marca"))

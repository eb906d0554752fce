"""The series of one cell as the edition tells it: by month, by quarter, as two windows, or not at all."""

from datetime import date

from dashboard import questions
from dashboard.answers import drawn
from dashboard.bad_states import all_missing, all_withheld
from dashboard.calendar_words import month_year, span
from dashboard.language import t, tn
from dashboard.markup import Markup, el
from dashboard.month_words import DRAWN, month_words
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Cell
from dashboard.territory_questions import MONTH, QUARTER, WINDOW, lead_series
from schemas.words import add_months

Rows = list[Row]


@once_per_edition
def series_part(edition: Edition, indicator: str, territory: str, language: str) -> str:
    """The picture of a monthly series, bars by quarter, or two windows; words where nothing may be shown."""
    rows = lead_series(edition, indicator, territory)
    period = told_by(rows)
    if not rows or all(row["status"] == "missing" for row in rows):
        body: Markup = all_missing()
    elif all(row["status"] in ("suppressed", "missing") for row in rows):
        body = all_withheld()
    elif period == WINDOW:
        body = _windows(edition, rows, _matched(edition, indicator, territory))
    elif period == QUARTER:
        body = el("div", _table(rows, bars=True), el("p", _by_quarter_words(), class_="sm-source"))
    else:
        body = _picture(edition, indicator, territory, language)
    return el("div", el("h3", _heading(period)), body, class_="sm sm-series")


def told_by(rows: Rows) -> str:
    """How the edition tells a series; without rows, by month."""
    return str(rows[0]["period"]) if rows else MONTH


def _heading(period: str) -> str:
    return {QUARTER: t("Trimestre a trimestre"), WINDOW: t("Los dos períodos")}.get(period, t("Mes a mes"))


def _by_quarter_words() -> str:
    return t("Se publica por trimestre: por mes hay números tan chicos que podrían señalar a una persona.")


def _picture(edition: Edition, indicator: str, territory: str, language: str) -> Markup:
    """The wide form, and in its place the small one on a phone; both come ready from the edition."""
    wide, small = (
        questions.pictures(edition, kind, territory, language).get(indicator) for kind in ("series_wide", "series")
    )
    return el(
        "figure", drawn(wide, class_="sm-on-wide"), drawn(small, class_="sm-on-small") if small else None,
        class_="sm-series-picture",
    )  # fmt: skip


def _windows(edition: Edition, rows: Rows, matched: int | None) -> Markup:
    """Two figures side by side and no line between them: nothing is known of what lies between."""
    window = questions.evaluation(edition)
    parts = [
        el("div", el("b", month_words(row)), el("span", _window_words(row, window, matched)), class_="sm-window")
        for row in rows
    ]
    why = t("Se publica sólo por período, no por mes: así nadie puede reconocer un caso.")
    return el("div", el("div", *parts, class_="sm-two-windows"), el("p", why, class_="sm-source"))


def _matched(edition: Edition, indicator: str, territory: str) -> int | None:
    """A window's figure is that of the months that both windows have, not of all its months."""
    row = questions.headlines(edition).get((indicator, territory))
    return row["months_matched"] if row else None


def _window_words(row: Row, window: Row | None, matched: int | None) -> str:
    if window is None:
        return month_year(row["month"])
    before = row["month"] == window["baseline_from"]
    side = "baseline" if before else "current"
    months = span(window[f"{side}_from"], window[f"{side}_to"])
    if matched is None:
        return t("antes: {months}", months=months) if before else t("ahora: {months}", months=months)
    if before:
        return tn("antes: {number} mes comparado, de {months}", "antes: {number} meses comparados, de {months}",
                  matched, months=months)  # fmt: skip
    return tn("ahora: {number} mes comparado, de {months}", "ahora: {number} meses comparados, de {months}",
              matched, months=months)  # fmt: skip


@once_per_edition
def series_table(edition: Edition, indicator: str, territory: str) -> str:
    """The table twin of a monthly series: the same months in words and figures."""
    rows = lead_series(edition, indicator, territory)
    return el("div", _table(rows, bars=False), class_="sm") if told_by(rows) == MONTH else ""


def _table(rows: Rows, *, bars: bool) -> Markup:
    """Periods down; with a bar as long as the value beside it, so that a gap is seen to be one."""
    most = max((row["value"] or 0 for row in rows), default=0)
    body = [
        el(
            "tr",
            el("th", period_words(row), scope="row"),
            el("td", _value_words(row)),
            el("td", _bar(row, most), aria_hidden="true") if bars else None,
        )
        for row in rows
    ]
    heads = [el("th", t("Trimestre") if bars else t("Mes"), scope="col"), el("th", t("Número"), scope="col")]
    heads += [el("td")] if bars else []
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *body), class_="sm-bars" if bars else None)
    label = t("Serie trimestral") if bars else t("Serie mensual")
    return el("div", table, class_=None if bars else "sm-scroll sm-tall", tabindex="0", role="region", aria_label=label)


def _value_words(row: Row) -> str:
    """A quarter that lacks a month has no figure at all: it is called incomplete, without a dash before it."""
    return t("incompleto") if row["status"] == "partial" and row["value"] is None else month_words(row)


def _bar(row: Row, most: int) -> Markup:
    if row["status"] not in DRAWN or row["value"] is None:
        pattern = "sm-is-suppressed" if row["status"] == "suppressed" else "sm-is-missing"
        return el("span", class_=f"sm-quarter {pattern}")
    share = row["value"] / most if most else 0
    return el("span", class_="sm-quarter sm-full", style=f"width:{share:.1%}")


def period_words(row: Row) -> str:
    """«enero de 2019», or the three months of a quarter."""
    month: date = row["month"]
    return span(month, add_months(month, 2)) if row["period"] == QUARTER else month_year(month)


def series_rows(edition: Edition, indicator: str, territory: str) -> list[list[Cell]]:
    """The rows of the file: period, first month, value, status; a value that is not told stays empty."""
    window, matched = questions.evaluation(edition), _matched(edition, indicator, territory)
    return [
        [_window_words(row, window, matched) if row["period"] == WINDOW else period_words(row), row["month"],
         row["value"] if row["status"] in DRAWN else None, status_words(row["status"])]
        for row in lead_series(edition, indicator, territory)
    ]  # fmt: skip


def status_words(status: str) -> str:
    """What is known of a value, in a file."""
    words = {
        "reported": t("informado"),
        "zero": t("cero informado"),
        "provisional": t("provisorio"),
        "partial": t("incompleto"),
        "missing": t("sin dato"),
        "suppressed": t("reservado"),
    }
    return words.get(status, t("sin dato"))

"""One cell of the matrix from near: what may be said, the series, its months with their statuses."""

from itertools import groupby

from dashboard import overview_questions, questions
from dashboard.activities import activity_answer
from dashboard.arrival_marks import MARKS, SHOWN, status_words
from dashboard.calendar_words import month_short, month_year
from dashboard.language import NO_BREAK, count, t, tn
from dashboard.markup import Markup, el
from dashboard.month_words import month_words
from dashboard.no_feed import nobody_sends
from dashboard.overview_pictures import series_pictures
from dashboard.overview_words import institution_name, signal_words, territory_name
from dashboard.store import Edition, Row, once_per_edition
from dashboard.table_files import Twin
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import direction_words, polarity, title, tone_class, verdict_words
from schemas.words import months_between


def cell_title(edition: Edition, indicator: Row, territory: str, language: str) -> str:
    """«Robos denunciados · Luque»."""
    return f"{title(indicator, language)}{NO_BREAK}· {territory_name(edition, territory)}"


def indicator_row(edition: Edition, indicator: str) -> Row:
    """The ficha of an indicator that the edition has."""
    return next(row for row in questions.indicators(edition) if row["indicator"] == indicator)


@once_per_edition
def cell_detail(edition: Edition, indicator: str, territory: str, language: str) -> str:
    """Verdict, counts, sentence, series with what is out of the ordinary in it."""
    ficha = indicator_row(edition, indicator)
    if ficha["grain"] == "activity":
        place = next(row for row in questions.territories(edition) if row["territory"] == territory)
        return el("section", activity_answer(edition, ficha, place), class_="sm sm-ov-detail")
    row = questions.headlines(edition).get((indicator, territory))
    if row is None or row["reason"] == "no_feed":
        return el("section", nobody_sends(), class_="sm sm-ov-detail")
    signals = signal_words(overview_questions.signals(edition, indicator).get(territory, []))
    return el(
        "section",
        _said(row, ficha, language),
        series_pictures(edition, indicator, territory, language),
        el("ul", *(el("li", words) for words in signals), class_="sm-ov-signals") if signals else None,
        class_="sm sm-ov-detail",
    )


def _said(row: Row, indicator: Row, language: str) -> Markup:
    direction = direction_words(row["verdict"], indicator)
    verdict = el(
        "p",
        verdict_mark(row["verdict"], polarity(indicator)),
        el("span", verdict_words(row["verdict"], indicator, language)),
        el("span", direction, class_="sm-direction") if direction else None,
        class_=f"sm-verdict {tone_class(row['verdict'], indicator)}",
    )
    doubt = el("p", el("span", t("con reservas"), class_="sm-doubt")) if row["robust"] is False else None
    return el("div", verdict, doubt, _counts(row), el("p", row[f"sentence_{language}"]), class_="sm-said")


def _counts(row: Row) -> Markup | None:
    """«68 → 41 en los mismos 9 meses»; no arrow where the two may not be compared."""
    before, now = row["baseline_count"], row["current_count"]
    if before is None or now is None or row["verdict"] not in ("decreased", "increased", "no_clear_change"):
        return None
    rest = tn("en el mismo mes", "en los mismos {number} meses", row["months_matched"])
    arrow = el("span", "→", class_="sm-arrow", aria_label=t("y ahora"), role="img")
    return el("p", el("b", count(before)), arrow, el("b", count(now)), " ", el("span", rest), class_="sm-counts")


@once_per_edition
def cell_calendar(edition: Edition, indicator: str, territory: str) -> str:
    """Every month by institution: its value on the ground of its status, so that a gap is never a zero."""
    rows = overview_questions.cell_months(edition, indicator, territory)
    heading = t("Mes a mes: el número y cómo llegó")
    if not rows:
        body = [el("p", t("De este indicador no se espera ningún dato en este territorio. No es cero."))]
    else:
        body = [_legend(rows), _calendar(edition, rows)]
    return el("section", el("h2", heading), *body, class_="sm sm-ov-part", aria_label=heading)


def _calendar(edition: Edition, rows: list[Row]) -> Markup:
    found = [row["month"] for row in rows]
    months = months_between(min(found), max(found))
    years = [(year, len(list(each))) for year, each in groupby(months, key=lambda month: month.year)]
    head = el(
        "thead",
        el("tr", el("td", rowspan="2", class_="sm-series"),
           *(el("th", year, scope="colgroup", colspan=width) for year, width in years)),
        el("tr", *(el("th", month_short(each), scope="col") for each in months)),
    )  # fmt: skip
    body = []
    for institution, own in groupby(rows, key=lambda row: row["institution"]):
        cells = {row["month"]: row for row in own}
        name = institution_name(edition, institution)
        body.append(el("tr", el("th", name, scope="row", class_="sm-series"), *(_month(cells.get(m)) for m in months)))
    table = el("table", head, el("tbody", *body), class_="sm-calendar sm-ov-calendar")
    return el("div", table, class_="sm-scroll sm-newest", tabindex="0", role="region", aria_label=t("Serie mensual"))


def _month(row: Row | None) -> Markup:
    if row is None:
        return el("td", el("span", t("no se espera"), class_="sm-unseen"), class_="sm-month sm-is-not_expected")
    words = t("{month}: {status}", month=month_year(row["month"]), status=month_words(row))
    shown = MARKS[row["status"]] if row["value"] is None else count(row["value"])
    mark = el("span", shown, aria_hidden="true")
    return el("td", mark, el("span", words, class_="sm-unseen"), title=words, class_=f"sm-month sm-is-{row['status']}")


def _legend(rows: list[Row]) -> Markup:
    """What the grounds mean, for those that occur."""
    found = {row["status"] for row in rows}
    samples = {"reported": "7", "provisional": "7", "partial": "7"}
    items = [
        el("li", el("span", samples.get(each, MARKS[each]), class_=f"sm-month sm-is-{each}", aria_hidden="true"),
           el("span", status_words(each)))
        for each in (*SHOWN, "suppressed")
        if each in found
    ]  # fmt: skip
    return el("ul", *items, class_="sm-legend sm-above", aria_label=t("Qué significa cada marca"))


@once_per_edition
def cell_twin(edition: Edition, indicator: str, territory: str, language: str) -> Twin:
    """Month, value, status and the file behind it."""
    heads = (t("Institución"), t("Mes"), t("Casos"), t("Cómo llegó"), t("Archivo"))
    rows = [
        [institution_name(edition, row["institution"]), row["month"], row["value"], status_words(row["status"]),
         row["file"]]
        for row in overview_questions.cell_months(edition, indicator, territory)
    ]  # fmt: skip
    name = cell_title(edition, indicator_row(edition, indicator), territory, language)
    return Twin(f"panorama_{indicator}_{territory}", name, heads, rows)

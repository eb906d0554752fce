"""The figures of the worked example, as the edition publishes them: what the sections say can be checked against it."""

from collections.abc import Iterable

from dashboard import measure_questions, questions
from dashboard.language import count, decimal, t
from dashboard.markup import Markup, el
from dashboard.store import Edition, Row, once_per_edition
from dashboard.verdict_words import title


@once_per_edition
def example_figures(edition: Edition, language: str) -> str:
    """A folded table of the comparison that the examples are of; empty where all examples are made up."""
    row = _example(edition, language)
    if row is None:
        return ""
    indicator = next(each for each in questions.indicators(edition) if each["indicator"] == row["indicator"])
    place = next(each["name"] for each in questions.territories(edition) if each["territory"] == row["territory"])
    heading = t(
        "El ejemplo en números: {indicator}, {territory}", indicator=title(indicator, language), territory=place
    )
    body = [
        el("tr", el("th", words, scope="row"), el("td", before), el("td", now)) for words, before, now in _pairs(row)
    ]
    heads = el("tr", el("td"), *(el("th", words, scope="col") for words in (t("Antes"), t("Ahora"))))
    return el(
        "section",
        el("details", el("summary", heading), el("table", el("thead", heads), el("tbody", *body)), _whole(row)),
        class_="sm sm-figures",
    )


def _example(edition: Edition, language: str) -> Row | None:
    headlines = questions.headlines(edition)
    cells = ((row["indicator"], row["territory"]) for row in measure_questions.sections(edition, language))
    return next((headlines[cell] for cell in cells if cell in headlines), None)


def _pairs(row: Row) -> Iterable[tuple[str, str, str]]:
    both = ("baseline", "current")
    before, now = (count(row[f"{side}_count"]) for side in both)
    yield t("Casos"), before, now
    before, now = (count(row[f"{side}_days"]) for side in both)
    yield t("Días"), before, now
    before, now = (decimal(row[f"{side}_rate"]) for side in both)
    yield t("Casos por mes"), before, now


def _whole(row: Row) -> Markup:
    ratio = t("{ratio} (entre {low} y {high})", ratio=decimal(row["rate_ratio"], 3), low=decimal(row["ratio_low"], 3),
              high=decimal(row["ratio_high"], 3))  # fmt: skip
    months = t("{matched} de {expected}", matched=count(row["months_matched"]), expected=count(row["months_expected"]))
    facts = (
        (t("Meses en común"), months),
        (t("Ahora dividido por antes"), ratio),
        ("p", _chance(row["p_value"])),
        ("q", _chance(row["q_value"])),
        (t("Factor de salto entre meses"), _chance(row["dispersion"])),
    )
    return el("dl", *(part for words, said in facts for part in (el("dt", words), el("dd", said))), class_="sm-facts")


def _chance(value: float | None) -> str:
    """p, q and dispersion are not published where a withheld figure could be worked out from them."""
    return t("no se publica") if value is None else decimal(value, 3)

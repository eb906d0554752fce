"""One step of a meeting on the screen: which function draws it, and the line of what it rests on."""

from collections.abc import Callable

from dashboard import questions
from dashboard.address import link
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.masthead import edition_line
from dashboard.meeting_answer import chance, picture, question, result
from dashboard.meeting_ends import closing, opening
from dashboard.meeting_steps import Step
from dashboard.meeting_talk import caveats, talk
from dashboard.page_foot import METHOD_PAGE
from dashboard.store import Edition, Row

_OF_AN_INDICATOR: dict[str, Callable[[Edition, Row, Row, str], Markup]] = {
    "question": question, "picture": picture, "result": result, "chance": chance, "caveats": caveats, "talk": talk,
}  # fmt: skip


def slide(edition: Edition, step: Step, territory: Row, language: str) -> Markup:
    """The whole screen of a step, without what stands above and below every step.

    Not kept between runs: the last one holds the reader's own address, and the others cost little.
    """
    if step.kind in _OF_AN_INDICATOR:
        indicator = next(row for row in questions.indicators(edition) if row["indicator"] == step.indicator)
        drawn = _OF_AN_INDICATOR[step.kind](edition, indicator, territory, language)
        letter = el("p", indicator["letter"], class_="sm-meet-letter", aria_hidden="true")
    else:
        ends = {"opening": opening, "closing": closing}
        drawn, letter = ends[step.kind](edition, territory, language), None
    return el("section", letter, drawn, class_=f"sm sm-meet sm-meet-{step.kind}", data_step=step.kind,
              data_indicator=step.indicator or None)  # fmt: skip


def rests_on(edition: Edition, pinned: int | None, territory: str) -> Markup:
    """Edition and date, method, and the way out."""
    method = el("a", t("Cómo se mide"), href=link(METHOD_PAGE, pinned), target="_self")
    leave = el("a", t("Salir de la presentación"), href=link("", pinned, territorio=territory), target="_self")
    return el("div", edition_line(edition), el("p", method, " · ", leave, class_="sm-source"),
              class_="sm sm-meet-foot")  # fmt: skip

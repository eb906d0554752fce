"""The head of «Panorama»: the minute's sentence; of one cell its name and the way back."""

from dashboard import questions
from dashboard.address import link
from dashboard.calendar_words import span
from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.masthead import edition_line
from dashboard.overview_summary import direction_summary, summary_words
from dashboard.overview_words import PAGE
from dashboard.store import Edition, once_per_edition


@once_per_edition
def overview_head(edition: Edition) -> Markup:
    """Heading, sentence, what is compared with what."""
    return el(
        "header",
        el("h1", t("Panorama")),
        el("p", summary_words(edition), class_="sm-ov-summary"),
        el("p", direction_summary(edition) or None, class_="sm-ov-direction"),
        el("p", _windows_words(edition), class_="sm-source"),
        edition_line(edition),
        class_="sm sm-masthead sm-ov-head",
    )


def _windows_words(edition: Edition) -> str:
    evaluation = questions.evaluation(edition)
    if evaluation is None:
        return ""
    before = span(evaluation["baseline_from"], evaluation["baseline_to"])
    now = span(evaluation["current_from"], evaluation["current_to"])
    words = t("Antes: {before}. Ahora: {now}, sólo los mismos meses.", before=before, now=now)
    frozen = questions.edition_mark(edition)["baseline_frozen"]
    return words if frozen else f"{words} {t('La línea de base es provisional.')}"


def cell_head(edition: Edition, title: str) -> Markup:
    """The way back above the name."""
    back = el("a", "← ", t("Todos los territorios"), href=link(PAGE, edition.pinned), target="_self")
    return el(
        "header",
        el("nav", back, class_="sm-ov-back", aria_label=t("Volver")),
        el("h1", title),
        edition_line(edition),
        class_="sm sm-masthead sm-ov-head",
    )

"""The first and the last screen: what is compared and what is not; what nobody can say, and whom to ask."""

from dashboard import meeting_words, questions
from dashboard.address import present
from dashboard.language import t
from dashboard.markup import Markup, el, joined
from dashboard.meeting_steps import STEP_PARAMETER
from dashboard.programme_questions import office
from dashboard.share import qr_image
from dashboard.store import Edition, Row
from dashboard.verdict_words import title

_UNSAID = ("insufficient", "not_comparable", "withheld")


def opening(edition: Edition, territory: Row, language: str) -> Markup:
    """Which indicators, which months, and two sentences on what is left out."""
    names = [
        el("li", el("span", row["letter"], class_="sm-letter"), " ", title(row, language))
        for row in questions.indicators(edition)
    ]
    left_out = (
        t("Comparamos los mismos meses, de la misma institución: lo que se registró."),
        t("No comparamos lo que nadie denunció ni los meses que faltan. Un mes sin dato no es cero."),
        _role_words(territory),
    )
    return joined(
        el("h2", t("¿Qué cambió en {territory}?", territory=territory["name"])),
        el("div", el("div", meeting_words.windows(edition), *(el("p", words) for words in left_out if words)),
           el("ol", *names, class_="sm-meet-contents", aria_label=t("Indicadores")), class_="sm-meet-two"),
    )  # fmt: skip


def _role_words(territory: Row) -> str | None:
    if territory["role"] != "comparison":
        return None
    return t("Zona de comparación: no es una comunidad del programa y por eso no lleva veredicto.")


def closing(edition: Edition, territory: Row, language: str) -> Markup:
    """What stays open, whom to ask, and the way to take it home."""
    unsaid = _unsaid(edition, territory["territory"], language)
    told = (
        t("Por qué cambió, ni si fue por el programa."),
        t("Cuánto pasó y nadie denunció."),
        t("Nada todavía sobre: {names}.", names="; ".join(unsaid)) if unsaid else None,
    )
    listed = el("ul", *(el("li", words) for words in told if words), class_="sm-meet-list")
    code = qr_image(present(questions.edition_mark(edition)["edition"], **{STEP_PARAMETER: "1"}))
    carried = el("div", code, el("p", t("Para mirarlo en el teléfono"), class_="sm-meet-small"), class_="sm-meet-code")
    return joined(
        el("h2", t("Lo que nadie puede decir con estos datos")),
        el("div", el("div", listed, _whom_to_ask(edition)), carried, class_="sm-meet-two"),
    )


def _unsaid(edition: Edition, territory: str, language: str) -> list[str]:
    """Indicators without an answer here, by name."""
    found = []
    for indicator in questions.indicators(edition):
        row = meeting_words.headline(edition, indicator, territory)
        if indicator["grain"] != "activity" and (row is None or row["verdict"] in _UNSAID):
            found.append(title(indicator, language))
    return found


def _whom_to_ask(edition: Edition) -> Markup | None:
    """The office that answers when an institution does not; where there is none, the responsible one."""
    found = office(edition, "unanswered") or office(edition, "responsible")
    if found is None:
        return None
    ways = " · ".join(str(found[way]) for way in ("phone", "email", "url") if found[way])
    return joined(
        el("h3", t("A quién preguntar")),
        el("p", found["name"], el("br"), el("span", ways, class_="sm-meet-aside") if ways else None),
    )

"""The screens that ask, show and answer: the question hides the answer, so that neighbours may guess first."""

from dashboard import meeting_words, questions
from dashboard.activities import activity_answer
from dashboard.language import t
from dashboard.markup import Markup, el, joined
from dashboard.no_feed import nobody_sends
from dashboard.store import Edition, Row
from dashboard.svg_image import svg_image
from dashboard.verdict_mark import verdict_mark
from dashboard.verdict_words import title

PICTURE, CHANCE_PICTURE = "two_dots", "before_now"
"""Two points; and per month, with interval and band of chance. Neither holds a number that may not be shown."""


def question(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """What is asked, of which months, and three ways to raise a hand; no figure, no shape that gives it away."""
    asked = _activity_question if indicator["grain"] == "activity" else _change_question
    return joined(
        el("h2", asked(indicator, territory, language)),
        meeting_words.windows(edition) if indicator["grain"] != "activity" else None,
        _guesses() if indicator["grain"] != "activity" else None,
        el("p", t("Antes de mirar: ¿qué cree cada uno? Levanten la mano."), class_="sm-meet-aside"),
    )


def _change_question(indicator: Row, territory: Row, language: str) -> str:
    return t(
        "¿Cambiaron {subject} en {territory}?",
        subject=meeting_words.subject(indicator, language), territory=territory["name"],
    )  # fmt: skip


def _activity_question(_indicator: Row, territory: Row, _language: str) -> str:
    return t("De lo que se planificó en {territory}, ¿cuánto se hizo?", territory=territory["name"])


def _guesses() -> Markup:
    """All three alike: none may look like the answer."""
    guesses = (("decreased", t("Bajaron")), ("no_clear_change", t("Siguen parecido")), ("increased", t("Subieron")))
    items = [el("li", verdict_mark(shape, "neutral"), el("span", words)) for shape, words in guesses]
    return el("ul", *items, class_="sm-meet-guesses", aria_label=t("Qué se puede responder"))


def picture(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """Before and now as two points, counts over the same months: what was registered, and nothing more."""
    return _drawn(edition, PICTURE, indicator, territory, language, title(indicator, language))


def chance(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """One step further: per month, with the interval of each and the band of what chance alone does."""
    return joined(
        _drawn(edition, CHANCE_PICTURE, indicator, territory, language,
               t("{indicator}: ¿puede ser azar?", indicator=title(indicator, language))),
        el("p", t("Si el punto de ahora cae fuera de la franja, es más de lo que suele cambiar por azar."),
           class_="sm-meet-aside"),
    )  # fmt: skip


def _drawn(edition: Edition, kind: str, indicator: Row, territory: Row, language: str, heading: str) -> Markup:
    """A ready picture of the edition, as large as the screen allows."""
    found = questions.pictures(edition, kind, territory["territory"], language).get(indicator["indicator"])
    drawn = svg_image(found["svg"], found["alt"]) if found else el("p", t("La figura todavía no está en esta edición."))
    return joined(el("h2", heading, class_="sm-meet-minor"), el("figure", drawn, class_="sm-meet-picture"))


def result(edition: Edition, indicator: Row, territory: Row, language: str) -> Markup:
    """The verdict, the counts, the sentence; where nothing may be said, why."""
    head = el("h2", title(indicator, language), class_="sm-meet-minor")
    if indicator["grain"] == "activity":
        return joined(head, el("div", activity_answer(edition, indicator, territory), class_="sm-meet-activities"))
    row = meeting_words.headline(edition, indicator, territory["territory"])
    if row is None:
        return joined(head, el("div", nobody_sends(), class_="sm-meet-activities"))
    said, _note = meeting_words.sentence_and_note(row, indicator, language)
    return joined(
        head,
        meeting_words.verdict_line(row, indicator, language),
        meeting_words.counts_line(row),
        el("p", said or _no_verdict(territory)),
        el("p", _why_withheld()) if row["verdict"] == "withheld" else None,
        aloud(row, language),
    )


def _no_verdict(territory: Row) -> str:
    if territory["role"] == "comparison":
        return t("Zona de comparación: no es una comunidad del programa y por eso no lleva veredicto.")
    return t("Sin veredicto")


def _why_withheld() -> str:
    return t(
        "Hay un número, pero es tan chico que mostrarlo podría señalar a una familia. No es cero ni falta de dato."
    )


def aloud(row: Row, language: str) -> Markup | None:
    """The sentence in words, for whoever reads it to the room; folded, since the room looks at the screen too."""
    spoken = row[f"spoken_{language}"]
    if not spoken:
        return None
    return el("details", el("summary", t("Para leer en voz alta")), el("p", spoken), class_="sm-meet-aloud")

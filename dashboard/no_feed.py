"""The state of an indicator that nobody sends: designed, so that nobody takes it for a zero."""

from dashboard.language import t
from dashboard.markup import Markup, el
from dashboard.verdict_mark import verdict_mark


def nobody_sends(why: str | None = None) -> Markup:
    """A mark, a word and why."""
    return _state(nobody_sends_words(), why or t("No es cero: de este indicador todavía no hay quien informe."))


def not_theirs(why: str) -> Markup:
    """An indicator that a territory does not have at all."""
    return _state(t("No corresponde"), why)


def _state(words: str, why: str) -> Markup:
    mark = verdict_mark("not_comparable", "neutral")
    verdict = el("p", mark, el("span", words), class_="sm-verdict sm-unclear")
    return el("div", verdict, el("p", why), class_="sm-said sm-wide")


def nobody_sends_words() -> str:
    """The word beside the mark."""
    return t("Nadie envía este dato")

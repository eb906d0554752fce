"""Headlines of a verdict: the verb agrees with what is counted, and what is counted is always named."""

from etl.words.verdict_texts import DIRECTIONS, LABELS
from etl.words.voice import capital
from schemas.design_tokens import tone
from schemas.programme import Indicator

_OF = {"es": (" de ", " del "), "en": (" of ",)}


def verdict_label(verdict: str | None, indicator: Indicator, language: str) -> str:
    """The short headline of a verdict: «Bajaron los robos denunciados», «Sin cambio claro»; empty without a verdict."""
    if verdict is None:
        return ""
    return capital(LABELS[verdict][language].format(subject=indicator.subject[language]))


def verdict_short(verdict: str | None, indicator: Indicator, language: str) -> str:
    """The headline for a cell of a matrix that already names the indicator: «Subieron las denuncias».

    Even here the noun stays: an indicator without a direction never gets the bare verb.
    """
    if verdict is None:
        return ""
    return capital(LABELS[verdict][language].format(subject=head_noun(indicator, language)))


def head_noun(indicator: Indicator, language: str) -> str:
    """What is counted without its complement: «las denuncias» of «las denuncias de violencia intrafamiliar»."""
    subject = indicator.subject[language]
    cuts = [subject.index(of) for of in _OF.get(language, ()) if of in subject]
    return subject[: min(cuts)] if cuts else subject


def direction_label(verdict: str | None, indicator: Indicator, language: str) -> str | None:
    """«en la dirección buscada» or «en la dirección contraria»; None where the indicator has no direction."""
    words = DIRECTIONS.get(tone(verdict, indicator.polarity))
    return words[language] if words else None

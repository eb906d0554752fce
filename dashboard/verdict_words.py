"""What a verdict is called on screen: a word for its shape, with the noun wherever the bare verb would judge."""

from typing import cast

from dashboard.language import t
from dashboard.store import Row
from schemas.design_tokens import Tone, tone
from schemas.programme import Polarity

_ARTICLES = ("los ", "las ", "el ", "la ", "umi ")
_COMPLEMENTS = (" de ", " del ", " of ")
_CASTILIAN = ") "
"""In Guaraní the noun ends with its Castilian in brackets; the complement follows without a word of its own."""


def polarity(indicator: Row) -> Polarity:
    """What may be judged of an indicator."""
    return cast(Polarity, indicator["polarity"])


def title(indicator: Row, language: str) -> str:
    """What is counted, short enough to head a column: «Denuncias de violencia intrafamiliar»."""
    subject = _subject(indicator, language)
    article = next((each for each in _ARTICLES if subject.startswith(each)), "")
    return _capital(subject[len(article) :])


def verdict_words(verdict: str | None, indicator: Row, language: str) -> str:
    """«Bajaron», «Subieron las denuncias», «Sin cambio claro».

    An indicator that may not be judged never gets the bare verb: not the violence rose, but the reports of it.
    """
    neutral, noun = indicator["polarity"] == "neutral", _head_noun(_subject(indicator, language))
    if verdict == "decreased":
        return _capital(t("Bajaron {noun}", noun=noun)) if neutral else t("Bajaron")
    if verdict == "increased":
        return _capital(t("Subieron {noun}", noun=noun)) if neutral else t("Subieron")
    words = {
        "no_clear_change": t("Sin cambio claro"),
        "insufficient": t("Datos insuficientes"),
        "not_comparable": t("No comparable"),
        "withheld": t("Dato reservado"),
    }
    return words.get(verdict or "", t("Sin veredicto"))


def direction_words(verdict: str | None, indicator: Row) -> str | None:
    """What a clear change means for the programme, where the indicator has a direction."""
    words: dict[Tone, str] = {"sought": t("en la dirección buscada"), "contrary": t("en la dirección contraria")}
    return words.get(tone(verdict, polarity(indicator)))


def tone_class(verdict: str | None, indicator: Row) -> str:
    """The class that gives a verdict's words their colour."""
    return f"sm-{tone(verdict, polarity(indicator))}"


def _subject(indicator: Row, language: str) -> str:
    subject = indicator["ficha"].get("subject", {}).get(language)
    return str(subject or indicator[f"name_{language}"])


def _head_noun(subject: str) -> str:
    """What is counted without its complement: «las denuncias», «umi ñemombeʼu (denuncia)»."""
    if _CASTILIAN in subject:
        return subject[: subject.index(_CASTILIAN) + 1]
    cuts = [subject.index(word) for word in _COMPLEMENTS if word in subject]
    return subject[: min(cuts)] if cuts else subject


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

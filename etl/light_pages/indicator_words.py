"""What an indicator and its verdict are called, short enough for a heading; the words are those of `etl.words`."""

import json
from functools import cache
from typing import cast

from etl.light_pages.page_texts import Texts
from etl.public_edition import Row
from etl.words.labels import direction_label, verdict_short
from etl.words.verdict_texts import LABELS
from etl.words.voice import capital
from schemas.design_tokens import Tone, tone
from schemas.programme import Indicator, Polarity

_ARTICLES = ("los ", "las ", "el ", "la ", "umi ")


def title(indicator: Row, language: str) -> str:
    """What is counted: «Denuncias de violencia intrafamiliar»."""
    subject = str(indicator["ficha"].get("subject", {}).get(language) or indicator[f"name_{language}"])
    article = next((each for each in _ARTICLES if subject.startswith(each)), "")
    return capital(subject[len(article) :])


def polarity(indicator: Row) -> Polarity:
    """What may be judged of an indicator."""
    return cast(Polarity, indicator["polarity"])


def tone_of(verdict: str | None, indicator: Row) -> Tone:
    """The colour of a verdict's words."""
    return tone(verdict, polarity(indicator))


def verdict_words(verdict: str | None, indicator: Row, texts: Texts) -> str:
    """«Bajaron», «Subieron las denuncias», «Sin cambio claro»; a comparison area has no verdict and says so.

    Beside the indicator's name the bare verb is enough, but never where no judgement is right.
    """
    if verdict is None:
        return texts.say("no_verdict")
    if verdict in ("decreased", "increased") and polarity(indicator) != "neutral":
        return capital(LABELS[verdict][texts.language].format(subject="").strip())
    return verdict_short(verdict, _ficha(indicator), texts.language)


def direction_words(verdict: str | None, indicator: Row, texts: Texts) -> str | None:
    """«en la dirección buscada», where the indicator has a direction and the change is clear."""
    return direction_label(verdict, _ficha(indicator), texts.language)


def _ficha(indicator: Row) -> Indicator:
    return _read(json.dumps(indicator["ficha"], ensure_ascii=False, sort_keys=True))


@cache
def _read(ficha: str) -> Indicator:
    return Indicator.model_validate_json(ficha)

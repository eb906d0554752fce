"""Words that no generated text may hold: each claims a cause, a success or a certainty that the methods do not give.

The Spanish list is that of the methods specification, M16; the other languages have their counterparts.
"""

import re

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "es": (
        "gracias a",
        "por el programa",
        "debido a",
        "logró",
        "impacto",
        "efecto",
        "redujo",
        "evitó",
        "causó",
        "demuestra",
        "mejoró",
        "empeoró",
        "significativo",
        "estadísticamente",
        "se mantuvo igual",
    ),
    "gn": ("programa rupi", "programa rupive", "programa omoheñói", "oñemoporãve", "oñembyaive"),
    "en": (
        "thanks to",
        "because of the programme",
        "due to",
        "achieved",
        "impact",
        "effect",
        "reduced",
        "prevented",
        "caused",
        "proves",
        "improved",
        "worsened",
        "significant",
        "statistically",
        "stayed the same",
    ),
}


_FORBIDDEN = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(word) for words in FORBIDDEN.values() for word in words)})(?!\w)", re.IGNORECASE
)


def forbidden_words(text: str) -> list[str]:
    """The forbidden words of any language that a text holds, as whole words, whatever their case, in their order."""
    return [word.lower() for word in _FORBIDDEN.findall(text)]


def sentences_of(text: str) -> list[str]:
    """A text cut into its sentences (a decimal comma, a thousands point and "1.5" do not cut)."""
    return [part for part in re.split(r"(?<=[.!?])\s+(?=\S)", text) if part]


def longest_sentence(text: str) -> int:
    """Words of the longest sentence of a text."""
    return max((len(part.split()) for part in sentences_of(text)), default=0)

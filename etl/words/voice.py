"""One way of saying things: a language, written for the screen or worded to be said aloud."""

import re
from dataclasses import dataclass
from datetime import date

from etl.words.aloud import Gender, cardinal, decimal_words
from etl.words.dates import month_span, month_year
from etl.words.numbers import change_percent, number, percent_sign, rate, rate_places, rounded, signed_percent
from schemas.words import Text


@dataclass(frozen=True)
class Voice:
    """Words and numbers of one language, on screen or aloud."""

    language: str
    aloud: bool = False

    def say(self, template: Text, **values: str) -> str:
        """A template of this language with its places filled; what is filled in is never read as a template."""
        return template[self.language].format(**values)

    def count(self, value: int, gender: Gender = "m", before_noun: bool = False) -> str:
        """A whole number: digits on screen, words aloud."""
        if self.aloud:
            return cardinal(value, self.language, gender, before_noun)
        return number(value, self.language)

    def rate(self, value: float) -> str:
        """Cases per mean month."""
        if self.aloud:
            return decimal_words(rounded(value, rate_places(value)), self.language)
        return rate(value, self.language)

    def percent(self, ratio: float) -> str:
        """The change of a ratio: «−56 %» on screen; aloud its size alone («cincuenta y seis»)."""
        if self.aloud:
            return decimal_words(change_percent(ratio), self.language)
        return signed_percent(ratio, self.language)

    def share(self, value: float) -> str:
        """A share without decimals: «90 %»; aloud «noventa por ciento»."""
        size = rounded(value * 100)
        if self.aloud:
            return f"{decimal_words(size, self.language)} {'per cent' if self.language == 'en' else 'por ciento'}"
        return percent_sign(number(size, self.language), self.language)

    def month(self, month: date) -> str:
        """«mayo de 2019»; aloud in Guaraní the Guaraní name alone."""
        return month_year(month, self.language, self.aloud)

    def months(self, first: date, last: date) -> str:
        """«marzo a mayo de 2020»."""
        return month_span(first, last, self.language, self.aloud)

    def tidy(self, text: str) -> str:
        """What a voice cannot say: brackets become pauses, and what stood in them stays."""
        if not self.aloud:
            return text
        return re.sub(r",(?=[,.;:])", "", re.sub(r"\s*\(([^)]*)\)", r", \1,", text))


def capital(text: str) -> str:
    """The text with its first letter in capitals and the rest as it stands."""
    return text[:1].upper() + text[1:]

"""Numbers in words, for sentences that are said aloud.

Guaraní awaits review by a native speaker: above five people say the Spanish number, and so do we.
"""

from decimal import Decimal
from typing import Literal

from etl.words.numbers import number

Gender = Literal["m", "f"]
LIMIT = 10_000
"""From here on a number takes too many words for one short sentence; it stays in digits, which people read well."""

_ES_LOW = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS = dict(enumerate(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"], 3))
_ES_HUNDREDS = dict(
    enumerate(
        [
            "ciento",
            "doscientos",
            "trescientos",
            "cuatrocientos",
            "quinientos",
            "seiscientos",
            "setecientos",
            "ochocientos",
            "novecientos",
        ],
        1,
    )
)
_EN_LOW = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = dict(enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2))
_GN_LOW = ("mbaʼeve", "peteĩ", "mokõi", "mbohapy", "irundy", "po")
_POINT = {"es": "coma", "en": "point"}


def cardinal(value: int, language: str, gender: Gender = "m", before_noun: bool = False) -> str:
    """A whole number in words; from ten thousand on it stays in digits.

    Args:
        value: zero or more.
        language: es, gn or en.
        gender: of the noun that is counted (Spanish only).
        before_noun: «treinta y un casos», against «treinta y uno».
    """
    if value >= LIMIT:
        return number(value, language)
    if language == "en":
        return _english(value)
    if language == "gn" and value < len(_GN_LOW):
        return _GN_LOW[value]
    return _spanish(value, gender, before_noun)


def decimal_words(value: Decimal, language: str) -> str:
    """A decimal number in words, its decimals digit by digit: «ocho coma seis»; in Guaraní people say it in Spanish.

    Nobody says «treinta y siete coma cero»: decimals that are all zero are left out.
    """
    language = "en" if language == "en" else "es"
    whole, _, fraction = f"{abs(value):f}".partition(".")
    words = cardinal(int(whole), language)
    if not fraction.strip("0"):
        return words
    digits = " ".join(cardinal(int(digit), language) for digit in fraction)
    return f"{words} {_POINT[language]} {digits}"


def _spanish(value: int, gender: Gender, before_noun: bool) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _spanish_hundreds(rest, gender, before_noun)
    head = "mil" if thousands == 1 else f"{_spanish_hundreds(thousands, gender, True)} mil"
    return f"{head} {_spanish_hundreds(rest, gender, before_noun)}" if rest else head


def _spanish_hundreds(value: int, gender: Gender, before_noun: bool) -> str:
    if value == 100:
        return "cien"
    hundreds, rest = divmod(value, 100)
    words = (
        [_ES_HUNDREDS[hundreds].replace("tos", "tas") if gender == "f" else _ES_HUNDREDS[hundreds]] if hundreds else []
    )
    if rest or not hundreds:
        words.append(_spanish_tens(rest, gender, before_noun))
    return " ".join(words)


def _spanish_tens(value: int, gender: Gender, before_noun: bool) -> str:
    tens, unit = divmod(value, 10)
    word = _ES_LOW[value] if value < len(_ES_LOW) else " y ".join([_ES_TENS[tens], *_ES_LOW[unit : unit + bool(unit)]])
    if unit != 1 or value == 11:
        return word
    if gender == "f":
        return word[:-1] + "a"
    if not before_noun:
        return word
    return "veintiún" if value == 21 else word[:-1]


def _english(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _english_hundreds(rest)
    head = f"{_english_hundreds(thousands)} thousand"
    if not rest:
        return head
    return f"{head} {'and ' if rest < 100 else ''}{_english_hundreds(rest)}"


def _english_hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    head = f"{_EN_LOW[hundreds]} hundred" if hundreds else ""
    if not rest and hundreds:
        return head
    return f"{head} and {_english_tens(rest)}" if head else _english_tens(rest)


def _english_tens(value: int) -> str:
    if value < len(_EN_LOW):
        return _EN_LOW[value]
    tens, unit = divmod(value, 10)
    return f"{_EN_TENS[tens]}-{_EN_LOW[unit]}" if unit else _EN_TENS[tens]

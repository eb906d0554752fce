"""Numbers as people of each language write them, rounded half up.

Babel gives Guaraní the English separators, which is the reverse of Paraguay's use: decimal comma and thousands point
in Spanish and in Guaraní. Python rounds half to even; on screen 2.5 must be 3.
"""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
NO_BREAK = "\u00a0"
_SWAP = str.maketrans(",.", ".,")
MOST_PLACES = 3


def rounded(value: float | Decimal, places: int = 0) -> Decimal:
    """`value` rounded half up to `places` decimals, from the number as it prints (2.675 to 2.68)."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(value: float | Decimal, language: str, places: int = 0) -> str:
    """A number with the separators of the language and a true minus sign: «1.234,5», "1,234.5"."""
    text = f"{abs(rounded(value, places)):,.{places}f}"
    if language != "en":
        text = text.translate(_SWAP)
    return MINUS + text if rounded(value, places) < 0 else text


def rate_places(value: float) -> int:
    """Decimals of a rate: one; none for zero and from a hundred on; more where one would round it to zero."""
    if value == 0 or abs(value) >= 100:
        return 0
    return next((places for places in (1, 2) if rounded(value, places) != 0), MOST_PLACES)


def rate(value: float, language: str) -> str:
    """Cases per mean month, e.g. «8,6»."""
    return number(value, language, rate_places(value))


def change_percent(ratio: float) -> Decimal:
    """(ratio - 1) x 100, rounded so that neither "no change" nor "all gone" is said where it is not true."""
    percent = (Decimal(repr(float(ratio))) - 1) * 100
    for places in range(MOST_PLACES + 1):
        shown = rounded(percent, places)
        false_zero = shown == 0 and percent != 0
        false_end = shown == -100 and ratio > 0
        if not (false_zero or false_end):
            break
    return shown


def signed_percent(ratio: float, language: str) -> str:
    """The change of a rate ratio with its sign: «−56 %», "−56%", «+110 %»."""
    value = change_percent(ratio)
    places = max(-int(value.as_tuple().exponent), 0)
    sign = "+" if value > 0 else ""
    return sign + percent_sign(number(value, language, places), language)


def share(value: float, language: str) -> str:
    """A share as a percentage without decimals: 0.9 is «90 %»."""
    return percent_sign(number(Decimal(repr(float(value))) * 100, language), language)


def percent_sign(text: str, language: str) -> str:
    """The sign after a number: parted by a space that does not break in Spanish and Guaraní."""
    return f"{text}%" if language == "en" else f"{text}{NO_BREAK}%"

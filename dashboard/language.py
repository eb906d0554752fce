"""The words of the interface: every string goes through `t`, with its Spanish text as the key of the catalogues."""

SPANISH = "es"


def speaking() -> str:
    """The language of this page."""
    return SPANISH


def t(message: str, /, **values: object) -> str:
    """A string of the interface in the language of the page, with its values set in."""
    return message.format(**values) if values else message


def tn(one: str, many: str, number: int, /, **values: object) -> str:
    """A string that depends on a number; `{number}` is written as the language writes it."""
    return t(one if number == 1 else many, number=count(number), **values)


def count(number: int | None) -> str:
    """A count with the thousands separated: «1.975»; a dash where there is none, never a zero."""
    return "–" if number is None else f"{number:,}".replace(",", ".")


def percent(share: float) -> str:
    """A share as a whole percentage, rounded half up: «66 %». Nothing short of all is called 100 %."""
    whole = int(share * 100 + 0.5)
    if whole == 100 and share != 1:
        whole = 99 if share < 1 else 101
    return f"{count(whole)}\u00a0%"

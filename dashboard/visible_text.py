"""A text of a sender on its way to the screen: one line, nothing that turns its direction, cut where it is long."""

import unicodedata

_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs")


def visible(text: object, longest: int = 200) -> str:
    """The text without control and direction characters; escaping is left to the markup."""
    seen = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in str(text))
    line = " ".join(seen.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"

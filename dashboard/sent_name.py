"""The name of a sent file, as far as it may be used: it tells the layout and the period, and is never a path."""

import re
import unicodedata
from pathlib import PurePath

LONGEST = 120
NAMELESS = "archivo"
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def safe_name(sent: str) -> str:
    """Letters, digits, dot, dash and underscore of the last part of a name; an accent leaves its letter behind."""
    last = sent.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(each for each in unicodedata.normalize("NFKD", last) if not unicodedata.combining(each))
    # a name that begins with a dash would be taken for an option, one that begins with a dot is hidden
    name = _OTHER.sub("_", plain).lstrip("._-")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[:10]
    return (stem[: LONGEST - len(suffix)] + suffix) or NAMELESS


def answer_name(sent: str) -> str:
    """What the answer to a file is called when it is downloaded."""
    return f"respuesta-{PurePath(safe_name(sent)).stem}.xlsx"

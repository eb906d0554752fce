"""Names of the files that we write: made of ids, never of what a sender wrote."""

import re
import unicodedata
from pathlib import Path

ANSWER, LETTER, OFFICER, REMINDER = "respuesta-{}.xlsx", "correo-{}.txt", "encargado-{}.txt", "recordatorio.txt"
_NO_INSTITUTION = "sin_institucion"


def institution_folder(answers: Path, institution: str | None) -> Path:
    """`respuestas/<institution>/`, made when it is not there."""
    folder = answers / (sanitised(institution or "") or _NO_INSTITUTION)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sanitised(name: str, longest: int = 60) -> str:
    """Letters, digits, `-` and `_` of a name; safe in any file system, and no path."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9_-]+", "_", plain).strip("_-")[:longest]

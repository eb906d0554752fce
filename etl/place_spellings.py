"""Folding of place names: abbreviations written out, ordinals as figures, words for the kind of place left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from schemas.fold import fold

_ABBREVIATIONS = {
    "mcal": "mariscal",
    "gral": "general",
    "grl": "general",
    "sgto": "sargento",
    "tte": "teniente",
    "pdte": "presidente",
    "pte": "presidente",
    "cnel": "coronel",
    "cap": "capitan",
    "cptan": "capitan",
    "cmdte": "comandante",
    "dr": "doctor",
    "dra": "doctora",
    "ing": "ingeniero",
    "prof": "profesor",
    "mons": "monsenor",
    "pbro": "presbitero",
    "gob": "gobernador",
    "sta": "santa",
    "sto": "santo",
    "ntra": "nuestra",
    "nstra": "nuestra",
    "sra": "senora",
    "fdo": "fernando",
    "hno": "hermano",
    "hnos": "hermanos",
    "bo": "barrio",
    "ba": "barrio",
    "cia": "compania",
    "com": "comisaria",
    "cria": "comisaria",
    "crio": "comisaria",
    "dpto": "departamento",
    "depto": "departamento",
    "dto": "distrito",
    "dtto": "distrito",
}
"""Folded abbreviation -> word; «B°» folds to «ba»."""
_WORDS_OF_KIND = {
    "barrio": ("barrio", "asentamiento", "barrio asentamiento"),
    "localidad": ("localidad", "localidad de", "compania", "compania de", "barrio"),
    "distrito": ("distrito", "distrito de", "ciudad", "ciudad de", "municipio de", "municipalidad de", "villa de"),
    "departamento": ("departamento", "departamento de", "depto de"),
    "comisaria": (),
}
_ORDINALS = {
    "primera": 1,
    "segunda": 2,
    "tercera": 3,
    "cuarta": 4,
    "quinta": 5,
    "sexta": 6,
    "septima": 7,
    "setima": 7,
    "octava": 8,
    "novena": 9,
    "decima": 10,
}
_ORDINAL = re.compile(r"0*([1-9][0-9]{0,2})(?:a|era|ra|da|ta|ma|va|na|o)?")
_SILENT = frozenset({"de", "del", "la", "policia", "nacional", "policial"})
_SHORTEST_NAME = 4


@lru_cache(maxsize=200_000)
def fold_place(text: str) -> str:
    """`fold`, with the abbreviations of place names written out («Mcal.» is «mariscal»)."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in fold(text).split())


@lru_cache(maxsize=50_000)
def spellings(kind: str, text: str) -> tuple[str, ...]:
    """The folded ways in which a place of a kind may stand in the gazetteer, the plainest first."""
    folded = fold_place(text)
    if kind == "comisaria":
        return tuple(dict.fromkeys((folded, station(folded))))
    without = [folded.removeprefix(f"{words} ") for words in _WORDS_OF_KIND[kind] if folded.startswith(f"{words} ")]
    return tuple(dict.fromkeys((folded, *sorted(without, key=len, reverse=True))))


def station(folded: str) -> str:
    """A police station by number and what follows it: «5ta. Comisaría de Luque» is «comisaria 5 luque»."""
    numbers, others = [], []
    for word in folded.split():
        match = _ORDINAL.fullmatch(word)
        if word in _ORDINALS or match:
            numbers.append(str(_ORDINALS.get(word) or (match[1] if match else "")))
        elif word != "comisaria" and word not in _SILENT:
            others.append(word)
    return " ".join(["comisaria", *numbers, *others])


class Initials:
    """Names for which initials can stand: «M. R. Alonso» is Mariano Roque Alonso where no other name fits."""

    def __init__(self, names: Iterable[str]) -> None:
        by_last: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for folded in names:
            words = tuple(folded.split())
            if len(words) > 1:
                by_last[words[-1]].add(words)
        self._by_last: Mapping[str, Sequence[tuple[str, ...]]] = {
            last: sorted(found) for last, found in by_last.items()
        }

    def meant(self, folded: str) -> str | None:
        """The one folded name that the initials fit; None where none or several do, or where there are no initials."""
        words = folded.split()
        if not words or len(words[-1]) < _SHORTEST_NAME or not any(len(word) == 1 for word in words):
            return None
        fitting = [name for name in self._by_last.get(words[-1], ()) if _fits(words, name)]
        return " ".join(fitting[0]) if len(fitting) == 1 else None


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    return len(words) == len(name) and all(
        w == n or (len(w) == 1 and n.startswith(w)) for w, n in zip(words, name, strict=True)
    )

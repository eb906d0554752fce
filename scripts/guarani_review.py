"""Writes `docs/guarani.md`: every Guaraní text of the engine that awaits review, with the Spanish beside it.

`python scripts/guarani_review.py` writes it; `tests/test_guarani_review.py` fails when it no longer holds the texts.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import etl.pictures
import etl.words
from etl.words.dates import MONTHS
from schemas.words import Text

DOCUMENT = Path(__file__).parent.parent / "docs" / "guarani.md"
PACKAGES = (etl.words, etl.pictures)
INTRODUCTION = """\
# Textos en guaraní que esperan revisión

Estos textos los compone una corrida: con ellos se arma cada oración de un resultado, cada cuadro y cada texto
alternativo. Se tradujeron por su sentido, con los términos del glosario; **ninguno fue revisado todavía por una persona
que hable guaraní** ni por la Secretaría de Políticas Lingüísticas. Al lado está el castellano.

Cómo leerlos: lo que está entre llaves se reemplaza (`{territory}` por el lugar, `{subject}` por lo que se cuenta, los
demás por números o meses). El lugar va primero, con dos puntos o coma, para no unir una terminación a un nombre. Del
seis en adelante los números se dicen en castellano. Los nombres, las definiciones y las notas de cada indicador están
en los archivos del programa (`data/programmes/*/indicators/*.toml`) y también esperan revisión.

Quien revisa escribe la corrección en el archivo que se nombra (`etl/words/` o `etl/pictures/`); esta lista la escribe
`python scripts/guarani_review.py`, y una prueba avisa cuando ya no es la misma.
"""


def document() -> str:
    """The whole text of the list."""
    parts = [INTRODUCTION]
    for package in PACKAGES:
        for module in _modules(package):
            parts += _table(module.__name__, list(texts_of(module)))
    months = [
        (f"mes {place}", es, gn) for place, (es, gn) in enumerate(zip(MONTHS["es"], MONTHS["gn"], strict=True), 1)
    ]
    parts += _table("etl.words.dates", months)
    return "\n".join(parts)


def texts_of(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    """Name, Spanish and Guaraní of every text that a module declares itself."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for name, value in vars(module).items():
        if f"\n{name} = " in source or f"\n{name}: " in source:
            yield from _within(name, value)


def _within(name: str, value: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Text):
        yield name, value["es"], value["gn"]
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(f"{name}.{key}", each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _within(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for place, each in enumerate(value, 1):
            yield from _within(f"{name}.{place}", each)


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _table(name: str, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    if not rows:
        return []
    path = f"{name.replace('.', '/')}.py"
    lines = [f"| `{key}` | {_cell(es)} | {_cell(gn)} |" for key, es, gn in rows]
    return [f"## `{path}`\n", "| texto | castellano | guaraní |", "| --- | --- | --- |", *lines, ""]


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")

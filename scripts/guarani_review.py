"""Writes `docs/guarani.md`: every Guaraní text of the engine that awaits review, with the Spanish beside it.

`python scripts/guarani_review.py` writes it; `tests/test_guarani_review.py` fails when it no longer holds the texts.
`python scripts/guarani_review.py public.duckdb` prints the sentences of an edition, each with the name that a speaker's
recording of it must have.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import etl.pictures
import etl.words
from etl.public_edition import read_public_edition
from etl.recordings import sentences_to_record
from etl.words.dates import MONTHS
from schemas.recording import ENDING, FOLDER
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

## Grabar las oraciones

Quien habla guaraní puede grabar las oraciones de una edición, para que las escuche quien no lee o lee con dificultad.
Una oración lleva cifras: su grabación sirve para ese texto y para ningún otro, y por eso el nombre del archivo termina
en ocho signos que salen del texto. Si cambia una cifra o una palabra, la oración tiene otro nombre y la grabación
anterior no suena en ningún lado.

1. Haga la edición con `seamos run` y pida la lista de sus oraciones, cada una con el nombre de su archivo:
   `python scripts/guarani_review.py .seamos/published/editions/<número>/public/public.duckdb`. Trae lo que se lee en la
   página, cómo se dice en voz alta y el castellano.
2. Grabe cada oración entera, tal como está escrita. Un archivo MP3 de hasta 2 MB, una voz clara, sin música. Alcanza
   con 48 kbit/s en un canal (unos 180 KB por medio minuto).
3. Guárdelo en la carpeta del programa: `data/programmes/<programa>/audio/gn/<clave>.mp3`.
4. `seamos release` copia junto a la edición las grabaciones que corresponden a una de sus oraciones y dice cuáles deja
   afuera y por qué: ninguna oración con ese nombre, más de 2 MB, no es MP3. Copia sólo el sonido: lo que un programa
   haya anotado en el archivo (autor, lugar, foto) no sale. Para una edición que ya es pública, la misma orden agrega
   lo que se grabó después.

En la página en guaraní, junto a la oración escrita entera, aparece entonces un botón para escucharla; donde no hay
grabación no aparece nada. Todavía no se grabó ninguna: falta quien ponga la voz.
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


def to_record(public_file: Path) -> str:
    """Every sentence of an edition as a speaker needs it: its file, what is read, how it is said, what it means."""
    parts = [
        f"{FOLDER.as_posix()}/{each.key}{ENDING}\n  se lee:       {each.written}\n  en voz alta:  {each.aloud}\n"
        f"  castellano:   {each.meaning}\n"
        for each in sentences_to_record(read_public_edition(public_file))
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    if asked := sys.argv[1:]:
        sys.stdout.write(to_record(Path(asked[0])))
    else:
        DOCUMENT.write_text(document(), encoding="utf-8")

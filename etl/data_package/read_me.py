"""The first thing that somebody reads of the open data: what they are, whose, and what an empty cell means."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from etl.data_package.cell_text import timestamp
from etl.data_package.public_tables import PublicTables
from etl.data_package.value_words import LISTS, Said
from etl.words.dates import month_year
from schemas.licence import DATA_LICENCE, DATA_LICENCE_URL
from schemas.published_es import TABLES_ES

GENERATED = Said(
    "Datos generados para demostración: ninguna cifra es real.", "Data generated for demonstration: no figure is real."
)
_TITLE = Said("Léame", "Read me")
_MAY = Said("puede usarlos y compartirlos si nombra la fuente", "use and share them, naming the source")
_HOW: tuple[Said, ...] = (
    Said(
        "Una celda vacía no es un cero: la columna de estado de su fila dice por qué está vacía.",
        "An empty cell is not a zero: the status column of its row says why it is empty.",
    ),
    Said(
        "Sólo hay lo que es público: las cantidades chicas, y las que se podrían deducir, están reservadas.",
        "Only what is public is here: small counts, and those that could be deduced, are withheld.",
    ),
    Said(
        "Cada columna está descrita en datapackage.json, en castellano y en inglés.",
        "Every column is described in datapackage.json, in Spanish and English.",
    ),
    Said(
        "Un texto que empieza como una fórmula (= + - @) lleva un apóstrofo delante en CSV y XLSX; en Parquet no.",
        "A text that begins like a formula (= + - @) has an apostrophe before it in CSV and XLSX, not in Parquet.",
    ),
    Said(
        "Los CSV están en UTF-8 sin marca inicial, con coma y punto decimal; para Excel conviene el XLSX.",
        "The CSV files are UTF-8 without a mark, with comma and decimal point; for Excel the XLSX is handier.",
    ),
    Said(
        "Los contornos de los mapas están en CSV y Parquet, no en XLSX; las figuras ya dibujadas no están.",
        "Outlines of maps are in CSV and Parquet, not in XLSX; pictures already drawn are left out.",
    ),
)


class Line(NamedTuple):
    """One line: a heading, or a text with what it is about before it."""

    kind: Literal["title", "head", "line"]
    label: str
    es: str
    en: str


def read_me(tables: PublicTables) -> Iterator[Line]:
    """Every line, in order; the same ones stand in `LEAME.txt` and on the first sheet of the workbook."""
    mark = tables.mark
    yield Line("title", "", f"{_TITLE.es}: {mark['title_es']}", f"{_TITLE.en}: {mark['title_en']}")
    if mark["synthetic"]:
        yield Line("head", "", *GENERATED)
    yield from _marks(tables)
    yield Line("head", "", "Cómo leer los datos", "How to read the data")
    yield from (Line("line", "", *said) for said in _HOW)
    for heading, codes in LISTS:
        yield Line("head", "", *heading)
        yield from (Line("line", code, *said) for code, said in codes.items())
    yield Line("head", "", "Tablas", "Tables")
    for table in tables.tables:
        yield Line("line", table.name, TABLES_ES[table.name], table.declared.what)


def edition_day(mark: Any, language: str) -> str:
    """The day of the edition, as people write it."""
    made = mark["published_at"]
    of = " de " if language == "es" else " "
    return f"{made.day}{of}{month_year(made.date(), language)}"


def _marks(tables: PublicTables) -> Iterator[Line]:
    mark = tables.mark
    number, made = mark["edition"], timestamp(mark["published_at"])
    days = edition_day(mark, "es"), edition_day(mark, "en")
    yield Line("line", "edition", f"Edición {number}, hecha el {days[0]} ({made})", f"Edition {number}, {days[1]}")
    yield Line("line", "place", mark["place"], mark["place"])
    yield Line("line", "note", mark["note_es"], mark["note_en"])
    yield Line("line", "licence", *(f"{DATA_LICENCE}: {said} ({DATA_LICENCE_URL})" for said in _MAY))
    yield Line("line", "credit", mark["credit"], mark["credit"])
    if name := tables.responsible.get("name"):
        yield Line("line", "responsible", f"Responde: {name}", f"Answers for them: {name}")


def plain_text(tables: PublicTables) -> str:
    """The lines as a text file, first all in Spanish, then all in English."""
    lines = list(read_me(tables))
    spanish = [_plain(line, line.es) for line in lines]
    english = [_plain(line, line.en) for line in lines]
    return "\n".join([*spanish, "", "-" * 60, "", *english]) + "\n"


def _plain(line: Line, text: str) -> str:
    flat = " ".join(text.split())
    if line.kind == "line":
        return f"  {line.label}: {flat}" if line.label else f"- {flat}"
    return f"{flat}\n{'=' * len(flat)}" if line.kind == "title" else f"\n{flat}"

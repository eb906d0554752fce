"""The text for the person in charge: names that no list has, the lines that would add them, and what that changes."""

from collections.abc import Iterator, Sequence

from etl.answers.safe_text import one_line
from etl.answers.unknown_names import UnknownName
from etl.words.dates import month_list
from etl.words.numbers import number

_MOST_NAMES = 200
_TEXTS = {
    "es": {
        "title": "Para la persona encargada: nombres que no están en las listas del programa, en «{file}».",
        "how": (
            "Elija UNA línea por nombre, cópiela entera y péguela al final del archivo que se indica, en la carpeta",
            "del programa. Después corra «seamos run»: los archivos que esperan se juzgan otra vez solos. Si el nombre",
            "es un error de quien envía, no pegue nada: la respuesta ya le pide que lo corrija.",
        ),
        "more": "Hay {count} nombres más: aparecen cuando se resuelvan éstos.",
        "offences.csv": "Hecho «{text}» (filas de este archivo: {rows}). Archivo: offences.csv",
        "gazetteer.csv": "Lugar «{text}» (filas de este archivo: {rows}). Archivo: gazetteer.csv",
        "months": "  Cambia las cifras de: {months}.",
        "none": "  El texto no tiene letras: no puede estar en ninguna lista; pida que se corrija la fila.",
    },
    "en": {
        "title": "For the person in charge: names that the lists of the programme lack, in “{file}”.",
        "how": (
            "Choose ONE line a name, copy it whole and paste it at the end of the file named, in the programme's",
            "folder. Then run “seamos run”: the files that wait are judged again by themselves. Where the name is a",
            "mistake of the sender, paste nothing: the answer asks for the correction already.",
        ),
        "more": "{count} more names appear once these are settled.",
        "offences.csv": "Offence “{text}” (rows of this file: {rows}). File: offences.csv",
        "gazetteer.csv": "Place “{text}” (rows of this file: {rows}). File: gazetteer.csv",
        "months": "  Changes the figures of: {months}.",
        "none": "  The text has no letter and can be in no list; ask for the row to be corrected.",
    },
}


def officer_text(names: Sequence[UnknownName], file: str, language: str = "es") -> str:
    """The text; one block a name.

    Args:
        names: what the delivery has and the lists lack.
        file: name of the delivery's file, as sent.
        language: `es` or `en`.
    """
    return "\n".join(_lines(names, file, language)) + "\n"


def _lines(names: Sequence[UnknownName], file: str, language: str) -> Iterator[str]:
    texts = _TEXTS[language]
    yield str(texts["title"]).format(file=one_line(file))
    yield ""
    yield from texts["how"]
    for name in names[:_MOST_NAMES]:
        yield from ("", *_block(name, language))
    if len(names) > _MOST_NAMES:
        yield from ("", str(texts["more"]).format(count=number(len(names) - _MOST_NAMES, language)))


def _block(name: UnknownName, language: str) -> Iterator[str]:
    texts = _TEXTS[language]
    yield str(texts[name.file]).format(text=one_line(name.text), rows=number(name.rows, language))
    if name.months:
        yield str(texts["months"]).format(months=month_list(list(name.months), language))
    if not name.choices:
        yield str(texts["none"])
    for choice in name.choices:
        yield f"  {one_line(choice.meaning(language))}:"
        yield choice.line

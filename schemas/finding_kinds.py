"""The closed list of findings, in the words of whoever sends the file."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class FindingKind:
    """One kind of fault.

    `es` and `en` are templates with `{value}` and `{column}`; the text says what is wrong and what to do.
    """

    kind: str
    severity: Severity
    whole_file: bool
    es: str
    en: str


def _row(kind: str, severity: Severity, es: str, en: str) -> FindingKind:
    return FindingKind(kind, severity, False, es, en)


def _file(kind: str, severity: Severity, es: str, en: str) -> FindingKind:
    return FindingKind(kind, severity, True, es, en)


KINDS: dict[str, FindingKind] = {
    item.kind: item
    for item in (
        _row(
            "missing_value", "error", "falta «{column}»: complete la celda", "“{column}” is missing: fill in the cell"
        ),
        _row(
            "bad_date",
            "error",
            "«{value}» no es una fecha válida en «{column}»: escríbala como día/mes/año",
            "“{value}” is not a valid date in “{column}”: write it as day/month/year",
        ),
        _row(
            "date_outside_period",
            "error",
            "la fecha «{value}» no es del período de este archivo: corríjala o mándela en el archivo de su mes",
            "the date “{value}” is not in the period of this file: correct it or send it in the file of its month",
        ),
        _row(
            "report_before_event",
            "error",
            "la denuncia ({value}) es anterior al hecho: revise las dos fechas",
            "the report ({value}) is earlier than the event: check both dates",
        ),
        _row(
            "unknown_place",
            "error",
            "no se conoce el lugar «{value}»: corrija el nombre o pida que se agregue a la lista de lugares",
            "the place “{value}” is not known: correct its name or ask for it to be added to the list of places",
        ),
        _row(
            "unknown_offence",
            "error",
            "no se conoce el hecho «{value}»: corrija el nombre o pida que se agregue a la lista de hechos",
            "the offence “{value}” is not known: correct its name or ask for it to be added to the list of offences",
        ),
        _row(
            "bad_number",
            "error",
            "«{value}» no es un número entero en «{column}»: escriba sólo cifras",
            "“{value}” is not a whole number in “{column}”: write digits only",
        ),
        _row(
            "negative_count",
            "error",
            "«{value}» es menor que cero en «{column}»: una cantidad no puede ser negativa",
            "“{value}” is below zero in “{column}”: a count cannot be negative",
        ),
        _row(
            "shifted_row",
            "error",
            "la fila tiene las celdas corridas (otra cantidad de columnas): revísela entera; su texto no se guardó",
            "the cells of the row are shifted (another number of columns): check all of it; its text was not kept",
        ),
        _row(
            "bad_state",
            "error",
            "no se conoce el estado «{value}»: use una de las palabras acordadas",
            "the state “{value}” is not known: use one of the agreed words",
        ),
        _row(
            "place_outside_department",
            "error",
            "el lugar «{value}» no queda en el departamento que dice la fila: corrija uno de los dos",
            "the place “{value}” is not in the department that the row says: correct one of the two",
        ),
        _row(
            "conflicting_count",
            "error",
            "el mismo lugar, mes y hecho ya figura con otra cantidad ({value}): deje una sola fila",
            "the same place, month and offence already stands with another count ({value}): leave one row",
        ),
        _row(
            "duplicate_row",
            "warning",
            "la fila repite otra igual de este archivo: se contó una sola vez",
            "the row repeats another one of this file: it was counted once",
        ),
        _row(
            "ambiguous_place",
            "warning",
            "«{value}» abarca más de un territorio: la fila se aceptó sin territorio; agregue el barrio",
            "“{value}” covers more than one territory: the row was accepted without one; add the neighbourhood",
        ),
        _row(
            "place_conflict",
            "warning",
            "las coordenadas y el nombre «{value}» dicen lugares distintos: se usaron las coordenadas",
            "the coordinates and the name “{value}” say different places: the coordinates were used",
        ),
        _row(
            "bad_coordinates",
            "warning",
            "las coordenadas no sirven: se usó el nombre del lugar",
            "the coordinates do not fit: the place's name was used",
        ),
        _row(
            "wrong_weekday",
            "warning",
            "«{value}» en «{column}»: la fecha no cayó en ese día de la semana; revísela",
            "“{value}” in “{column}”: the date did not fall on that weekday; check it",
        ),
        _row(
            "implausible_count",
            "warning",
            "«{value}» en «{column}» pasa de lo que se declaró como posible: revise si sobra una cifra",
            "“{value}” in “{column}” is above what was declared as possible: check for a digit too many",
        ),
        _row(
            "unusual_count",
            "warning",
            "«{value}» en «{column}» está muy lejos de los otros meses del mismo lugar: revise la cantidad y el mes",
            "“{value}” in “{column}” is far from the other months of the same place: check the count and the month",
        ),
        _row(
            "wrong_total",
            "warning",
            "el total de «{column}» no es la suma de sus partes ({value}): revíselas; el total no se cuenta",
            "the total of “{column}” is not the sum of its parts ({value}): check the counts; the total is not counted",
        ),
        _row(
            "stray_bytes",
            "warning",
            "en «{column}» había letras guardadas con otra codificación: se leyó «{value}»; "
            "guarde el archivo como «CSV UTF-8»",
            "“{column}” had letters saved in another encoding: “{value}” was read; save the file as “CSV UTF-8”",
        ),
        _row(
            "twice_encoded",
            "warning",
            "en «{column}» había letras mal convertidas (Ã±, Ã¡): se leyó «{value}»; "
            "exporte el archivo otra vez desde el sistema de origen",
            "“{column}” had badly converted letters (Ã±): “{value}” was read; export the file from its source again",
        ),
        _row(
            "damaged_text",
            "warning",
            "en «{column}» se perdieron letras («{value}»): escríbalas otra vez o exporte el archivo de nuevo",
            "letters were lost in “{column}” (“{value}”): write them again or export the file once more",
        ),
        _file(
            "other_encoding",
            "warning",
            "el archivo está guardado como {value} y no con la codificación acordada: se leyó igual; "
            "guárdelo como se acordó",
            "the file is saved as {value} and not in the agreed encoding: it was read all the same; save it as agreed",
        ),
        _file(
            "sheet_not_read",
            "warning",
            "la hoja «{value}» no tiene el encabezado acordado: no se leyó; si tiene datos, póngale el encabezado",
            "sheet “{value}” has not the agreed heading: it was not read; if it holds data, give it the heading",
        ),
        _file(
            "unexpected_column",
            "warning",
            "la columna «{value}» no es del formato acordado: no se leyó ni se guardó",
            "column “{value}” is not of the agreed layout: it was neither read nor stored",
        ),
        _file(
            "implausible_month",
            "warning",
            "{value} filas: pasa de lo que se declaró como posible en un mes; revise si el archivo trae filas de más",
            "{value} rows: above what was declared as possible in a month; check whether the file has rows too many",
        ),
        _file(
            "unusual_month",
            "warning",
            "{value} filas: está muy lejos de los otros meses de este archivo; revise si faltan o sobran filas",
            "{value} rows: far from the other months of this file; check whether rows are missing or too many",
        ),
        _file("missing_column", "error", "{value}", "{value}"),
        _file("repeated_column", "error", "{value}", "{value}"),
        _file("missing_sheet", "error", "{value}", "{value}"),
        _file("empty_file", "error", "{value}", "{value}"),
        _file("unreadable", "error", "{value}", "{value}"),
        _file("too_large", "error", "{value}", "{value}"),
        _file("file_changed", "error", "{value}", "{value}"),
        _file("no_records", "error", "{value}", "{value}"),
        _file("unknown_delivery", "error", "{value}", "{value}"),
        _file("unknown_feed", "error", "{value}", "{value}"),
        _file("two_feeds", "error", "{value}", "{value}"),
        _file("bad_period", "error", "{value}", "{value}"),
        _file("too_many_bad_rows", "error", "{value}", "{value}"),
    )
}

SHORT_NAMES: dict[str, tuple[str, str]] = {
    "missing_value": ("celdas vacías", "empty cells"),
    "bad_date": ("fechas que no son válidas", "dates that are not valid"),
    "date_outside_period": ("fechas de otro período", "dates of another period"),
    "report_before_event": ("denuncias anteriores al hecho", "reports earlier than the event"),
    "unknown_place": ("lugares que no están en la lista", "places that are not on the list"),
    "unknown_offence": ("hechos que no están en la lista", "offences that are not on the list"),
    "bad_number": ("cantidades que no son números enteros", "counts that are no whole numbers"),
    "negative_count": ("cantidades menores que cero", "counts below zero"),
    "shifted_row": ("filas con las celdas corridas", "rows with shifted cells"),
    "bad_state": ("estados que no se conocen", "states that are not known"),
    "place_outside_department": ("lugares de otro departamento", "places of another department"),
    "conflicting_count": ("dos cantidades para lo mismo", "two counts for the same thing"),
}
"""Errors of rows as they are named in the middle of a sentence, in Spanish and in English."""

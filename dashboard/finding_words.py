"""What a kind of finding is called on screen, and what to do about it."""

from dashboard.language import speaking, t
from schemas.finding_kinds import KINDS, FindingKind

_BARE = "{value}"
"""The template of a kind whose sentence stands in the finding itself."""


def finding_title(kind: str) -> str:
    """A few words for a kind; a kind that this program does not know keeps its own name."""
    titles = {
        "missing_value": t("Celda vacía"),
        "bad_date": t("Fecha que no es válida"),
        "date_outside_period": t("Fecha de otro período"),
        "report_before_event": t("Denuncia anterior al hecho"),
        "unknown_place": t("Lugar desconocido"),
        "unknown_offence": t("Hecho desconocido"),
        "bad_number": t("No es un número entero"),
        "negative_count": t("Cantidad menor que cero"),
        "shifted_row": t("Celdas corridas"),
        "bad_state": t("Estado desconocido"),
        "place_outside_department": t("Lugar de otro departamento"),
        "conflicting_count": t("Dos cantidades para lo mismo"),
        "duplicate_row": t("Fila repetida"),
        "ambiguous_place": t("Lugar que abarca varios territorios"),
        "place_conflict": t("Coordenadas y nombre no coinciden"),
        "bad_coordinates": t("Coordenadas que no sirven"),
        "wrong_weekday": t("El día de la semana no coincide"),
        "implausible_count": t("Cantidad mayor de lo posible"),
        "implausible_month": t("Mes con más filas de lo posible"),
        "unusual_count": t("Cantidad muy distinta de los otros meses"),
        "unusual_month": t("Mes muy distinto de los otros"),
        "wrong_total": t("Total que no es la suma"),
        "stray_bytes": t("Letras guardadas con otra codificación"),
        "twice_encoded": t("Letras mal convertidas"),
        "damaged_text": t("Letras perdidas"),
        "other_encoding": t("Archivo con otra codificación"),
        "sheet_not_read": t("Hoja que no se leyó"),
        "repeated_column": t("Columna repetida"),
        "too_large": t("Archivo demasiado grande"),
        "file_changed": t("El archivo cambió mientras se leía"),
        "unexpected_column": t("Columna que no es del formato"),
        "missing_column": t("Falta una columna"),
        "missing_sheet": t("Falta una hoja"),
        "empty_file": t("Archivo vacío"),
        "unreadable": t("Archivo que no se puede leer"),
        "no_records": t("Archivo sin filas de datos"),
        "unknown_delivery": t("Corrige una entrega que no está"),
        "unknown_feed": t("Ningún formato corresponde"),
        "two_feeds": t("Dos formatos corresponden"),
        "bad_period": t("Período que no corresponde"),
        "too_many_bad_rows": t("Demasiadas filas con errores"),
    }
    return titles.get(kind, kind)


def finding_sentence(kind: str, column: str, message: str, several: bool) -> str:
    """What is wrong and what to do; without the value where the group holds several of them.

    Args:
        kind: of the closed list.
        column: heading as sent, may be empty.
        message: the sentence of the first finding, with its own value.
        several: the group holds more than one value.
    """
    known = KINDS.get(kind)
    if known is None or not several or known.es == _BARE:
        return message
    return _sentence(known).replace("{column}", column or "…").replace(_BARE, "…")


def _sentence(known: FindingKind) -> str:
    """The sentence is that of the answer to the sender, which is Spanish; English has its own beside it."""
    return known.en if speaking() == "en" else known.es

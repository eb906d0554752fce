"""The rules of programme and feed files that a model raises by name, each with key, what is wrong and the cure."""

from collections.abc import Mapping

RULES: Mapping[str, tuple[str, str, str]] = {
    "window_reversed": (
        "from",
        "la ventana termina antes de empezar; ponga en «from» la fecha más antigua",
        "the window ends before it begins; put the earlier date in “from”",
    ),
    "windows_overlap": (
        "current",
        "el período actual empieza antes de que termine la línea de base; separe las ventanas",
        "the current window begins before the baseline ends; separate the windows",
    ),
    "window_outside_span": (
        "evaluations",
        "una ventana sale de first_month–last_month; amplíe ese tramo o corrija la ventana",
        "a window leaves first_month–last_month; widen that span or correct the window",
    ),
    "lead_not_listed": (
        "lead",
        "la institución de «lead» no está en «institutions»; agréguela a la lista",
        "the institution in “lead” is not in “institutions”; add it to the list",
    ),
    "neutral_needs_note": (
        "neutral_note",
        "un indicador «neutral» necesita «neutral_note»; agregue la nota",
        "a “neutral” indicator needs “neutral_note”; add the note",
    ),
    "meaning_of_another": (
        "counts_as",
        "«{0}» no está en «institutions»; agréguela a la lista o borre lo que dice de ella",
        "“{0}” is not in “institutions”; add it to the list or delete what is said of it",
    ),
    "wording_incomplete": (
        "gn/en",
        "«{0}» no tiene en los tres idiomas la misma cantidad de líneas; complete [gn] y [en]",
        "“{0}” has not the same number of lines in the three languages; complete [gn] and [en]",
    ),
    "unknown_column": (
        "columns",
        "columna estándar desconocida «{0}»; vea la lista en docs/feeds.md",
        "unknown standard column “{0}”; see the list in docs/feeds.md",
    ),
    "column_not_named": (
        "columns",
        'no dice qué encabezado es la columna «{0}»; agregue en [columns]: {0} = ["…"]',
        'does not say which heading is column “{0}”; add to [columns]: {0} = ["…"]',
    ),
    "cannot_be_optional": (
        "optional",
        "«{0}» no puede ser opcional; quítela de «optional»",
        "“{0}” cannot be optional; take it out of “optional”",
    ),
    "no_heading": (
        "columns",
        "«{0}» no tiene encabezados; escriba al menos uno",
        "“{0}” has no heading; write at least one",
    ),
    "states_missing": (
        "states",
        "falta la sección [states] con las palabras del estado (done, suspended)",
        "section [states] with the words of the state (done, suspended) is missing",
    ),
    "no_place_column": (
        "columns",
        "ninguna columna dice el lugar; agregue territory, barrio, district, comisaria o coordenadas",
        "no column says the place; add territory, barrio, district, comisaria or coordinates",
    ),
    "half_coordinates": (
        "columns",
        "latitude y longitude van juntas; agregue la que falta",
        "latitude and longitude go together; add the missing one",
    ),
    "bad_delimiter": (
        "delimiter",
        '«delimiter» es un solo carácter o "auto"',
        '“delimiter” is one character or "auto"',
    ),
    "pattern_missing": (
        "pattern",
        "falta «pattern»; escriba la expresión regular",
        "“pattern” is missing; write the regular expression",
    ),
    "cell_missing": (
        "cell",
        "falta «cell»; escriba la celda, por ejemplo B2",
        "“cell” is missing; write the cell, for example B2",
    ),
    "column_missing": ("column", "falta «column»; escriba el encabezado", "“column” is missing; write the heading"),
    "a month is written as YYYY-MM": (
        "",
        "un mes se escribe AAAA-MM, por ejemplo 2019-05",
        "a month is written YYYY-MM, for example 2019-05",
    ),
}
"""Code -> key (where pydantic gives no location), Spanish, English; `{0}` stands for what follows the code's colon."""

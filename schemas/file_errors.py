"""What pydantic found, in one line that a person can act on."""

import re
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from schemas.errors import ProgrammeError

_RULES: dict[str, tuple[str, str]] = {
    "window_reversed": (
        "la ventana termina antes de empezar; ponga en «from» la fecha más antigua",
        "the window ends before it begins; put the earlier date in “from”",
    ),
    "windows_overlap": (
        "el período actual empieza antes de que termine la línea de base; separe las ventanas",
        "the current window begins before the baseline ends; separate the windows",
    ),
    "window_outside_span": (
        "una ventana sale de first_month–last_month; amplíe ese tramo o corrija la ventana",
        "a window leaves first_month–last_month; widen that span or correct the window",
    ),
    "lead_not_listed": (
        "la institución de «lead» no está en «institutions»; agréguela a la lista",
        "the institution in “lead” is not in “institutions”; add it to the list",
    ),
    "neutral_needs_note": (
        "un indicador «neutral» necesita «neutral_note»; agregue la nota",
        "a “neutral” indicator needs “neutral_note”; add the note",
    ),
    "unknown_column": (
        "columna estándar desconocida «{0}»; vea la lista en docs/feeds.md",
        "unknown standard column “{0}”; see the list in docs/feeds.md",
    ),
    "column_not_named": (
        "no dice qué encabezado es la columna «{0}»; agregue en [columns]: {0} = [\"…\"]",
        "does not say which heading is column “{0}”; add to [columns]: {0} = [\"…\"]",
    ),
    "cannot_be_optional": (
        "«{0}» no puede ser opcional; quítela de «optional»", "“{0}” cannot be optional; take it out of “optional”"
    ),
    "no_heading": ("«{0}» no tiene encabezados; escriba al menos uno", "“{0}” has no heading; write at least one"),
    "states_missing": (
        "falta la sección [states] con las palabras del estado (done, suspended)",
        "section [states] with the words of the state (done, suspended) is missing",
    ),
    "no_place_column": (
        "ninguna columna dice el lugar; agregue territory, barrio, district, comisaria o coordenadas",
        "no column says the place; add territory, barrio, district, comisaria or coordinates",
    ),
    "half_coordinates": (
        "latitude y longitude van juntas; agregue la que falta",
        "latitude and longitude go together; add the missing one",
    ),
    "bad_delimiter": ("«delimiter» es un solo carácter o \"auto\"", "“delimiter” is one character or \"auto\""),
    "pattern_missing": ("falta «pattern»; escriba la expresión regular", "“pattern” is missing; write the regular expression"),
    "cell_missing": ("falta «cell»; escriba la celda, por ejemplo B2", "“cell” is missing; write the cell, for example B2"),
    "column_missing": ("falta «column»; escriba el encabezado", "“column” is missing; write the heading"),
    "a month is written as YYYY-MM": ("un mes se escribe AAAA-MM, por ejemplo 2019-05", "a month is written YYYY-MM"),
}


def explain(file: str, error: ValidationError, model: type[BaseModel]) -> ProgrammeError:
    """The first fault of `error` as file, key, what is wrong and the cure."""
    first = error.errors()[0]
    key = _key(first["loc"])
    es, en = _say(first, model)
    return ProgrammeError(file, key, es, en)


def _key(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _say(first: Any, model: type[BaseModel]) -> tuple[str, str]:
    kind, last = first["type"], str(first["loc"][-1]) if first["loc"] else ""
    if kind == "extra_forbidden":
        near = get_close_matches(last, _all_keys(model), n=1)
        hint_es = f"; ¿quiso decir «{near[0]}»?" if near else "; bórrela o vea docs/feeds.md"
        hint_en = f"; did you mean “{near[0]}”?" if near else "; delete it or see docs/feeds.md"
        return f"clave desconocida «{last}»{hint_es}", f"unknown key “{last}”{hint_en}"
    if kind == "missing":
        return f"falta la clave «{last}»; agréguela", f"key “{last}” is missing; add it"
    if kind == "value_error":
        code, _, value = re.sub(r"^Value error, ", "", first["msg"]).partition(":")
        if code in _RULES:
            es, en = _RULES[code]
            return es.replace("{0}", value), en.replace("{0}", value)
    shown = repr(first.get("input"))[:60]
    return (
        f"el valor {shown} no sirve ({first['msg']}); corríjalo",
        f"the value {shown} does not fit ({first['msg']}); correct it",
    )


def _all_keys(model: type[BaseModel]) -> list[str]:
    keys: list[str] = []
    seen: set[type[BaseModel]] = set()
    queue: list[type[BaseModel]] = [model]
    while queue:
        current = queue.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, field in current.model_fields.items():
            keys.append(field.alias or name)
            queue.extend(_models_in(field.annotation))
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]

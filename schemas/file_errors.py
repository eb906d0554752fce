"""What pydantic found, in one line that a person can act on."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from schemas.errors import ProgrammeError
from schemas.file_rules import RULES

_SAYINGS: Mapping[str, tuple[str, str]] = {
    "string_type": ("debe ser un texto entre comillas", "must be a text in quotation marks"),
    "int_type": ("debe ser un número entero, sin comillas", "must be a whole number, without quotation marks"),
    "float_type": ("debe ser un número, sin comillas", "must be a number, without quotation marks"),
    "bool_type": ("debe ser true o false", "must be true or false"),
    "date_type": ("debe ser una fecha AAAA-MM-DD, sin comillas", "must be a date YYYY-MM-DD, without quotation marks"),
    "tuple_type": ("debe ser una lista: [\"…\", \"…\"]", "must be a list: [\"…\", \"…\"]"),
    "dict_type": ("debe ser una sección con claves propias", "must be a section with keys of its own"),
    "string_pattern_mismatch": ("no tiene la forma {pattern}", "is not of the form {pattern}"),
    "literal_error": ("debe ser {expected}", "must be {expected}"),
    "greater_than": ("debe ser mayor que {gt}", "must be greater than {gt}"),
    "greater_than_equal": ("debe ser {ge} o más", "must be {ge} or more"),
    "less_than": ("debe ser menor que {lt}", "must be less than {lt}"),
    "less_than_equal": ("debe ser {le} o menos", "must be {le} or less"),
    "too_short": ("necesita al menos {min_length}", "needs at least {min_length}"),
}  # fmt: skip
_SAME = {
    "int_parsing": "int_type", "int_from_float": "int_type", "float_parsing": "float_type", "bool_parsing": "bool_type",
    "date_parsing": "date_type", "date_from_datetime_parsing": "date_type", "date_from_datetime_inexact": "date_type",
    "model_type": "dict_type", "model_attributes_type": "dict_type",
}  # fmt: skip


def explain(file: str, error: ValidationError, model: type[BaseModel]) -> ProgrammeError:
    """The first fault of `error` as file, key, what is wrong and the cure."""
    first = error.errors()[0]
    key, es, en = _say(first, model)
    return ProgrammeError(file, _key(first["loc"]) or key, es, en)


def _key(location: tuple[int | str, ...]) -> str:
    """`evaluations[1].baseline.from`; what pydantic adds about alternatives of a type is left out."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif re.fullmatch(r"\w+|[^\[(]+", part) and not part.startswith(("literal", "tuple")):
            text += f".{part}" if text else part
    return text


def _say(first: Any, model: type[BaseModel]) -> tuple[str, str, str]:
    """The key where the location has none, and the sentence in Spanish and in English."""
    kind, last = first["type"], str(first["loc"][-1]) if first["loc"] else ""
    if kind == "extra_forbidden":
        return last, *_unknown_key(last, model)
    if kind == "missing":
        return last, f"falta la clave «{last}»; agréguela", f"key “{last}” is missing; add it"
    if kind == "value_error":
        code, _, value = re.sub(r"^Value error, ", "", first["msg"]).partition(":")
        if code in RULES:
            key, es, en = RULES[code]
            return key, es.replace("{0}", value), en.replace("{0}", value)
    return last, *_bad_value(first)


def _unknown_key(key: str, model: type[BaseModel]) -> tuple[str, str]:
    near = get_close_matches(key, _all_keys(model), n=1)
    hint_es = f"; ¿quiso decir «{near[0]}»?" if near else "; bórrela o vea docs/feeds.md"
    hint_en = f"; did you mean “{near[0]}”?" if near else "; delete it or see docs/feeds.md"
    return f"clave desconocida «{key}»{hint_es}", f"unknown key “{key}”{hint_en}"


def _bad_value(first: Any) -> tuple[str, str]:
    kind = _SAME.get(first["type"], first["type"])
    context = {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in (first.get("ctx") or {}).items()
    }
    shown = repr(first.get("input"))[:60]
    es, en = _SAYINGS.get(kind, (f"({first['msg']})", f"({first['msg']})"))
    es, en = _filled(es, context, " o ".join), _filled(en, context, " or ".join)
    return f"el valor {shown} no sirve: {es}; corríjalo", f"the value {shown} does not fit: {en}; correct it"


def _filled(template: str, context: Mapping[str, str], joined: Callable[[list[str]], str]) -> str:
    words = dict(context)
    if "expected" in words:
        words["expected"] = joined(re.findall(r"'([^']*)'", words["expected"]))
    for name, value in words.items():
        template = template.replace(f"{{{name}}}", value)
    return template


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

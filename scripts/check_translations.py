"""Fails when a catalogue lacks a text, leaves one empty or unsure, loses a placeholder, or two domains disagree.

The texts that the dashboard says are found in its code: literals given to `t`, `tn` and `forms`. Each must be in a
catalogue of every language, and each text of a catalogue must be said somewhere.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LOCALE, DASHBOARD = ROOT / "schemas" / "locale", ROOT / "dashboard"
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)[^{}]*\}")
SAYS = {"t": 1, "tn": 2, "forms": 2}
"""Functions that say a text, and how many of their first arguments are texts."""

Catalogues = Mapping[str, Catalog]


def read_catalogues(folder: Path) -> dict[str, Catalog]:
    """Every `<language>/LC_MESSAGES/*.po` under `folder`, by `<language>/<domain>`."""
    found = {}
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            found[f"{path.parts[-3]}/{path.stem}"] = read_po(file)
    return found


def said(source: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The texts that a module says, by their first form, and the calls whose text is no literal."""
    texts: dict[str, tuple[str, ...]] = {}
    unclear = []
    for node in ast.walk(ast.parse(source)):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if not isinstance(node, ast.Call) or name not in SAYS or any(isinstance(a, ast.Starred) for a in node.args):
            continue
        literals = [
            a.value for a in node.args[: SAYS[name]] if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if len(literals) == SAYS[name]:
            texts[literals[0]] = tuple(literals)
        else:
            unclear.append(f"line {node.lineno}: {ast.unparse(node)[:60]}")
    return texts, unclear


def said_in(folder: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The same for all modules under a folder."""
    texts: dict[str, tuple[str, ...]] = {}
    unclear = []
    for path in sorted(folder.rglob("*.py")):
        found, not_found = said(path.read_text(encoding="utf-8"))
        texts |= found
        unclear += [f"{path.name}: no literal text: {each}" for each in not_found if path.name != "language.py"]
    return texts, unclear


def faults(catalogues: Catalogues) -> Iterator[str]:
    """One line for each text that is missing in a language, empty, unsure (fuzzy) or without its placeholders."""
    wanted: dict[str, set[tuple[str, str]]] = {}
    for name, catalogue in catalogues.items():
        domain = name.split("/")[1]
        wanted.setdefault(domain, set()).update(_key(message) for message in catalogue if message.id)
    for name, catalogue in catalogues.items():
        own = {_key(message) for message in catalogue if message.id}
        yield from (f"{name}: missing: {key[1]}" for key in sorted(wanted[name.split("/")[1]] - own))
        for message in catalogue:
            yield from (f"{name}: {what}: {_key(message)[1]}" for what in _faults_of(message))


def disagreements(catalogues: Catalogues) -> Iterator[str]:
    """One line for each text that two domains of a language translate in two ways."""
    first: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for name, catalogue in catalogues.items():
        language = name.split("/")[0]
        for message in catalogue:
            if not message.id:
                continue
            forms = _forms(message.string)
            where, known = first.setdefault((language, _key(message)[1]), (name, forms))
            if known != forms:
                yield f"{name}: not as in {where}: {_key(message)[1]}"


def untold(catalogues: Catalogues, texts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """One line for each text said and in no catalogue of a language, said in other forms, or in one and never said."""
    for language in sorted({name.split("/")[0] for name in catalogues}):
        known: dict[str, tuple[str, ...]] = {}
        for name, catalogue in catalogues.items():
            if name.split("/")[0] == language:
                own = {_key(message)[1]: _forms(message.id) for message in catalogue if message.id}
                known |= own
                yield from (f"{name}: said nowhere: {text}" for text in sorted(own.keys() - texts.keys()))
        yield from (f"{language}: in no catalogue: {text}" for text in sorted(texts.keys() - known.keys()))
        both = sorted(texts.keys() & known.keys())
        yield from (f"{language}: other plural: {text}" for text in both if known[text] != texts[text])


def _key(message: Message) -> tuple[str, str]:
    return (message.context or "", _forms(message.id)[0])


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _faults_of(message: Message) -> Iterator[str]:
    if not message.id:
        return
    forms = _forms(message.string)
    if not all(forms):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked fuzzy"
    allowed = [_placeholders(form) for form in _forms(message.id)]
    if any(_placeholders(form) not in allowed for form in forms):
        yield "placeholders differ"


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def main() -> int:
    """Exit status 1 and one line a fault, or 0."""
    if not LOCALE.is_dir():
        print("translations: no catalogues yet")
        return 0
    catalogues = read_catalogues(LOCALE)
    found = [*faults(catalogues), *disagreements(catalogues)]
    if DASHBOARD.is_dir():
        texts, unclear = said_in(DASHBOARD)
        found += [*untold(catalogues, texts), *unclear]
    print("\n".join([*found, f"translations: {len(catalogues)} catalogues, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

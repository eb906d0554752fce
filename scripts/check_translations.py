"""Fails when a catalogue lacks a text that another has, leaves one empty or unsure, or loses a placeholder."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "schemas" / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)[^{}]*\}")


def read_catalogues(folder: Path) -> dict[str, Catalog]:
    """Every `<language>/LC_MESSAGES/*.po` under `folder`, by `<language>/<domain>`."""
    found = {}
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            found[f"{path.parts[-3]}/{path.stem}"] = read_po(file)
    return found


def faults(catalogues: dict[str, Catalog]) -> Iterator[str]:
    """One line for each text that is missing, empty, unsure (fuzzy) or without its placeholders."""
    wanted: dict[str, set[tuple[str, str]]] = {}
    for name, catalogue in catalogues.items():
        domain = name.split("/")[1]
        wanted.setdefault(domain, set()).update(_key(message) for message in catalogue if message.id)
    for name, catalogue in catalogues.items():
        own = {_key(message) for message in catalogue if message.id}
        yield from (f"{name}: missing: {key[1]}" for key in sorted(wanted[name.split("/")[1]] - own))
        for message in catalogue:
            yield from (f"{name}: {what}: {_key(message)[1]}" for what in _faults_of(message))


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
    found = list(faults(catalogues))
    print("\n".join([*found, f"translations: {len(catalogues)} catalogues, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

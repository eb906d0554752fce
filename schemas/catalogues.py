"""The gettext catalogues: `locale/<language>/LC_MESSAGES/<domain>.po`, the Spanish text as the key, merged by language.

One domain an area, so that several people can write them. The same text in two domains must say the same, and a domain
may not be half there; `scripts/check_translations.py` says so before a server meets it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
ONE_OR_MORE = "(n != 1)"
"""The plural rule of Spanish, which a catalogue's own rule replaces."""


class CatalogueConflictError(ValueError):
    """Two domains translate the same text in two ways."""

    def __init__(self, message: str, one: str, other: str) -> None:
        super().__init__(f"«{message}» is translated as «{one}» and as «{other}»; make both the same")
        self.message = message


@dataclass(frozen=True)
class Translations:
    """What one language says for each Spanish text: one form, or one for each plural form of the language."""

    texts: Mapping[str, tuple[str, ...]]
    plural: str = ONE_OR_MORE

    def one(self, message: str) -> str:
        """The translation, or the Spanish text itself where there is none."""
        found = self.texts.get(message)
        return found[0] if found and found[0] else message

    def counted(self, one: str, many: str, number: int) -> str:
        """The form that goes with a number."""
        found = self.texts.get(one)
        form = int(c2py(self.plural)(abs(number)))
        if found and len(found) > form and found[form]:
            return found[form]
        return one if number == 1 else many


@cache
def translations(language: str, folder: Path = LOCALE) -> Translations:
    """All domains of a language as one; none of them for Spanish, whose texts are the keys.

    Raises:
        CatalogueConflictError: two domains disagree.
    """
    texts: dict[str, tuple[str, ...]] = {}
    plural = ONE_OR_MORE
    for path in sorted((folder / language / "LC_MESSAGES").glob("*.po")):
        catalogue = read_catalogue(path)
        plural = catalogue.plural_expr
        for message, forms in forms_of(catalogue).items():
            known = texts.setdefault(message, forms)
            if known != forms:
                raise CatalogueConflictError(message, " | ".join(known), " | ".join(forms))
    return Translations(texts, plural)


def read_catalogue(path: Path) -> Catalog:
    """One file; a fault in it is an error, never a text left out."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def forms_of(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """The translated forms by their Spanish text (in the singular)."""
    return {
        _as_forms(each.id)[0]: _as_forms(each.string) for each in catalogue if each.id and any(_as_forms(each.string))
    }


def _as_forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))

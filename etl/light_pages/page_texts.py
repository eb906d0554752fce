"""The texts of pages and report in one language, read from `<language>.toml` of the package that owns them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from etl.words.dates import month_year
from etl.words.numbers import number

HERE = Path(__file__).parent
_ONE = "_one"


@dataclass(frozen=True)
class Texts:
    """What one language says, by name of the text.

    Attributes:
        language: es, gn or en.
        by_name: templates with places in braces.
    """

    language: str
    by_name: Mapping[str, str]

    def say(self, name: str, /, **values: object) -> str:
        """A text with its places filled; what is filled in is never read as a template."""
        return self.by_name[name].format(**{key: self._shown(value) for key, value in values.items()})

    def counted(self, name: str, count: int, /, **values: object) -> str:
        """The text that goes with a number, which stands in it as `{number}`."""
        form = name + _ONE if count == 1 and name + _ONE in self.by_name else name
        return self.say(form, number=count, **values)

    def count(self, value: int | None) -> str:
        """A whole number; a dash where there is none, never a zero."""
        return "–" if value is None else number(value, self.language)

    def day(self, when: date) -> str:
        """«31 de mayo de 2020»."""
        return self.say("day", day=str(when.day), rest=month_year(when, self.language))

    def _shown(self, value: object) -> object:
        return self.count(value) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def texts_in(language: str, *folders: Path) -> Texts:
    """The texts of a language: those of the light pages, and of each further folder that is named."""
    found: dict[str, str] = {}
    for folder in (HERE, *folders):
        for section in tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")).values():
            found |= section
    return Texts(language, found)

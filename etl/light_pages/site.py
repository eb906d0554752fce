"""Where the pages stand and how one leads to another: relative links alone, so that a folder can be put anywhere."""

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from etl.light_pages.page_texts import Texts, texts_in
from etl.public_edition import PublicEdition, Row

PLACES, FRONT = "barrios.html", "index.html"
EXPLORE = "explorar"
REPORT, FEED = "informe/informe.{language}.html", "feed.xml"
ROOT_LANGUAGE = "es"
"""Its pages also stand at the root, without a folder of their language."""


def territory_file(territory: str) -> str:
    """The file of a territory's page below the folder of a language; no id can lead elsewhere."""
    return f"t/{quote(territory, safe='')}.html"


@dataclass(frozen=True)
class Site:
    """One edition in one language, and the address under which people reach it.

    Attributes:
        edition: what is shown.
        language: es, gn or en.
        base_url: without a slash at its end; None where it is not known, and then no page says its own address.
        recorded: keys of the sentences that a person can be heard to say.
    """

    edition: PublicEdition
    language: str
    base_url: str | None = None
    recorded: frozenset[str] = frozenset()

    @property
    def texts(self) -> Texts:
        """The texts of the pages."""
        return texts_in(self.language)


@dataclass(frozen=True)
class Place:
    """One page of a site.

    Attributes:
        site: it is part of.
        file: below the folder of its language (`t/luque.html`).
        at_root: the copy that stands without that folder.
    """

    site: Site
    file: str
    at_root: bool = False

    @property
    def path(self) -> str:
        """Below the root of the site."""
        return self.file if self.at_root else f"{self.site.language}/{self.file}"

    def to(self, file: str, language: str | None = None) -> str:
        """The relative address of another page, in this page's language or another."""
        return self.to_root(f"{language or self.site.language}/{file}")

    def to_root(self, path: str) -> str:
        """The relative address of what stands at a path below the root."""
        return quote(posixpath.relpath(path, posixpath.dirname(self.path) or "."))

    def explore(self, territory: Row | None) -> str:
        """The relative address of the pages that people explore."""
        asked = {"territorio": territory["territory"]} if territory else {}
        return f"{self.to_root(EXPLORE)}?{urlencode(asked | {'idioma': self.site.language})}"

    def absolute(self, language: str | None = None) -> str | None:
        """The address to send to somebody, the same from every copy; None where the site's own is not known."""
        base = self.site.base_url
        return None if base is None else f"{base}/{language or self.site.language}/{quote(self.file)}"

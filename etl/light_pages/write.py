"""Writes the light pages of one public edition into a folder that any web server can carry."""

from collections.abc import Iterator
from pathlib import Path

from etl.light_pages.front_page import front_page
from etl.light_pages.places_page import places_page
from etl.light_pages.site import FRONT, PLACES, ROOT_LANGUAGE, Place, Site, territory_file
from etl.light_pages.territory_page import territory_page
from etl.public_edition import read_public_edition
from schemas.recording import recorded_in
from schemas.words import LANGUAGES


def write_light_pages(public_file: Path, out: Path, base_url: str | None = None) -> list[Path]:
    """Render every page: `<language>/index.html`, `<language>/barrios.html`, `<language>/t/<territory>.html`.

    The Spanish front page and territories also stand at the root (`index.html`, `t/<territory>.html`), so that short
    addresses work; they name the ones under `es/` as the same.

    Args:
        public_file: a released `public.duckdb`; recordings beside it are offered.
        out: folder that is filled; what else is in it stays.
        base_url: address under which people will reach the folder; without it no page says its own address.

    Returns:
        The files, in the order in which they were written.
    """
    edition, recorded = read_public_edition(public_file), recorded_in(public_file.parent)
    base = base_url.rstrip("/") if base_url else None
    written = []
    for language in LANGUAGES:
        for place, page in light_pages(Site(edition, language, base, recorded)):
            path = out / Path(place.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
            written.append(path)
    return written


def light_pages(site: Site) -> Iterator[tuple[Place, str]]:
    """Every page of one language with its place; in the language of the root its copies too."""
    yield from _pages(site, at_root=False)
    if site.language == ROOT_LANGUAGE:
        yield from _pages(site, at_root=True)


def _pages(site: Site, *, at_root: bool) -> Iterator[tuple[Place, str]]:
    front = Place(site, FRONT, at_root)
    yield front, front_page(front)
    if not at_root:
        places = Place(site, PLACES)
        yield places, places_page(places)
    for territory in site.edition.territories:
        place = Place(site, territory_file(territory["territory"]), at_root)
        yield place, territory_page(place, territory)

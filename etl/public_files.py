"""The files that go with a released edition, made of its public tables alone: light pages, report, open data."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from etl.data_package.write import FOLDER, write_data_package
from etl.light_pages import write_light_pages
from etl.public_edition import PUBLIC_FILE
from etl.report import write_report

PAGES, REPORT = "paginas", "informe"
_SITE = "SEAMOS_PUBLIC_URL"

Writer = Callable[[Path, Path, str | None], object]
WRITERS: Mapping[str, Writer] = {PAGES: write_light_pages, REPORT: write_report, FOLDER: write_data_package}
"""What is written into which folder; one line for each."""


def write_public_files(public_folder: Path, base_url: str | None = None) -> list[Path]:
    """Write every folder beside its place and swap it in with one rename; a death leaves what stood, or nothing.

    Args:
        public_folder: `public/` of an edition, with its `public.duckdb`; nothing else is read.
        base_url: address under which people reach the site; None: as `SEAMOS_PUBLIC_URL` says, else not known.

    Returns:
        The folders.
    """
    site = base_url or os.environ.get(_SITE) or None
    return [_swap_in(public_folder, name, write, site) for name, write in WRITERS.items()]


def write_pages(public_folder: Path, base_url: str | None = None) -> Path:
    """Write the light pages alone once more, as after a recording came; arguments as `write_public_files`."""
    return _swap_in(public_folder, PAGES, WRITERS[PAGES], base_url or os.environ.get(_SITE) or None)


def _swap_in(folder: Path, name: str, write: Writer, site: str | None) -> Path:
    final, beside, former = folder / name, folder / f".{name}.new", folder / f".{name}.old"
    for left in (beside, former):
        shutil.rmtree(left, ignore_errors=True)
    beside.mkdir()
    write(folder / PUBLIC_FILE, beside, site)
    if final.exists():
        final.rename(former)
    beside.rename(final)
    shutil.rmtree(former, ignore_errors=True)
    return final

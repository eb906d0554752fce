"""What `seamos report` does: the papers of the released edition, from its public tables alone."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from etl.data_package.write import write_data_folder
from etl.home import Home
from etl.publications import public_file
from etl.publish import released_edition
from etl.report import write_report
from schemas.errors import UsageError

if TYPE_CHECKING:
    from etl.console import Console

DONE = 0
Writer = Callable[[Path, Path, str | None], list[Path]]
WRITERS: tuple[Writer, ...] = (write_report, write_data_folder)
"""Each takes the public file, the folder and the site's address, and returns what it wrote."""


def report(console: "Console", home_dir: Path, out: Path, site: str | None) -> int:
    """Write everything into a folder and say what.

    Raises:
        UsageError: nothing is released, or the released file is not there.
    """
    home = Home(home_dir)
    edition = released_edition(home)
    if edition is None or not public_file(home, edition).exists():
        raise UsageError(
            "todavía no hay una edición publicada; publique una con «seamos release»",
            "no edition is released yet; release one with “seamos release”",
        )
    if out.exists() and not out.is_dir():
        raise UsageError(f"«{out.name}» no es una carpeta", f"“{out.name}” is not a folder")
    files = [path for write in WRITERS for path in write(public_file(home, edition), out, site)]
    for path in files:
        console.say(f"{path}", f"{path}")
    console.result({"edition": edition, "files": [path.relative_to(out).as_posix() for path in files]})
    return DONE

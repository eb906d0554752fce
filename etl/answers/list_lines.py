"""Lines to paste into a list of the programme, as the file at hand is written."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from etl.answers.safe_text import one_line

_ANY_LENGTH = 1 << 20
_FORMULA_SIGNS = "=+-@＝＋－＠'\" "


@dataclass(frozen=True)
class ListFile:
    """Columns and delimiter of a list, which somebody may have saved with Excel."""

    columns: tuple[str, ...]
    delimiter: str

    @classmethod
    def of(cls, path: Path, usual: Sequence[str]) -> Self:
        """Read the heading of a list; where there is none to be read, the usual one with commas is taken."""
        lines = _first_lines(path)
        if lines and re.fullmatch(r"sep=.", lines[0]):
            lines = lines[1:]
        if not lines:
            return cls(tuple(usual), ",")
        delimiter = max(",;\t", key=lines[0].count)
        found = tuple(cell.strip().strip('"').lower() for cell in lines[0].split(delimiter))
        return cls(found, delimiter) if set(found) <= set(usual) else cls(tuple(usual), delimiter)

    def line(self, cells: Mapping[str, str]) -> str:
        """One line with these cells, quoted where it must be; hostile text stays in its cell."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self.delimiter, lineterminator="")
        writer.writerow([listable(cells.get(name, "")) for name in self.columns])
        return buffer.getvalue()


def listable(text: str) -> str:
    """The text for a list: one line, and nothing at its beginning that a spreadsheet takes for a formula.

    Names are compared without punctuation (`schemas.fold`), so that leaving it out changes nothing.
    """
    return one_line(text, _ANY_LENGTH).lstrip(_FORMULA_SIGNS)


def _first_lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open("rb") as file:
        raw = file.read(2000)
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return raw.decode(encoding, errors="replace").splitlines()[:2]

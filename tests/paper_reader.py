"""Reads the report on paper back: texts by the outline's headings, and numbers as Spanish writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import Destination

NUMBER = r"\d[\d.]*(?:,\d+)?"
PAIR = re.compile(rf"({NUMBER}) → ({NUMBER})")
"""«1.234 → 987», in a table or above a sentence."""
BESIDE = re.compile(rf"({NUMBER}) antes y ({NUMBER}) ahora")
"""Counts between which nothing may be said."""
SUMMED = re.compile(rf"Antes: ({NUMBER}) \w+ en ({NUMBER}) días\. Ahora: ({NUMBER}) \w+ en ({NUMBER}) días\.")
"""The first step of a sum."""
DRAWN = re.compile(rf"({NUMBER}) casos? antes,? ({NUMBER})(?: casos?)? ahora")
"""Words in a picture, and those of a sentence."""
_CHAPTER = 1
VERDICTS = {
    "Bajaron": "decreased", "Subieron": "increased", "Sin cambio claro": "no_clear_change",
    "Datos insuficientes": "insufficient", "No comparable": "not_comparable", "Dato reservado": "withheld",
}  # fmt: skip
"""How the words of a verdict begin on paper."""
CELL = re.compile(rf"({'|'.join(VERDICTS)}|Nadie envía este dato)[^,\dA-ZÑ]*(?:, ({NUMBER}) → ({NUMBER}))?")
"""A cell of the summary: how its verdict begins, and its counts."""
ZONE_CELL = re.compile(rf"{PAIR.pattern}|Dato reservado|sin dato")
"""A cell of the comparison areas."""


@dataclass(frozen=True)
class Section:
    """What stands between two headings; `heading` is empty before the first one of a chapter."""

    chapter: str
    heading: str
    text: str


def plain(text: str) -> str:
    """The same with single spaces: a page breaks its lines where it likes."""
    return " ".join(text.split())


@lru_cache(maxsize=8)
def read_paper(content: bytes) -> list[Section]:
    """The sections of a PDF, in order; a paper that several tests read is read once.

    Raises:
        AssertionError: a heading of the outline stands nowhere on its page.
    """
    reader = PdfReader(BytesIO(content))
    pages = [f"{plain(page.extract_text())} " for page in reader.pages]
    starts = [sum(map(len, pages[:number])) for number in range(len(pages))]
    whole, at, found = "".join(pages), 0, list[tuple[int, str, int, int]]()
    for depth, title, page in _outline(reader, reader.outline, 0):
        begins = whole.find(title, max(at, starts[page]))
        assert begins >= 0, f"«{title}» does not stand on page {page + 1}"
        at = begins + len(title)
        found.append((depth, title, begins, at))
    return list(_sections(whole, found))


def _outline(reader: PdfReader, entries: Sequence[object], depth: int) -> Iterator[tuple[int, str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, depth + 1)
        else:
            assert isinstance(entry, Destination)
            yield depth, plain(str(entry.title)), reader.get_destination_page_number(entry) or 0


def _sections(whole: str, found: Sequence[tuple[int, str, int, int]]) -> Iterator[Section]:
    ends = [begins for _, _, begins, _ in found[1:]] + [len(whole)]
    chapter = ""
    for (depth, title, _, after), end in zip(found, ends, strict=True):
        chapter = title if depth <= _CHAPTER else chapter
        yield Section(chapter, "" if depth <= _CHAPTER else title, whole[after:end].strip())


def chapter(paper: Sequence[Section], name: str) -> str:
    """All of the chapter whose heading begins so."""
    return plain(" ".join(section.text for section in paper if section.chapter.startswith(name)))


def rows_of(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Id of a territory, and what stands in its row of a table: up to the next name.

    Args:
        text: of a table, one row after the other.
        names: as they stand there -> id.
    """
    found = sorted((*_place(text, name), key) for name, key in names.items())
    ends = [begins for begins, _, _ in found[1:]] + [len(text)]
    for (_, after, key), end in zip(found, ends, strict=True):
        yield key, text[after:end]


def _place(text: str, name: str) -> tuple[int, int]:
    """Where a name begins and ends; in a narrow column it may be broken anywhere."""
    found = re.search(r" ?".join(re.escape(each) for each in name if each != " "), text)
    assert found, name
    return found.span()


def value(written: str) -> Decimal:
    """«1.234,5» as a number."""
    return Decimal(written.rstrip(".").replace(".", "").replace(",", "."))


def shows(written: str, number: float) -> bool:
    """Whether it is that number, rounded half up to as many decimals as are written."""
    told = value(written)
    return told == Decimal(repr(number)).quantize(Decimal(1).scaleb(told.as_tuple().exponent), ROUND_HALF_UP)  # type: ignore[arg-type]

"""What a report is made of, the same for a web page and for paper: blocks of plain texts, figures already in words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

CHAPTER = 2
"""Level of the headings that part the report."""


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is the title."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `role` is body, lead, small, note or band."""

    kind: ClassVar[str] = "paragraph"
    text: str
    role: str = "body"


@dataclass(frozen=True)
class Quote:
    """Words of somebody else, in Spanish."""

    kind: ClassVar[str] = "quote"
    text: str


@dataclass(frozen=True)
class Link:
    """A line that leads elsewhere."""

    kind: ClassVar[str] = "link"
    text: str
    url: str


@dataclass(frozen=True)
class Items:
    """A list."""

    kind: ClassVar[str] = "items"
    items: Sequence[str]
    heading: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and what belongs to them."""

    kind: ClassVar[str] = "facts"
    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of a row names it."""

    kind: ClassVar[str] = "grid"
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    tones: Sequence[Sequence[str]] = ()
    """of each cell, or empty: the name of the colour its words have"""


@dataclass(frozen=True)
class Answer:
    """What may be said of one indicator in one territory."""

    kind: ClassVar[str] = "answer"
    letter: str
    title: str
    source: str
    verdict: str
    tone: str
    mark: str
    beside: str
    counts: str
    svg: str
    alt: str
    said: Sequence[str]
    recount_title: str = ""
    recount: Sequence[str] = field(default=())


Block = Heading | Paragraph | Quote | Link | Items | Facts | Grid | Answer


def as_data(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as plain values, each with its kind, for a typesetter that reads JSON."""
    return [{"kind": block.kind} | asdict(block) for block in blocks]

"""Where things stand on the data sheet of a template, so that reading it finds the heading and nothing else."""

import re
from dataclasses import dataclass

from schemas.feed import Feed


@dataclass(frozen=True)
class Layout:
    """Rows and columns counted from 0.

    Attributes:
        title: row of the title; None where there is no room above the heading.
        example: row of the example; None where there is no room. What stands above a heading is never read as data.
        heading: row of the heading (of its last row, where the feed has several).
        extraction: cell for the extraction date, where the feed looks for one.
    """

    title: int | None
    example: int | None
    heading: int
    extraction: tuple[int, int] | None

    @property
    def first_data_row(self) -> int:
        """The row below the heading."""
        return self.heading + 1


def layout_of(feed: Feed) -> Layout:
    """Lay out the rows above the heading: title, extraction date, example, and what a heading of several rows needs."""
    extraction = _extraction_cell(feed)
    taken = set() if extraction is None else {extraction[0]}
    top = max(1, *taken, 1) + 2 if feed.sheets.header_at is None else feed.sheets.header_at - 1
    # Only the last row of a high heading is written: a group above it would become part of each heading's name.
    free = [row for row in range(top) if row not in taken]
    example = free[-1] if free else None
    title = free[0] if len(free) > 1 else None
    return Layout(title, example, top + feed.sheets.header_rows - 1, extraction)


def _extraction_cell(feed: Feed) -> tuple[int, int] | None:
    if feed.extraction is None or feed.extraction.source != "cell" or feed.extraction.cell is None:
        return None
    letters, digits = re.sub(r"\d", "", feed.extraction.cell), re.sub(r"\D", "", feed.extraction.cell)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1

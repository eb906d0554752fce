"""Reads a workbook's cells with what they look like, straight from its XML: no library of ours between."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Cell:
    text: str
    is_text: bool
    formula: bool
    filled: bool
    bordered: bool


@dataclass(frozen=True)
class Page:
    """One sheet: (row, column), both from 1, -> cell; `comments` by cell reference, `lists` the drop-down sources."""

    cells: dict[tuple[int, int], Cell]
    hidden: bool
    lists: list[str]

    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells.values()]

    def row(self, number: int) -> list[str]:
        width = max(column for _, column in self.cells)
        return [self.cells[number, c].text if (number, c) in self.cells else "" for c in range(1, width + 1)]

    def beside(self, label: str) -> str:
        """The text to the right of a label."""
        (where,) = [place for place, cell in self.cells.items() if cell.text == label]
        return self.cells[where[0], where[1] + 1].text


def parsed(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(book.read(name))  # noqa: S314 (the workbook is our own)


def pages(path: Path) -> dict[str, Page]:
    with zipfile.ZipFile(path) as book:
        shared = _shared(book)
        looks = _looks(book)
        index = parsed(book, "xl/workbook.xml")
        targets = {r.get("Id"): r.get("Target") for r in parsed(book, "xl/_rels/workbook.xml.rels")}
        found = {}
        for sheet in index.iterfind("m:sheets/m:sheet", _NS):
            root = parsed(book, f"xl/{targets[sheet.get(_RELATION)]}")
            cells = {_place(c.get("r") or ""): _cell(c, shared, looks) for c in root.iterfind(".//m:c", _NS)}
            lists = [f.text or "" for f in root.iterfind(".//m:dataValidation/m:formula1", _NS)]
            found[sheet.get("name") or ""] = Page(cells, sheet.get("state") == "hidden", lists)
        return found


def whole_text(path: Path) -> str:
    """Everything inside the workbook as one text."""
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", errors="replace") for name in book.namelist())


def _place(reference: str) -> tuple[int, int]:
    letters, digits = re.sub(r"\d", "", reference), re.sub(r"\D", "", reference)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = parsed(book, "xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in item.iterfind(".//m:t", _NS)) for item in root.iterfind("m:si", _NS)]


def _looks(book: zipfile.ZipFile) -> list[tuple[bool, bool]]:
    """(has a fill, has a border) of each cell format."""
    root = parsed(book, "xl/styles.xml")
    fills = [f.find("m:patternFill", _NS) for f in root.iterfind("m:fills/m:fill", _NS)]
    filled = [f is not None and f.get("patternType") == "solid" for f in fills]
    borders = [b.find("m:left", _NS) for b in root.iterfind("m:borders/m:border", _NS)]
    bordered = [b is not None and b.get("style") is not None for b in borders]
    formats = root.iterfind("m:cellXfs/m:xf", _NS)
    return [(filled[int(x.get("fillId") or 0)], bordered[int(x.get("borderId") or 0)]) for x in formats]


def _cell(node: ElementTree.Element, shared: list[str], looks: list[tuple[bool, bool]]) -> Cell:
    kind, value = node.get("t"), node.find("m:v", _NS)
    if kind == "inlineStr":
        text = "".join(t.text or "" for t in node.iterfind(".//m:t", _NS))
    elif kind == "s" and value is not None:
        text = shared[int(value.text or 0)]
    else:
        text = (value.text or "") if value is not None else ""
    filled, bordered = looks[int(node.get("s") or 0)]
    return Cell(text, kind in ("inlineStr", "s"), node.find("m:f", _NS) is not None, filled, bordered)

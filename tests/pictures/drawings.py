"""Reading a drawing back: its texts and where they lie, for the tests of the pictures."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.pictures.measure import text_width
from schemas.words import months_between

SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 12.0


@dataclass(frozen=True)
class Placed:
    """A text of a drawing and the box that it may fill with the widest font."""

    words: str
    size: float
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Placed") -> bool:
        """The two boxes overlap by more than a hair."""
        apart = self.right <= other.left + 0.5 or other.right <= self.left + 0.5
        return not apart and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5


def parsed(svg: str) -> ET.Element:
    """The drawing as a tree; a drawing that is not well-formed does not parse."""
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of the box of a drawing."""
    _, _, width, height = map(float, parsed(svg).attrib["viewBox"].split())
    return width, height


def texts(svg: str) -> list[Placed]:
    """Every text of a drawing."""
    return [_placed(element) for element in parsed(svg).iter(f"{SVG}text")]


def words(svg: str) -> list[str]:
    """The words of a drawing, in order."""
    return [placed.words for placed in texts(svg)]


def faults(svg: str) -> list[str]:
    """Texts that are clipped, too small, or that run into one another."""
    width, height = size_of(svg)
    placed = texts(svg)
    found = [
        f"clipped: {text.words}"
        for text in placed
        if text.left < 0 or text.right > width or text.top < 0 or text.bottom > height
    ]
    found += [f"small: {text.words}" for text in placed if text.size * min(1, 340 / width) < SMALLEST and width <= 340]
    pairs = [(a, b) for index, a in enumerate(placed) for b in placed[index + 1 :]]
    return found + [f"meet: {a.words} / {b.words}" for a, b in pairs if a.meets(b)]


def months(first: date, last: date, **special: Any) -> list[dict[str, Any]]:
    """Rows of `indicator_value`: 5 cases a month, except the months that `special` names by status."""
    by_month = {month: status for status, named in special.items() for month in named}
    return [
        {"month": month, "value": _value(by_month.get(month)), "status": by_month.get(month, "reported")}
        for month in months_between(first, last)
    ]


def _value(status: str | None) -> int | None:
    return {None: 5, "zero": 0, "partial": 3, "provisional": 2}.get(status)


def _placed(element: ET.Element) -> Placed:
    content = "".join(element.itertext())
    size, x, y = (float(element.attrib[name]) for name in ("font-size", "x", "y"))
    width = text_width(content, size, bold="font-weight" in element.attrib)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[element.attrib.get("text-anchor", "start")]
    return Placed(content, size, left, left + width, y - 0.76 * size, y + 0.22 * size)

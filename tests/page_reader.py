"""Reads a page back as a browser would: elements with their attributes and texts, entities resolved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))


@dataclass
class Element:
    """One element; strings among its children are text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def every(self, tag: str = "", **attributes: str) -> Iterator["Element"]:
        """Elements below this one, in order; `class_` must be among the classes."""
        for child in self.children:
            if isinstance(child, Element):
                if child._fits(tag, attributes):
                    yield child
                yield from child.every(tag, **attributes)

    def one(self, tag: str = "", **attributes: str) -> "Element":
        (found,) = self.every(tag, **attributes)
        return found

    def _fits(self, tag: str, attributes: dict[str, str]) -> bool:
        for name, wanted in attributes.items():
            said = self.attributes.get(name.rstrip("_").replace("_", "-"))
            if said is None or wanted not in (said.split() if name == "class_" else [said]):
                return False
        return tag in ("", self.tag)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("top")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(text: str) -> Element:
    """The page; an element that is closed out of turn fails the test."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.top], "an element is left open"
    return reader.top


def asks_elsewhere(page: Element) -> list[str]:
    """What a browser would fetch or run by itself when it shows the page."""
    found = []
    for each in page.every():
        for name, value in each.attributes.items():
            loads = name in ("src", "srcset", "poster", "data", "background") and not value.startswith(
                "data:image/svg+xml,"
            )
            if loads or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                found.append(f"{each.tag} {name}={value[:60]}")
        runs = each.tag in ("script", "iframe", "object", "embed", "base")
        if runs and each.attributes.get("type") != "application/ld+json":
            found.append(each.tag)
        if each.tag == "link" and each.attributes.get("rel") not in ("canonical", "alternate"):
            found.append(f"link {each.attributes}")
        if each.tag == "style" and ("url(" in each.text or "@import" in each.text):
            found.append("style")
    return found

"""HTML made of elements: whatever is not already markup is escaped, so that no text of a file can become one."""

from html import escape

VOID = ("br", "hr", "img", "input", "link", "meta")


class Markup(str):
    """Text that is HTML already. `el` and `joined` make it; else only what writes a style or a data element of ours."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """As notebooks and Streamlit ask for HTML; a plain text they would look through line by line."""
        return str(self)


def el(name: str, /, *children: object, **attributes: object) -> Markup:
    """An element with its children; `None` children and attributes are left out.

    Args:
        name: of the element, ours.
        children: markup stays as it is, everything else is escaped.
        attributes: `class_` is written class, `data_x` data-x; `True` stands without a value, `False` is left out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(*children)}</{name}>")


def joined(*children: object) -> Markup:
    """Children one after another."""
    return Markup("".join(_text(child) for child in children))


def _text(child: object) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Markup) else escape(str(child), quote=True)


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'

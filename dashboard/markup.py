"""HTML of our own, with every text escaped: the same for the dashboard, light pages and the report."""

from schemas.markup import VOID, Markup, el, joined

__all__ = ["VOID", "Markup", "el", "joined"]

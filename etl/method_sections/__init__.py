"""The texts of the page «Cómo se mide»: how each figure is made, with an example, and the ficha of each indicator."""

from etl.method_sections.fichas import ficha_lines
from etl.method_sections.sections import method_sections

__all__ = ["ficha_lines", "method_sections"]

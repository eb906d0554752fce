"""The blank workbook for a sender: headings, drop-down lists, an example, and a box for a month without cases."""

from etl.template.book import write_template
from etl.template.zero import TemplateZero, read_template_zero

__all__ = ["TemplateZero", "read_template_zero", "write_template"]

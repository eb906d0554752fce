"""Findings drawn together by kind and column, in the sender's words, with row numbers and examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.answers.safe_text import one_line
from etl.words.numbers import number
from schemas.finding_kinds import KINDS

_SHOWN_ROWS, _SHOWN_EXAMPLES = 12, 3
_WORDS = {
    "es": ("fila", "filas", "todo el archivo", "por ejemplo", "y {0} más", "hoja"),
    "en": ("row", "rows", "the whole file", "for example", "and {0} more", "sheet"),
}


@dataclass(frozen=True)
class Group:
    """All findings of one kind in one column.

    Attributes:
        column: heading as sent; None where the finding is about the row or the file as a whole.
        count: rows concerned (findings, where they are about the whole file).
        rows: the first of them as (sheet, row).
        examples: some of the faulty texts.
        message: the sentence of the first finding, with its own value.
    """

    kind: str
    severity: str
    column: str | None
    count: int
    rows: tuple[tuple[str | None, int], ...]
    examples: tuple[str, ...]
    message: str

    @property
    def is_error(self) -> bool:
        """The rows were not accepted, or the file was refused."""
        return self.severity == "error"

    def sentence(self, language: str = "es") -> str:
        """What is wrong and what to do, for all rows of the group."""
        template: str = getattr(KINDS[self.kind], language)
        if template == "{value}":
            return self.message
        value = self.examples[0] if len(self.examples) == 1 else "…"
        return template.replace("{column}", self.column or "…").replace("{value}", one_line(value, 60))

    def where(self, language: str = "es") -> str:
        """«3 filas: 12, 40 y 77», with the sheet where there is one."""
        one, many, whole, _, more, sheet = _WORDS[language]
        if not self.rows:
            return whole
        named = ", ".join(f"{row} ({sheet} {one_line(s, 31)})" if s else str(row) for s, row in self.rows)
        left = self.count - len(self.rows)
        rest = f" {more.format(number(left, language))}" if left > 0 else ""
        return f"{number(self.count, language)} {one if self.count == 1 else many}: {named}{rest}"

    def example(self, language: str = "es") -> str:
        """«por ejemplo: «31/02/2019»»; empty where there is none or the sentence says it already."""
        if len(self.examples) < 2:
            return ""
        return f"{_WORDS[language][3]}: " + ", ".join(f"«{one_line(text, 60)}»" for text in self.examples)


def group_findings(findings: pl.DataFrame) -> list[Group]:
    """The findings of a delivery by kind and column, errors first, then the most frequent.

    Args:
        findings: row, sheet, column, kind, severity, value, message; may have no columns at all.
    """
    if findings.height == 0:
        return []
    place = pl.struct("sheet", "row")
    grouped = findings.group_by("kind", "severity", "column", maintain_order=True).agg(
        pl.len().alias("findings"),
        place.filter(pl.col("row").is_not_null()).n_unique().alias("count"),
        place.filter(pl.col("row").is_not_null()).unique(maintain_order=True).head(_SHOWN_ROWS).alias("rows"),
        pl.col("value").drop_nulls().unique(maintain_order=True).head(_SHOWN_EXAMPLES).alias("examples"),
        pl.col("message").first(),
    )
    groups = [_group(row) for row in grouped.iter_rows(named=True)]
    return sorted(groups, key=lambda g: (not g.is_error, -g.count, g.kind, g.column or ""))


def _group(row: dict[str, object]) -> Group:
    places: Sequence[dict[str, object]] = row["rows"]  # type: ignore[assignment]
    examples: Sequence[str] = row["examples"]  # type: ignore[assignment]
    rows = tuple((None if p["sheet"] is None else str(p["sheet"]), int(str(p["row"]))) for p in places)
    return Group(
        kind=str(row["kind"]),
        severity=str(row["severity"]),
        column=str(row["column"]) if row["column"] else None,
        count=int(str(row["count"] or row["findings"])),
        rows=rows,
        examples=tuple(examples),
        message=str(row["message"]),
    )

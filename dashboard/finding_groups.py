"""The findings of a checked file drawn together by kind and column, with row numbers and examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.visible_text import visible

ROWS_NAMED, EXAMPLES = 24, 5


@dataclass(frozen=True)
class Example:
    """One faulty cell: where it stands and what it says."""

    place: str
    value: str


@dataclass(frozen=True)
class Group:
    """All findings of one kind in one column.

    Attributes:
        column: heading as sent; empty where the finding is about the row or the whole file.
        rows: the first rows, each with its sheet where there is one; empty for the whole file.
        count: all rows (findings, where they are about the whole file).
        values: whether more than one faulty text occurs.
        message: the sentence of the first finding.
    """

    kind: str
    severity: str
    column: str
    rows: tuple[str, ...]
    count: int
    examples: tuple[Example, ...]
    several: bool
    message: str

    @property
    def is_error(self) -> bool:
        """The rows would not be accepted, or the file is refused."""
        return self.severity == "error"


def group_findings(findings: Iterable[Mapping[str, Any]]) -> list[Group]:
    """Findings as `seamos check --json` lists them, by kind and column: errors first, then the most frequent."""
    together: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for each in findings:
        key = (str(each["kind"]), str(each["severity"]), visible(each["column"] or "", 80))
        together.setdefault(key, []).append(each)
    groups = [_group(*key, found) for key, found in together.items()]
    return sorted(groups, key=lambda group: (not group.is_error, -group.count, group.kind, group.column))


def _group(kind: str, severity: str, column: str, found: list[Mapping[str, Any]]) -> Group:
    places = list(dict.fromkeys(_place(each) for each in found if each["row"] is not None))
    first_of: dict[str, Example] = {}
    for each in found:
        if each["value"] not in (None, ""):
            value = visible(each["value"], 120)
            first_of.setdefault(value, Example(_place(each), value))
    return Group(
        kind=kind, severity=severity, column=column, rows=tuple(places[:ROWS_NAMED]), count=len(places) or len(found),
        examples=tuple(list(first_of.values())[:EXAMPLES]), several=len(first_of) > 1,
        message=visible(found[0]["message"] or "", 400),
    )  # fmt: skip


def _place(finding: Mapping[str, Any]) -> str:
    """«12», or «Hoja 1, 12» in a workbook."""
    if finding["row"] is None:
        return ""
    sheet = visible(finding["sheet"] or "", 31)
    return f"{sheet}, {finding['row']}" if sheet else str(finding["row"])

"""The door of pages and report to what is public: the tables of one `public.duckdb`, never the internal file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from schemas.errors import SeamosError
from schemas.published import BY_NAME, TABLES

Row = Mapping[str, Any]
Cell = tuple[str, str]
"""Indicator and territory."""
PUBLIC_FILE = "public.duckdb"
_KEPT_FROM_THE_PUBLIC = tuple(table.name for table in TABLES if not table.public)
_UNUSED = ("outline",)
"""Columns that no page shows and that would only cost memory."""


class NotPublicError(SeamosError):
    """A file that holds what only the internal edition may hold was given for the public one."""

    def __init__(self, file: Path, table: str) -> None:
        super().__init__(
            f"«{file.name}» tiene la tabla «{table}», que no es pública: no se hace ninguna página con él",
            f"“{file.name}” holds table “{table}”, which is not public: no page is made of it",
        )


@dataclass(frozen=True)
class PublicEdition:
    """All rows of one public edition, by table, each in the order in which it was written.

    Attributes:
        tables: rows by table; a table that the edition lacks has none.
    """

    tables: Mapping[str, Sequence[Row]]

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table."""
        return self.tables.get(table, ())

    @cached_property
    def mark(self) -> Row:
        """What this edition is."""
        return self.rows("edition")[0]

    @cached_property
    def evaluation(self) -> Row | None:
        """The evaluation that leads."""
        found = sorted(self.rows("evaluation"), key=lambda row: (not row["leads"], row["evaluation"]))
        return found[0] if found else None

    @cached_property
    def indicators(self) -> list[Row]:
        """By their letters; `ficha` is read."""
        found = sorted(self.rows("indicator"), key=lambda row: row["letter"] or "")
        return [{**row, "ficha": json.loads(row["ficha"] or "{}")} for row in found]

    @cached_property
    def territories(self) -> list[Row]:
        """Those of the programme, then those to compare with, each by name."""
        return sorted(self.rows("territory"), key=lambda row: (row["role"] == "comparison", row["name"]))

    @cached_property
    def communities(self) -> list[Row]:
        """The territories of the programme alone."""
        return [row for row in self.territories if row["role"] == "intervention"]

    @cached_property
    def headlines(self) -> dict[Cell, Row]:
        """The headline comparison of the leading evaluation, by cell."""
        lead = self.mark["lead_evaluation"]
        return {
            (row["indicator"], row["territory"]): row
            for row in self.rows("comparison")
            if (row["scenario"], row["basis"]) == ("headline", "lead") and row["evaluation"] == lead
        }

    def headline(self, indicator: str, territory: str) -> Row | None:
        """The comparison of a cell; None where nobody sends the indicator."""
        row = self.headlines.get((indicator, territory))
        return None if row is None or row["reason"] == "no_feed" else row

    @cached_property
    def disclosed(self) -> dict[Cell, Row]:
        """How each cell of the leading evaluation is published."""
        lead = self.mark["lead_evaluation"]
        return {
            (row["indicator"], row["territory"]): row for row in self.rows("disclosure") if row["evaluation"] == lead
        }

    @cached_property
    def pictures(self) -> dict[tuple[str, str], Row]:
        """Ready pictures by name (`kind/indicator/territory`) and language."""
        return {(row["picture"], row["language"]): row for row in self.rows("picture")}

    def activities(self, territory: str) -> list[Row]:
        """What was done against the plan in the leading evaluation; the row of all kinds together first."""
        lead = self.mark["lead_evaluation"]
        found = [
            row for row in self.rows("activity_progress") if (row["territory"], row["period"]) == (territory, lead)
        ]
        return sorted(found, key=lambda row: (row["kind"] != "total", row["kind"]))

    @cached_property
    def institutions(self) -> dict[str, Row]:
        """Who registers, by id."""
        return {row["institution"]: row for row in self.rows("institution")}

    @cached_property
    def arrived(self) -> dict[tuple[str, str, str], list[Row]]:
        """Months expected of each series, by institution, indicator and territory, with `status`."""
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows("completeness"):
            if row["status"] != "not_expected":
                found.setdefault((row["institution"], row["indicator"], row["territory"]), []).append(row)
        return found

    def office(self, role: str) -> Row | None:
        """Who answers for the figures (`responsible`), or where to ask when nobody answers (`unanswered`)."""
        return next((row for row in self.rows("office") if row["role"] == role), None)


def read_public_edition(file: Path) -> PublicEdition:
    """Read a public edition whole.

    Args:
        file: a `public.duckdb`, opened for reading only.

    Raises:
        NotPublicError: the file holds a table that is never public.
    """
    with duckdb.connect(str(file), read_only=True) as connection:
        present = {
            name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
        }
        for name in _KEPT_FROM_THE_PUBLIC:
            if name in present:
                raise NotPublicError(file, name)
        known = sorted(present & set(BY_NAME))
        return PublicEdition({name: _rows(connection, name) for name in known})


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """Rows as written; columns that an older edition lacks are None."""
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608  (a declared name)
    names = [column[0] for column in cursor.description or ()]
    absent = dict.fromkeys(BY_NAME[table].names)
    return [
        {**absent, **{name: value for name, value in zip(names, row, strict=True) if name not in _UNUSED}}
        for row in cursor.fetchall()
    ]

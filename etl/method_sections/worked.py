"""What the worked examples are made of: the edition's tables, the chosen cell, or the made-up case instead of it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from etl.method_sections import made_up
from etl.method_sections.example_cell import Cell, Row, choose_cell, family_of, headlines
from etl.method_sections.section_texts import words_in
from schemas.load import Programme
from schemas.programme import Indicator, MethodParameters


@dataclass(frozen=True)
class Worked:
    """One edition's examples.

    Attributes:
        tables: comparison, area_comparison, signal, indicator_value and activity_progress, as they are published.
        programme: the declared plan.
        allowed: cells that may be shown; None for all that are safe by their counts.
    """

    tables: Mapping[str, pl.DataFrame]
    programme: Programme
    allowed: Container[Cell] | None = None

    @property
    def rules(self) -> MethodParameters:
        """Parameters of the methods."""
        return self.programme.declaration.methods

    @cached_property
    def rows(self) -> list[Row]:
        """The headline comparisons."""
        return headlines(self.tables["comparison"], self.programme)

    @cached_property
    def family(self) -> list[Row]:
        """The intervention cells of the headline."""
        return family_of(self.rows, self.programme)

    @cached_property
    def case(self) -> "Case":
        """The chosen cell, or the made-up one."""
        row = choose_cell(self.rows, self.programme, self.allowed)
        if row is None:
            return self.made_up
        return Case(row, self.programme.indicators[row["indicator"]], self.programme.territory_names[row["territory"]])

    @cached_property
    def made_up(self) -> "Case":
        """The made-up comparison, of an indicator that is neither sensitive nor an activity, best with a direction."""
        every = sorted(self.programme.indicators.values(), key=lambda each: (each.polarity == "neutral", each.letter))
        plain = [each for each in every if not each.sensitive and each.grain != "activity"]
        return Case(made_up.comparison_row(self.rules), (plain or every)[0], None)


@dataclass(frozen=True)
class Case:
    """One comparison that serves as example; without a name of a place it is made up."""

    row: Row
    indicator: Indicator
    name: str | None

    @property
    def invented(self) -> bool:
        """Whether the case is made up."""
        return self.name is None

    def place(self, language: str) -> str:
        """Where it is, in words."""
        return self.name or words_in(language)["invented_place"]

    def with_row(self, row: Row) -> "Case":
        """The same case with other figures."""
        return replace(self, row=row)


@dataclass(frozen=True)
class Filled:
    """What fills the places of a section, and whose figures they are.

    Attributes:
        values: by the names in braces.
        case: of which the example is; None where it is of no cell.
        invented: the example is made up, though `case` may not be.
    """

    values: Mapping[str, str]
    case: Case | None = None
    invented: bool = False
    cell: Cell | None = field(default=None)
